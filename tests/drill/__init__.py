"""The oversell drill: buyers order between any two calls of the engine, and a judge counts."""

"""Both platforms over HTTP: clients, typed answers, limits, signing; no rules, no database."""

import sys

# httpx looks for its own command line when it is imported: with Rich and Pygments, which nobody
# here calls, that takes 5 MB. It does without.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

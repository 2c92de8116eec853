"""What both platforms document of their APIs, in short: paths, methods, parameters with types."""

"""Haravan Open API: typed answers and the client."""

"""The two platforms over HTTP: clients, typed answers, limits, signing; knows nothing of rules, database or window."""

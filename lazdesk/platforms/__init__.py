"""Both platforms over HTTP: clients, typed answers, limits, signing; no rules, no database."""

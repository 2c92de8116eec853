"""Practice shops: a local Lazada and a local Haravan with one imagined merchant behind both."""

"""The practice Lazada: a seller's shop behind the open platform's API, consent page included."""

"""Lazada Open Platform (Vietnam): signing, consent and tokens, typed answers, client."""

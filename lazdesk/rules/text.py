"""Vietnamese text made comparable: search keys and names without marks (G1)."""

import unicodedata


def fold(text: str) -> str:
    """Return `text` in lower case without marks, đ as d and white space collapsed.

    đ has no Unicode decomposition, so dropping the combining marks alone would leave it.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())


def search_key(*parts: str | None) -> str:
    """Return what a row is found by: its texts and codes, folded and in one line."""
    return fold(" ".join(part for part in parts if part))

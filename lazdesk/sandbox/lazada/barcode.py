"""Code 39, which a scanner reads from the practice labels as it does Lazada's own barcodes."""

from __future__ import annotations

# Five bars and the four gaps between them for each letter; 1 is a wide one.
_LETTERS = {
    **{"0": "000110100", "1": "100100001", "2": "001100001", "3": "101100000", "4": "000110001"},
    **{"5": "100110000", "6": "001110000", "7": "000100101", "8": "100100100", "9": "001100100"},
    **{"A": "100001001", "B": "001001001", "C": "101001000", "D": "000011001", "E": "100011000"},
    **{"F": "001011000", "G": "000001101", "H": "100001100", "I": "001001100", "J": "000011100"},
    **{"K": "100000011", "L": "001000011", "M": "101000010", "N": "000010011", "O": "100010010"},
    **{"P": "001010010", "Q": "000000111", "R": "100000110", "S": "001000110", "T": "000010110"},
    **{"U": "110000001", "V": "011000001", "W": "111000000", "X": "010010001", "Y": "110010000"},
    **{"Z": "011010000", "-": "010000101", ".": "110000100", " ": "011000100", "*": "010010100"},
}
_WIDE = 3


def bars(code: str) -> tuple[list[tuple[int, int]], int]:
    """The bars of `code` as (left, width), and the width of all, in units of the thinnest one."""
    found, left = [], 0
    for letter in f"*{code}*":
        for number, wide in enumerate(_LETTERS[letter]):
            width = _WIDE if wide == "1" else 1
            if number % 2 == 0:
                found.append((left, width))
            left += width
        left += 1  # the gap between two letters
    return found, left - 1

"""A part of the pictures: what its words take in."""

from __future__ import annotations

from tests.screens.part import CHOICES, Part


def test_no_word_is_everything() -> None:
    whole = Part()
    assert whole.takes("orders-print")
    assert whole.enters("orders")
    assert {kind: tuple(whole.of(kind)) for kind in CHOICES} == CHOICES


def test_words_keep_to_languages_themes_scales_and_states() -> None:
    part = Part(("vi", "2x", "full", "usual"))
    assert [list(part.of(kind)) for kind in CHOICES] == [
        ["vi"],
        ["light", "dark"],
        ["2x"],
        ["usual", "full"],
    ]
    assert part.takes("orders-print")


def test_every_other_word_is_how_a_scene_begins() -> None:
    part = Part(("orders-print", "overview", "dark"))
    assert [part.takes(s) for s in ("orders-print-a4x4", "overview", "orders")] == [1, 1, 0]
    assert [part.enters(tab) for tab in ("orders", "overview", "products")] == [1, 1, 0]

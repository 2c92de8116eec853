"""Which of the pictures are asked for; without a word all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CHOICES = {
    "language": ("vi", "en"),
    "theme": ("light", "dark"),
    "scale": ("1x", "2x"),
    "state": ("empty", "usual", "full", "error"),
}


@dataclass(frozen=True)
class Part:
    """Words that are a language, a theme, a scale or a state keep to these; every other word is
    how a scene's name begins."""

    words: tuple[str, ...] = ()

    def of(self, kind: str) -> Sequence[str]:
        """The languages, themes, scales or states."""
        return [word for word in CHOICES[kind] if word in self.words] or CHOICES[kind]

    @property
    def scenes(self) -> tuple[str, ...]:
        known = {word for words in CHOICES.values() for word in words}
        return tuple(word for word in self.words if word not in known)

    def takes(self, scene: str) -> bool:
        return not self.scenes or scene.startswith(self.scenes)

    def enters(self, tab: str) -> bool:
        """Whether a scene asked for may be one of this tab: they begin with its name."""
        return self.takes(tab) or any(scene.startswith(tab) for scene in self.scenes)

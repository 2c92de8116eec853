"""A desk before the practice shops."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync import levels
from tests.sync.practice import Practice, practice


@pytest.fixture
def shops(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path) as running:
        yield running


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Practice]:
    """Everything is on the channel; the sides differ where the world began so."""
    with practice(tmp_path, products=12) as running:
        running.cycle()
        running.publish_all()
        yield running


@pytest.fixture
def level(published: Practice) -> Practice:
    """Both switches are on, the previews were agreed to, and nothing differs any more."""
    levels.make_level(published)
    return published

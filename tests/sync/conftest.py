"""A desk before the practice shops."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.practice import Practice, practice


@pytest.fixture
def shops(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path) as running:
        yield running

"""Random lives of orders agree with the independent book after every look (D4, D5, D8, D10, D11).

20,000 of them: ``python -m tests.sync.lives 20000``.
"""

import pytest

from tests.sync import lives


@pytest.mark.parametrize("first", range(0, 3000, 1000))
def test_random_lives_agree_with_the_book(first: int) -> None:
    lives.live(1000, first)

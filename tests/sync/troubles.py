"""What the tab of problems says, for tests that make trouble and mend it (F)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lazdesk.models import desk as desk_rows
from lazdesk.models import solved
from lazdesk.rules.problems import CATALOGUE, Explanation
from tests.sync.practice import Practice


@dataclass(frozen=True)
class Listed:
    """A problem as it is listed: the platform's words, and what the catalogue says of them."""

    message: str
    explained: Explanation
    request_id: str

    @property
    def in_vietnamese(self) -> tuple[str, str, str]:
        """Thông báo lỗi, Nguyên do, Phương án xử lý."""
        return self.message, self.explained.cause("vi"), self.explained.remedy("vi")


def listed(shops: Practice) -> dict[str, Listed]:
    """What is wrong now, by code."""
    with shops.desk.database.read() as connection:
        rows = desk_rows.problems(connection, shops.seller)
    return {row.code: Listed(row.message, CATALOGUE[row.code], row.request_id) for row in rows}


def over(shops: Practice) -> set[str]:
    """The codes of what was wrong and is no longer."""
    with shops.desk.database.read() as connection:
        return {row.code for row in solved.newest_first(connection, shops.seller)}


def assert_listed(shops: Practice, codes: Iterable[str]) -> None:
    """Each with its cause and what to do about it."""
    found = listed(shops)
    assert set(codes) <= set(found)
    for code in codes:
        assert all(found[code].in_vietnamese), code


def assert_over(shops: Practice, codes: Iterable[str]) -> None:
    """No longer listed, but among what was solved."""
    assert not set(codes) & set(listed(shops))
    assert set(codes) <= over(shops)

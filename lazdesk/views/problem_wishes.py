"""What a merchant can ask for on the tab of problems (F)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RetryProblems:
    """*Thử lại*: what rests or was refused is tried in the next cycle (F)."""

    shop: str
    problem_ids: tuple[str, ...]


@dataclass(frozen=True)
class IgnoreProblems:
    """*Bỏ qua*, and why (F)."""

    shop: str
    problem_ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class HeedProblems:
    """*Đưa lại vào danh sách* (F)."""

    shop: str
    problem_ids: tuple[str, ...]


ALL = (RetryProblems, IgnoreProblems, HeedProblems)

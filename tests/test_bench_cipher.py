"""``bench cipher``: a small run measures both, and a missed goal is exit status 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lazdesk.bench import cipher as bench_cipher
from lazdesk.bench.cipher import Cost
from lazdesk.models import mirror_file
from lazdesk.models.database import FILE_NAME
from lazdesk.models.mirror_file import Key
from lazdesk.models.queries.listing import Scope
from tests.cli.terminal import lazdesk


def test_the_least_disturbed_round_counts() -> None:
    cost = Cost(plain=[2.0, 1.0, 3.0], encrypted=[1.5, 1.2, 9.0])
    assert cost.ratio == pytest.approx(1.2)
    assert cost.document == {"plain_seconds": 1.0, "encrypted_seconds": 1.2, "ratio": 1.2}


def test_searches_are_measured_on_a_plain_and_an_encrypted_mirror(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[bool] = []
    search = bench_cipher._search

    def watched(folder: Path, key: Key | None, scope: Scope) -> float:
        seen.append(mirror_file.is_plain(folder / FILE_NAME))
        return search(folder, key, scope)

    monkeypatch.setattr(bench_cipher, "_search", watched)
    cost = bench_cipher.searches(60, 20, 7, lambda _text: None)
    assert len(cost.plain) == len(cost.encrypted) == bench_cipher.ROUNDS
    assert seen == [True, False] * bench_cipher.ROUNDS


@pytest.mark.parametrize(("seconds", "status"), [(1.2, 0), (1.3, 1)])
def test_a_missed_goal_is_exit_1(
    monkeypatch: pytest.MonkeyPatch, seconds: float, status: int
) -> None:
    cost = Cost(plain=[1.0], encrypted=[seconds])
    monkeypatch.setattr(bench_cipher, "syncs", lambda *_: cost)
    monkeypatch.setattr(bench_cipher, "searches", lambda *_: cost)
    ran = lazdesk("bench", "cipher", "--json")
    assert ran.status == status
    assert json.loads(ran.out)["search"]["ratio"] == seconds

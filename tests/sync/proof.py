"""Comparing both sides in tests: every comparison must leave the practice shops as they were."""

from __future__ import annotations

from typing import Any

from lazdesk.sync import reconcile
from lazdesk.sync.reconcile import Agreement
from tests.sync.practice import Practice, written

FOLDER = "second-reading"


def proof(shops: Practice, **how: Any) -> Agreement:
    """What `reconcile` says; it only reads. What others do before it looks again is theirs."""
    before = len(shops.world.calls)
    found = reconcile.reconcile(shops.session(), shops.desk.folder / FOLDER, **how)
    if "before_looking_again" not in how:
        assert [call.path for call in shops.calls(before) if written(call)] == []
    assert found.checked - found.agree == len({each.id for each in found.differences})
    return found


def differences(shops: Practice) -> list[tuple[str, str]]:
    """What differs, and whom."""
    return sorted((str(each.what), each.object) for each in proof(shops).differences)

"""*Cấu hình* tells what the merchant changed, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from lazdesk.views.configuration.tab import ConfigurationTab
from lazdesk.views.wishes import Wishes
from tests.mirrors import open_database


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path) -> ConfigurationTab:
    shown = ConfigurationTab(Wishes())
    qtbot.addWidget(shown)
    shown.set_database(open_database(tmp_path, datetime.now(UTC)), "", "")
    shown.show()
    qtbot.waitUntil(lambda: not shown.save.isEnabled())
    return shown


def test_before_anything_is_set_nothing_waits_to_be_saved(tab: ConfigurationTab) -> None:
    assert tab.orders_block.values()["orders.import_from"] == ""


def test_a_day_that_was_chosen_waits_to_be_saved(tab: ConfigurationTab) -> None:
    chosen: QDate = tab.orders_block.import_from.date().addDays(-3)
    tab.orders_block.import_from.setDate(chosen)
    assert tab.orders_block.values()["orders.import_from"] == chosen.toString("yyyy-MM-dd")
    assert tab.save.isEnabled()

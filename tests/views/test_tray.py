"""LazDesk beside the clock: closing only hides it if the merchant chose so, and news are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from lazdesk import app, autostart, opening
from lazdesk.vault import MemoryVault
from lazdesk.views import answers
from lazdesk.views.configuration.background_card import BackgroundCard, closes_to_tray
from lazdesk.views.tray import Tray
from tests.views import office
from tests.views.office import Merchant


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A system with a place beside the clock; what was told there."""
    lines: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _self, _title, text, *_more: lines.append(text)
    )
    return lines


@pytest.fixture
def merchant(
    told: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Merchant]:
    with office.merchant(qtbot, monkeypatch, qapp, products=20) as somebody:
        yield somebody


def tray_of(merchant: Merchant) -> Tray:
    merchant.wait(lambda: len(merchant.program.findChildren(Tray)) == 1)
    (tray,) = merchant.program.findChildren(Tray)
    return tray


def test_closed_it_goes_on_and_comes_back_and_ends_when_told(
    merchant: Merchant, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(qapp, "quit", lambda: ended.append(True))
    merchant.configuration.background.tray.click()
    merchant.window.close()
    assert merchant.window.isHidden()
    assert ended == []
    assert merchant.program.office is not None
    tray = tray_of(merchant)
    opened, _, _, leave = tray.menu.actions()
    opened.trigger()
    assert merchant.window.isVisible()
    leave.trigger()
    assert ended == [True]


def test_without_the_choice_closing_ends_it(
    merchant: Merchant, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(qapp, "quit", lambda: ended.append(True))
    merchant.window.close()
    assert ended == [True]


def test_news_are_told_to_who_is_not_looking(merchant: Merchant, told: list[str]) -> None:
    merchant.window.hide()
    ended = answers.SyncEnded(merchant.clock.now(), news=("2 đơn mới", "1 lỗi mới"))
    merchant.program._take(ended)
    assert told == ["2 đơn mới\n1 lỗi mới"]
    merchant.program._take(answers.SyncEnded(merchant.clock.now()))
    assert len(told) == 1


def test_both_choices_are_kept(
    qtbot: QtBot, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    card = BackgroundCard()
    qtbot.addWidget(card)
    assert (card.tray.isChecked(), card.autostart.isChecked()) == (False, False)
    card.tray.click()
    card.autostart.click()
    assert closes_to_tray()
    assert autostart.is_on()
    again = BackgroundCard()
    qtbot.addWidget(again)
    assert (again.tray.isChecked(), again.autostart.isChecked()) == (True, True)


@contextmanager
def started(qapp: QApplication) -> Iterator[app.Program]:
    """As with the computer: in the background."""
    program = app.Program(qapp, None)
    try:
        program.start(hidden=True)
        yield program
    finally:
        held = program.office
        program.close()
        assert held is None or held.end(office.PATIENCE_MS)
        program.window.deleteLater()
        program.deleteLater()


def test_started_in_the_background_only_the_icon_is_there(
    told: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    vault = MemoryVault()
    monkeypatch.setattr(opening, "Vault", lambda: vault)
    with started(qapp) as program:
        qtbot.waitUntil(lambda: program.office is not None)
        assert program.window.isHidden()
        program.come_forward()
        assert program.window.isVisible()


def test_where_there_is_no_place_for_an_icon_the_window_is_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    vault = MemoryVault()
    monkeypatch.setattr(opening, "Vault", lambda: vault)
    with started(qapp) as program:
        assert program.window.isVisible()
        qtbot.waitUntil(lambda: program.office is not None)

"""A row of buttons that folds what finds no room into a menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from lazdesk.views.action_row import ActionRow

NAMES = ("Sẵn sàng giao hàng (12)", "In đơn hàng", "Hủy đơn hàng", "Hoàn trả đơn hàng")


@pytest.fixture
def row(qtbot: QtBot) -> ActionRow:
    row = ActionRow(Qt.AlignmentFlag.AlignRight)
    qtbot.addWidget(row)
    for name in NAMES:
        row.add(QAction(name, row))
    row.retranslate()
    row.show()
    return row


def shown(row: ActionRow) -> list[str]:
    buttons = [b for b in row.findChildren(QPushButton) if b.isVisible() and b is not row.more]
    return [button.text() for button in sorted(buttons, key=QPushButton.x)]


def action(row: ActionRow, name: str) -> QAction:
    return next(found for found in row.findChildren(QAction) if found.text() == name)


def folded(row: ActionRow) -> list[str]:
    return [action.text() for action in row.menu.actions()]


def test_what_finds_no_room_is_in_the_menu(row: ActionRow) -> None:
    whole = row.sizeHint().width()
    for width in range(row.more.sizeHint().width(), whole + 200, 20):
        row.resize(width, row.height())
        assert tuple(shown(row) + folded(row)) == NAMES
        assert row.more.isVisible() == bool(folded(row)) == (width < whole)
        placed = [b for b in row.findChildren(QPushButton) if b.isVisible()]
        assert all(b.width() >= b.sizeHint().width() and b.x() >= 0 for b in placed)
        assert max(b.geometry().right() for b in placed) < width


def test_a_longer_text_folds_the_last_one(row: ActionRow) -> None:
    row.resize(row.sizeHint().width(), row.height())
    assert folded(row) == []
    action(row, NAMES[0]).setText(NAMES[0] + "0")
    assert folded(row) == [NAMES[-1]]


def test_what_is_hidden_or_forbidden_is_so_in_the_row_and_in_the_menu(row: ActionRow) -> None:
    first, second, _, last = (action(row, name) for name in NAMES)
    room = row.button(second).sizeHint().width() + row.more.sizeHint().width() + 8
    row.resize(room, row.height())
    assert shown(row) == []
    first.setVisible(False)
    assert shown(row) == [NAMES[1]]
    assert folded(row) == [*NAMES[2:]]
    second.setEnabled(False)
    last.setEnabled(False)
    assert not row.button(second).isEnabled()
    assert [found.isEnabled() for found in row.menu.actions()] == [True, False]


def test_a_click_triggers_the_action(qtbot: QtBot, row: ActionRow) -> None:
    row.resize(row.sizeHint())
    third = action(row, NAMES[2])
    with qtbot.waitSignal(third.triggered):
        QTest.mouseClick(row.button(third), Qt.MouseButton.LeftButton)

"""Groups of a list that find no room stand in a menu, and the one looked at is always a tab."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from lazdesk.views.lists.group_bar import GroupBar

TITLES = ("Cần xử lý (120)", "Sẵn sàng giao", "Đã giao (1.204)", "Hàng hoàn về (3)", "Tất cả")


@pytest.fixture
def bar(qtbot: QtBot) -> GroupBar:
    bar = GroupBar(len(TITLES))
    qtbot.addWidget(bar)
    bar.show_groups(TITLES, range(len(TITLES)))
    bar.show()
    return bar


def shown(bar: GroupBar) -> list[str]:
    return [title for number, title in enumerate(TITLES) if bar.tabs.isTabVisible(number)]


def folded(bar: GroupBar) -> list[str]:
    return [action.text() for action in bar.menu.actions()]


def test_the_first_groups_find_room_first(bar: GroupBar) -> None:
    whole = bar.sizeHint().width()
    for width in range(bar.tabs.width_of(0) + 90, whole + 100, 30):
        bar.resize(width, bar.sizeHint().height())
        assert tuple(shown(bar) + folded(bar)) == TITLES
        assert bar.more.isVisible() == bool(folded(bar)) == (width < whole)
        end = bar.more if bar.more.isVisible() else bar.tabs
        assert end.geometry().right() < width


def test_a_group_of_the_menu_comes_up_as_a_tab(qtbot: QtBot, bar: GroupBar) -> None:
    bar.resize(bar.tabs.width_of(0) + bar.tabs.width_of(4) + 120, bar.sizeHint().height())
    assert folded(bar)[-1] == TITLES[-1]
    with qtbot.waitSignal(bar.chosen) as gone:
        bar.menu.actions()[-1].trigger()
    assert gone.args == [4]
    assert shown(bar) == [TITLES[0], TITLES[4]]
    assert TITLES[4] not in folded(bar)
    with qtbot.waitSignal(bar.chosen):
        bar.go_to(0)
    assert TITLES[4] in folded(bar)


def test_a_group_that_is_not_offered_goes_unless_it_is_looked_at(bar: GroupBar) -> None:
    bar.resize(bar.sizeHint())
    bar.go_to(3)
    bar.show_groups(TITLES, {0, 1})
    assert shown(bar) == [TITLES[0], TITLES[1], TITLES[3]]
    bar.go_to(0)
    bar.show_groups(TITLES, {0, 1})
    assert (shown(bar), folded(bar)) == ([TITLES[0], TITLES[1]], [])

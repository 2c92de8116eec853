"""What is photographed of *Hủy đơn hàng* and of the answers to buyers (E2, E4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from lazdesk.views import answers
from lazdesk.views.orders.cancel_dialog import CancelDialog
from lazdesk.views.orders.refusal_dialog import RefusalDialog
from lazdesk.views.orders.tab import OrdersTab

if TYPE_CHECKING:
    from tests.screens.gallery import Photographer

SOON = 150  # ms: a modal dialog is on the screen by then
TIP = "SKU stock may be set to 0 after cancellation"
REASONS = (
    answers.CancelReason("10000019", "Sourcing Delay", False, True),
    answers.CancelReason("10000021", "Out of Stock", True, False),
    answers.CancelReason("10000023", "Wrong Price or Pricing Error", True, True),
)
GOODS = (
    ("AO-THUN-XANH-NAVY-XXL", "Áo thun cotton cổ tròn tay ngắn mộng mơ phiên bản 2026", "size:XXL"),
    ("8936000001438", "Móc khóa da bò", "..."),
    ("8936000001439", "Túi vải bố in hình mèo ngủ, quai dài", "color_family:Xanh rêu"),
)


def planned(shop: str, orders: int, status: str, *, pushes: bool = True) -> answers.CancelPlanned:
    """So many orders, each with the same goods in one package."""
    return answers.CancelPlanned(
        shop,
        tuple(
            answers.OrderToCancel(
                str(number),
                f"7830354869561{number:02}",
                REASONS,
                tuple(
                    answers.CancelUnit(f"{number}-{n}", *goods, status, "FP1", False, False)
                    for n, goods in enumerate(GOODS)
                ),
                TIP,
            )
            for number in range(orders)
        ),
        (),
        pushes,
    )


def play(tab: OrdersTab, photographer: Photographer) -> None:
    scenes: tuple[tuple[str, answers.CancelPlanned, Callable[[Any], object]], ...] = (
        ("one", planned(tab.shop, 1, "packed"), lambda dialog: dialog.reason),
        ("reason", planned(tab.shop, 1, "packed"), partial(_choose, 1, None)),
        ("part", planned(tab.shop, 1, "packed"), partial(_choose, 1, 2)),
        ("mates", planned(tab.shop, 1, "ready_to_ship", pushes=False), partial(_choose, 2, 0)),
        ("many", planned(tab.shop, 12, "pending"), partial(_choose, 0, None)),
        ("no-reason", _without_reasons(planned(tab.shop, 2, "pending")), lambda dialog: dialog.go),
    )
    for name, plan, act in scenes:
        shown = partial(_shown, tab, plan, CancelDialog, act)
        photographer.take_modal(shown, f"orders-cancel-{name}")
    first = tab.list.id_at(0)
    assert first is not None
    orders = tab.facts([first])
    for wish in ("agree_to_cancel", "refuse_cancel", "agree_to_return"):
        button = tab.order_button(wish)
        photographer.take_modal(partial(button.ask, orders), f"orders-{wish.replace('_', '-')}")
    refusal = answers.RefusalPlanned(
        tab.shop,
        first,
        "783035486956101",
        ("1",),
        "Item is defective or not working",
        (("1", "Buyer changed mind after the parcel was opened"), ("2", "No evidence")),
    )
    for name, act in (("asked", lambda dialog: dialog.reason), ("said", _explain)):
        shown = partial(_shown, tab, refusal, RefusalDialog, act)
        photographer.take_modal(shown, f"orders-refuse-return-{name}")


def _without_reasons(plan: answers.CancelPlanned) -> answers.CancelPlanned:
    """Orders whose reasons have nothing in common."""
    first, second = plan.orders
    orders = (
        answers.OrderToCancel(first.order_id, first.order_number, REASONS[:1], first.units, ""),
        answers.OrderToCancel(second.order_id, second.order_number, REASONS[1:], second.units, ""),
    )
    return answers.CancelPlanned(plan.shop, orders, (), plan.pushes)


def _shown(
    tab: OrdersTab, answer: object, kind: type[QWidget], act: Callable[[Any], object]
) -> None:
    """Opens the dialog and does ``act`` in it once it is on the screen."""

    def found() -> QWidget:
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind))

    QTimer.singleShot(SOON, lambda: act(found()))
    tab.answered(answer)


def _choose(reason: int, kept: int | None, dialog: CancelDialog) -> None:
    dialog.reason.setCurrentIndex(reason)
    if kept is not None and dialog.units is not None and (item := dialog.units.item(kept, 0)):
        item.setCheckState(Qt.CheckState.Unchecked)


def _explain(dialog: RefusalDialog) -> None:
    dialog.reason.setCurrentIndex(0)
    dialog.comment.setPlainText("Hàng đã qua sử dụng, tem đã bóc; xem ảnh trong cuộc trò chuyện.")

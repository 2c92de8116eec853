"""*Hủy đơn hàng*, and the answers to buyers who ask to cancel or to give goods back (E2, E4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from lazdesk.models.queries.coming_back import Reverse
from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.rules import cancel, returns
from lazdesk.views import answers, cancel_wishes, labels
from lazdesk.views.consequences import ConsequencesDialog, Section
from lazdesk.views.orders.buttons import OrderButton
from lazdesk.views.orders.cancel_dialog import CancelDialog
from lazdesk.views.orders.refusal_dialog import RefusalDialog


class CancelOrders(OrderButton):
    """*Hủy đơn hàng*: Lazada's reasons are asked for, then chosen from in its dialog (E2)."""

    wish = "cancel_orders"
    role = "danger"

    def title(self) -> str:
        return self.tr("Hủy đơn hàng")

    def concerns(self, order: OrderFacts) -> bool:
        return order.row.word in ("pending", "ready") or self.why_not(order) is None

    def why_not(self, order: OrderFacts) -> str | None:
        return cancel.why_not(order.units)

    def ask(self, orders: Sequence[OrderFacts], /) -> None:
        ids = tuple(order.row.id for order in orders)
        self.tab.wishes.plan_cancel.emit(cancel_wishes.PlanCancel(self.tab.shop, ids))

    def answered(self, answer: Any) -> None:
        super().answered(answer)
        match answer:
            case answers.CancelPlanned() if answer.shop == self.tab.shop:
                self._left_out += answer.refused
                self._choose(answer)
            case answers.Failed(wish="plan_cancel"):
                self.say_failed(answer.message)

    def _choose(self, planned: answers.CancelPlanned) -> None:
        if not planned.orders:
            self.show_results(self._left_out)
            return
        dialog = CancelDialog(planned, self.tab)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            wish = dialog.wish()
            self.send(wish, [order_id for order_id, _, _ in wish.orders])


class _Answer(OrderButton):
    """One of the two answers to something a buyer asks for; asked about once more."""

    def question(self, _count: int, /) -> str:
        raise TypeError(f"{type(self).__name__} asks nothing")

    def question_of(self, _number: str, /) -> str:
        """What is asked about one order."""
        raise TypeError(f"{type(self).__name__} asks nothing")

    def sections(self) -> Sequence[Section]:
        raise TypeError(f"{type(self).__name__} entails nothing")

    def made(self, _ids: tuple[str, ...], /) -> object:
        raise TypeError(f"{type(self).__name__} wishes for nothing")

    def answer(self) -> str:
        """What the button in its dialog is called."""
        return self.title()

    def back(self) -> str:
        return QCoreApplication.translate("OrderButton", "Quay lại")

    def ask(self, orders: Sequence[OrderFacts], /) -> object | None:
        dialog = ConsequencesDialog(
            self.title(),
            self.question_of(orders[0].row.number)
            if len(orders) == 1
            else self.question(len(orders)),
            self.sections(),
            self.tab,
            # "Hủy bỏ" would be one more cancel beside those that are asked about.
            back=self.back(),
        )
        dialog.offer(self.answer(), self.role or "primary")
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return self.made(tuple(order.row.id for order in orders)) if accepted else None


class _AnswerCancel(_Answer):
    def concerns(self, order: OrderFacts) -> bool:
        return order.row.cancel_asked

    def why_not(self, order: OrderFacts) -> str | None:
        return None if order.row.cancel_asked else "no_cancel_request"


class AgreeToCancel(_AnswerCancel):
    """*Đồng ý hủy* (E4)."""

    wish = "agree_to_cancel"
    role = "danger"

    def title(self) -> str:
        return self.tr("Đồng ý hủy")

    def answer(self) -> str:
        return self.tr("Hủy đơn theo yêu cầu")

    def question(self, count: int, /) -> str:
        return self.tr("Đồng ý cho người mua hủy {n} đơn?", "", count).format(
            n=labels.number(count)
        )

    def question_of(self, number: str, /) -> str:
        return self.tr("Đồng ý cho người mua hủy đơn {number}?").format(number=number)

    def sections(self) -> Sequence[Section]:
        lines = (
            self.tr("Lazada hủy những món người mua xin hủy; không lấy lại được."),
            self.tr("Bên Haravan đơn được hủy theo, hàng nhập lại kho theo cấu hình."),
        )
        return ((self.tr("Điều sẽ xảy ra"), lines),)

    def made(self, ids: tuple[str, ...], /) -> cancel_wishes.AgreeToCancel:
        return cancel_wishes.AgreeToCancel(self.tab.shop, ids)


class RefuseCancel(_AnswerCancel):
    """*Từ chối hủy* (E4)."""

    wish = "refuse_cancel"

    def title(self) -> str:
        return self.tr("Từ chối hủy")

    def answer(self) -> str:
        return self.tr("Từ chối yêu cầu hủy")

    def question(self, count: int, /) -> str:
        return self.tr("Từ chối yêu cầu hủy của {n} đơn?", "", count).format(n=labels.number(count))

    def question_of(self, number: str, /) -> str:
        return self.tr("Từ chối yêu cầu hủy của đơn {number}?").format(number=number)

    def sections(self) -> Sequence[Section]:
        lines = (self.tr("Đơn đi tiếp như cũ: hãy đóng gói và giao đúng hạn."),)
        return ((self.tr("Điều sẽ xảy ra"), lines),)

    def made(self, ids: tuple[str, ...], /) -> cancel_wishes.RefuseCancel:
        return cancel_wishes.RefuseCancel(self.tab.shop, ids)


def _waiting(order: OrderFacts) -> list[Reverse]:
    """The lines of the order that wait for an answer to a return."""
    return [
        line
        for unit in order.units
        for line in unit.reverses
        if returns.is_waiting(line.status) and line.request_type.upper() != "CANCEL"
    ]


def _why_not(order: OrderFacts, *, agree: bool) -> str | None:
    waiting = _waiting(order)
    if not waiting:
        return "no_return_request"
    reasons = (
        returns.why_not(line.request_type, to_merchant=line.to_merchant, agree=agree)
        for line in waiting
    )
    return next(filter(None, reasons), None)


class AgreeToReturn(_Answer):
    """*Đồng ý trả hàng*, or to the money alone (D11)."""

    wish = "agree_to_return"
    role = "primary"

    def title(self) -> str:
        return self.tr("Đồng ý trả hàng")

    def concerns(self, order: OrderFacts) -> bool:
        return bool(_waiting(order))

    def why_not(self, order: OrderFacts) -> str | None:
        return _why_not(order, agree=True)

    def question(self, count: int, /) -> str:
        return self.tr("Đồng ý yêu cầu trả hàng, hoàn tiền của {n} đơn?", "", count).format(
            n=labels.number(count)
        )

    def question_of(self, number: str, /) -> str:
        return self.tr("Đồng ý yêu cầu trả hàng, hoàn tiền của đơn {number}?").format(number=number)

    def sections(self) -> Sequence[Section]:
        lines = (
            self.tr("Người mua gửi hàng về; chỉ xin hoàn tiền thì người mua giữ hàng."),
            self.tr("Tiền ghi vào Haravan khi Lazada hoàn xong; kho không đổi."),
            self.tr("Khi hàng về, bấm Hoàn trả đơn hàng để nhập kho."),
        )
        return ((self.tr("Điều sẽ xảy ra"), lines),)

    def made(self, ids: tuple[str, ...], /) -> cancel_wishes.AgreeToReturn:
        return cancel_wishes.AgreeToReturn(self.tab.shop, ids)


class RefuseReturn(OrderButton):
    """*Từ chối trả hàng…*: with one of Lazada's reasons and a comment (lazada.md §8.3)."""

    wish = "refuse_return"
    for_many = False

    def title(self) -> str:
        return self.tr("Từ chối trả hàng…")

    def concerns(self, order: OrderFacts) -> bool:
        return bool(_waiting(order))

    def why_not(self, order: OrderFacts) -> str | None:
        return _why_not(order, agree=False)

    def ask(self, orders: Sequence[OrderFacts], /) -> None:
        self.tab.wishes.plan_refusal.emit(
            cancel_wishes.PlanRefusal(self.tab.shop, orders[0].row.id)
        )

    def answered(self, answer: Any) -> None:
        super().answered(answer)
        match answer:
            case answers.RefusalPlanned() if answer.shop == self.tab.shop:
                self._choose(answer)
            case answers.Failed(wish="plan_refusal"):
                self.say_failed(answer.message)

    def _choose(self, planned: answers.RefusalPlanned) -> None:
        dialog = RefusalDialog(planned, self.tab)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self.send(dialog.wish(), [planned.order_id])

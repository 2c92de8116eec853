"""The calls about cancels and returns. Several are GETs that change state (lazada.md §12.15): what
may be repeated is said by each operation, never by its HTTP method."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from lazdesk.platforms import errors, reading
from lazdesk.platforms.http import Effect, Operation
from lazdesk.platforms.lazada import parse, payloads
from lazdesk.platforms.lazada.answers import CancelOffer, Reason, ReversePage
from lazdesk.platforms.lazada.calls import LazadaCalls, data, result

REVERSES_PAGE = 100

_OFFER = Operation("cancel reasons", Effect.READ, "/order/reverse/cancel/validate")
_CANCEL = Operation("cancel", Effect.ONCE, "/order/reverse/cancel/create")
_DECIDE = Operation("answer cancel", Effect.ONCE, "/order/reverse/cancel/seller/decide")
_REVERSES = Operation("reverse orders", Effect.READ, "/reverse/getreverseordersforseller")
_REASONS = Operation("refusal reasons", Effect.READ, "/order/reverse/reason/list")
_RETURN = Operation("answer return", Effect.ONCE, "/order/reverse/return/update")
_REFUND = Operation("answer refund", Effect.ONCE, "/order/reverse/onlyrefund/seller/decide")

_CANCEL_REFUSED = "CANCEL_REFUSED"


class ReturnAction(StrEnum):
    """What a seller may say to a return of goods (lazada.md §8.3)."""

    AGREE = "agreeReturn"
    REFUSE = "refuseReturn"


class ReverseCalls(LazadaCalls):
    """Cancels, buyers' cancel requests, returns and refunds."""

    def cancel_reasons(self, order_id: str, item_ids: Sequence[str]) -> CancelOffer:
        """The reasons Lazada takes for canceling these units (E2); none: ``tip`` says why not."""
        return self._call(
            _OFFER, "GET", _units(order_id, item_ids), lambda said: parse.cancel_offer(data(said))
        )

    def cancel(self, order_id: str, item_ids: Sequence[str], reason_id: str) -> None:
        """Cancel units, and with them what travels in their packages (E2); never repeated blindly.

        Raises ``Refused`` with Lazada's words when it may not be.
        """
        params = {**_units(order_id, item_ids), "reason_id": reason_id}
        self._call(_CANCEL, "GET", params, lambda said: _accepted(data(said)))

    def answer_cancel(self, reverse_order_id: str, *, agree: bool) -> None:
        """Answer a buyer's cancel request (E4)."""
        params = {
            "reverse_order_id": reverse_order_id,
            "agree_cancel": "true" if agree else "false",
        }
        self._call(_DECIDE, "GET", params, _nothing)

    def reverse_orders(
        self,
        page: int = 1,
        *,
        modified_after: datetime | None = None,
        order_id: str | None = None,
    ) -> ReversePage:
        """A page of at most 100 returns and cancels, with a line changed since, or of one order;
        pages count from 1 (D11)."""
        params = {"page_no": str(page), "page_size": str(REVERSES_PAGE)}
        if modified_after is not None:
            since = int(modified_after.timestamp() * 1000)
            params["ReverseOrderLineModifiedTimeRangeStart"] = str(since)
        if order_id is not None:
            params["trade_order_id"] = order_id
        return self._call(_REVERSES, "GET", params, lambda said: parse.reverse_page(result(said)))

    def refusal_reasons(self, line_id: str) -> tuple[Reason, ...]:
        """The reasons a return may be refused for, by one of its lines."""
        params = {"reverse_order_line_id": line_id}
        return self._call(
            _REASONS,
            "GET",
            params,
            lambda said: tuple(map(parse.refusal_reason, reading.required_rows(said, "data"))),
        )

    def answer_return(
        self,
        reverse_order_id: str,
        line_ids: Sequence[str],
        action: ReturnAction,
        *,
        reason_id: str = "",
        comment: str = "",
    ) -> None:
        """Agree to a return, or refuse it: one line a call, with reason and comment (code 111)."""
        if action is ReturnAction.REFUSE and not (len(line_ids) == 1 and reason_id and comment):
            raise ValueError("a refusal needs one line, a reason and a comment")
        params = {"action": action.value, **_lines(reverse_order_id, line_ids)}
        if action is ReturnAction.REFUSE:
            params |= {"reason_id": reason_id, "comment": comment}
        self._call(_RETURN, "GET", params, _nothing)

    def agree_to_refund(self, reverse_order_id: str, line_id: str) -> None:
        """Agree that a buyer gets his money back and keeps the goods; one line a call (133)."""
        params = {"action": "agreeRefund", **_lines(reverse_order_id, [line_id])}
        self._call(_REFUND, "GET", params, _nothing)


def _units(order_id: str, item_ids: Sequence[str]) -> dict[str, str]:
    return {"order_id": order_id, "order_item_id_list": payloads.compact(list(item_ids))}


def _lines(reverse_order_id: str, line_ids: Sequence[str]) -> dict[str, str]:
    return {
        "reverse_order_id": reverse_order_id,
        "reverse_order_item_ids": payloads.compact(payloads.numbers(line_ids)),
    }


def _accepted(row: Mapping[str, Any]) -> None:
    """Code 0 may still be a refusal: then its tip is an error (lazada.md §8.1)."""
    if reading.text(row.get("tip_type")).lower() == "error":
        raise errors.Refused(
            platform="lazada",
            operation=_CANCEL.name,
            code=_CANCEL_REFUSED,
            message=reading.text(row.get("tip_content")) or "no reason given",
        )


def _nothing(_said: Mapping[str, Any]) -> None:
    """The answer has nothing to say: what the platform shows next counts."""

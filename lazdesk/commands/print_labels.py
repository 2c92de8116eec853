"""``orders print``: **In đơn hàng** into files, for a printer elsewhere (E3). Needs no screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lazdesk.commands import holder
from lazdesk.commands.invocation import DONE, FAILED, UNREACHABLE, Invocation, UsageError, table
from lazdesk.models import orders
from lazdesk.rules import buttons
from lazdesk.shop import Desk
from lazdesk.sync import actions, label_store, print_orders
from lazdesk.sync.print_orders import OrderLabels

COMMAND = "print"
TOGETHER = "labels.pdf"  # an order's own file is called by its number
HEADS = ["order_number", "result", "reason"]


def run(call: Invocation) -> int:
    """One result per order, in the order given; each names the order's own files and the one with
    all labels."""
    numbers = list(dict.fromkeys(call.words.orders))
    if not numbers:
        raise UsageError(call.say("name_an_order"))
    if not call.words.output:
        raise UsageError(call.say("name_a_folder"))
    folder = str(Path(call.words.output).absolute())
    arguments = {"shop": call.words.shop, "orders": numbers, "folder": folder}
    status, document = holder.carry_out(call, COMMAND, press, arguments)
    lines = table(HEADS, document, call.language)
    if any(row["files"] for row in document):
        lines.append(call.say("labels_in", folder=folder))
    call.answer(document, lines)
    return status


def press(call: Invocation, opened: Desk, arguments: dict[str, Any]) -> tuple[int, Any]:
    """The button itself, in the process that holds the folder. Raises UsageError when nothing can
    be written there."""
    session = opened.session(opened.pick(arguments["shop"])).with_cancel(call.cancel)
    with session.database.read() as connection:
        known = {
            row.order_number: row.order_id
            for row in orders.orders(connection, session.shop, arguments["orders"])
        }
    asked = [known[number] for number in arguments["orders"] if number in known]
    found = print_orders.gather(session, asked)
    try:
        written = _write(found, Path(arguments["folder"]))
    except OSError as error:
        raise UsageError(call.say("folder_not_written", detail=error.strerror)) from None
    packages = [label.package_id for order in found for label in order.labels]
    print_orders.count_prints(session, packages)
    by_number = {order.order_number: order for order in found}
    document = [
        _result(call, number, by_number.get(number), written) for number in arguments["orders"]
    ]
    if any(order.reason == "label_out_of_reach" for order in found):
        return UNREACHABLE, document
    fine = all(row["result"] == actions.CONFIRMED for row in document)
    return DONE if fine else FAILED, document


def _write(found: Sequence[OrderLabels], folder: Path) -> dict[str, list[str]]:
    """The files of each order, by its number. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, list[str]] = {}
    for order in found:
        files = written.setdefault(order.order_number, [])
        own = print_orders.merged([order])
        if own is not None:
            files.append(_put(folder / f"{order.order_number}.pdf", own))
        pages = [label.file for label in order.labels if label.file.suffix == label_store.HTML]
        for count, page in enumerate(pages, start=1):
            name = f"{order.order_number}{f'-{count}' if len(pages) > 1 else ''}.html"
            files.append(_put(folder / name, page.read_bytes()))
    together = print_orders.merged(found)
    if together is not None:
        all_of_them = _put(folder / TOGETHER, together)
        for order in found:
            if any(label.file.suffix == label_store.PDF for label in order.labels):
                written[order.order_number].append(all_of_them)
    return written


def _put(path: Path, content: bytes) -> str:
    label_store.write_whole(path, content)
    return str(path)


def _result(
    call: Invocation, number: str, order: OrderLabels | None, written: dict[str, list[str]]
) -> dict[str, Any]:
    reason = order.reason if order else "no_such_order"
    return {
        "order_number": number,
        "result": actions.REJECTED if reason else actions.CONFIRMED,
        "reason": buttons.reason(reason, call.language),
        "files": written.get(number, []),
    }

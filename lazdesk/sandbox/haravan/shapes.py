"""Small checkers of request bodies: whatever no documentation shows is reported.

A shape takes a value and the path it was found at, and yields one line per fault.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Shape = Callable[[Any, str], Iterator[str]]


def _of_type(name: str, *types: type) -> Shape:
    def check(value: Any, where: str) -> Iterator[str]:
        wrong_flag = isinstance(value, bool) and bool not in types
        if value is not None and (wrong_flag or not isinstance(value, types)):
            yield f"{where} must be {name}"

    return check


text = _of_type("text", str)
whole = _of_type("a whole number", int)
number = _of_type("a number", int, float)
flag = _of_type("true or false", bool)
number_or_text = _of_type("a number or text", int, float, str)


def one_of(*words: str, any_case: bool = False) -> Shape:
    def check(value: Any, where: str) -> Iterator[str]:
        word = value.lower() if any_case and isinstance(value, str) else value
        if word not in words:
            yield f"{where} must be one of {', '.join(words)}"

    return check


def list_of(item: Shape) -> Shape:
    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{where} must be a list"
            return
        for index, entry in enumerate(value):
            yield from item(entry, f"{where}[{index}]")

    return check


def record(
    required: Mapping[str, Shape] | None = None, optional: Mapping[str, Shape] | None = None
) -> Shape:
    """An object with these keys and no others."""
    needed = dict(required or {})
    known = needed | dict(optional or {})

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{where or 'body'} must be an object"
            return
        prefix = f"{where}." if where else ""
        for key in needed:
            if value.get(key) is None:
                yield f"{prefix}{key} is required"
        for key, entry in value.items():
            if key in known:
                yield from known[key](entry, f"{prefix}{key}")
            else:
                yield f"{prefix}{key} is not documented"

    return check


empty = record()
name_value_pairs = list_of(record({"name": text, "value": number_or_text}))
refund_lines = list_of(record({"line_item_id": whole, "quantity": whole}))
refund_payments = list_of(record({"amount": number}, {"kind": one_of("refund", any_case=True)}))

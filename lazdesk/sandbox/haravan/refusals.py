"""The ways Haravan says no (haravan.md §1.3)."""

from typing import Any


class RefusalError(Exception):
    """An error answer. `body` None stands for one whose form nobody has documented."""

    def __init__(self, status: int, body: Any, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.body = body
        self.text = text


class UndocumentedError(RefusalError):
    """A request no documentation allows: a fault of the client, put down as a violation."""

    def __init__(self, text: str, status: int = 422) -> None:
        super().__init__(status, {"errors": {"base": [text]}}, text)


def invalid(field: str, text: str) -> RefusalError:
    """422 that names a field."""
    return RefusalError(422, {"errors": {field: [text]}}, f"{field} {text}")


def impossible(text: str) -> RefusalError:
    """422 about the object as a whole."""
    return RefusalError(422, {"errors": {"base": [text]}}, text)


def plain(text: str) -> RefusalError:
    """422 with bare text, as the stock list answers."""
    return RefusalError(422, {"errors": text}, text)


def not_found(what: str) -> RefusalError:
    return RefusalError(404, None, f"{what} not found")


_FORMS = (
    lambda text: {"errors": text},
    lambda text: {"error": text},
    lambda text: {"message": text},
    lambda text: {"messages": [text]},
    lambda text: text,
    lambda _text: "",
)


def undocumented_form(text: str, turn: int) -> Any:
    """One of the forms clients have met for errors whose body is not documented."""
    return _FORMS[turn % len(_FORMS)](text)

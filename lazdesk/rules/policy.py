"""The settings of a shop: their names, values, defaults, and the policy they make up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

IMPORT_DAYS = 90
"""How far back `orders.import_from` may reach, in days (D1)."""


class PolicyError(ValueError):
    """A setting that does not exist or a value it does not take; the text is Vietnamese."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key
        self.message = message


@dataclass(frozen=True, slots=True)
class Policy:
    """What the merchant decided for one Lazada shop.

    `stock_locations` None is Kho tổng (C3), `orders_location` None the primary location (D7),
    `lazada_warehouse` None a seller with one warehouse, or who has not picked his (C12),
    `import_from` None a shop whose day of connecting is not known yet: nothing is imported,
    `nightly` the hour in Vietnam at which both sides are compared by themselves, None never.
    """

    push_price: bool = False
    push_quantity: bool = False
    push_sale_price: bool = False
    stock_locations: tuple[str, ...] | None = None
    stock_buffer: int = 0
    lazada_warehouse: str | None = None
    orders_location: str | None = None
    orders_handling: str = "lazada"
    import_from: date | None = None
    auto_restock: bool = True
    foreign_channel: str = "ask"
    post_deadline_seconds: float = 120.0
    list_lag_seconds: float = 15.0
    price_change_percent: int = 50
    zero_stock_percent: int = 30
    zero_stock_min: int = 10
    writes: bool = True
    poll_seconds: int = 60
    nightly: time | None = time(2, 30)
    retention_days: int = 90
    language: str = "vi"

    @property
    def outcome_after(self) -> timedelta:
        """After so long a call whose answer was lost shows its effect, or never had one: D + L
        (sync-engine.md §1)."""
        return timedelta(seconds=self.post_deadline_seconds + self.list_lag_seconds)


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the settings table: the policy's field, how its text is read and shown."""

    key: str
    field: str
    parse: Callable[[str], Any]
    show: Callable[[Any], str]
    default: str


def parse(key: str, text: str) -> Any:
    """Return the value of `text` for the setting `key`.

    Raises PolicyError for an unknown key or a value the setting does not take.
    """
    setting = SETTINGS.get(key)
    if setting is None:
        raise PolicyError(key, f"Không có cài đặt “{key}”.")
    try:
        return setting.parse(text.strip())
    except ValueError as error:
        raise PolicyError(key, f"Giá trị “{text}” không dùng được cho {key}: {error}") from None


def show(key: str, value: Any) -> str:
    """Return the text that `parse` reads back as `value`; the inverse of `parse`."""
    return SETTINGS[key].show(value)


def from_settings(settings: Mapping[str, str]) -> Policy:
    """Build the policy from stored settings; keys that are missing take their defaults.

    Raises PolicyError for a key or value that is not one of the table's.
    """
    texts = {key: setting.default for key, setting in SETTINGS.items()} | dict(settings)
    values = {key: parse(key, text) for key, text in texts.items()}
    return Policy(**{SETTINGS[key].field: value for key, value in values.items()})


def check_import_from(value: date | None, today: date) -> None:
    """Raise PolicyError for no day, or one more than 90 days before `today` in Vietnam (D1)."""
    if value is None:
        raise PolicyError("orders.import_from", "Cần một ngày, ví dụ 2026-11-24 hoặc 24/11/2026.")
    earliest = today - timedelta(days=IMPORT_DAYS)
    if value < earliest:
        raise PolicyError(
            "orders.import_from",
            f"Chỉ nhập được đơn trong {IMPORT_DAYS} ngày gần đây, từ {earliest:%d/%m/%Y}.",
        )


def _switch(text: str) -> bool:
    if text.lower() not in ("on", "off"):
        raise ValueError("chỉ nhận on hoặc off.")
    return text.lower() == "on"


def _show_switch(value: bool) -> str:
    return "on" if value else "off"


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"chỉ nhận {' hoặc '.join(choices)}.")
        return text.lower()

    return read


def _whole(low: int, high: int | None = None) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit():
            raise ValueError("cần một số nguyên không âm.")
        return int(_within(int(text), low, high))

    return read


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError("cần một số giây.") from None
    return _within(value, 0, 3600)


def _within(value: float, low: int, high: int | None) -> float:
    # Written this way round, the comparison refuses NaN as well.
    if not value >= low:
        raise ValueError(f"không được nhỏ hơn {low}.")
    if high is not None and value > high:
        raise ValueError(f"không được lớn hơn {high}.")
    return value


def _show_seconds(value: float) -> str:
    return f"{value:g}"


def _locations(text: str) -> tuple[str, ...] | None:
    if text.lower() == "all":
        return None
    ids = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    if not all(part.isascii() and part.isdigit() for part in ids):
        raise ValueError("chỉ nhận all hoặc các mã kho, cách nhau bằng dấu phẩy.")
    return ids


def _show_locations(value: tuple[str, ...] | None) -> str:
    return "all" if value is None else ",".join(value)


def _location(text: str) -> str | None:
    if text.lower() == "primary":
        return None
    if not text.isascii() or not text.isdigit():
        raise ValueError("chỉ nhận primary hoặc một mã kho.")
    return text


def _show_location(value: str | None) -> str:
    return "primary" if value is None else value


def _warehouse(text: str) -> str | None:
    if len(text.split()) > 1:
        raise ValueError("cần một mã kho Lazada, hoặc để trống.")
    return text or None


def _show_warehouse(value: str | None) -> str:
    return value or ""


def day(text: str) -> date | None:
    """Return the day that `text` names, as people write it; None for no text. Raises ValueError."""
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError("cần một ngày, ví dụ 2026-11-24 hoặc 24/11/2026.")


def _show_date(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _hour(text: str) -> time | None:
    if text.lower() == "off":
        return None
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - in Vietnam
    except ValueError:
        raise ValueError("cần một giờ, ví dụ 02:30, hoặc off.") from None


def _show_hour(value: time | None) -> str:
    return "off" if value is None else f"{value:%H:%M}"


# What becomes of Haravan's own Lazada channel (A9): not decided, switched off, or goes on.
_CHANNEL_CHOICE = _one_of("ask", "off", "adopt")

_TABLE = (
    Setting("push.price", "push_price", _switch, _show_switch, "off"),
    Setting("push.quantity", "push_quantity", _switch, _show_switch, "off"),
    Setting("push.sale_price", "push_sale_price", _switch, _show_switch, "off"),
    Setting("stock.locations", "stock_locations", _locations, _show_locations, "all"),
    Setting("stock.buffer", "stock_buffer", _whole(0), str, "0"),
    Setting("stock.lazada_warehouse", "lazada_warehouse", _warehouse, _show_warehouse, ""),
    Setting("orders.location", "orders_location", _location, _show_location, "primary"),
    Setting("orders.handling", "orders_handling", _one_of("lazada", "haravan"), str, "lazada"),
    Setting("orders.import_from", "import_from", day, _show_date, ""),
    Setting("orders.foreign_channel", "foreign_channel", _CHANNEL_CHOICE, str, "ask"),
    Setting("orders.auto_restock", "auto_restock", _switch, _show_switch, "on"),
    Setting(
        "orders.post_deadline_seconds", "post_deadline_seconds", _seconds, _show_seconds, "120"
    ),
    Setting("orders.list_lag_seconds", "list_lag_seconds", _seconds, _show_seconds, "15"),
    Setting("guard.price_change_percent", "price_change_percent", _whole(0), str, "50"),
    Setting("guard.zero_stock_percent", "zero_stock_percent", _whole(0, 100), str, "30"),
    Setting("guard.zero_stock_min", "zero_stock_min", _whole(0), str, "10"),
    Setting("writes", "writes", _switch, _show_switch, "on"),
    Setting("poll.seconds", "poll_seconds", _whole(60), str, "60"),
    Setting("reconcile.nightly", "nightly", _hour, _show_hour, "02:30"),
    Setting("privacy.retention_days", "retention_days", _whole(1, 90), str, "90"),
    Setting("ui.language", "language", _one_of("vi", "en"), str, "vi"),
)

SETTINGS: Mapping[str, Setting] = MappingProxyType({setting.key: setting for setting in _TABLE})
"""Every setting by its dotted key, in the order they are listed."""

"""The settings table: keys in order, defaults, values taken and refused."""

from datetime import date
from typing import Any

import pytest

from lazdesk.rules import policy
from lazdesk.rules.policy import SETTINGS, Policy, PolicyError

DEFAULTS = [
    ("push.price", "off"),
    ("push.quantity", "off"),
    ("push.sale_price", "off"),
    ("stock.locations", "all"),
    ("stock.buffer", "0"),
    ("stock.lazada_warehouse", ""),
    ("orders.location", "primary"),
    ("orders.handling", "lazada"),
    ("orders.import_from", ""),
    ("orders.foreign_channel", "ask"),
    ("orders.auto_restock", "on"),
    ("orders.post_deadline_seconds", "120"),
    ("orders.list_lag_seconds", "15"),
    ("guard.price_change_percent", "50"),
    ("guard.zero_stock_percent", "30"),
    ("guard.zero_stock_min", "10"),
    ("writes", "on"),
    ("poll.seconds", "60"),
    ("reconcile.nightly", "02:30"),
    ("privacy.retention_days", "90"),
    ("ui.language", "vi"),
]


def test_keys_and_defaults_are_those_of_the_table_in_its_order() -> None:
    assert [(key, setting.default) for key, setting in SETTINGS.items()] == DEFAULTS


def test_no_settings_make_the_default_policy() -> None:
    assert policy.from_settings({}) == Policy()


@pytest.mark.parametrize(("key", "default"), DEFAULTS, ids=[key for key, _ in DEFAULTS])
def test_what_is_shown_is_read_back(key: str, default: str) -> None:
    assert policy.show(key, policy.parse(key, default)) == default


TAKEN: list[tuple[str, str, Any]] = [
    ("push.price", "on", True),
    ("push.quantity", " ON ", True),
    ("writes", "off", False),
    ("stock.locations", "all", None),
    ("stock.locations", "12, 34,12", ("12", "34")),
    ("stock.buffer", "5", 5),
    ("orders.location", "primary", None),
    ("orders.location", "1001", "1001"),
    ("orders.handling", "Haravan", "haravan"),
    ("orders.import_from", "2026-11-24", date(2026, 11, 24)),
    ("orders.import_from", "24/11/2026", date(2026, 11, 24)),
    ("orders.post_deadline_seconds", "0.5", 0.5),
    ("orders.list_lag_seconds", "0", 0.0),
    ("poll.seconds", "60", 60),
    ("privacy.retention_days", "1", 1),
    ("ui.language", "en", "en"),
]


@pytest.mark.parametrize(("key", "text", "value"), TAKEN)
def test_values_taken(key: str, text: str, value: Any) -> None:
    assert policy.parse(key, text) == value
    assert policy.parse(key, policy.show(key, value)) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("push.price", "yes"),
        ("push.price", ""),
        ("stock.locations", ""),
        ("stock.locations", "12,"),
        ("stock.locations", "kho 1"),
        ("stock.buffer", "-1"),
        ("stock.buffer", "1.5"),
        ("stock.buffer", "²"),
        ("orders.location", "12,34"),
        ("orders.handling", "shopee"),
        ("orders.import_from", "24.11.2026"),
        ("orders.import_from", "2026-02-30"),
        ("orders.post_deadline_seconds", "nan"),
        ("orders.post_deadline_seconds", "-1"),
        ("orders.list_lag_seconds", "soon"),
        ("orders.list_lag_seconds", "inf"),
        ("guard.zero_stock_percent", "101"),
        ("poll.seconds", "59"),
        ("privacy.retention_days", "0"),
        ("privacy.retention_days", "91"),
        ("ui.language", "fr"),
    ],
)
def test_values_refused_with_the_key_named(key: str, text: str) -> None:
    with pytest.raises(PolicyError) as caught:
        policy.parse(key, text)
    assert caught.value.key == key
    assert key in caught.value.message


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(PolicyError, match=r"Không có cài đặt “push\.everything”"):
        policy.from_settings({"push.everything": "on"})


def test_settings_make_the_policy() -> None:
    settings = {
        "push.quantity": "on",
        "stock.locations": "7,8",
        "orders.import_from": "2026-11-01",
        "guard.zero_stock_min": "3",
    }
    assert policy.from_settings(settings) == Policy(
        push_quantity=True,
        stock_locations=("7", "8"),
        import_from=date(2026, 11, 1),
        zero_stock_min=3,
    )


def test_d1_orders_are_imported_from_90_days_back_at_most() -> None:
    today = date(2026, 11, 24)
    policy.check_import_from(date(2026, 8, 26), today)
    with pytest.raises(PolicyError, match="26/08/2026"):
        policy.check_import_from(date(2026, 8, 25), today)

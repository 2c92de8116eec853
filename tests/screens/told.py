"""What the threads would have told by then: the answers on the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lazdesk import opening, texts
from lazdesk.commands.endings import words_of
from lazdesk.models import faults
from lazdesk.models.queries.connections import Connections, LazadaWarehouse
from lazdesk.platforms.errors import Unauthorized, Unreachable
from lazdesk.rules import buttons
from lazdesk.rules.near_misses import NearMiss
from lazdesk.texts import window as window_texts
from lazdesk.views import answers, labels

# Name, wish, and how many orders ended how.
RESULTS: tuple[tuple[str, str, Mapping[str, int]], ...] = (
    ("every", "ready_to_ship", {"confirmed": 1, "rejected": 1, "unknown": 1, "waiting": 1}),
    ("fine", "ready_to_ship", {"confirmed": 150}),
    ("full", "ready_to_ship", {"confirmed": 120, "rejected": 18, "unknown": 5, "waiting": 7}),
    ("cancel", "cancel_orders", {"confirmed": 2, "rejected": 1}),
    ("refused", "cancel_orders", {"rejected": 1}),
    ("return", "return_goods", {"confirmed": 3, "waiting": 1}),
)
WHY = {"rejected": "on_its_way", "unknown": "unknown_outcome", "waiting": "not_shown"}
PLATFORM_SAYS = "700026: FO_ITEM_NOT_ALLOW_TO_PACK"
AT = datetime(2026, 11, 24, 7, 3, tzinfo=UTC)
UNDOS = tuple(
    answers.UndoRow(str(n), f"AO-THUN-{n}", "Áo thun cotton cổ tròn / Xanh navy / XXL", now, was)
    for n, (now, was) in enumerate(((129_000, 99_000), (1_250_000, 1_190_000)), 1)
)
CHANGES = tuple(
    (n, f"Áo thun cổ tròn mộng mơ 0{n} / Đen / M ↔ 893600000{n}") for n in range(10, 40)
)


def order_results(amounts: Mapping[str, int], language: str) -> tuple[answers.OrderResult, ...]:
    """So many orders of each result; of the refused ones the last is Lazada's own word."""
    states = [state for state, count in amounts.items() for _ in range(count)]
    last = len(states) - 1 - states[::-1].index("rejected") if "rejected" in states[1:] else -1
    return tuple(
        answers.OrderResult(
            str(number),
            f"783035486956{number:03}",
            state,
            buttons.reason(why, language),
            why not in buttons.FINAL,
        )
        for number, state in enumerate(states)
        for why in [PLATFORM_SAYS if number == last else WHY.get(state, "")]
    )


def left_out(language: str) -> list[tuple[str, str]]:
    """An order for each reason why nothing of it is sent."""
    return [
        (f"783035486956{number:03}", buttons.reason(key, language))
        for number, key in enumerate(buttons.REASONS)
    ]


def unreachable(language: str) -> str:
    """What the threads say when the network is gone."""
    said = Unreachable(platform="haravan", operation="orders", message="connect timeout")
    return words_of(said, language)


def cannot_open(language: str) -> str:
    """Why the merchant's data does not open, at its longest."""
    return opening.why(faults.locked(), language)


def why_ignored(language: str) -> str:
    """What the merchant wrote."""
    return "Not sold on Lazada" if language == "en" else "Không bán trên Lazada"


def meanwhile(language: str) -> tuple[str, ...]:
    """What the strips say after a night, and after a copy was put back."""
    away = {"since": "23/11 22:10", "until": "24/11 08:02", "orders": 42, "imported": 37}
    at = "24/11/2026 07:55"
    return (
        window_texts.say("was_away", language, pushed=12, **away),
        texts.say("mirror_repaired", language, at=at, file="lazdesk.damaged-20261124.db"),
    )


def suggested(shop: str) -> answers.Suggested:
    """Near misses, one of each kind."""
    return answers.Suggested(
        shop,
        tuple(
            answers.SuggestedPair(
                str(number),
                f"Áo thun cổ tròn mộng mơ 00{number} / Xanh navy / XXL",
                barcode,
                str(number),
                f"Áo thun cổ tròn mộng mơ 00{number}, Xanh navy, XXL",
                seller_sku,
                why,
            )
            for number, (barcode, seller_sku, why) in enumerate(NEAR_MISSES, 10)
        ),
    )


NEAR_MISSES = (
    ("TD-00161/37", "td-00161/37", NearMiss.CASE),
    ("8936000001438", " 8936000001438", NearMiss.SPACES),
    ("TD-0O183/L", "TD-00183/L", NearMiss.LOOK_ALIKE),
    ("ÁO-THUN-01", "AO-THUN-01", NearMiss.MARKS),
    ("ÁO-LEN-02", "A\u0301O-LEN-02", NearMiss.UNICODE),
    ("0893600000145", "893600000145", NearMiss.LEADING_ZEROS),
    ("8936000002213", "8.936E+12", NearMiss.SCIENTIFIC),
)


def imported(shop: str, language: str) -> Iterator[tuple[str, answers.LinksRead]]:
    """A file of links with wrong lines, with changes, and one that changes nothing."""
    faults = tuple(
        (line, texts.say("link_unknown_barcode", language, code=code))
        for line, code in ((3, "8936000000011"), (1204, "8.93E+12"))
    )
    by_hand = texts.say("import_by_hand", language, count=30)
    for name, wrong, changes, key in (
        ("wrong", faults, (), "import_faults"),
        ("changes", (), CHANGES, "import_counts"),
        ("nothing", (), (), "import_nothing"),
    ):
        words = texts.say(
            key, language, count=len(wrong), changes=by_hand, unchanged=labels.number(1204)
        )
        yield name, answers.LinksRead(shop, "lien-ket.xlsx", wrong, changes, words, (), ())


ON_LAZADA = (
    LazadaWarehouse("dropshipping", "Kho Tân Bình"),
    LazadaWarehouse("kho-thu-duc", "Kho Thủ Đức"),
)
CALLBACK = "http://127.0.0.1:53682/callback"


def tested(language: str, *, refused: bool) -> answers.Tested:
    """Both sides answer, or Haravan does not take the access code any more."""
    said = Unauthorized(platform="haravan", operation="shop", code="401", message="Unauthorized")
    haravan = words_of(said, language) if refused else "Nhà Mây"
    clock = window_texts.say("clock", language)
    fine = window_texts.say("clock_fine", language, seconds=1)
    return answers.Tested(
        (
            answers.Check("Lazada", True, "Tiệm Mộng Mơ"),
            answers.Check("Haravan", not refused, haravan),
            answers.Check(clock, True, fine),
        )
    )


def explained(rule: str, shown: int | None, at: datetime) -> answers.Explained:
    """A SKU with everything that can be deducted, and somebody else's hand on it."""
    return answers.Explained(
        sku_id="1",
        seller_sku="AO-THUN-1",
        locations=(("Kho Tân Bình", 6), ("Kho Thủ Đức", 0)),
        q=6,
        u=3,
        w=1,
        b=2,
        rule=rule,
        wanted=shown,
        sent=shown,
        sent_at=at if shown is not None else None,
        answer="0",
        drifts=(
            answers.Drift("quantity", 6, 60, at - timedelta(hours=3)),
            answers.Drift("price", 1_290_000, 1_190_000, at - timedelta(days=1)),
        ),
    )


def away(shop: str, orders: int) -> answers.ReturnPlanned:
    """Goods of so many orders on their way back; of some a part is still with the buyer."""
    goods = (
        answers.GoodsAway(
            "AO-THUN-XANH-NAVY-XXL",
            "Áo thun cotton cổ tròn tay ngắn mộng mơ phiên bản giới hạn 2026",
            "color_family:Xanh navy,size:XXL",
            2,
            (129_000, 129_000, 0),
        ),
        answers.GoodsAway("8936000001438", "Móc khóa da bò", "...", 0, (0,)),
    )
    return answers.ReturnPlanned(
        shop,
        tuple(
            answers.OrderAway(str(n), f"7830354869561{n:02}", "1", n % 5 < 4, goods)
            for n in range(orders)
        ),
        (),
        (("1", "Kho chính Tân Bình"), ("2", "Kho Thủ Đức"), ("3", "Kho hàng lỗi, hàng hoàn")),
    )


def several(known: Connections, now: datetime) -> Connections:
    """Two shops: the first one's orders come twice, the other's access ends soon."""
    first = replace(known.shops[0], channel_alarm=True)
    second = replace(
        known.shops[0],
        seller_id="200123457",
        name="Tiệm Mộng Mơ – Phụ kiện & Giày dép",
        refresh_expires_at=now + timedelta(days=2),
        access_expires_at=now + timedelta(days=2),
        consented_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return replace(known, shops=(first, second))


def disconnected(known: Connections) -> Connections:
    shops = tuple(
        replace(shop, connected=False, access_expires_at=None, refresh_expires_at=None)
        for shop in known.shops
    )
    return replace(known, shops=shops)

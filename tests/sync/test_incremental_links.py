"""B1–B7 stay true change by change: what is linked anew comes to what linking everything would."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
import sqlalchemy as sa

from lazdesk.models import desk, goods, link_inputs, link_marks, links, tables
from lazdesk.models.database import Database
from lazdesk.rules import linking, problems
from lazdesk.sync import link_goods
from lazdesk.sync.session import Session
from tests.mirrors import open_database

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
SHOP, ORG = "200123456", "100"
# Few enough that codes are shared all the time; some are shared only once trimmed.
CODES = [" 893", "AO-1", "ao-1", "", None, *(str(n) for n in range(893, 905)), "895\t"]
BOXES = ["BOX", "CRATE"]  # mostly codes of units
PRODUCTS = [str(n) for n in range(100, 112)]
ITEMS = [str(n) for n in range(1, 9)]


class Mirror:
    """A database and what the engine's session knows of it; no platform is near."""

    shop, org = SHOP, ORG

    def __init__(self, database: Database) -> None:
        self.database = database
        self.new_problems: Counter[str] = Counter()
        self.steps = 0

    def now(self) -> datetime:
        return NOW

    def progress(self, _step: str, _done: int, _total: int | None = None) -> None:
        self.steps += 1

    def link(self) -> None:
        link_goods.link_goods(cast(Session, self))


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    database = open_database(tmp_path, NOW)

    @sa.event.listens_for(database._engine, "connect")
    def hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF").close()

    database.close()  # the next connection hurries
    yield Mirror(database)
    database.close()


# --- changes --------------------------------------------------------------------------------------


def save_product(connection: Any, id_: str, title: str, variants: list[dict[str, Any]]) -> None:
    """As a page of Haravan's products is saved; a variant is its id, title, barcode and units."""
    goods.save_products(
        connection,
        ORG,
        [{"org": ORG, "id": id_, "title": title, "updated_at": NOW, "digest": "", "raw": {}}],
        [
            {
                "org": ORG,
                "id": row["id"],
                "product_id": id_,
                "title": row["title"],
                "sku": None,
                "barcode": row["barcode"],
                "code": linking.code(row["barcode"]),
                "price": row.get("price", 1000),
                "compare_at_price": None,
                "tracked": True,
                "oversell": False,
                "search": "",
            }
            for row in variants
        ],
        [
            {"org": ORG, "variant_id": row["id"], "code": code}
            for row in variants
            for code in row.get("units", ())
        ],
    )


def save_item(
    connection: Any,
    id_: str,
    skus: dict[str, str],
    *,
    status: str = "Active",
    complete: bool = True,
) -> None:
    """As Lazada's products are saved: SKU id → SellerSku."""
    goods.save_skus(
        connection,
        SHOP,
        [{"shop": SHOP, "item_id": id_, "name": f"Món {id_}", "status": status, "raw": {}}],
        [
            {
                "shop": SHOP,
                "sku_id": sku_id,
                "item_id": id_,
                "seller_sku": seller_sku,
                "code": linking.code(seller_sku),
                "variation": "",
                "status": "active",
                "quantity": 1,
                "price": 1000,
                "special_price": None,
                "warehouses": [],
                "fbl_only": False,
                "seen_at": NOW,
                "search": "",
            }
            for sku_id, seller_sku in skus.items()
        ],
        complete=complete,
    )


def change(connection: Any, rng: random.Random) -> None:
    """Something happens on one of the sides, or the merchant decides something."""
    product, item = rng.choice(PRODUCTS), rng.choice(ITEMS)
    variant, sku = f"{rng.choice(PRODUCTS)}-{rng.randrange(3)}", f"{item}-{rng.randrange(3)}"
    match rng.randrange(12):
        case 0 | 1 | 2 | 3:
            variants = [
                {
                    "id": f"{product}-{n}",
                    "title": rng.choice(["Đỏ", "Xanh"]),
                    "barcode": rng.choice(CODES),
                    "units": rng.sample(BOXES, rng.choice([0, 0, 0, 1, 2])),
                }
                for n in range(rng.randrange(4))
            ]
            save_product(connection, product, f"Áo {rng.randrange(2)}", variants)
        case 4:
            goods.forget_products(connection, ORG, [product])
        case 5 | 6:
            skus = {
                f"{item}-{n}": rng.choice([*CODES, *BOXES]) or "" for n in range(rng.randrange(3))
            }
            status = "Deleted" if rng.random() < 0.2 else "Active"
            save_item(connection, item, skus, status=status, complete=rng.random() < 0.8)
        case 7 | 8:
            goods.publish(connection, SHOP, rng.sample(PRODUCTS, 3), NOW)
        case 9:
            goods.unpublish(connection, SHOP, [product])
        case 10:
            link_inputs.link_by_hand(connection, SHOP, {variant: sku}, NOW)
        case _ if rng.random() < 0.7:
            links = connection.execute(sa.select(tables.links)).all()
            linked = sorted((row.variant_id, row.sku_id) for row in links)
            pair = rng.choice(linked) if linked else (variant, sku)
            link_inputs.part(connection, SHOP, [pair], NOW)
        case _:
            link_inputs.forget_decisions(connection, SHOP, [variant])


# --- what linking everything comes to -------------------------------------------------------------


def expected(connection: Any) -> dict[str, Any]:
    """The rules over the whole mirror at once, read without the engine's own queries."""
    v, p, s, lp = tables.variants, tables.products, tables.skus, tables.lazada_products
    units: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(sa.select(tables.variant_units)):
        units[row.variant_id] = (*units.get(row.variant_id, ()), row.code)
    variants = [
        linking.Variant(
            row.id, row.product_id, row.product_title, row.title, row.barcode, units.get(row.id, ())
        )
        for row in connection.execute(
            sa.select(v, p.c.title.label("product_title"))
            .join(p, p.c.id == v.c.product_id)
            .order_by(v.c.product_id, v.c.id)
        )
    ]
    skus = [
        linking.Sku(row.sku_id, row.item_id, row.seller_sku, row.name, row.item_status == "Deleted")
        for row in connection.execute(
            sa.select(s, lp.c.name, lp.c.status.label("item_status"))
            .join(lp, lp.c.item_id == s.c.item_id)
            .order_by(s.c.sku_id)
        )
    ]
    hands = connection.execute(sa.select(tables.hand_links)).all()
    parted = connection.execute(sa.select(tables.parted_pairs)).all()
    by_hand = {row.variant_id: row.sku_id for row in hands}
    result = linking.link(
        variants,
        skus,
        goods.published(connection, SHOP),
        by_hand,
        {(row.variant_id, row.sku_id) for row in parted},
    )
    return {
        "links": {
            (id_, sku_id, by_hand.get(id_) == sku_id) for id_, sku_id in result.links.items()
        },
        "states": {id_: state.value for id_, state in result.states.items()},
        "unanswered": set(result.unanswered),
        "problems": {
            (
                problem.code,
                problem.shared or problem.variant_ids[0],
                problems.message(problem.code, problem.params),
            )
            for problem in result.problems
        },
    }


def linked(connection: Any) -> dict[str, Any]:
    """What the mirror says."""
    states = connection.execute(sa.select(tables.link_states)).all()
    return {
        "links": {
            (row.variant_id, row.sku_id, row.by_hand)
            for row in connection.execute(sa.select(tables.links))
        },
        "states": {row.variant_id: row.state for row in states},
        "unanswered": set(connection.scalars(sa.select(tables.unanswered_skus.c.sku_id))),
        "problems": {
            (row.code, row.object, row.message) for row in desk.problems(connection, SHOP)
        },
    }


# --- the tests ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_linking_change_by_change_is_linking_everything(mirror: Mirror, seed: int) -> None:
    """Thousands of changes, some at once and some one by one."""
    rng = random.Random(seed)  # noqa: S311 - reproducible on purpose
    with mirror.database.write() as connection:
        for _ in range(60):
            change(connection, rng)
    mirror.link()
    seen: set[str] = set()
    for _ in range(200):
        with mirror.database.write() as connection:
            for _ in range(rng.choice([1, 1, 2, 5, 12])):
                change(connection, rng)
        mirror.link()
        with mirror.database.read() as connection:
            found = linked(connection)
            assert found == expected(connection)
            assert link_marks.some(connection, SHOP, 1) == []
        seen.update(found["states"].values())
        seen.update(code for code, _, _ in found["problems"])
    every = {*(state.value for state in linking.LinkState), *link_goods.CODES}
    assert seen == every, "every state and every problem came up"


def test_many_changes_at_once_are_taken_in_turns(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small the turns, the outcome is the same."""
    monkeypatch.setattr(link_goods, "PRODUCTS_AT_ONCE", 1)
    monkeypatch.setattr(link_goods, "SKUS_AT_ONCE", 1)
    monkeypatch.setattr(link_goods, "MARKS_AT_ONCE", 1)
    rng = random.Random(99)  # noqa: S311 - reproducible on purpose
    for _ in range(5):
        with mirror.database.write() as connection:
            for _ in range(60):
                change(connection, rng)
        mirror.link()
        with mirror.database.read() as connection:
            assert linked(connection) == expected(connection)


def test_everything_is_linked_anew_after_a_kill_in_the_middle(mirror: Mirror) -> None:
    rng = random.Random(5)  # noqa: S311 - reproducible on purpose
    with mirror.database.write() as connection:
        for _ in range(100):
            change(connection, rng)

    def killed(_step: str, _done: int, _total: int | None = None) -> None:
        raise KeyboardInterrupt

    mirror.progress = killed  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        mirror.link()
    del mirror.progress
    mirror.link()
    with mirror.database.read() as connection:
        assert linked(connection) == expected(connection)


def test_what_an_older_program_left_is_put_right(mirror: Mirror) -> None:
    """Linking everything also drops what is said of rows that are gone."""
    with mirror.database.write() as connection:
        save_product(connection, "100", "Áo", [{"id": "v", "title": "M", "barcode": "893"}])
        gone = sa.insert(tables.link_states).values(shop=SHOP, variant_id="x", state="linked")
        connection.execute(gone)
        connection.execute(sa.insert(tables.unanswered_skus).values(shop=SHOP, sku_id="x"))
        links.save_links(connection, SHOP, ["v", "x"], {"v": "x", "x": "y"}, (), NOW)
        for kind, code in ((links.OF_VARIANT, "MISSING_BARCODE"), (links.OF_CODE, "UNIT_BARCODE")):
            problem = desk.Problem(code, kind, "x", "x", "x")
            desk.raise_problem(connection, SHOP, problem, NOW)
    mirror.link()
    with mirror.database.read() as connection:
        assert linked(connection) == expected(connection)


@pytest.fixture
def hundred(mirror: Mirror) -> Mirror:
    """A hundred products, linked, of which nothing is marked."""
    with mirror.database.write() as connection:
        for n in range(100):
            variants = [
                {"id": f"{n}-{m}", "title": f"{m}", "barcode": f"893{n:04d}{m}"} for m in range(2)
            ]
            save_product(connection, str(n), f"Áo {n}", variants)
            save_item(connection, f"i{n}", {f"s{n}-{m}": f"893{n:04d}{m}" for m in range(2)})
        goods.publish(connection, SHOP, [str(n) for n in range(100)], NOW)
    mirror.link()
    mirror.steps = 0
    return mirror


def statements(database: Database) -> list[str]:
    """What is asked of the database from now on."""
    asked: list[str] = []
    engine = database._engine

    @sa.event.listens_for(engine, "before_cursor_execute")
    def note(*args: Any) -> None:
        asked.append(args[2])

    return asked


def test_nothing_is_done_when_nothing_changed(hundred: Mirror) -> None:
    asked = statements(hundred.database)
    hundred.link()
    assert [text.split()[0] for text in asked if not text.startswith("BEGIN")] == ["SELECT"] * 4
    assert hundred.steps == 0


def test_a_new_price_or_a_repeated_page_is_nothing_to_link(hundred: Mirror) -> None:
    with hundred.database.write() as connection:
        variants = [
            {"id": f"7-{m}", "title": f"{m}", "barcode": f"8930007{m}", "price": 5}
            for m in range(2)
        ]
        save_product(connection, "7", "Áo 7", variants)
        save_item(connection, "i7", {f"s7-{m}": f"8930007{m}" for m in range(2)})
        goods.publish(connection, SHOP, ["7"], NOW)
        assert link_marks.some(connection, SHOP, 1) == []


def test_a_changed_barcode_is_linked_with_whoever_shares_it_and_nobody_else(
    hundred: Mirror,
) -> None:
    with hundred.database.write() as connection:
        variants = [{"id": f"7-{m}", "title": f"{m}", "barcode": "89300080"} for m in range(2)]
        save_product(connection, "7", "Áo 7", variants)
    linked_anew: set[str] = set()
    save_states = links.save_states

    def noted(connection: Any, shop: str, ids: Any, states: Any) -> None:
        linked_anew.update(ids)
        save_states(connection, shop, ids, states)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(links, "save_states", noted)
        hundred.link()
    assert linked_anew == {"7-0", "7-1", "8-0", "8-1"}
    with hundred.database.read() as connection:
        assert linked(connection) == expected(connection)
        states = linked(connection)["states"]
    assert [states[id_] for id_ in ("7-0", "7-1", "8-0", "8-1")] == [
        "duplicate",
        "duplicate",
        "duplicate",
        "linked",
    ]


def test_a_transaction_of_the_first_link_is_short(hundred: Mirror) -> None:
    """At most 200 rows a transaction (sync-engine.md): the window and the clicks get their turn."""
    with hundred.database.write() as connection:
        link_marks.wipe(connection, SHOP)
        desk.forget_cursor(connection, SHOP, link_marks.STREAM)
        for table in (tables.links, tables.link_states):
            connection.execute(sa.delete(table))
    rows = [0]
    engine = hundred.database._engine

    @sa.event.listens_for(engine, "after_cursor_execute")
    def note(*args: Any) -> None:
        if args[2].startswith("BEGIN IMMEDIATE"):
            rows.append(0)
        elif not args[2].startswith("SELECT"):
            rows[-1] += max(args[1].rowcount, 0)

    hundred.link()
    assert max(rows) <= 200
    assert sum(rows) >= 400

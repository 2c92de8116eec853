"""E3, G3: labels are fetched at once, kept for each package, and printed in the order asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from lazdesk import pdfs
from lazdesk.models import labels
from lazdesk.platforms.errors import Unauthorized
from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions, label_store, print_orders
from lazdesk.sync.print_orders import OrderLabels
from tests.sync.parcels import cancel_on_lazada, hands_over, packs, repacks, shipped
from tests.sync.practice import Practice, written

LABEL = "/order/package/document/get"
LINK = "/oss/PDF/*"


@pytest.fixture
def order(shops: Practice) -> Order:
    """An order of two pieces in one parcel."""
    order = shops.place_order({shops.sku().seller_sku: 2})
    shops.sync()
    packs(shops, order)
    return order


def gather(shops: Practice, *orders: Order) -> list[OrderLabels]:
    return print_orders.gather(shops.session(), [str(order.order_id) for order in orders])


def packed(shops: Practice, count: int) -> list[Order]:
    some = shops.place_orders(count)
    shops.sync()
    for order in some:
        packs(shops, order)
    return some


def tracking(order: Order) -> list[str]:
    """Its packages' numbers, in the order of its units' ids."""
    units = sorted(order.units, key=lambda unit: str(unit.order_item_id))
    return list(dict.fromkeys(unit.package.tracking_number for unit in units if unit.package))


def pages(found: list[OrderLabels]) -> list[str]:
    merged = print_orders.merged(found)
    return [] if merged is None else pdfs.texts(merged)


def assert_pages(found: list[OrderLabels], orders: list[Order]) -> None:
    """The merged PDF has one page a package, in this order."""
    numbers = [number for order in orders for number in tracking(order)]
    texts = pages(found)
    assert len(texts) == len(numbers)
    assert [n for n, text in zip(numbers, texts, strict=True) if n in text] == numbers


# --- fetched and merged ---------------------------------------------------------------------------


def test_the_merged_pdf_has_its_pages_in_the_order_asked_for(shops: Practice) -> None:
    some = packed(shops, 25)
    asked = some[::2] + some[1::2]
    before = len(shops.world.calls)
    found = gather(shops, *asked)
    assert_pages(found, asked)
    assert [order.order_number for order in found] == [str(order.order_id) for order in asked]
    assert {order.reason for order in found} == {""}
    # At most twenty packages a call, each with its link, and one read of the units.
    assert len(shops.calls(before, path=LABEL)) == 2
    assert len(shops.calls(before, path=LINK)) == 2
    assert len(shops.calls(before, face="lazada")) == 5


def test_150_orders_made_ready_have_one_pdf_in_the_order_shown(shops: Practice) -> None:
    """Must show 1: ⌈150/20⌉ calls for the labels, and none when they are printed."""
    some = shops.place_orders(150)
    shops.sync()
    session = shops.session()
    clicked = actions.click_ready_to_ship(session, [str(order.order_id) for order in some])
    actions.see_through(session, clicked)
    results = actions.results(session, clicked)
    assert {result.result for result in results} == {actions.CONFIRMED}
    assert [len(result.files) for result in results] == [1] * 150
    assert len(shops.calls(path=LABEL)) == len(shops.calls(path=LINK)) == 8
    shown = sorted(some, key=lambda order: order.order_id)  # as the list shows them
    assert_pages(gather(shops, *shown), shown)
    assert len(shops.calls(path=LABEL)) == 8


def test_printing_changes_no_status(shops: Practice, order: Order) -> None:
    before = len(shops.world.calls)
    (found,) = gather(shops, order)
    print_orders.count_prints(shops.session(), [label.package_id for label in found.labels])
    assert not [call for call in shops.world.calls[before:] if written(call)]
    assert order.statuses == ["packed"]


def test_several_packages_of_an_order_stand_together(shops: Practice) -> None:
    first, second = (shops.place_order({shops.sku().seller_sku: 2}) for _ in range(2))
    shops.sync()
    for order in (first, second):
        for unit in order.units:
            packs(shops, order, [unit])
    found = gather(shops, second, first)
    assert [len(order.labels) for order in found] == [2, 2]
    assert_pages(found, [second, first])


def test_pages_in_another_order_are_told_apart_by_their_numbers(shops: Practice) -> None:
    """Nothing documents that the merged file keeps the order asked for (lazada.md §7.1)."""
    shops.world.options.lazada.label_pages_as_asked = False
    some = packed(shops, 3)
    assert_pages(gather(shops, *some), some)
    assert len(shops.calls(path=LABEL)) == 1


def test_pages_without_text_are_fetched_one_by_one(shops: Practice) -> None:
    shops.world.options.lazada.label_text = False
    some = packed(shops, 3)
    found = gather(shops, *some)
    for order, kept in zip(some, found, strict=True):
        (label,) = kept.labels
        assert tracking(order)[0].encode() in label.file.read_bytes()
    assert len(shops.calls(path=LABEL)) == 4


def test_one_refused_package_does_not_take_the_others_along(shops: Practice) -> None:
    some = packed(shops, 6)
    # Packed anew in Seller Center while the labels are on their way.
    gone = some[3].units[0].package
    assert gone is not None
    shops.hook(Point.BEFORE_EFFECT, LABEL, lambda: setattr(gone, "gone", True))
    found = gather(shops, *some)
    assert [order.reason.partition(":")[0] for order in found] == ["", "", "", "700040", "", ""]
    assert_pages(found, [order for order in some if order is not some[3]])


def test_without_a_pdf_the_label_is_kept_as_html(shops: Practice) -> None:
    shops.world.options.lazada.label_pdf = False
    some = packed(shops, 2)
    found = gather(shops, *some)
    for order, kept in zip(some, found, strict=True):
        (label,) = kept.labels
        assert label.file.suffix == ".html"
        assert tracking(order)[0] in label.file.read_text(encoding="utf-8")
    assert print_orders.merged(found) is None


def test_a_link_that_leads_to_no_pdf_is_made_up_for_by_html(shops: Practice, order: Order) -> None:
    shops.hook(Point.BEFORE_EFFECT, LINK, shops.world.lazada_platform.labels.clear)
    ((label,),) = [found.labels for found in gather(shops, order)]
    assert label.file.suffix == ".html"


# --- kept -----------------------------------------------------------------------------------------


def test_what_is_kept_is_not_fetched_again_and_needs_no_network(
    shops: Practice, order: Order
) -> None:
    gather(shops, order)
    shops.fault(Kind.RESET_BEFORE, "*", times=None)
    found = gather(shops, order)
    assert_pages(found, [order])
    assert len(shops.calls(path=LABEL)) == 1


def test_a_label_is_printed_again_after_the_parcel_has_left(shops: Practice, order: Order) -> None:
    gather(shops, order)
    hands_over(shops, order)
    shops.shops.call(lambda world: world.lazada.courier(order.order_id, "picks up", None))
    shops.sync()
    assert_pages(gather(shops, order), [order])


def test_a_repacked_order_has_its_new_label_alone(shops: Practice, order: Order) -> None:
    gather(shops, order)
    package = order.units[0].package
    assert package is not None
    repacks(shops, order)
    found = gather(shops, order)
    assert tracking(order) != [package.tracking_number]
    assert_pages(found, [order])


def test_a_deleted_file_is_fetched_again(shops: Practice, order: Order) -> None:
    gather(shops, order)[0].labels[0].file.unlink()
    assert_pages(gather(shops, order), [order])


def test_a_file_is_there_as_a_whole_or_not_at_all(
    shops: Practice, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    (found,) = gather(shops, order)
    assert (found.labels, found.reason) == ((), "label_not_kept")
    assert list(shops.session().labels.iterdir()) == []


def test_a_package_id_is_no_path(shops: Practice) -> None:
    session = shops.session()
    label_store._put(session, label_store.Parcel("../../x", "1", ""), ".pdf", b"%PDF")
    (file,) = session.labels.iterdir()
    assert file.parent == session.labels
    assert not (session.labels.parent.parent / "x.pdf").exists()


# --- why there is none ----------------------------------------------------------------------------


def test_orders_without_a_label_say_why(shops: Practice) -> None:
    pending, canceled, gone = (shops.place_order() for _ in range(3))
    code = shops.sku().seller_sku
    fbl, dbs = shops.place_order([Wish(code, fbl=True)]), shops.place_order([Wish(code, dbs=True)])
    shops.sync()
    cancel_on_lazada(shops, canceled)
    shipped(shops, gone)
    found = gather(shops, pending, canceled, fbl, dbs, gone)
    assert [order.reason for order in found] == [
        "not_packed",
        "canceled",
        "fbl",
        "dbs_label",
        "label_gone",
    ]
    assert pages(found) == []
    assert shops.calls(path=LABEL) == []


def test_without_a_network_the_reason_says_so(shops: Practice, order: Order) -> None:
    shops.sync()
    shops.fault(Kind.RESET_BEFORE, "*", times=None)
    assert gather(shops, order)[0].reason == "label_out_of_reach"


def test_lost_access_stops_it_all(shops: Practice, order: Order) -> None:
    shops.shops.call(lambda world: world.lazada_platform.revoke(world.lazada))
    with pytest.raises(Unauthorized):
        gather(shops, order)


# --- counted, and dropped in time -----------------------------------------------------------------


def test_each_print_is_counted_and_stands_in_the_history(shops: Practice, order: Order) -> None:
    for count in range(3):
        (label,) = gather(shops, order)[0].labels
        assert label.prints == count
        told = print_orders.count_prints(shops.session(), [label.package_id])
        assert told == [str(order.order_id)]
    assert shops.history(order).count("printed") == 3
    assert len(shops.calls(path=LABEL)) == 1


def test_labels_end_with_the_retention(shops: Practice) -> None:
    """G3: buyers' names and addresses stand on them."""
    first, second = packed(shops, 2)
    shops.settings(privacy_retention_days="30")
    gather(shops, first)
    shops.advance(timedelta(days=20).total_seconds())
    gather(shops, second)
    session = shops.session()
    (stray := session.labels / "FP1.pdf.part").write_bytes(b"%PDF, cut off by a power cut")
    shops.advance(timedelta(days=10, hours=1).total_seconds())
    shops.cycle()
    kept = label_store.kept(session, [str(order.order_id) for order in (first, second)])
    assert [len(rows) for rows in kept.values()] == [0, 1]
    assert [file.name for file in session.labels.iterdir()] == [
        row.file for row in kept[str(second.order_id)].values()
    ]
    assert not stray.exists()


def test_the_retention_holds_for_a_disconnected_shop_too(shops: Practice, order: Order) -> None:
    gather(shops, order)
    folder = shops.session().labels
    shops.desk.disconnect_lazada(shops.seller)
    shops.advance(timedelta(days=91).total_seconds())
    shops.desk.keep_retention()
    assert list(folder.iterdir()) == []
    with shops.desk.database.read() as connection:
        assert labels.files(connection, shops.seller) == set()

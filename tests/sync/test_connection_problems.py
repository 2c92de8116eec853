"""F: whatever ends a step of a cycle is listed with cause and remedy until the side answers again;
what ends a click or a consent says them where it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest

from lazdesk.commands import endings
from lazdesk.platforms.errors import PlatformError
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.rules import buttons
from lazdesk.rules.problems import CATALOGUE
from lazdesk.sandbox.faults import Kind
from lazdesk.sync import actions
from tests.sync import test_order_problems, test_product_problems
from tests.sync.practice import Practice, connect, practice
from tests.sync.troubles import assert_listed, assert_over, listed

GOODS, ORDERS, REVERSES = "/com/products.json", "/orders/get", "/reverse/getreverseordersforseller"
PACK, LABEL = "/order/fulfill/pack", "/order/package/document/get"


@dataclass(frozen=True)
class Trouble:
    """A fault that strikes every call to `path`, and the problem it is."""

    problem: str
    kind: Kind
    path: str
    code: str = ""
    message: str = "said so"


def refused(problem: str, code: str, path: str = ORDERS, message: str = "said so") -> Trouble:
    return Trouble(problem, Kind.REFUSED, path, code, message)


# How a step of the cycle ends (haravan.md §13, lazada.md §11).
ENDS = (
    Trouble("ANSWER_LOST", Kind.RESET_BEFORE, GOODS),
    Trouble("HARAVAN_DOWN", Kind.ERROR_BEFORE, GOODS),
    Trouble("HARAVAN_GARBLED", Kind.GARBLED, GOODS),
    Trouble("HARAVAN_THROTTLED", Kind.THROTTLED, GOODS),
    refused("HARAVAN_READ_REFUSED", "422", GOODS),
    refused("LAZADA_DOWN", "ServiceUnavailable"),
    refused("LAZADA_THROTTLED", "901"),
    refused("LAZADA_APP_QUOTA", "AppApiCallLimit"),
    refused("LAZADA_API_PAUSED", "998"),
    refused("LAZADA_APP_KEYS", "IncompleteSignature"),
    refused("LAZADA_SUBSCRIPTION", "AUTH_TYPE_UNSUPPORTED"),
    refused("LAZADA_IP_WHITELIST", "AppWhiteIpLimit"),
    refused("LAZADA_SHOP_INACTIVE", "SellerNotActive"),
    refused("LAZADA_BAD_REQUEST", "6", message="Invalid status filter"),
    refused("LAZADA_ORDER_NOT_FOUND", "16"),
    refused("LAZADA_ITEMS_CHANGED", "20"),
    refused("LAZADA_NO_TRACE", "LD_INPUT_PARAM_VALID"),
    refused("LAZADA_OTHER", "31415", message="nobody knows this one"),
    refused("LAZADA_REVERSE_REFUSED", "114", REVERSES),
)

# What Lazada says to a click (lazada.md §7, §11).
CLICKED = (
    refused("LAZADA_PACK_LATER", "40011", PACK, "RPC_ERROR"),
    refused("LAZADA_PACK_REFUSED", "700010", PACK),
    refused("LAZADA_NOT_PACKABLE", "700027", PACK, "NOT_SUPPORT_FBL_TO_PACK"),
    refused("LAZADA_SELLER_DELIVERED", "50008", PACK, "not support operation for sof order"),
    refused("LAZADA_TWO_WAREHOUSES", "700029", PACK, "ITEM_MUST_BELONG_SAME_WAREHOUSE"),
    refused("LAZADA_CARRIER", "700016", PACK, "NOT_AVAILABLE_NTFS_3PL"),
    refused("LAZADA_PACKAGE_GONE", "600002", PACK, "package already cancelled"),
    refused("LAZADA_LABEL_NOT_READY", "34", PACK),
    refused("LAZADA_NO_LABEL", "700040", PACK, "no packages that support printing!"),
    refused("LAZADA_LABEL_LINK", "LabelHost", PACK, "the label's link leads outside Lazada"),
    refused("LAZADA_REASON", "104", PACK, "E0104: reason is empty or invalid"),
)
ACCESS = ("NO_CONNECTION", "HARAVAN_TOKEN", "MISSING_SCOPE", "ACCESS_EXPIRED", "CLOCK_OFF")
HERE = {*(each.problem for each in (*ENDS, *CLICKED)), *ACCESS, "LAZADA_LOGIN_CODE"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    with practice(tmp_path_factory.mktemp("connections"), 3) as shops:
        shops.cycle()
        yield shops


@pytest.fixture
def shops(opened: Practice) -> Iterator[Practice]:
    """Nothing is wrong; each test mends what it spoilt."""
    yield opened
    assert listed(opened) == {}


def turn(shops: Practice) -> None:
    shops.advance(400)  # a host that failed often is left alone for five minutes
    shops.cycle()


@pytest.mark.parametrize("trouble", ENDS, ids=lambda trouble: trouble.problem)
def test_what_ended_a_step_is_listed_until_the_side_answers(
    shops: Practice, trouble: Trouble
) -> None:
    shops.fault(trouble.kind, trouble.path, code=trouble.code, message=trouble.message, times=None)
    turn(shops)
    assert_listed(shops, [trouble.problem])
    found = listed(shops)[trouble.problem]
    if trouble.kind is Kind.REFUSED:
        assert found.message == trouble.message
        assert bool(found.request_id) is (trouble.path != GOODS)  # Haravan gives none
    turn(shops)  # it stands, and is not doubled
    assert_listed(shops, [trouble.problem])

    shops.clear_faults()
    shops.advance(3_600)  # what Lazada switched off itself is left alone for an hour
    turn(shops)
    assert_over(shops, [trouble.problem])


@pytest.fixture
def pressed(shops: Practice) -> Callable[[], actions.Result]:
    """*Sẵn sàng giao hàng* on one order, again and again."""
    order = shops.place_order()
    shops.sync()

    def press() -> actions.Result:
        shops.advance(400)
        session = shops.session()
        ids = actions.click_ready_to_ship(session, [str(order.order_id)])
        actions.run(session)
        (result,) = actions.results(session, ids)
        return result

    return press


def test_what_ended_a_click_says_why_and_what_to_do(
    shops: Practice, pressed: Callable[[], actions.Result]
) -> None:
    for trouble in CLICKED:
        shops.fault(
            trouble.kind, trouble.path, code=trouble.code, message=trouble.message, times=None
        )
        result = pressed()
        explained = CATALOGUE[trouble.problem]
        assert result.result == actions.REJECTED
        assert buttons.reason(result.reason, "vi") == (
            f"{explained.cause_vi} {explained.remedy_vi} ({trouble.code}: {trouble.message})"
        )
        shops.clear_faults()
    assert pressed().result == actions.CONFIRMED


def lose_scope(shops: Practice, scope: str) -> None:
    shops.shops.call(lambda world: world.haravan.remove_scope(scope))


def test_no_network(shops: Practice) -> None:
    class Unplugged(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("no route to host")

    shops.restart(Unplugged())
    turn(shops)
    assert_listed(shops, ["NO_CONNECTION"])
    assert listed(shops)["NO_CONNECTION"].message.startswith("Không kết nối được với ")
    shops.restart()
    turn(shops)
    assert_over(shops, ["NO_CONNECTION"])


def test_a_token_that_haravan_takes_no_more_and_one_without_a_permission(shops: Practice) -> None:
    def new_token() -> None:
        shops.desk.connect_haravan(shops.shops.call(lambda world: world.haravan.issue_token()))

    shops.shops.call(lambda world: world.haravan.revoke_token())
    turn(shops)
    assert_listed(shops, ["HARAVAN_TOKEN"])
    new_token()
    turn(shops)
    assert_over(shops, ["HARAVAN_TOKEN"])

    lose_scope(shops, "com.read_products")
    lose_scope(shops, "com.write_products")
    turn(shops)
    assert_listed(shops, ["MISSING_SCOPE"])
    assert "com.read_products" in listed(shops)["MISSING_SCOPE"].message
    new_token()
    turn(shops)
    assert_over(shops, ["MISSING_SCOPE"])


def test_access_that_ended_and_a_code_that_is_too_old(shops: Practice) -> None:
    app = shops.world.lazada_platform.app
    shops.shops.call(lambda world: world.lazada_platform.revoke(world.lazada))
    turn(shops)
    assert_listed(shops, ["ACCESS_EXPIRED"])

    with pytest.raises(PlatformError) as refusal:
        shops.desk.connect_lazada(AppKey(app.key, app.secret), "0_123456_old", app.callback)
    said = endings.words_of(refusal.value, "vi")
    assert CATALOGUE["LAZADA_LOGIN_CODE"].remedy_vi in said
    connect(shops.desk, shops.shops)
    turn(shops)
    assert_over(shops, ["ACCESS_EXPIRED"])


def test_a_clock_that_is_off(shops: Practice) -> None:
    shops.clock.wrong_by = timedelta(minutes=20)
    turn(shops)
    assert_listed(shops, ["CLOCK_OFF"])
    shops.clock.wrong_by = timedelta()
    turn(shops)
    assert_over(shops, ["CLOCK_OFF"])


def test_every_problem_of_the_catalogue_was_provoked() -> None:
    """Here, and in the two tests beside it."""
    assert set(CATALOGUE) == HERE | test_order_problems.HERE | test_product_problems.HERE

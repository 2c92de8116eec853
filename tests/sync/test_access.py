"""Access that runs out: renewed once for all, told early, and nothing lost meanwhile (A4–A8)."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from lazdesk.models import desk as desk_rows
from lazdesk.models import orders
from lazdesk.platforms.errors import Unauthorized
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import Call
from lazdesk.shop import ConnectionRefusedError
from tests.sync.practice import Practice, practice
from tests.sync.programs import SPEED, programs

REFRESH = "/auth/token/refresh"
# Neither token of a pair survives its rotation.
STRICT = LazadaOptions(
    access_seconds=round(3 * SPEED),
    old_access_token_survives=False,
    old_refresh_token_survives=False,
)


def refreshes(shops: PracticeShops) -> list[Call]:
    return [call for call in shops.world.calls if call.path == REFRESH]


def tokens_sent(calls: list[Call]) -> list[str]:
    return [parse_qs(call.body.decode())["refresh_token"][0] for call in calls]


def ended(started: list[subprocess.Popen[str]]) -> None:
    """Waits for all of them; each must have ended well."""
    said = [program.communicate(timeout=60)[1] for program in started]
    assert [program.returncode for program in started] == [0] * len(started), said


@pytest.mark.usefixtures("system_keyring")
def test_programs_on_one_folder_refresh_one_at_a_time(tmp_path: Path) -> None:
    """A4: three programs with two threads each, and an access token that dies after 3 s. Each
    refresh token is sent once: sent twice, the second would be refused, and the access lost."""
    with programs(STRICT) as running:
        running.connect(tmp_path / "desk")
        callers = [running.start(tmp_path / "desk", "tests.sync.caller", "8") for _ in range(3)]
        ended(callers)
        sent = tokens_sent(refreshes(running.shops))
        assert len(sent) >= 2
        assert len(set(sent)) == len(sent)


@pytest.mark.usefixtures("system_keyring")
def test_a_scheduled_sync_and_commands_beside_it_share_one_refresh(tmp_path: Path) -> None:
    strict = LazadaOptions(old_access_token_survives=False, old_refresh_token_survives=False)
    with programs(strict, speed=1.0) as running:
        running.connect(tmp_path / "desk")
        running.shops.call(lambda world: world.lazada_platform.expire_access(world.lazada))
        folder = tmp_path / "desk"
        started = [running.start_sync(folder), running.start_sync(folder)]
        started += [running.start(folder, "lazdesk", "doctor") for _ in range(2)]
        ended(started)
        assert len(refreshes(running.shops)) == 1


# --- access that is out (A5) ----------------------------------------------------------------------


def reconnect(shops: Practice, number: int = 0, **how: Any) -> Any:
    """The merchant gives the consent once more."""
    app = shops.world.lazada_platform.app
    shop = shops.world.lazada_shops[number]
    code = shops.shops.call(lambda world: world.lazada_platform.grant(shop))
    return shops.desk.connect_lazada(AppKey(app.key, app.secret), code, app.callback, **how)


def revoke(shops: Practice) -> None:
    shops.shops.call(lambda world: world.lazada_platform.revoke(world.lazada))


def test_while_access_is_out_nothing_is_dropped_and_the_gap_is_pulled(shops: Practice) -> None:
    before = shops.place_order()
    shops.sync()
    revoke(shops)
    missed = [shops.place_order() for _ in range(3)]
    for _ in range(2):
        outcome = shops.cycle()
        assert {type(error) for error in outcome.stopped} == {Unauthorized}
        shops.advance(3 * 3600)
    assert shops.problems()["ACCESS_EXPIRED"] == [shops.seller]
    assert shops.mirrored(before).import_state == orders.DONE
    assert len(refreshes(shops.shops)) == 1

    reconnect(shops)
    assert "ACCESS_EXPIRED" not in shops.problems()
    shops.sync()
    assert [len(shops.haravan_orders(order)) for order in [before, *missed]] == [1, 1, 1, 1]


def test_the_life_is_counted_from_the_last_consent(shops: Practice) -> None:
    """A5's quarter is a quarter of the renewed access, not of all the years before it."""
    shops.advance(100 * 86_400)
    row = reconnect(shops)
    assert row.consented_at == shops.clock.now()
    assert row.consented_at - row.connected_at == timedelta(days=100)
    assert row.refresh_expires_at - row.consented_at == timedelta(days=180)


def test_a_shop_of_another_country_is_not_connected(shops: Practice) -> None:
    """A2."""
    shops.world.lazada.options.country = "sg"
    with pytest.raises(ConnectionRefusedError) as refused:
        shops.open_desk("abroad")
    assert (refused.value.key, refused.value.values) == ("other_country", {"country": "sg"})


def test_reconnecting_with_another_seller_changes_nothing(tmp_path: Path) -> None:
    with practice(tmp_path, lazada_shops=2) as shops:
        shops.cycle()
        before = shops.desk.vault.get(f"lazada/{shops.seller}/tokens")
        with pytest.raises(ConnectionRefusedError) as refused:
            reconnect(shops, 1)
        assert refused.value.key == "other_seller"
        assert shops.desk.vault.get(f"lazada/{shops.seller}/tokens") == before
        assert shops.cycle().stopped == []


def test_a_shop_is_connected_only_once_its_name_is_confirmed(tmp_path: Path) -> None:
    """A2: a bare code carries no state, so the merchant is shown whose it is."""
    with practice(tmp_path, lazada_shops=2) as shops:
        second = shops.world.lazada_shops[1]
        shown = []

        def decline(name: str, seller_id: str) -> bool:
            shown.append((name, seller_id))
            return False

        with pytest.raises(ConnectionRefusedError) as refused:
            reconnect(shops, 1, adding=True, confirm=decline)
        assert refused.value.key == "not_confirmed"
        assert shown == [(second.name, str(second.seller_id))]
        assert shops.desk.vault.get(f"lazada/{second.seller_id}/tokens") is None
        with shops.desk.database.read() as connection:
            assert [row.seller_id for row in desk_rows.shops(connection)] == [shops.seller]


# --- permissions and clock (A1, A8) ---------------------------------------------------------------


def test_a_missing_write_scope_is_a_problem_until_it_is_given(shops: Practice) -> None:
    order = shops.place_order()
    shops.shops.call(lambda world: world.haravan.remove_scope("com.write_orders"))
    shops.cycle()
    assert shops.problems()["MISSING_SCOPE"] == ["com.write_orders"]
    token = shops.shops.call(lambda world: world.haravan.issue_token())
    shops.desk.connect_haravan(token)
    shops.sync()
    assert "MISSING_SCOPE" not in shops.problems()
    assert len(shops.haravan_orders(order)) == 1


def test_a_side_that_does_not_answer_says_nothing_about_its_permissions(shops: Practice) -> None:
    shops.place_order()
    shops.shops.call(lambda world: world.haravan.remove_scope("com.write_orders"))
    shops.cycle()
    shops.fault(Kind.RESET_BEFORE, "/com/*", times=None)
    shops.cycle()
    assert shops.problems()["MISSING_SCOPE"] == ["com.write_orders"]


def test_a_wrong_haravan_token_is_a_problem_until_another_is_given(shops: Practice) -> None:
    shops.shops.call(lambda world: world.haravan.revoke_token())
    shops.cycle()
    assert "HARAVAN_TOKEN" in shops.problems()
    shops.desk.connect_haravan(shops.shops.call(lambda world: world.haravan.issue_token()))
    shops.cycle()
    assert "HARAVAN_TOKEN" not in shops.problems()


@pytest.mark.parametrize("minutes", [-150, -6, 6, 150])
def test_a_clock_that_is_off_is_said_and_it_still_works(shops: Practice, minutes: int) -> None:
    """A8: beyond two hours Lazada refuses the signature's time; beyond five minutes it is said."""
    shops.clock.wrong_by = timedelta(minutes=minutes)
    order = shops.place_order()
    shops.sync()
    assert len(shops.haravan_orders(order)) == 1
    assert "CLOCK_OFF" in shops.problems()
    shops.clock.wrong_by = timedelta(minutes=4)
    shops.sync()
    assert "CLOCK_OFF" not in shops.problems()

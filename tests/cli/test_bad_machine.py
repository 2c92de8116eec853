"""A machine or a network that fails: one clear message, the fitting status, data as before."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from lazdesk.platforms.clock import SystemClock
from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock
from tests.cli.conftest import connect, sell, use
from tests.cli.terminal import lazdesk


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between retries pass at once."""
    monkeypatch.setattr(SystemClock, "sleep", lambda *_: time.sleep(0.001))


# --- the clock (A8) -------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [3, -3])
def test_a_clock_off_by_three_hours_works_and_is_reported(
    keyring: None, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    clock = WorldClock(60, datetime.now(UTC) + timedelta(hours=hours))
    with PracticeShops(World(7, 4, clock)) as shops:
        use(shops.addresses, monkeypatch)
        connect(shops)
        lazdesk("config", "set", "orders.list_lag_seconds", "0.2")
        sell(shops)
        ran = lazdesk("sync", "--once", "--wait", "--json")
        assert ran.status == 0
        assert ran.document["imported"] == 1
        assert "Đồng hồ máy lệch" in ran.err
        doctor = lazdesk("doctor", "--json")
        assert doctor.status == 1
        (check,) = [one for one in doctor.document if one["check"] == "clock"]
        assert not check["ok"]
        assert "hãy chỉnh lại ngày giờ" in check["message"]
        assert shops.world.violations == []


# --- the network ----------------------------------------------------------------------------------


@pytest.fixture
def unplugged(
    connected: PracticeShops, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> Iterator[PracticeShops]:
    """Connected once, and now nobody answers."""
    lazdesk("sync", "--once")
    connected.stop()
    yield connected
    connected.start()


def test_without_network_nothing_is_lost(unplugged: PracticeShops) -> None:
    before = lazdesk("status", "--json").document
    products = lazdesk("products", "list", "--json").document
    ran = lazdesk("sync", "--once", "--json")
    assert ran.status == 4
    assert "Không kết nối được Haravan" in ran.err
    assert "kiểm tra mạng Internet" in ran.err
    assert len(ran.err.splitlines()) <= 2  # one for each platform
    told = lazdesk("problems", "--json").document
    assert [problem["code"] for problem in told] == ["NO_CONNECTION"] * 2  # one for each platform
    after = lazdesk("status", "--json").document
    assert after["counts"].pop("problems") == before["counts"].pop("problems") + 2
    assert after == before
    assert lazdesk("products", "list", "--json").document == products


def test_without_network_nothing_can_be_connected(unplugged: PracticeShops) -> None:
    ran = lazdesk("connect", "haravan", "--token", "-", "--json", stdin="anything")
    assert ran.status == 4
    assert ran.error
    words = ["connect", "lazada", "--app-key", "1", "--app-secret", "-", "--code", "2"]
    assert lazdesk(*words, stdin="anything").status == 4


def test_doctor_says_what_is_out_of_reach(unplugged: PracticeShops) -> None:
    ran = lazdesk("doctor", "--json")
    assert ran.status == 4
    reach = {check["check"]: check["ok"] for check in ran.document}
    assert (reach["keyring"], reach["database"]) == (True, True)
    assert (reach["lazada"], reach["haravan"]) == (False, False)


# --- answers that cannot be read ------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.GARBLED, Kind.TRUNCATED, Kind.EMPTY, Kind.ERROR_AFTER])
@pytest.mark.parametrize("face", ["lazada", "haravan"])
def test_garbled_answers_change_nothing(
    connected: PracticeShops, impatient: None, kind: Kind, face: str
) -> None:
    lazdesk("sync", "--once")
    before = lazdesk("products", "list", "--json").document
    connected.call(lambda world: world.faults.add(Fault(kind=kind, face=face, times=None)))
    ran = lazdesk("sync", "--once", "--json")
    assert ran.status == 4
    assert ran.err.count("\n") == 1, ran.err
    assert "trả lời không đọc được hoặc đang trục trặc" in ran.err
    assert lazdesk("products", "list", "--json").document == before
    connected.call(lambda world: world.faults.clear())


def test_a_garbled_answer_to_a_post_is_looked_into(
    connected: PracticeShops, impatient: None
) -> None:
    """What was created behind a garbled answer is found, not created again (D2)."""
    sell(connected)
    fault = Fault(kind=Kind.GARBLED, face="haravan", method="POST", path="/com/orders.json")
    connected.call(lambda world: world.faults.add(fault))
    ran = lazdesk("sync", "--once", "--wait", "--json")
    assert ran.document["imported"] == 1
    assert len(connected.world.haravan.orders) == 1


# --- access that ended ----------------------------------------------------------------------------


def test_access_withdrawn_at_lazada(connected: PracticeShops) -> None:
    connected.call(lambda world: world.lazada_platform.revoke(world.lazada))
    ran = lazdesk("sync", "--once", "--json")
    assert ran.status == 3
    assert "Làm mới quyền truy cập" in ran.err


def test_token_deleted_at_haravan(connected: PracticeShops) -> None:
    connected.call(lambda world: world.haravan.revoke_token())
    ran = lazdesk("sync", "--once", "--json")
    assert ran.status == 3
    assert "Haravan không chấp nhận mã truy cập" in ran.err


def test_a_keyring_that_is_gone(connected: PracticeShops, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    ran = lazdesk("sync", "--once", "--json")
    assert (ran.status, ran.error) == (3, "keyring")
    assert lazdesk("doctor").status == 3
    assert lazdesk("status").status == 3  # the mirror's key is there too


# --- hosts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["http://example.com", "nonsense", "https://user:pw@example.com"])
def test_a_host_that_cannot_be_one(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("LAZDESK_HARAVAN_API_URL", url)
    ran = lazdesk("status", "--json")
    assert (ran.status, ran.error) == (2, "usage")
    assert "LAZDESK_HARAVAN_API_URL" in ran.err
    assert "pw" not in ran.err

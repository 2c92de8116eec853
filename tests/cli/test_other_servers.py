"""The whole program against another pair of servers, by environment variables alone (G4)."""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from lazdesk.sandbox.server import PracticeShops
from tests.cli.conftest import use, world
from tests.cli.consent import allow, visit
from tests.cli.terminal import free_ports, lazdesk, program, run_program


@pytest.fixture
def bystander(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeShops]:
    """The pair of servers that is not meant."""
    with PracticeShops(world()) as shops:
        use(shops.addresses, monkeypatch)
        yield shops


@pytest.fixture
def sandbox() -> Iterator[dict[str, Any]]:
    """Another pair, served by the program itself."""
    words = ["sandbox", "--products", "40", "--speed", "60", "--seed", "3"]
    with program(*words, "--port", str(free_ports(4))) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())


def register(sandbox: dict[str, Any], callback: str) -> None:
    """A callback that nobody else on this machine listens on or is connected from: the usual
    one's port is among those that the system hands out by itself."""
    address = f"{sandbox['control_url']}/callback"
    body = json.dumps({"uri": callback}).encode()
    with urllib.request.urlopen(address, body, timeout=10) as answer:  # noqa: S310 - loopback
        assert answer.status == 200


def test_environment_variables_alone_choose_the_servers(
    system_keyring: None, bystander: PracticeShops, sandbox: dict[str, Any]
) -> None:
    hosts = {
        f"LAZDESK_{name.upper()}": sandbox[name]
        for name in ("lazada_api_url", "lazada_auth_url", "haravan_api_url")
    }
    token, secret = sandbox["haravan_token"], sandbox["app_secret"]
    ran = run_program("connect", "haravan", "--token", "-", stdin=token, **hosts)
    assert ran.status == 0, ran.err

    callback = f"http://127.0.0.1:{free_ports(1)}/callback"
    register(sandbox, callback)
    words = ["connect", "lazada", "--app-key", sandbox["app_key"], "--app-secret", "-"]
    with program(*words, "--redirect-uri", callback, stdin=f"{secret}\n", **hosts) as connecting:
        assert connecting.stderr is not None
        page = next(line.strip() for line in connecting.stderr if line.startswith("http"))
        assert page.startswith(sandbox["lazada_auth_url"])
        visit(allow(page))
        assert connecting.wait(60) == 0, connecting.stderr.read()

    before = run_program("status", "--json", **hosts).document
    assert before["haravan"]["connected"] is True
    (shop,) = before["shops"]
    assert shop["seller_id"] in sandbox["seller_ids"]
    assert (shop["connected"], shop["last_sync_at"]) == (True, None)
    assert before["counts"]["unpublished"] == 0

    ran = run_program("sync", "--once", "--json", **hosts)
    assert ran.status == 0, ran.err
    assert ran.document["calls"]["lazada"] > 0
    assert ran.document["calls"]["haravan"] > 0

    after = run_program("status", "--json", **hosts).document
    assert after["shops"][0]["last_sync_at"] is not None
    assert after["counts"]["unpublished"] > 0
    assert bystander.world.calls == []


def test_a_taken_port_is_said(private_machine: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = lazdesk("sandbox", "--products", "5", "--port", str(taken.getsockname()[1] - 3))
    assert ran.status == 2
    assert "--port" in ran.err

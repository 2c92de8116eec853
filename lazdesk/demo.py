"""``demo --headless``: a merchant's whole day on the practice shops, through LazDesk's own doors.

The commands' own functions do the work, on a desk whose secrets, data folder, servers and time are
throw-away. Time is the world's: it stands still while work is done and jumps when somebody waits,
so that a day takes a minute and ends the same for the same seed.
"""

from __future__ import annotations

import socket
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from lazdesk.commands import cancel, connect, desk_state, goods, loopback, shipping, sync
from lazdesk.commands.invocation import DONE, FAILED, USAGE, Invocation, table
from lazdesk.platforms.clock import Clock
from lazdesk.rules.order import VIETNAM
from lazdesk.sandbox.comparison import both_sides
from lazdesk.sandbox.comparison.report import Report
from lazdesk.sandbox.script import Day
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.vault import MemoryVault

# Eight in the morning in Vietnam, the day before the one that is lived through.
OPENING = datetime(2026, 11, 23, 1, tzinfo=UTC)
# So many goods and orders hold at least three of each case.
FEWEST = 60
CLICKS = 20  # orders per press of the button (E1)
# World seconds from an act to the cycle that sees it, and from there to the next act.
POLL = 60.0
BETWEEN_ACTS = 600.0
QUIET_CYCLES = 5
SHOWN_DIFFERENCES = 40


def run(call: Invocation) -> int:
    """Lives the day, compares both sides; DONE only if they agree and every case was there."""
    words = call.words
    if min(words.products, words.orders) < FEWEST:
        call.warn(call.say("demo_too_small", fewest=FEWEST))
        return USAGE
    call.warn(call.say("demo_starts"))
    call.warn(call.say("demo_plain"))
    world = World(words.seed, words.products, WorldClock(0, OPENING))
    with _practice(call, world) as played:
        report = played.live(Day(world, words.orders))
    document = {
        "agree": report.agrees,
        "table": [{"what": w, "lazada": here, "haravan": there} for w, here, there in report.table],
        "cases": report.cases,
        "differ": [asdict(difference) for difference in report.differences],
        "open": [asdict(case) for case in report.open],
    }
    call.answer(document, _told(call, report))
    return DONE if report.agrees else FAILED


@contextmanager
def _practice(call: Invocation, world: World) -> Iterator[_Play]:
    """The practice shops at work, and a desk of its own before them; all gone at the end."""
    with (
        PracticeShops(world) as shops,
        tempfile.TemporaryDirectory(prefix="lazdesk-demo-") as folder,
    ):
        clock = _JumpingClock(shops)
        desk = Desk(
            folder=Path(folder),
            open_vault=MemoryVault,
            hosts=Hosts(
                shops.addresses.lazada_api, shops.addresses.lazada_auth, shops.addresses.haravan_api
            ),
            clock=clock,
            cancel=call.cancel,
            plain=True,
        )
        try:
            yield _Play(call, shops, desk, clock)
        finally:
            desk.close()


class _JumpingClock:
    """The practice world's time; whoever waits makes it jump ahead."""

    def __init__(self, shops: PracticeShops) -> None:
        self._shops = shops

    def now(self) -> datetime:
        return self._shops.world.clock.now()

    def monotonic(self) -> float:
        return (self.now() - OPENING).total_seconds()

    def sleep(self, seconds: float, cancel: object = None) -> None:  # noqa: ARG002 - never long
        if seconds > 0:
            self._shops.call(lambda world: world.advance(seconds))


@dataclass
class _Command(Invocation):
    """A command given within the demo: on its desk, answered on stderr."""

    desk: Desk | None = None
    typed: str = field(default="", repr=False)

    def open(self) -> Desk:
        if self.desk is None:
            raise ValueError("a command of the demo needs its desk")
        return self.desk

    def secret(self, option: str | None, prompt: str) -> str:  # noqa: ARG002 - nobody is asked
        return self.typed

    def answer(self, document: Any, lines: Iterable[str]) -> None:  # noqa: ARG002 - for people
        for line in lines:
            self.warn(f"  {line}")


class _Play:
    """The merchant at LazDesk while the day goes on around him."""

    def __init__(self, call: Invocation, shops: PracticeShops, desk: Desk, clock: Clock) -> None:
        self.call = call
        self.shops = shops
        self.desk = desk
        self.clock = clock

    def live(self, day: Day) -> Report:
        self.shops.call(lambda _world: day.open())
        self.shops.call(lambda _world: day.go_on())
        self._connect()
        self._cycle("demo_first_look")
        self._publish(day)
        self._cycle("demo_morning")
        while (clicks := self.shops.call(lambda _world: day.go_on())) is not None:
            self.clock.sleep(POLL)
            self._cycle("demo_acts")
            self._press(clicks)
            self._cancel(*self.shops.call(lambda _world: day.answers()))
            self.clock.sleep(BETWEEN_ACTS)
        for _ in range(QUIET_CYCLES):
            self.clock.sleep(POLL)
            done = self._cycle("demo_quiet")
            if not any(done[key] for key in ("imported", "pushed", "followed", "waiting")):
                break
        return self.shops.call(lambda world: both_sides.compare(world, day.merchant()))

    def _connect(self) -> None:
        """A1, A2: the token is checked; the consent page is read, agreed to, and leads back."""
        world, say = self.shops.world, self.call.say
        self.call.warn(say("demo_connects"))
        connect.haravan(self._command(token="-", typed=world.haravan.token))  # noqa: S106
        app = world.lazada_platform.app
        # A port nobody listens on: two demos at once must not take each other's redirects.
        app.callback = f"http://127.0.0.1:{_free_port()}/callback"
        page = self.desk.begin_consent(app.key, app.callback)
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(loopback.wait_for_redirect, app.callback, self.call.cancel)
            redirected = _redirected(waiting, _allow(page))
        connect.lazada(
            self._command(
                app_key=app.key,
                app_secret="-",  # noqa: S106 - typed below
                redirect_uri=app.callback,
                redirected=redirected,
                typed=app.secret,
            )
        )

    def _publish(self, day: Day) -> None:
        left_out = [codes[0] for codes in day.unpublished.values()]
        goods.run(self._command(action="publish", all=True, codes=[]))
        goods.run(self._command(action="unpublish", all=False, codes=left_out))
        for key in ("push.price", "push.quantity"):
            desk_state.config(self._command(action="set", key=key, value="on"))

    def _cycle(self, title: str) -> dict[str, Any]:
        command = self._command()
        arguments = {"shop": None, "wait": True, "consent": True}
        _, done = sync.one_cycle(command, self.desk, arguments)
        at = f"{self.clock.now().astimezone(VIETNAM):%H:%M}"
        self.call.warn(self.call.say(title, at=at, **done))
        return dict(done)

    def _press(self, numbers: list[str]) -> None:
        for start in range(0, len(numbers), CLICKS):
            some = numbers[start : start + CLICKS]
            arguments: dict[str, Any] = {"shop": None, "orders": some, "said": {}}
            _, results = shipping.READY_TO_SHIP.press(self._command(), self.desk, arguments)
            self._tell("demo_pressed", results)

    def _cancel(self, canceled: list[str], agreed: list[str]) -> None:
        """E2 for a reason that sets the SKUs' stock to 0, but restocks; and E4."""
        command = self._command()
        for number in canceled:
            asked: dict[str, Any] = {"shop": None, "orders": [number]}
            _, offered = cancel.reasons(command, self.desk, asked)
            reasons = offered[0]["reasons"]
            reason = next(r["id"] for r in reasons if r["zeroes_stock"] and r["restock"])
            said = {"reason": reason, "restock": None}
            _, results = cancel.CANCEL.press(command, self.desk, {**asked, "said": said})
            self._tell("demo_canceled", results)
        if agreed:
            arguments = {"shop": None, "orders": agreed, "said": {"agree": True}}
            _, results = cancel.ANSWER.press(command, self.desk, arguments)
            self._tell("demo_agreed", results)

    def _tell(self, key: str, results: list[dict[str, Any]]) -> None:
        for row in results:
            if row["result"] != "confirmed":
                self.call.warn(f"  {row['order_number']}: {row['result']} {row['reason']}")
        self.call.warn(self.call.say(key, count=len(results)))

    def _command(self, typed: str = "", **words: Any) -> _Command:
        known = {"json": False, "shop": None, "yes": True, "code": None}
        return _Command(
            Namespace(**known | words),
            clock=self.clock,
            cancel=self.call.cancel,
            language=self.call.language,
            desk=self.desk,
            typed=typed,
        )


# --- the browser ----------------------------------------------------------------------------------


class _Form(HTMLParser):
    """The consent page's form: where it goes, and what is sent when "allow" is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = given["action"]
        elif "checked" in given or (tag == "button" and given.get("value") == "allow"):
            self.fields[given["name"]] = given["value"]


def _allow(page: str) -> str:
    """Opens the consent page, presses its "allow" button; returns where that leads."""
    _, _, html = _visit("GET", page)
    form = _Form()
    form.feed(html)
    _, location, _ = _visit("POST", page, form.action, urlencode(form.fields))
    return location


def _redirected(waiting: Future[str], location: str) -> str:
    """Follows the redirect to LazDesk's listener; if its port is taken the address is pasted."""
    while not waiting.done():
        try:
            _visit("GET", location)
        except OSError:
            time.sleep(0.02)  # the listener is not up yet
    return location if waiting.exception() else waiting.result()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _visit(
    method: str, url: str, path: str | None = None, form: str | None = None
) -> tuple[int, str, str]:
    """Status, Location and text of a page on this computer."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request(method, path or f"{parts.path}?{parts.query}", form, kind)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("location", ""), answer.read().decode()
    finally:
        connection.close()


# --- the end --------------------------------------------------------------------------------------


def _told(call: Invocation, report: Report) -> Iterator[str]:
    yield from _table(("", "Lazada", "Haravan"), report.table)
    yield ""
    yield from _table((call.say("demo_case"), call.say("demo_count")), report.cases.items())
    for case in dict.fromkeys(each.case for each in report.open):
        objects = [each.object for each in report.open if each.case == case]
        yield call.say("demo_open", case=case, count=len(objects), objects=", ".join(objects))
    yield ""
    if report.differences:
        yield call.say("demo_differs", count=len(report.differences))
        rows = [(d.object, d.what, d.found, d.wanted) for d in report.differences]
        heads = [call.say(key) for key in ("demo_object", "demo_what", "demo_found", "demo_wanted")]
        yield from _table(tuple(heads), rows[:SHOWN_DIFFERENCES])
    for case in (case for case, count in report.cases.items() if not count):
        yield call.say("demo_missing", case=case)
    if report.agrees:
        yield call.say("demo_agrees")


def _table(heads: tuple[str, ...], rows: Iterable[Iterable[object]]) -> list[str]:
    named = [dict(zip(heads, row, strict=True)) for row in rows]
    return table(list(heads), named, "vi")

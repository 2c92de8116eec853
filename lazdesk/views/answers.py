"""What comes back to the window: frozen facts from the threads, safe to hand across.

Messages are in the merchant's language already. ``Event`` of ``sync.events`` comes the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Done:
    """The wish called ``wish`` (a signal of ``Wishes``) was fulfilled."""

    wish: str
    message: str = ""


@dataclass(frozen=True)
class Failed:
    """The wish ended otherwise; ``message`` says what it was and what to do (G2)."""

    wish: str
    message: str


@dataclass(frozen=True)
class Pressed:
    """The clicks of a wish are stored; what becomes of them is told later (E5)."""


@dataclass(frozen=True)
class Opened:
    """A mirror was opened and the tabs stand over it; ``practising``: the practice shops'."""

    practising: bool


@dataclass(frozen=True)
class SyncStarted:
    """A cycle began."""


@dataclass(frozen=True)
class SyncEnded:
    """A cycle is over. ``errors`` are messages; ``access_lost`` names shops to renew (A5)."""

    ended_at: datetime
    cancelled: bool = False
    errors: tuple[str, ...] = ()
    access_lost: tuple[str, ...] = ()
    unreachable: bool = False
    held: int = 0
    next_at: datetime | None = None
    notes: tuple[str, ...] = ()  # e.g. a PC clock that is off (A8)
    news: tuple[str, ...] = ()  # for a merchant who is not looking
    missed: str = ""  # what was caught up after the PC was off or asleep (G6)


@dataclass(frozen=True)
class Previewed:
    """The answer to ``wishes.Preview``, with the settings it was asked for."""

    shop: str
    settings: tuple[tuple[str, str], ...]
    preview: str  # what is agreed to is this one, which the mirror keeps
    skus: int
    counts: tuple[tuple[str, int, int], ...]  # (kind, rules.risk.Risk, how many)
    looked_at: tuple[str, ...]  # price, quantity: what these settings send

    @property
    def kinds(self) -> tuple[str, ...]:
        """price, quantity: what would change."""
        return tuple(dict.fromkeys(kind for kind, _, _ in self.counts))


@dataclass(frozen=True)
class Drift:
    """A value that somebody else wrote on Lazada (C7); pieces or đồng by ``kind``."""

    kind: str  # price, quantity
    expected: int
    found: int
    at: datetime


@dataclass(frozen=True)
class SuggestedPair:
    """A near miss: two rows that a merchant may want to link by hand (B1)."""

    variant_id: str
    title: str
    barcode: str
    sku_id: str
    name: str
    seller_sku: str
    why: str  # rules.near_misses.NearMiss


@dataclass(frozen=True)
class Suggested:
    """The answer to ``wishes.Suggest``."""

    shop: str
    pairs: tuple[SuggestedPair, ...]


@dataclass(frozen=True)
class UndoRow:
    """One price as it would be set back, in đồng."""

    sku_id: str
    seller_sku: str
    title: str
    now: int
    becomes: int


@dataclass(frozen=True)
class UndoPlanned:
    """The answer to ``wishes.PlanUndo``."""

    shop: str
    rows: tuple[UndoRow, ...]


@dataclass(frozen=True)
class LinksRead:
    """The answer to ``wishes.ReadLinks``: what is wrong or else what would change, line by line.

    ``lines`` and ``plan`` are handed back unread by ``wishes.ApplyLinks``.
    """

    shop: str
    path: str
    faults: tuple[tuple[int, str], ...]
    changes: tuple[tuple[int, str], ...]
    told: str
    lines: object = field(repr=False, compare=False)
    plan: object = field(repr=False, compare=False)


@dataclass(frozen=True)
class Withheld:
    """Why a quantity is not sent now: ``stopped`` (writes), ``off`` (the switch), or what a change
    is held for in a plan; ``until`` is a lock's end, None: until it is lifted."""

    why: str
    until: datetime | None = None


@dataclass(frozen=True)
class Explained:
    """C11 of one SKU: the stored inputs of the last push, or as they stand before the first.

    ``locations`` are (name, available); ``sent`` and after are None before the first push.
    """

    sku_id: str
    seller_sku: str
    locations: tuple[tuple[str, int], ...]
    q: int
    u: int
    w: int
    b: int
    rule: str  # continue, deny, untracked
    wanted: int | None
    sent: int | None
    sent_at: datetime | None
    answer: str | None
    drifts: tuple[Drift, ...] = ()
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True)
class Counted:
    """The quantities wanted now, by SKU id; None: not pushed (untracked, not published)."""

    shop: str
    wanted: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class OrderResult:
    """How a click on one order stands (E5); ``reason`` is the merchant's language. ``again``:
    whether the same button may succeed when it is pressed again."""

    order_id: str
    order_number: str
    result: str  # confirmed, rejected, unknown, waiting
    reason: str
    again: bool = True


@dataclass(frozen=True)
class OrderResults:
    """What became of a button: one result per order, in the order asked. ``wish``: the signal."""

    wish: str
    results: tuple[OrderResult, ...]


@dataclass(frozen=True)
class GoodsAway:
    """The pieces of one SKU of an order that may come back, as ``sync.return_goods`` counts them:
    ``expected`` of them are on their way; ``money`` is refunded with each piece, in đồng."""

    sku: str
    name: str
    variation: str
    expected: int
    money: tuple[int, ...]


@dataclass(frozen=True)
class OrderAway:
    """One order with goods that may come back; ``home`` is its location's id."""

    order_id: str
    order_number: str
    home: str
    stands: bool  # False: canceled in Haravan
    goods: tuple[GoodsAway, ...]


@dataclass(frozen=True)
class ReturnPlanned:
    """The answer to ``wishes.PlanReturn``. ``places``: id and name of Haravan's locations."""

    shop: str
    orders: tuple[OrderAway, ...]
    refused: tuple[OrderResult, ...]
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CancelReason:
    """One of Lazada's reasons: whether it sets the SKUs' stock to 0, and what is preset for the
    goods."""

    id: str
    name: str
    zeroes: bool
    restock: bool


@dataclass(frozen=True)
class CancelUnit:
    """A live unit of an order that is to be canceled, as ``rules.cancel`` looks at it."""

    order_item_id: str
    sku: str
    name: str
    variation: str
    status: str
    package_id: str | None
    is_fbl: bool
    cancel_pending: bool


@dataclass(frozen=True)
class OrderToCancel:
    """One order with the reasons Lazada takes for it; ``tip`` is what Lazada says beside them."""

    order_id: str
    order_number: str
    reasons: tuple[CancelReason, ...]
    units: tuple[CancelUnit, ...]
    tip: str


@dataclass(frozen=True)
class CancelPlanned:
    """The answer to ``PlanCancel``. ``pushes``: quantities are kept right by LazDesk."""

    shop: str
    orders: tuple[OrderToCancel, ...]
    refused: tuple[OrderResult, ...]
    pushes: bool

    @property
    def reasons(self) -> tuple[CancelReason, ...]:
        """Those that Lazada takes for every one of the orders."""
        taken = [{reason.id for reason in order.reasons} for order in self.orders]
        first = self.orders[0].reasons if self.orders else ()
        return tuple(r for r in first if all(r.id in ids for ids in taken))


@dataclass(frozen=True)
class RefusalPlanned:
    """The answer to ``PlanRefusal``. ``reasons``: id and Lazada's words; ``asked``: what the
    buyer says."""

    shop: str
    order_id: str
    order_number: str
    requests: tuple[str, ...]
    asked: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OrderLabels:
    """The labels of one order: a file for each package. ``prints`` is how often the one printed
    most was printed; ``reason``, in the merchant's language, says why something is missing."""

    order_id: str
    order_number: str
    package_ids: tuple[str, ...]
    files: tuple[str, ...]
    prints: int
    reason: str


@dataclass(frozen=True)
class LabelsGathered:
    """The answer to ``wishes.PrintOrders``, in the order asked."""

    shop: str
    orders: tuple[OrderLabels, ...]


@dataclass(frozen=True)
class ConsentOpened:
    """The consent waits in the browser. ``listening`` False: only pasting can end it (A2)."""

    url: str
    redirect_uri: str
    listening: bool


@dataclass(frozen=True)
class ShopFound:
    """The shop a bare code belongs to; nothing is stored before ``wishes.ConfirmShop`` (A2)."""

    name: str
    seller_id: str


@dataclass(frozen=True)
class HaravanChecked:
    """A1's findings; ``stored`` says whether the token was kept with what it lacks."""

    name: str
    domain: str
    missing_scopes: tuple[str, ...]
    stored: bool


@dataclass(frozen=True)
class Check:
    """One line of *Kiểm tra kết nối*."""

    name: str
    ok: bool
    message: str


@dataclass(frozen=True)
class Tested:
    """The answer to ``wishes.TestConnection``."""

    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Proving:
    """A comparison of both sides runs; ``total`` is None while it is not known."""

    shop: str
    step: str
    done: int
    total: int | None


@dataclass(frozen=True)
class Proved:
    """It has ended: the mirror keeps what came of it, or ``error`` says why it was broken off."""

    shop: str
    error: str = ""


Answer = (
    Done
    | Failed
    | Pressed
    | Opened
    | SyncStarted
    | SyncEnded
    | Previewed
    | Suggested
    | LinksRead
    | UndoPlanned
    | Explained
    | Counted
    | OrderResults
    | ReturnPlanned
    | CancelPlanned
    | RefusalPlanned
    | LabelsGathered
    | ConsentOpened
    | HaravanChecked
    | ShopFound
    | Tested
    | Proving
    | Proved
)

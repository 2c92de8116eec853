"""What a merchant can ask for in the window, one frozen dataclass and one signal each.

Views emit them and show what comes back (``answers``); of several shops a wish names its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class Sync:
    """*Đồng bộ ngay*: one cycle of every connected shop, at once."""


@dataclass(frozen=True)
class CancelSync:
    """The running cycle stops after the call it is in; what is unfinished goes on next time."""


@dataclass(frozen=True)
class Publish:
    """*Đăng lên kênh bán hàng* (B2)."""

    shop: str
    product_ids: tuple[str, ...]


@dataclass(frozen=True)
class Unpublish:
    """*Gỡ khỏi kênh bán hàng* (B2)."""

    shop: str
    product_ids: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """*Liên kết* by hand (B1): pairs of variant and SKU."""

    shop: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Unlink:
    """*Bỏ liên kết* (B1); a variant that is linked with nothing stays as it is."""

    shop: str
    variant_ids: tuple[str, ...]


@dataclass(frozen=True)
class FollowCodes:
    """*Liên kết theo mã*: what the merchant decided of these variants is forgotten (B1)."""

    shop: str
    variant_ids: tuple[str, ...]


@dataclass(frozen=True)
class Suggest:
    """Near misses (B1); ``answers.Suggested`` comes back."""

    shop: str


@dataclass(frozen=True)
class ExportLinks:
    """Writes all links into a file, .xlsx or .csv."""

    shop: str
    path: str


@dataclass(frozen=True)
class ReadLinks:
    """What a file would change; nothing is changed, ``answers.LinksRead`` comes back."""

    shop: str
    path: str


@dataclass(frozen=True)
class ApplyLinks:
    """The merchant agreed to ``read`` (an ``answers.LinksRead``)."""

    shop: str
    read: object


@dataclass(frozen=True)
class Preview:
    """What would change on Lazada, with these settings instead of the stored ones (C1): nothing is
    stored or sent; ``answers.Previewed`` comes back."""

    shop: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Agree:
    """The merchant confirmed this preview: ``kinds`` are price, quantity (C1)."""

    shop: str
    preview: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class SetSettings:
    """Stores settings by their dotted keys, all or none.

    ``agreed`` are the kinds (price, quantity) of ``preview`` that were confirmed beside them (C1).
    """

    shop: str
    settings: tuple[tuple[str, str], ...]
    agreed: tuple[str, ...] = ()
    preview: str = ""


@dataclass(frozen=True)
class Explain:
    """*Vì sao là 7?* (C11); ``answers.Explained`` comes back."""

    shop: str
    sku_id: str


@dataclass(frozen=True)
class Numbers:
    """The quantities these SKUs should have now (C4); ``answers.Counted`` comes back."""

    shop: str
    sku_ids: tuple[str, ...]


@dataclass(frozen=True)
class ReadyToShip:
    """*Sẵn sàng giao hàng* for these orders (E1); ``answers.OrderResults`` comes back."""

    shop: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class PlanReturn:
    """What *Hoàn trả đơn hàng* can do with these orders; ``answers.ReturnPlanned`` comes back."""

    shop: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class ReturnGoods:
    """*Hoàn trả đơn hàng* (D11): so many pieces of each SKU, by order.

    ``location`` empty: each order's own. ``answers.OrderResults`` comes back.
    """

    shop: str
    quantities: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    location: str
    lost: bool


@dataclass(frozen=True)
class TakeStock:
    """The stock of lines that were linked late is taken (D3); ``answers.OrderResults``."""

    shop: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class TakeAgain:
    """*Lấy lại đơn này*: read anew on Lazada, and synchronised next; ``answers.OrderResults``."""

    shop: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class ConnectHaravan:
    """Checks the token and keeps it (A1)."""

    token: str = field(repr=False)


@dataclass(frozen=True)
class ConnectLazada:
    """Opens Lazada's consent page and waits for its answer (A2); ``shop`` empty: whichever.

    ``adding``: one more shop beside those there are (A10).
    """

    app_key: str
    app_secret: str = field(repr=False)
    redirect_uri: str
    shop: str = ""
    adding: bool = False


@dataclass(frozen=True)
class Renew:
    """*Làm mới quyền truy cập*: the consent again, with the app that is known (A5)."""

    shop: str


@dataclass(frozen=True)
class PasteRedirect:
    """The address (or bare code) the merchant pasted while the consent waits (A2)."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class ConfirmShop:
    """Whether the shop that a bare code belongs to is the one meant (A2)."""

    agreed: bool


@dataclass(frozen=True)
class ForgetShop:
    """*Xóa dữ liệu cửa hàng* (A6)."""

    shop: str


@dataclass(frozen=True)
class CancelConsent:
    """The merchant no longer waits for the browser."""


@dataclass(frozen=True)
class TestConnection:
    """*Kiểm tra kết nối*; ``answers.Tested`` comes back."""

    shop: str

    __test__ = False  # not one of pytest's classes


@dataclass(frozen=True)
class Disconnect:
    """*Ngắt kết nối* (A6); ``platform`` is lazada or haravan, ``shop`` empty for Haravan."""

    platform: str
    shop: str = ""


@dataclass(frozen=True)
class SetWrites:
    """*Dừng ghi* (C10), for every connected shop."""

    on: bool


@dataclass(frozen=True)
class Lock:
    """*Khóa giá/tồn* (C13); ``last_day`` None: until it is lifted."""

    shop: str
    variant_ids: tuple[str, ...]
    kinds: tuple[str, ...]
    last_day: date | None
    why: str


@dataclass(frozen=True)
class Unlock:
    """*Bỏ khóa*: the merchant's own locks, and those learned from a refusal or an undo."""

    shop: str
    variant_ids: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class PlanUndo:
    """What taking back the last prices would do; no variants: those of the last cycle."""

    shop: str
    variant_ids: tuple[str, ...]


@dataclass(frozen=True)
class UndoPrices:
    """*Hoàn tác giá vừa đẩy*, as it was shown."""

    shop: str
    sku_ids: tuple[str, ...]


@dataclass(frozen=True)
class Reconcile:
    """*Đối soát ngay*: both sides and the mirror are compared; ``answers.Proved`` comes back."""

    shop: str


@dataclass(frozen=True)
class StopReconcile:
    """The comparison that runs is broken off; what was read is gone on from next time."""


@dataclass(frozen=True)
class ExportProof:
    """The last comparison's differences go into a file (.xlsx or .csv)."""

    shop: str
    path: str


@dataclass(frozen=True)
class Practice:
    """*Dùng thử với gian hàng tập dượt*, or back to the real shops when ``on`` is False."""

    on: bool


@dataclass(frozen=True)
class Show:
    """Leads to a tab; ``part`` is a work tab or filter there, by the name that tab gives it."""

    tab: str  # overview, orders, products, problems, configuration, connection
    part: str = ""


@dataclass(frozen=True)
class PickShop:
    """The shop the tabs show, when several are connected (A10)."""

    shop: str


@dataclass(frozen=True)
class Backup:
    """The mirror as one file that the passphrase opens (G3)."""

    file: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class Restore:
    """Such a file in the place of what is here; the desk is closed for it and opened again."""

    file: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class BeginAnew:
    """Data that does not open is moved away, and all is read anew."""


@dataclass(frozen=True)
class SendSupport:
    """*Tạo tệp hỗ trợ*: what a helper needs to know, as a file."""

    file: str


@dataclass(frozen=True)
class ForgetBuyer:
    """The buyer of an order is deleted from this computer (G3)."""

    shop: str
    number: str


class Wishes(QObject):
    """Everything that can be asked for; tabs emit, ``app`` connects."""

    sync = Signal(object)
    cancel_sync = Signal(object)
    publish = Signal(object)
    unpublish = Signal(object)
    link = Signal(object)
    unlink = Signal(object)
    follow_codes = Signal(object)
    suggest = Signal(object)
    export_links = Signal(object)
    read_links = Signal(object)
    apply_links = Signal(object)
    lock = Signal(object)
    unlock = Signal(object)
    plan_undo = Signal(object)
    undo_prices = Signal(object)
    preview = Signal(object)
    agree = Signal(object)
    set_settings = Signal(object)
    explain = Signal(object)
    numbers = Signal(object)
    ready_to_ship = Signal(object)
    plan_return = Signal(object)
    return_goods = Signal(object)
    take_stock = Signal(object)
    plan_cancel = Signal(object)
    cancel_orders = Signal(object)
    agree_to_cancel = Signal(object)
    refuse_cancel = Signal(object)
    agree_to_return = Signal(object)
    plan_refusal = Signal(object)
    refuse_return = Signal(object)
    take_again = Signal(object)
    print_orders = Signal(object)
    count_prints = Signal(object)
    pack = Signal(object)
    retry_problems = Signal(object)
    ignore_problems = Signal(object)
    heed_problems = Signal(object)
    connect_haravan = Signal(object)
    connect_lazada = Signal(object)
    renew = Signal(object)
    paste_redirect = Signal(object)
    confirm_shop = Signal(object)
    cancel_consent = Signal(object)
    forget_shop = Signal(object)
    test_connection = Signal(object)
    disconnect_side = Signal(object)
    set_writes = Signal(object)
    reconcile = Signal(object)
    stop_reconcile = Signal(object)
    export_proof = Signal(object)
    practice = Signal(object)
    show_tab = Signal(object)
    pick_shop = Signal(object)
    backup = Signal(object)
    restore = Signal(object)
    send_support = Signal(object)
    forget_buyer = Signal(object)

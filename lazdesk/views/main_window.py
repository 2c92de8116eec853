"""The window: bar, strips, tabs. Everything that arrives comes in here and goes on to the tabs.

Shown before anything else is loaded: this module and what it imports need Qt only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMessageBox, QTabWidget, QVBoxLayout, QWidget

from lazdesk.sync.events import Changes, Progress
from lazdesk.views import answers, labels, top_bar, warnings, wishes
from lazdesk.views.connection.channel import SETTING, ChannelDialog
from lazdesk.views.painting import PaintedAtOnce
from lazdesk.views.strips import Strip, Strips
from lazdesk.views.tab import Tab
from lazdesk.views.top_bar import TopBar
from lazdesk.views.wishes import Wishes

if TYPE_CHECKING:
    from lazdesk.models.database import Database
    from lazdesk.models.queries.connections import Connections

SIZE = (1280, 720)
MINIMUM = (1040, 600)
# Wishes whose failure no tab shows in a place of its own.
SAID_HERE = frozenset(
    {
        *("set_writes", "agree", "publish", "unpublish", "explain"),
        *("retry_problems", "ignore_problems", "heed_problems", "forget_buyer"),
    }
)
UNSEEN_MS = 2_000  # then it counts as painted
STRIPS_EVERY_MS = 60_000


class MainWindow(QMainWindow):
    """Bar, strips and tabs over one mirror; ``closing`` once the merchant closes it.

    ``painted`` once, when the first picture is on the screen or nobody can see one.
    """

    closing = Signal()
    painted = Signal()

    def __init__(self, wish: Wishes) -> None:
        super().__init__()
        self.wishes = wish
        self.tabs: list[Tab] = []
        self.database: Database | None = None
        self.shop = ""
        self._connections: Connections | None = None
        self._now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._ended: answers.SyncEnded | None = None
        self._syncing = False
        self._missed: list[str] = []  # lines the merchant has not closed yet
        self._closed_notes: set[str] = set()
        self._warning = ""
        self.to_tray: Callable[[], bool] = lambda: False  # whether closing only hides it
        self.setWindowTitle("LazDesk")
        self.setMinimumSize(*MINIMUM)
        self.resize(*SIZE)
        self.bar = TopBar(wish)
        self.strips = Strips()
        self.strips.pressed.connect(self._strip_pressed)
        self.strips.closed.connect(self._strip_closed)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.setAccessibleName(self.tr("Các phần của LazDesk"))
        self._opening = QLabel(self.tr("Đang mở dữ liệu…"))
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.addTab(self._opening, "LazDesk")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.strips)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(body)
        PaintedAtOnce(self)
        self._own_preview = self._was_painted = False
        wish.show_tab.connect(self._show_tab)
        wish.preview.connect(self._note_preview)
        # Dates come nearer while nothing else happens.
        self._clockwork = QTimer(self)
        self._clockwork.timeout.connect(self._say_how_it_goes)
        self._clockwork.start(STRIPS_EVERY_MS)

    # --- what it shows ----------------------------------------------------------------------------

    def show_opening(self, progress: Progress) -> None:
        """How far the practice shops are, while there are no tabs yet."""
        count = f" · {labels.number(progress.done)}" if progress.done else ""
        if progress.total:
            count += f"/{labels.number(progress.total)}"
        step = top_bar.step_words(progress.step)
        self._opening.setText(self.tr("Đang mở dữ liệu…") + f"\n{step}{count}")

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """The tabs in their order; Ctrl+1 … go to them."""
        self.pages.clear()
        self.tabs = list(tabs)
        for number, tab in enumerate(self.tabs, 1):
            self.pages.addTab(tab, tab.title())
            tab.count_changed.connect(self._count)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(self._go_to_tab)
            shortcut.setProperty("tab", tab.name)

    def set_database(self, database: Database | None, now: Callable[[], datetime]) -> None:
        """Shows another mirror; ``now`` is its clock (the practice shops have their own)."""
        self.database, self._now, self._ended = database, now, None
        for tab in self.tabs:
            tab.now = now
        self._syncing, self._missed = False, []
        self.bar.set_syncing(False)

    def tell(self, lines: Sequence[str]) -> None:
        """Lines that stay until the merchant closes them."""
        self._missed += lines

    def set_connections(
        self, connections: Connections, *, practice: bool = False, warning: str = ""
    ) -> None:
        """What is connected now. ``warning`` is the keyring's, when it keeps plain text (A3)."""
        self._connections, self._warning = connections, warning
        connected = [shop for shop in connections.shops if shop.connected]
        if connections.shop(self.shop) is None:
            known = connected or list(connections.shops)
            self.shop = known[0].seller_id if known else ""
        org = connections.haravan.org if connections.haravan else ""
        for tab in self.tabs:
            if (tab.database, tab.shop, tab.org) != (self.database, self.shop, org):
                tab.set_database(self.database, self.shop, org)
        self.bar.set_shops([(s.seller_id, s.name) for s in connections.shops], self.shop)
        self.bar.set_practice(practice)
        self.bar.set_writes(connections.writes)
        haravan = connections.haravan
        self.bar.set_ready(bool(connected and haravan and haravan.connected))
        self._say_how_it_goes()
        self._count()

    @Slot(object)
    def take(self, event: Any) -> None:
        """What arrives from the threads: for the bar, the strips, and every tab."""
        match event:
            case Progress():
                if self._syncing:
                    self.bar.set_progress(event)
            case Changes():
                for tab in self.tabs:
                    tab.take_changes(event)
                self._count()
                return
            case answers.SyncStarted():
                self._syncing = True
                self.bar.set_syncing(True)
                self._say_how_it_goes()
            case answers.SyncEnded():
                self._syncing, self._ended = False, event
                self._closed_notes &= set(event.notes)
                self._missed += [event.missed] if event.missed else []
                self.bar.set_syncing(False)
                self._say_how_it_goes()
            case answers.Previewed(settings=()):
                self._ask_to_agree(event)
            case answers.Failed() if event.wish in SAID_HERE or (
                event.wish == "preview" and self._own_preview
            ):
                QMessageBox.warning(self, "LazDesk", event.message)
        for tab in self.tabs:
            tab.answered(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._was_painted:
            # After this event: what lies in the window is painted within it.
            QTimer.singleShot(0, self._tell_painted)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        # A window that starts out of sight is not painted.
        QTimer.singleShot(UNSEEN_MS, self._tell_painted)

    @Slot()
    def _tell_painted(self) -> None:
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self.to_tray():
            event.ignore()
            self.hide()
            return
        event.accept()
        self.closing.emit()

    # --- the state light and the strips -----------------------------------------------------------

    @Slot()
    def _say_how_it_goes(self) -> None:
        if self._connections is None:
            return
        strips = tuple(self._strips(self._connections))
        self.strips.show_strips(strips)
        self.bar.set_state(*self._state(self._connections, strips))

    def _state(self, connections: Connections, strips: Sequence[Strip]) -> tuple[str, str]:
        shop = connections.shop(self.shop)
        haravan = connections.haravan
        if shop is None or not shop.connected or haravan is None or not haravan.connected:
            return "idle", self.tr("Chưa kết nối")
        names = {strip.name for strip in strips}
        if any(
            s.name == f"{warnings.ACCESS}:{shop.seller_id}" and s.level == "bad" for s in strips
        ):
            return "bad", self.tr("Hết quyền truy cập Lazada")
        if not connections.writes:
            return "warn", self.tr("Đang dừng ghi · vẫn đọc dữ liệu")
        following = self._ended.next_at if self._ended else None
        if self._ended and self._ended.unreachable:  # until a cycle has come through
            return "bad", top_bar.cut_off(following)
        if self._syncing:
            return "ok", self.tr("Đang đồng bộ…")
        if "error" in names:
            return "bad", self.tr("Lần đồng bộ vừa rồi có lỗi")
        return "ok", top_bar.running(shop.last_sync_at, following)

    def _strips(self, connections: Connections) -> list[Strip]:
        lost = self._ended.access_lost if self._ended else ()
        strips = [*warnings.strips(connections, lost, self._now())]
        if self._connections and connections.shops and not connections.writes:
            text = self.tr("Đang dừng ghi: LazDesk không thay đổi gì trên Lazada và Haravan.")
            strips.append(Strip("writes", "warn", text, self.tr("Cho ghi lại")))
        if self._warning:
            strips.append(Strip("keyring", "warn", self._warning))
        strips += [Strip(f"missed:{line}", "info", line, closable=True) for line in self._missed]
        if self._ended is None:
            return strips
        if self._ended.errors and not self._ended.access_lost:
            strips.append(Strip("error", "bad", "\n".join(self._ended.errors)))
        if self._ended.held:
            text = self.tr(
                "{n} thay đổi đang chờ bạn xem trước và đồng ý.", "", self._ended.held
            ).format(n=labels.number(self._ended.held))
            strips.append(Strip("held", "info", text, self.tr("Xem trước")))
        strips += [
            Strip(f"note:{note}", "info", note, closable=True)
            for note in self._ended.notes
            if note not in self._closed_notes
        ]
        return strips

    @Slot()
    def _count(self) -> None:
        """The numbers beside the titles."""
        for index, tab in enumerate(self.tabs):
            count = tab.count() if self.database is not None else 0
            text = f"{tab.title()} ({labels.number(count)})" if count else tab.title()
            if self.pages.tabText(index) != text:
                self.pages.setTabText(index, text)

    # --- what is pressed --------------------------------------------------------------------------

    @Slot(str)
    def _strip_pressed(self, name: str) -> None:
        kind, seller_id = warnings.shop_of(name)
        match kind:
            case warnings.ACCESS:
                self._show_tab(wishes.Show("connection"))
                self.wishes.renew.emit(wishes.Renew(seller_id))
            case warnings.CHANNEL:
                self._ask_about_channel(seller_id)
            case "writes":
                self.wishes.set_writes.emit(wishes.SetWrites(True))
            case "held":
                self.wishes.preview.emit(wishes.Preview(self.shop))

    def _ask_about_channel(self, seller_id: str) -> None:
        shop = self._connections.shop(seller_id) if self._connections else None
        if shop is None:
            return
        dialog = ChannelDialog(shop.name, self)
        if dialog.exec() == ChannelDialog.DialogCode.Accepted:
            chosen = ((SETTING, dialog.choice),)
            self.wishes.set_settings.emit(wishes.SetSettings(seller_id, chosen))

    @Slot(str)
    def _strip_closed(self, name: str) -> None:
        kind, _, text = name.partition(":")
        if kind == "missed":
            self._missed.remove(text)
        else:
            self._closed_notes.add(text)
        self._say_how_it_goes()

    @Slot(object)
    def _note_preview(self, wish: wishes.Preview) -> None:
        """A preview of other settings is the configuration's own to show."""
        self._own_preview = not wish.settings

    def _ask_to_agree(self, previewed: answers.Previewed) -> None:
        if not previewed.counts or self.database is None:
            QMessageBox.information(self, "LazDesk", self._nothing_to_change(previewed.looked_at))
            return
        # Not before: lists over the mirror come with the mirror's library.
        from lazdesk.models.queries.listing import Scope
        from lazdesk.views.preview import PreviewDialog

        scope = Scope(previewed.shop, self.tabs[0].org)
        dialog = PreviewDialog(previewed, self.database, scope, self.tr("Đồng ý và gửi"), self)
        if dialog.exec() == PreviewDialog.DialogCode.Accepted:
            agreed = wishes.Agree(previewed.shop, previewed.preview, previewed.kinds)
            self.wishes.agree.emit(agreed)

    def _nothing_to_change(self, looked_at: Collection[str]) -> str:
        """Only what the settings send was looked at: of the rest nothing is claimed."""
        match sorted(looked_at):
            case ["price", "quantity"]:
                return self.tr("Lazada đã khớp với Haravan: không có gì cần thay đổi.")
            case ["price"]:
                return self.tr("Giá trên Lazada đã khớp với Haravan. Số lượng đang tắt.")
            case ["quantity"]:
                return self.tr("Số lượng trên Lazada đã khớp với Haravan. Giá đang tắt.")
            case _:
                return self.tr(
                    "Giá và Số lượng đều đang tắt nên không có gì được gửi sang Lazada. Hãy bật ở "
                    "thẻ Cấu hình: mọi thay đổi được xem trước rồi mới gửi."
                )

    @Slot(object)
    def _show_tab(self, wish: wishes.Show) -> None:
        for tab in self.tabs:
            if tab.name == wish.tab:
                self.pages.setCurrentWidget(tab)
                if wish.part:
                    tab.show_part(wish.part)

    @Slot()
    def _go_to_tab(self) -> None:
        self._show_tab(wishes.Show(self.sender().property("tab")))

    # --- its place on the screen ------------------------------------------------------------------

    def place(self) -> QByteArray:
        return self.saveGeometry()

    def restore_place(self, place: QByteArray) -> None:
        self.restoreGeometry(place)

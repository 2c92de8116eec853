"""Tổng quan: what is to be done, each count leading to its list, and how far each stream is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lazdesk.models.queries import connections, problem_list, product_list, streams
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.streams import Freshness, Stream
from lazdesk.views import answers, labels, theme, warnings, wishes
from lazdesk.views.cards import page
from lazdesk.views.orders import source as order_source
from lazdesk.views.overview.proof_card import ProofCard
from lazdesk.views.reader import Reader
from lazdesk.views.tab import Tab
from lazdesk.views.wishes import Wishes

# Cards in their order: the tab and the part of it that lists what is counted.
CARDS = (
    ("orders", "pending"),
    ("orders", "to_print"),
    ("orders", "ready"),
    ("orders", "cancel_requested"),
    ("orders", "coming_back"),
    ("orders", "refunded"),
    ("orders", "unlinked"),
    ("orders", "unknown"),
    ("orders", "waiting"),
    ("orders", "attention"),
    ("problems", "all"),
    ("products", "linked"),
    ("products", "unpublished"),
    ("products", "problems"),
)
URGENT = frozenset(
    {"cancel_requested", "coming_back", "refunded", "unlinked", "unknown", "attention", "problems"}
)
COLUMNS = 5


@dataclass(frozen=True)
class _Figures:
    """Everything the page shows, read at once."""

    scope: Scope
    counts: dict[tuple[str, str], int]
    streams: list[Stream]
    is_cut_off: bool  # from Lazada, until its access is renewed
    writes: bool
    last_sync: datetime | None
    stock_read: Freshness | None


class OverviewTab(Tab):
    """Numbers are read beside the main thread and lead to the list behind them."""

    name = "overview"

    def __init__(self, wishes_: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(wishes_, parent)
        self._figures: _Figures | None = None
        self._ended: answers.SyncEnded | None = None
        self._syncing = False
        self._reader = Reader(self, urgent=False)
        self._reader.answered.connect(self._show_figures)
        self.proof = ProofCard(wishes_, self)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(page(self._figures_page(), self))  # several strips take much height
        self.retranslate()

    def title(self) -> str:
        return self.tr("Tổng quan")

    def concerns(self, _changes: Any) -> bool:
        return True

    def refresh(self) -> None:
        database, scope, now = self.database, Scope(self.shop, self.org), self.now()
        self._pages.setCurrentIndex(1 if self.shop and self.org else 0)
        if database is None or not self.shop:
            return

        def question() -> _Figures:
            with database.read() as connection:
                orders = order_source.counts(connection, scope)
                products = product_list.counts(connection, scope)
                wrong = problem_list.counts(connection, scope)
                sides = connections.connections(connection)
                shop = sides.shop(scope.shop)
                return _Figures(
                    scope,
                    {
                        **{("orders", group): n for group, n in orders.items()},
                        **{("products", group): n for group, n in products.items()},
                        ("problems", "all"): sum(
                            n for group, n in wrong.items() if group not in problem_list.APART
                        ),
                    },
                    streams.streams(connection, scope),
                    shop is not None and warnings.has_ended(shop, now),
                    sides.writes,
                    streams.last_sync(connection, scope),
                    streams.stock_freshness(connection, scope),
                )

        self._reader.ask(question)
        self.proof.refresh(database, self.shop)

    def answered(self, answer: Any) -> None:
        self.proof.answered(answer)
        match answer:
            case answers.SyncEnded():
                self._ended, self._syncing = answer, False
                self._show_streams()
                self.mark_stale()
            case answers.SyncStarted():
                self._syncing = True
                self._show_streams()

    def retranslate(self) -> None:
        for key, card in self.cards.items():
            card.set_title(self._card_title(*key))
        self._heading.setText(self.tr("Việc cần làm"))
        self._stream_heading.setText(self.tr("Đồng bộ"))
        self._welcome.setText(self.tr("Chưa kết nối. Mất khoảng 3 phút."))
        self._steps.setText(
            "\n".join(
                (
                    self.tr("1. Kết nối Haravan bằng mã truy cập của ứng dụng riêng tư."),
                    self.tr("2. Kết nối gian hàng Lazada trong trình duyệt."),
                    self.tr("3. Đăng sản phẩm lên kênh bán hàng để liên kết theo barcode."),
                )
            )
        )
        self.go.setText(self.tr("Mở thẻ Kết nối"))
        for column, text in enumerate(
            (self.tr("Việc"), self.tr("Lần cuối"), self.tr("Lần tới"), self.tr("Còn chờ"))
        ):
            self._heads[column].setText(text)
        self._show_streams()
        self.proof.retranslate()

    # --- the pages --------------------------------------------------------------------------------

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self._welcome, self._steps, self.go = QLabel(), QLabel(), QPushButton()
        theme.set_role(self._welcome, "heading")
        theme.set_role(self.go, "primary")
        self.go.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.go.clicked.connect(self._on_go)
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(16)
        for widget in (self._welcome, self._steps, self.go):
            column.addWidget(widget)
        column.addStretch(1)
        return page

    def _figures_page(self) -> QWidget:
        page = QWidget()
        self._heading, self._stream_heading = QLabel(), QLabel()
        self._as_of = QLabel()
        theme.set_role(self._as_of, "muted")
        for heading in (self._heading, self._stream_heading):
            theme.set_role(heading, "title")
        grid = QGridLayout()
        grid.setSpacing(12)
        self.cards: dict[tuple[str, str], Card] = {}
        for number, key in enumerate(CARDS):
            card = self.cards[key] = Card(*key, urgent=key[0] == "problems" or key[1] in URGENT)
            card.clicked.connect(self._on_card)
            grid.addWidget(card, number // COLUMNS, number % COLUMNS)
        for number in range(COLUMNS):
            grid.setColumnStretch(number, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addLayout(grid)
        head = QHBoxLayout()
        head.addWidget(self._stream_heading)
        head.addStretch(1)
        head.addWidget(self._as_of)
        column.addLayout(head)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._streams_card(), 5)
        below.addWidget(self.proof, 3)
        column.addLayout(below)
        column.addStretch(1)
        return page

    def _streams_card(self) -> QFrame:
        card = QFrame()
        theme.set_role(card, "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(32)
        self._heads = [QLabel() for _ in range(4)]
        self._cells: dict[str, list[QLabel]] = {}
        for column, head in enumerate(self._heads):
            theme.set_role(head, "muted")
            grid.addWidget(head, 0, column, _side(column))
        for row, name in enumerate(("orders", "statuses", "stock", "price", "clicks"), 1):
            self._cells[name] = [QLabel() for _ in range(4)]
            for column, cell in enumerate(self._cells[name]):
                grid.addWidget(cell, row, column, _side(column))
        grid.setColumnStretch(0, 1)
        return card

    # --- what they show ---------------------------------------------------------------------------

    def _show_figures(self, figures: _Figures) -> None:
        if figures.scope != Scope(self.shop, self.org):
            return
        self._figures = figures
        for key, card in self.cards.items():
            card.set_figure(figures.counts.get(key, 0))
        self._show_streams()

    def _show_streams(self) -> None:
        if self._figures is None:
            return
        for stream in self._figures.streams:
            cells = self._cells[stream.name]
            cells[0].setText(self._stream_title(stream.name))
            cells[1].setText("–" if stream.last is None else labels.moment(stream.last))
            cells[2].setText(self._following(self._figures) if stream.on else self.tr("đang tắt"))
            cells[3].setText(labels.number(stream.backlog))
            if stream.name in ("stock", "price"):
                cells[3].setToolTip(self.tr("SKU bị Lazada từ chối, sẽ được thử lại sau"))
        last = self._figures.last_sync
        self._as_of.setText(
            self.tr("Chưa có lần đồng bộ nào trọn vẹn")
            if last is None
            else self.tr("Lần đồng bộ trọn vẹn gần nhất: {at}").format(at=labels.moment(last))
        )
        if self._figures.stock_read is not None:
            newest = labels.moment(self._figures.stock_read.newest)
            oldest = labels.moment(self._figures.stock_read.oldest)
            read = (
                self.tr("Tồn kho đọc lúc {newest}")
                if newest == oldest
                else self.tr("Tồn kho đọc từ {oldest} đến {newest}")
            ).format(newest=newest, oldest=oldest)
            self._as_of.setText(f"{self._as_of.text()} · {read}")
        if self._figures.is_cut_off or (self._ended is not None and self._ended.unreachable):
            old = self.tr("Đang mất kết nối: các số trên là của lần đọc được gần nhất")
            self._as_of.setText(f"{old} · {self._as_of.text()}")

    def _following(self, figures: _Figures) -> str:
        """When a stream goes on; a time is promised only where it can be kept."""
        ended = self._ended
        if figures.is_cut_off or (ended is not None and figures.scope.shop in ended.access_lost):
            return self.tr("chờ quyền truy cập")
        if not figures.writes:
            return self.tr("đang dừng ghi")
        if self._syncing:
            return self.tr("đang chạy")
        if ended is None or ended.next_at is None:
            return "–"
        at = labels.clock(ended.next_at)
        return self.tr("thử lại {at}").format(at=at) if ended.unreachable else at

    def _card_title(self, tab: str, part: str) -> str:
        return {
            ("orders", "pending"): self.tr("Đơn cần xử lý"),
            ("orders", "to_print"): self.tr("Đơn chờ in"),
            ("orders", "ready"): self.tr("Đơn sẵn sàng giao"),
            ("orders", "cancel_requested"): self.tr("Yêu cầu hủy"),
            ("orders", "coming_back"): self.tr("Hàng hoàn về"),
            ("orders", "refunded"): self.tr("Đã hoàn tiền – hàng chưa về"),
            ("orders", "unlinked"): self.tr("Đơn có SKU chưa liên kết"),
            ("orders", "unknown"): self.tr("Đơn chưa rõ đã vào Haravan"),
            ("orders", "attention"): self.tr("Đơn cần chú ý"),
            ("orders", "waiting"): self.tr("Đơn chờ vào Haravan"),
            ("problems", "all"): self.tr("Lỗi"),
            ("products", "linked"): self.tr("Biến thể đã liên kết"),
            ("products", "unpublished"): self.tr("Biến thể chưa đăng"),
            ("products", "problems"): self.tr("Biến thể lỗi đồng bộ"),
        }[tab, part]

    def _stream_title(self, name: str) -> str:
        return {
            "orders": self.tr("Đơn Lazada vào Haravan"),
            "statuses": self.tr("Trạng thái đơn sang Haravan"),
            "stock": self.tr("Số lượng sang Lazada"),
            "price": self.tr("Giá sang Lazada"),
            "clicks": self.tr("Thao tác trên đơn"),
        }[name]

    def _on_card(self) -> None:
        card = self.sender()
        if isinstance(card, Card):
            self.wishes.show_tab.emit(wishes.Show(card.tab, card.part))

    def _on_go(self) -> None:
        self.wishes.show_tab.emit(wishes.Show("connection"))


class Card(QPushButton):
    """A count and what it counts; pressing it leads to that list."""

    def __init__(self, tab: str, part: str, *, urgent: bool) -> None:
        super().__init__()
        self.tab, self.part = tab, part
        self._urgent = urgent
        self.setMinimumHeight(84)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.figure, self._title = QLabel("…"), QLabel()
        theme.set_role(self.figure, "figure")
        theme.set_role(self._title, "muted")
        self._title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 6)
        column.setSpacing(2)
        for label in (self.figure, self._title):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(f"{title}: {self.figure.text()}")

    def set_figure(self, count: int) -> None:
        self.figure.setText(labels.number(count))
        role = QPalette.ColorRole
        colour = role.BrightText if self._urgent else role.ButtonText
        self.figure.setForegroundRole(colour if count else role.PlaceholderText)
        self.setAccessibleName(f"{self._title.text()}: {self.figure.text()}")


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column == 3 else Qt.AlignmentFlag.AlignLeft

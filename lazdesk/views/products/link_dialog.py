"""Linking by hand: what almost matches, and both sides' rows without a link beside each other (B1).

The dialog only wishes; its lists are read anew when the tab hears that something changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lazdesk.models.database import Database
from lazdesk.models.queries import link_list
from lazdesk.models.queries.link_list import MISSING, Candidate
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.rules import text as texts
from lazdesk.rules.near_misses import NearMiss
from lazdesk.views import answers, labels, theme, wishes
from lazdesk.views.lists import plain_table
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.paged_model import PagedModel, Source
from lazdesk.views.lists.paged_table import PagedTable, TickDelegate
from lazdesk.views.wishes import Wishes

SEARCH_AFTER = 200  # ms after the last key
SHOWN = 1000
UNLINKED = "unlinked"
PAGE_MARGINS = (0, 9, 0, 0)  # the dialog has its own around them
SUGGESTION_HEIGHT = 50  # of two lines: what is compared is not cut


class VariantSource:
    """Haravan's variants without a link."""

    ids = staticmethod(link_list.variant_ids)
    rows = staticmethod(link_list.variants)


class SkuSource:
    """Lazada's SKUs without a link."""

    ids = staticmethod(link_list.sku_ids)
    rows = staticmethod(link_list.skus)


class LinkDialog(QDialog):
    """*Liên kết sản phẩm*: suggestions, and the two lists."""

    def __init__(
        self, wishes_: Wishes, database: Database, scope: Scope, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.wishes = wishes_
        self.scope = scope
        self.setWindowTitle(self.tr("Liên kết sản phẩm"))
        self.resize(1220, 600)
        self.suggestions = SuggestionList(self)
        self.suggestions.chosen.connect(self._link)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setDrawBase(False)
        self.pages.addTab(self.suggestions, self.tr("Gợi ý"))
        self.pages.addTab(self._both_sides(database), self.tr("Liên kết bằng tay"))
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Đóng"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(self.pages, 1)
        whole.addWidget(buttons)

    def suggest(self) -> None:
        """Asks for suggestions; ``answered`` takes them."""
        self.wishes.suggest.emit(wishes.Suggest(self.scope.shop))

    def look_for(self, code: str) -> None:
        """Opens the lists with this SKU searched on Lazada's side."""
        self.pages.setCurrentIndex(1)
        for side in (self.haravan, self.lazada):
            side.which.setCurrentIndex(side.which.findData(UNLINKED))
        self.lazada.search.setText(code)

    def refresh(self) -> None:
        """Reads the lists anew; suggestions take longer and are asked for after a link only."""
        for side in (self.haravan, self.lazada):
            side.list.refresh()

    def _both_sides(self, database: Database) -> QWidget:
        self.haravan = Side(
            VariantSource(),
            [
                Column(
                    "title", self.tr("Biến thể Haravan"), lambda r: r.title, 400, "title", cut="end"
                ),
                Column("code", self.tr("Barcode"), self._haravan_code, 170, "code", cut="end"),
            ],
            self.tr("Có ở Haravan, chưa có trên Lazada"),
            self.tr("Mọi biến thể chưa liên kết"),
            "link-haravan",
        )
        self.lazada = Side(
            SkuSource(),
            [
                Column(
                    "title", self.tr("Sản phẩm Lazada"), lambda r: r.title, 400, "title", cut="end"
                ),
                Column("code", self.tr("SKU Lazada"), self._lazada_code, 170, "code", cut="end"),
            ],
            self.tr("Có trên Lazada, chưa có ở Haravan"),
            self.tr("Mọi SKU chưa liên kết"),
            "link-lazada",
        )
        for side in (self.haravan, self.lazada):
            side.set_database(database, self.scope)
            side.table.current.connect(self._on_current)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.link = QPushButton(self.tr("Liên kết"))
        theme.set_role(self.link, "primary")
        self.link.setAutoDefault(False)
        self.link.clicked.connect(self._on_link)
        self._on_current("")
        sides = QHBoxLayout()
        sides.addWidget(self.haravan, 1)
        sides.addWidget(self.lazada, 1)
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(self.link)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(*PAGE_MARGINS)
        whole.addLayout(sides, 1)
        whole.addLayout(below)
        return page

    def _haravan_code(self, row: Candidate) -> str:
        """And below it what else is to be known than that Lazada does not know the code."""
        state = {
            "missing_barcode": self.tr("Không có barcode"),
            "not_on_lazada": "",
            "duplicate": self.tr("Trùng mã"),
            "unlinked": self.tr("Đã bỏ liên kết"),
        }.get(row.state, self.tr("Chưa đăng"))
        return "\n".join(filter(None, (row.code, state))) or "–"

    def _lazada_code(self, row: Candidate) -> str:
        state = "" if row.state else self.tr("Có barcode trùng mã")
        return "\n".join(filter(None, (row.code, state))) or "–"

    # --- linking ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_current(self, _id: str) -> None:
        variant, sku = self.haravan.current(), self.lazada.current()
        self.link.setEnabled(variant is not None and sku is not None)
        if variant is None or sku is None:
            self.told.setText(self.tr("Chọn một dòng ở mỗi bên rồi bấm Liên kết."))
        else:
            self.told.setText(f"{variant.title} ↔ {sku.title} ({sku.code or sku.id})")

    @Slot()
    def _on_link(self) -> None:
        variant, sku = self.haravan.current(), self.lazada.current()
        if variant is not None and sku is not None:
            self._link(((variant.id, sku.id),))

    @Slot(object)
    def _link(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self.wishes.link.emit(wishes.Link(self.scope.shop, pairs))

    def answered(self, answer: object) -> None:
        """What came back to the tab that opened the dialog."""
        match answer:
            case answers.Suggested() if answer.shop == self.scope.shop:
                self.suggestions.show_pairs(answer.pairs)
                title = self.tr("Gợi ý ({n})").format(n=labels.number(len(answer.pairs)))
                self.pages.setTabText(0, title if answer.pairs else self.tr("Gợi ý"))
            case answers.Done("link"):
                self._say(answer.message)
                self.suggest()
            case answers.Failed("link"):
                self._say(answer.message)

    def _say(self, message: str) -> None:
        self.told.setText(message)
        self.suggestions.told.setText(message)


class Side(QWidget):
    """One side's rows without a link, to search in and choose from."""

    def __init__(
        self,
        source: Source,
        columns: Sequence[Column],
        missing: str,
        unlinked: str,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.which = QComboBox()
        self.which.setAccessibleName(missing)
        self.which.addItem(missing, MISSING)
        self.which.addItem(unlinked, UNLINKED)
        self.count = QLabel()
        theme.set_role(self.count, "muted")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Tìm theo tên hoặc mã"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.list = PagedModel(source, columns, self)
        self.table = PagedTable(name, self.list, self, lines=2)
        self.table.setAccessibleName(missing)
        self.table.set_empty_text(self.tr("Không có dòng nào."))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SEARCH_AFTER)
        self._later.timeout.connect(self._choose)
        self.search.textChanged.connect(self._later.start)
        self.which.currentIndexChanged.connect(self._choose)
        self.list.listed.connect(self._on_listed)
        head = QHBoxLayout()
        head.addWidget(self.which, 1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)

    def set_database(self, database: Database, scope: Scope) -> None:
        self.list.set_database(database, scope)
        self._choose()

    def current(self) -> Candidate | None:
        row: Candidate | None = self.list.row_of(self.table.current_id() or "")
        return row

    @Slot()
    def _choose(self) -> None:
        self._later.stop()
        words = tuple(texts.fold(self.search.text()).split())
        listing = self.list.listing
        self.list.show_listing(
            Listing(self.which.currentData(), words, listing.sort, listing.descending)
        )

    @Slot()
    def _on_listed(self) -> None:
        count = self.list.rowCount()
        self.count.setText(self.tr("{n} dòng", "", count).format(n=labels.number(count)))


class SuggestionList(QWidget):
    """Near misses, each with its reason; nothing is ticked before the merchant ticks it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[answers.SuggestedPair, ...] = ()
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.table = self._table()
        self.told = QLabel(self.tr("Đang tìm…"))
        theme.set_role(self.told, "muted")
        self.link = QPushButton(self.tr("Liên kết"))
        theme.set_role(self.link, "primary")
        self.link.setAutoDefault(False)
        self.link.setEnabled(False)
        self.link.clicked.connect(self._on_link)
        self.table.itemChanged.connect(self._on_ticked)
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(*PAGE_MARGINS)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addLayout(below)

    def _table(self) -> QTableWidget:
        columns = {
            self.tr("Biến thể Haravan"): 360,
            self.tr("Barcode"): 135,
            self.tr("SKU Lazada"): 135,
            self.tr("Sản phẩm Lazada"): 370,
            self.tr("Khác nhau ở"): plain_table.REST,
        }
        table = plain_table.plain_table(columns, self.tr("Gợi ý"))
        table.setItemDelegateForColumn(0, TickDelegate("end", table))
        table.verticalHeader().setDefaultSectionSize(SUGGESTION_HEIGHT)
        return table

    def show_pairs(self, pairs: Sequence[answers.SuggestedPair]) -> None:
        """Shows the near misses; what was ticked and is still there stays ticked."""
        ticked = {(pair.variant_id, pair.sku_id) for pair in self.ticked()}
        self._pairs = tuple(pairs[:SHOWN])
        self.note.setText(
            self.tr(
                "Mã hai bên gần giống nhau nên có thể là cùng một sản phẩm. LazDesk không tự liên "
                "kết; hãy chọn các cặp đúng."
            )
            if pairs
            else self.tr(
                "Không có mã nào hai bên gần giống nhau. Hãy chọn từng cặp ở Liên kết bằng tay."
            )
        )
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._pairs))
        for row, pair in enumerate(self._pairs):
            cells = (pair.title, pair.barcode, pair.seller_sku, pair.name, self._why(pair.why))
            plain_table.fill_row(self.table, row, cells)
            on = (pair.variant_id, pair.sku_id) in ticked
            if (item := self.table.item(row, 0)) is not None:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.table.blockSignals(False)
        self._on_ticked()

    def ticked(self) -> list[answers.SuggestedPair]:
        return [
            pair
            for row, pair in enumerate(self._pairs)
            if (item := self.table.item(row, 0)) is not None
            and item.checkState() is Qt.CheckState.Checked
        ]

    @Slot()
    def _on_ticked(self) -> None:
        count = len(self.ticked())
        self.link.setEnabled(bool(count))
        if not self._pairs:
            self.told.clear()
        elif self._doubled():
            self.link.setEnabled(False)
            self.told.setText(
                self.tr("Mỗi biến thể chỉ liên kết với một SKU: bỏ bớt dòng trùng nhau.")
            )
        else:
            self.told.setText(self.tr("Đã chọn {n}").format(n=labels.number(count)))

    def _doubled(self) -> bool:
        """Whether two ticked pairs share a variant or a SKU."""
        ticked = self.ticked()
        variants = {pair.variant_id for pair in ticked}
        skus = {pair.sku_id for pair in ticked}
        return min(len(variants), len(skus)) < len(ticked)

    @Slot()
    def _on_link(self) -> None:
        self.chosen.emit(tuple((pair.variant_id, pair.sku_id) for pair in self.ticked()))

    def _why(self, why: str) -> str:
        return {
            NearMiss.CASE: self.tr("Chữ hoa, chữ thường"),
            NearMiss.UNICODE: self.tr("Kiểu gõ dấu (Unicode)"),
            NearMiss.SPACES: self.tr("Khoảng trắng"),
            NearMiss.LOOK_ALIKE: self.tr("Chữ trông giống nhau"),
            NearMiss.MARKS: self.tr("Dấu tiếng Việt"),
            NearMiss.LEADING_ZEROS: self.tr("Số 0 ở đầu"),
            NearMiss.SCIENTIFIC: self.tr("Excel rút thành số mũ"),
        }[NearMiss(why)]

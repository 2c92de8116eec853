"""The whole of one problem, which a row has no room for: what, why, what to do, and where (F)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from lazdesk.models.queries.problem_list import About, ProblemRow
from lazdesk.rules import buttons, problems
from lazdesk.rules.explanations.places import PLACES, WHOSE, Place, Whose
from lazdesk.views import labels, theme
from lazdesk.views.problems import places as problem_places

ROLES = {"message": "title", "seen": "muted", "trace": "muted", "reason": "muted"}
QUOTED = ("message", "seen", "trace", "reason")  # as it was reported


class ProblemDetail(QFrame):
    """``shows_tab`` carries a tab's name and what is to be looked for there."""

    shows_tab = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self.lines = {
            name: QLabel() for name in ("message", "cause", "remedy", "seen", "trace", "reason")
        }
        self.open, self.copy = QPushButton(), QPushButton()
        self.open.clicked.connect(self._open)
        self.copy.clicked.connect(self._copy)
        texts = QVBoxLayout()
        for name, label in self.lines.items():
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setProperty("quoted", name in QUOTED)
            theme.set_role(label, ROLES.get(name, "text"))
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.addLayout(texts, 1)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.support = self.address = ""
        self._tab = ("", "")

    def show_problem(
        self, row: ProblemRow, about: About, domain: str, language: str, *, practising: bool
    ) -> None:
        explained = problems.CATALOGUE[row.code]
        self.copy.setText(self.tr("Sao chép mã hỗ trợ"))
        said = {
            "message": problems.reworded(row.code, row.message, language),
            "cause": self.tr("Nguyên do: {text}").format(text=explained.cause(language)),
            "remedy": self.tr("Phương án xử lý: {text}").format(text=explained.remedy(language)),
            "seen": self._seen(row),
            "trace": self._trace(row),
            "reason": self.tr("Bỏ qua vì: {text}").format(text=row.reason) if row.reason else "",
        }
        for name, text in said.items():
            self.lines[name].setText(text)
            self.lines[name].setVisible(bool(text))
        traces = (row.platform_code, row.request_id)
        self.support = " · ".join(
            [row.code, f"{row.kind} {row.object}", row.message, *filter(None, traces)]
        )
        self._lead(PLACES[row.code], about, domain, language, practising=practising)

    def _seen(self, row: ProblemRow) -> str:
        times = (
            self.tr("Từ {since} · hết lúc {last} · {n} lần")
            if row.is_solved
            else self.tr("Từ {since} · lần cuối {last} · {n} lần")
        ).format(
            since=labels.moment(row.since),
            last=labels.moment(row.last_seen),
            n=labels.number(row.count),
        )
        return " · ".join(filter(None, [row.title, times, self._whose(WHOSE[row.code])]))

    def _whose(self, whose: Whose) -> str:
        return {
            Whose.SHOP: self.tr("bạn tự xử lý được"),
            Whose.LAZADA: self.tr("do Lazada"),
            Whose.HARAVAN: self.tr("do Haravan"),
            Whose.NETWORK: self.tr("do mạng hoặc máy này"),
            Whose.LAZDESK: self.tr("do LazDesk"),
        }[whose]

    def _trace(self, row: ProblemRow) -> str:
        """What the platform's support asks for, where it said anything."""
        parts = []
        if row.platform_code:
            parts.append(self.tr("Mã của sàn: {code}").format(code=row.platform_code))
        if row.request_id:
            parts.append(self.tr("Mã yêu cầu: {id}").format(id=row.request_id))
        return " · ".join(parts)

    def _lead(
        self, place: Place, about: About, domain: str, language: str, *, practising: bool
    ) -> None:
        self.address = problem_places.address(place, about, domain)
        self._tab = (problem_places.TABS.get(place, ""), about.order_number or "")
        self.open.setText(self._to(place))
        self.open.setVisible(bool(self.address or self._tab[0]))
        outside = bool(self.address) and practising  # the practice shops have no pages
        self.open.setEnabled(not outside)
        self.open.setToolTip(buttons.reason("no_page", language) if outside else self.address)

    def _to(self, place: Place) -> str:
        return {
            Place.CONNECTION: self.tr("Mở thẻ Kết nối"),
            Place.SETTINGS: self.tr("Mở thẻ Cấu hình"),
            Place.PRODUCTS: self.tr("Mở thẻ Sản phẩm"),
            Place.ORDERS: self.tr("Xem đơn"),
            Place.HARAVAN_PRODUCT: self.tr("Mở sản phẩm ở Haravan"),
            Place.HARAVAN_ORDER: self.tr("Mở đơn ở Haravan"),
            Place.HARAVAN_ADMIN: self.tr("Mở Haravan"),
            Place.LAZADA_ORDER: self.tr("Mở đơn ở Lazada"),
            Place.SELLER_CENTER: self.tr("Mở Seller Center"),
            Place.APP_CONSOLE: self.tr("Mở App Console"),
            Place.NONE: "",
        }[place]

    @Slot()
    def _open(self) -> None:
        if self.address:
            QDesktopServices.openUrl(QUrl(self.address))
        else:
            self.shows_tab.emit(*self._tab)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.support)

"""*Nhập đơn từ ngày* (D1): how far back, what that does, how far it is, and the way to stop it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lazdesk.models.database import Database
from lazdesk.models.queries import connections, order_groups
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.order_groups import Since
from lazdesk.sync.events import Progress
from lazdesk.views import answers, labels, theme, top_bar, wishes
from lazdesk.views.cards import Note, muted
from lazdesk.views.reader import Reader
from lazdesk.views.wishes import Wishes

SETTING = "orders.import_from"
MOST_DAYS = 90
OFFERED_DAYS = (7, 30, 90)
WIDTH = 660


@dataclass(frozen=True)
class Days:
    """``stored`` is the first day that is imported now; the earliest there can be is 90 days before
    ``today``."""

    stored: date
    today: date

    @property
    def earliest(self) -> date:
        return min(self.today - timedelta(days=MOST_DAYS), self.stored)


def stored_days(database: Database, shop: str, now: datetime) -> Days:
    """The day that is stored for the shop; one without imports from today on."""
    with database.read() as connection:
        text = connections.settings(connection, shop).get(SETTING, "")
    today = now.astimezone(labels.VIETNAM).date()
    return Days(date.fromisoformat(text) if text else today, today)


class BackfillDialog(QDialog):
    """Chooses a day (unless ``begin`` brings one), then follows the cycle that imports."""

    def __init__(
        self, wishes_: Wishes, database: Database, scope: Scope, days: Days, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.wishes = wishes_
        self._database = database
        self._scope = scope
        self._days = days
        self._since = days.stored
        self._asked = self._saved = self._running = self._stopping = False
        self._reader = Reader(self, urgent=False)
        self._reader.answered.connect(self._show_counts)
        self.setWindowTitle(self.tr("Nhập đơn từ ngày"))
        self.setMinimumWidth(WIDTH)
        self.pages = QStackedLayout()
        for page in (self._choice(), self._progress()):
            self.pages.addWidget(page)
            page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._turn_to(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 18, 22, 18)
        self._column.addLayout(self.pages)
        self._look()

    def _turn_to(self, number: int) -> None:
        """The page that is not seen takes no room."""
        ignored, preferred = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        if (left := self.pages.currentWidget()) is not None:
            left.setSizePolicy(preferred, ignored)
        self.pages.setCurrentIndex(number)
        if (seen := self.pages.currentWidget()) is not None:
            seen.setSizePolicy(preferred, preferred)
        self.resize(self.width(), 0)

    # --- choosing ---------------------------------------------------------------------------------

    def _choice(self) -> QWidget:
        heading = QLabel(self.tr("Nhập đơn Lazada cũ hơn vào Haravan"))
        theme.set_role(heading, "heading")
        self.day = QDateEdit(_shown(self._days.stored))
        self.day.setDateRange(_shown(self._days.earliest), _shown(self._days.stored))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setFixedWidth(150)
        self.day.setAccessibleName(self.windowTitle())
        self.day.dateChanged.connect(self._look)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Nhập đơn tạo từ ngày")))
        row.addWidget(self.day)
        for count in OFFERED_DAYS:
            button = QPushButton(self.tr("{n} ngày").format(n=count))
            button.setAutoDefault(False)
            button.setProperty("days", count)
            button.clicked.connect(self._on_days)
            row.addWidget(button)
        row.addStretch(1)
        self.consequence = Note()
        self.go = QPushButton()
        theme.set_role(self.go, "primary")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self._on_go)
        self.give_up = QPushButton(self.tr("Hủy bỏ"))
        self.give_up.setDefault(True)
        self.give_up.clicked.connect(self.reject)
        now = self.tr("Hiện nhập các đơn tạo từ {day} trở đi. Lùi được tối đa 90 ngày.")
        return _page(
            (heading, muted(now.format(day=labels.day(self._days.stored))), row, self.consequence),
            (self.go, self.give_up),
        )

    @Slot()
    def _on_days(self) -> None:
        back = self._days.today - timedelta(days=int(self.sender().property("days")))
        self.day.setDate(_shown(min(back, self._days.stored)))

    @Slot()
    def _look(self) -> None:
        chosen = self._chosen()
        earlier = chosen < self._days.stored
        self.go.setEnabled(earlier)
        self.go.setText(self.tr("Nhập đơn từ {day}").format(day=labels.day(chosen)))
        if not earlier:
            self.consequence.say(self.tr("Chọn một ngày sớm hơn ngày này."))
            return
        lines = (
            self.tr("Đọc lại trên Lazada các đơn tạo từ {since} đến {until}.").format(
                since=labels.day(chosen), until=labels.day(self._days.stored)
            ),
            self.tr(
                "Đơn đã thanh toán hoặc COD mà Haravan chưa có thì được tạo, cùng trạng thái, tiền "
                "thu và tiền hoàn của nó. Đơn đã hủy hoặc chưa thanh toán thì không."
            ),
            self.tr(
                "Tồn kho Haravan bị trừ cho cả những đơn đã giao. Nếu bạn đã tự trừ, hãy kiểm lại "
                "tồn kho sau khi nhập."
            ),
        )
        self.consequence.say("\n".join(f"•  {line}" for line in lines))
        self._grow()

    def _grow(self) -> None:
        """Labels that wrap have their height only when the width is known."""
        page = self.pages.currentWidget()
        if page is not None:
            around, width = self._column.contentsMargins(), max(self.width(), WIDTH)
            room = width - around.left() - around.right()
            self.resize(width, page.heightForWidth(room) + around.top() + around.bottom())

    def _chosen(self) -> date:
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    @Slot()
    def _on_go(self) -> None:
        settings = ((SETTING, self._chosen().isoformat()),)
        self.begin(wishes.SetSettings(self._scope.shop, settings))

    # --- following --------------------------------------------------------------------------------

    def begin(self, wish: wishes.SetSettings) -> None:
        """Wishes for settings, the day among them, and follows the cycle that comes of it."""
        self._asked = True
        self._since = date.fromisoformat(dict(wish.settings)[SETTING])
        self.told.setText(self.tr("Đang nhập đơn tạo từ {day}").format(day=labels.day(self._since)))
        self.outcome.say("")
        self.stop.setEnabled(True)
        self.stop.show()
        self.bar.show()
        self._turn_to(1)
        self.hide_button.setFocus()
        self.wishes.set_settings.emit(wish)

    def answered(self, answer: Any) -> None:
        """What the threads tell, while the dialog is open."""
        match answer:
            case answers.Done(wish="set_settings") if self._asked:
                self._saved = True
                if self._stopping:
                    self._end(self.tr("Đã dừng. Đơn đã vào Haravan thì ở lại."), "warn")
            case answers.Failed(wish="set_settings") if self._asked:
                self._end(answer.message, "bad")
            case answers.SyncStarted() if self._saved:
                self._running = True
            case Progress() if self._running and not self._stopping:
                self._show_progress(answer)
                self._ask_counts()
            case answers.SyncEnded() if self._running and not self._stopping:
                self._ended(answer)

    def _progress(self) -> QWidget:
        self.told = QLabel()
        theme.set_role(self.told, "heading")
        self.bar = QProgressBar()
        self.bar.setMinimumHeight(26)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.outcome = Note()
        self.stop = QPushButton(self.tr("Dừng nhập"))
        theme.set_role(self.stop, "danger")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self._on_stop)
        self.hide_button = QPushButton(self.tr("Chạy tiếp trong nền"))
        self.hide_button.setDefault(True)
        self.hide_button.clicked.connect(self.accept)
        return _page(
            (self.told, self.bar, self.counts, self.outcome), (self.stop, self.hide_button)
        )

    def _show_progress(self, progress: Progress) -> None:
        words = top_bar.step_words(progress.step)
        self.bar.setRange(0, progress.total or 1)
        self.bar.setValue(min(progress.done, progress.total) if progress.total else 0)
        count = f" · {labels.number(progress.done)}" if progress.done else ""
        of = f"/{labels.number(progress.total)}" if progress.total else ""
        self.bar.setFormat(f"{words}{count}{of}")

    def _ask_counts(self) -> None:
        database, scope = self._database, self._scope
        start = datetime.combine(self._since, time(), labels.VIETNAM)

        def question() -> Since:
            with database.read() as connection:
                return order_groups.since(connection, scope, start)

        self._reader.ask(question)

    def _show_counts(self, found: Since) -> None:
        parts = (
            (self.tr("{n} đơn đã đọc"), found.read),
            (self.tr("{n} đã vào Haravan"), found.imported),
            (self.tr("{n} đang chờ"), found.waiting),
            (self.tr("{n} bị từ chối"), found.rejected),
            (self.tr("{n} không nhập (đã hủy, chưa thanh toán)"), found.left_out),
        )
        self.counts.setText(" · ".join(text.format(n=labels.number(n)) for text, n in parts if n))

    def _ended(self, answer: answers.SyncEnded) -> None:
        self._ask_counts()
        if answer.errors:
            told = self.tr("Chưa xong; LazDesk tự đi tiếp ở lượt sau.") + "\n"
            self._end(told + "\n".join(answer.errors), "bad")
        elif answer.cancelled:
            told = self.tr("Lượt này bị ngắt; LazDesk tự đi tiếp ở lượt sau.")
            self._end(told, "warn")
        else:
            told = self.tr("Đã đọc xong. Đơn nào còn chờ sẽ vào Haravan ở những lượt đồng bộ tới.")
            self._end(told, "ok")

    @Slot()
    def _on_stop(self) -> None:
        """The cycle ends after its call, and the day goes back to what it was."""
        self._stopping = True
        self.stop.setEnabled(False)
        self.told.setText(self.tr("Đang dừng nhập đơn"))
        self.bar.setFormat(self.tr("Đang dừng…"))
        self.hide_button.setText(self.tr("Đóng"))
        before = ((SETTING, self._days.stored.isoformat()),)
        self.wishes.cancel_sync.emit(wishes.CancelSync())
        self.wishes.set_settings.emit(wishes.SetSettings(self._scope.shop, before))

    def _end(self, told: str, level: str) -> None:
        day = labels.day(self._since)
        ended = self.tr("Đã đọc đơn tạo từ {day}") if level == "ok" else self.tr("Chưa nhập xong")
        self.told.setText(ended.format(day=day))
        self._asked = self._saved = self._running = self._stopping = False
        self.stop.hide()
        self.bar.hide()
        self.outcome.say(told, level)
        self.hide_button.setText(self.tr("Đóng"))
        self._grow()


def _page(parts: Sequence[QWidget | QHBoxLayout], buttons: Sequence[QPushButton]) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addStretch(1)
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    column.addLayout(row)
    return page


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)

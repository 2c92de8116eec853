"""The blocks of *Cấu hình*: each setting with a sentence that says what it does, and the seed's
warnings. A block reads and gives settings as the texts of ``rules.policy``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels
from lazdesk.views.cards import Card, Note, muted

if TYPE_CHECKING:
    from lazdesk.models.queries.connections import Warehouse

PRIMARY = "primary"
LANGUAGES = (("Tiếng Việt", "vi"), ("English", "en"))
INDENT = 26
FIELD_HEIGHT = 32  # Vietnamese marks above and below must fit


class Block(Card):
    """One block; ``changed`` when the merchant changed something in it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.body.setSpacing(5)

    def load(self, _values: Mapping[str, str]) -> None:
        """Shows these settings."""
        raise TypeError(type(self).__name__)

    def values(self) -> dict[str, str]:
        """The settings as they are shown."""
        raise TypeError(type(self).__name__)

    def _switch(self, text: str, sentence: str) -> QCheckBox:
        box = QCheckBox(text)
        box.toggled.connect(self._tell)
        self._with_sentence(box, sentence)
        return box

    def _with_sentence(self, widget: QWidget, sentence: str) -> None:
        self.body.addWidget(widget)
        self._sentence(sentence)

    def _sentence(self, sentence: str) -> None:
        label = muted(sentence)
        label.setContentsMargins(INDENT, 0, 0, 8)
        self.body.addWidget(label)

    def _number(self, name: str, low: int, high: int, suffix: str, sentence: str) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(low, high)
        spin.setSuffix(suffix)
        spin.setFixedWidth(130)
        spin.lineEdit().setTextMargins(7, 0, 0, 0)  # which the style sheet cannot say
        spin.setAccessibleName(name)
        spin.valueChanged.connect(self._tell)
        self._row(name, spin)
        self._sentence(sentence)
        return spin

    def _row(self, name: str, widget: QWidget) -> None:
        label = QLabel(name)
        label.setBuddy(widget)
        widget.setMinimumHeight(FIELD_HEIGHT)
        # The wheel must scroll the page, not change a setting that lies under the pointer.
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(self)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


class UpdateBlock(Block):
    """*Cập nhật*: what goes from Haravan to Lazada (C1, C4, C6)."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText(self.tr("Cập nhật từ Haravan sang Lazada"))
        self.price = self._switch(
            self.tr("Giá"),
            self.tr("Giá bán trên Lazada theo giá Haravan. Bỏ chọn thì giá không được đồng bộ."),
        )
        self.sale_price = self._switch(
            self.tr("Giá khuyến mãi"),
            self.tr(
                "Khi Haravan có giá so sánh cao hơn giá bán: Lazada hiện giá so sánh, và giá bán "
                "là giá khuyến mãi."
            ),
        )
        self.quantity = self._switch(
            self.tr("Số lượng"),
            self.tr(
                "Số có thể bán trên Lazada theo tồn kho Haravan. Bỏ chọn thì số lượng không được "
                "đồng bộ."
            ),
        )
        self.buffer = self._number(
            self.tr("Tồn kho dự phòng"),
            0,
            100_000,
            "",
            self.tr("Giữ lại từng này cái của mỗi SKU, không đưa lên Lazada."),
        )
        self.poll = self._number(
            self.tr("Tần suất đồng bộ"),
            60,
            3600,
            self.tr(" giây"),
            self.tr("Nghỉ từng này giữa hai lượt; lâu không có gì mới thì 5 phút một lượt."),
        )

    def load(self, values: Mapping[str, str]) -> None:
        self.price.setChecked(values["push.price"] == "on")
        self.sale_price.setChecked(values["push.sale_price"] == "on")
        self.quantity.setChecked(values["push.quantity"] == "on")
        self.buffer.setValue(int(values["stock.buffer"]))
        self.poll.setValue(int(values["poll.seconds"]))

    def values(self) -> dict[str, str]:
        return {
            "push.price": on_off(self.price.isChecked()),
            "push.sale_price": on_off(self.sale_price.isChecked()),
            "push.quantity": on_off(self.quantity.isChecked()),
            "stock.buffer": str(self.buffer.value()),
            "poll.seconds": str(self.poll.value()),
        }


class OrdersBlock(Block):
    """*Xử lý đơn hàng* (D1, D9, D10), with the seed's words."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText(self.tr("Xử lý đơn hàng"))
        self.at_lazada = QRadioButton(self.tr("Tại Lazada (khuyến khích)"))
        self.at_haravan = QRadioButton(self.tr("Tại Haravan"))
        self._with_sentence(
            self.at_lazada,
            self.tr("Trạng thái đơn hàng được đồng bộ từ Lazada về Haravan."),
        )
        self._with_sentence(
            self.at_haravan,
            self.tr(
                "Trạng thái đơn hàng (bao gồm trạng thái vận chuyển, thanh toán) từ Lazada sẽ "
                "không được đồng bộ về Haravan."
            ),
        )
        self.warning = Note()
        self.body.addWidget(self.warning)
        self.at_lazada.toggled.connect(self._warn)
        self.at_haravan.toggled.connect(self._tell)
        self.restock = self._switch(
            self.tr("Tự động nhập kho khi hủy đơn"),
            self.tr(
                "Khi đơn bị hủy trên Lazada, hàng được nhập lại kho ở Haravan, mỗi món một lần; "
                "lịch sử đơn ghi rõ. Không dùng khi xử lý tại Haravan."
            ),
        )
        self.import_from = QDateEdit()
        self.import_from.setCalendarPopup(True)
        self.import_from.setDisplayFormat("dd/MM/yyyy")
        self.import_from.setAccessibleName(self.tr("Nhập đơn từ ngày"))
        self.import_from.setFixedWidth(150)
        self.import_from.dateChanged.connect(self._tell)
        self.import_from.dateChanged.connect(self._warn_of_day)
        self._loaded = (self.import_from.date(), "")
        self._row(self.tr("Nhập đơn từ ngày"), self.import_from)
        self._sentence(
            self.tr(
                "Đơn Lazada tạo từ ngày này được nhập vào Haravan; lùi được tối đa 90 ngày. Lùi "
                "ngày thì các đơn cũ hơn được nhập bù."
            )
        )
        self.day_warning = Note()
        self.body.addWidget(self.day_warning)

    def load(self, values: Mapping[str, str]) -> None:
        self.at_haravan.setChecked(values["orders.handling"] == "haravan")
        self.at_lazada.setChecked(values["orders.handling"] == "lazada")
        self.restock.setChecked(values["orders.auto_restock"] == "on")
        # The range first: a date outside it would be moved.
        now = datetime.now(labels.VIETNAM)
        today = QDate(now.year, now.month, now.day)
        text = values["orders.import_from"]
        since = QDate.fromString(text, "yyyy-MM-dd") if text else today
        self.import_from.setDateRange(min(today.addDays(-90), since), max(today, since))
        self.import_from.setDate(since)
        self._loaded = (since, text)
        self._warn()
        self._warn_of_day()

    def values(self) -> dict[str, str]:
        shown = self.import_from.date()
        loaded, text = self._loaded  # "" shows as today without being set
        return {
            "orders.handling": "haravan" if self.at_haravan.isChecked() else "lazada",
            "orders.auto_restock": on_off(self.restock.isChecked()),
            "orders.import_from": text if shown == loaded else shown.toString("yyyy-MM-dd"),
        }

    @property
    def reaches_back(self) -> bool:
        """Whether an earlier day was chosen than the stored one."""
        return self.import_from.date() < self._loaded[0]

    @Slot()
    def _warn_of_day(self) -> None:
        text = self.tr(
            "Khi lưu, LazDesk đọc lại đơn Lazada từ ngày này và nhập bù những đơn Haravan chưa có. "
            "Tồn kho Haravan bị trừ cho cả những đơn đã giao."
        )
        self.day_warning.say(text if self.reaches_back else "", "warn")

    @Slot()
    def _warn(self) -> None:
        text = self.tr(
            "Haravan khuyến khích xử lý đơn hàng tại Lazada vì chỉ hỗ trợ đồng bộ một chiều từ "
            "Lazada về Haravan. Khi xử lý tại Haravan mà bấm nút Lazada (Sẵn sàng giao hàng, Hủy "
            "đơn hàng, In đơn hàng) thì trạng thái vẫn đổi ở cả hai bên."
        )
        self.warning.say(text if self.at_haravan.isChecked() else "", "warn")
        self.restock.setEnabled(not self.at_haravan.isChecked())


class WarehousesBlock(Block):
    """*Kho đồng bộ* (C3, D7)."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText(self.tr("Kho đồng bộ"))
        self.places: dict[str, QCheckBox] = {}
        self.body.addWidget(QLabel(self.tr("Kho đồng bộ tồn kho")))
        self.total = QRadioButton(self.tr("Kho tổng"))
        self.chosen = QRadioButton(self.tr("Các kho được chọn"))
        self._with_sentence(
            self.total,
            self.tr("Cộng tất cả các kho, trừ kho hàng đang về và kho không được tính bán."),
        )
        self.body.addWidget(self.chosen)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(INDENT, 0, 0, 0)
        self.body.addLayout(self._list)
        self.total.toggled.connect(self._choose)
        self.order_place = QComboBox()
        self.order_place.setAccessibleName(self.tr("Kho đồng bộ đơn hàng"))
        self.order_place.setMinimumWidth(280)
        self.order_place.currentIndexChanged.connect(self._choose)
        self._row(self.tr("Kho đồng bộ đơn hàng"), self.order_place)
        self._sentence(
            self.tr(
                "Đơn Lazada vào Haravan được trừ tồn ở kho này. Kho tổng ở đây nghĩa là kho chính, "
                "vì không thể trừ tồn ở một tổng."
            )
        )
        self.warning = Note()
        self.body.addWidget(self.warning)
        self._primary = ""

    def set_places(self, places: Sequence[Warehouse]) -> None:
        """Haravan's warehouses; before the first reading there are none."""
        self._primary = next((place.id for place in places if place.primary), "")
        for box in self.places.values():
            self._list.removeWidget(box)
            box.deleteLater()
        self.places = {}
        self.order_place.blockSignals(True)
        self.order_place.clear()
        self.order_place.addItem(self.tr("Kho tổng (kho chính)"), PRIMARY)
        for place in places:
            box = QCheckBox(self._named(place))
            box.toggled.connect(self._choose)
            self.places[place.id] = box
            self._list.addWidget(box)
            self.order_place.addItem(place.name, place.id)
        self.order_place.blockSignals(False)
        self.chosen.setEnabled(bool(places))

    def _named(self, place: Warehouse) -> str:
        if place.type == "ontheroad":
            return self.tr("{name} (hàng đang về)").format(name=place.name)
        if place.unavailable:
            return self.tr("{name} (không được tính bán)").format(name=place.name)
        return (
            self.tr("{name} (kho chính)").format(name=place.name) if place.primary else place.name
        )

    def load(self, values: Mapping[str, str]) -> None:
        text = values["stock.locations"]
        named = [] if text == "all" else text.split(",")
        self.total.setChecked(text == "all")
        self.chosen.setChecked(text != "all")
        for id_, box in self.places.items():
            box.setChecked(id_ in named)
        index = self.order_place.findData(values["orders.location"])
        self.order_place.setCurrentIndex(max(0, index))
        self._show_choice()

    def values(self) -> dict[str, str]:
        named = [id_ for id_, box in self.places.items() if box.isChecked()]
        total = self.total.isChecked() or not named
        return {
            "stock.locations": "all" if total else ",".join(named),
            "orders.location": self.order_place.currentData() or PRIMARY,
        }

    @Slot()
    def _choose(self) -> None:
        self._show_choice()
        self.changed.emit()

    def _show_choice(self) -> None:
        for box in self.places.values():
            box.setEnabled(self.chosen.isChecked())
        self.warning.say(self._odd_choice(), "warn")

    def _odd_choice(self) -> str:
        named = [id_ for id_, box in self.places.items() if box.isChecked()]
        if self.total.isChecked():
            return ""
        if not named:
            return self.tr("Chưa chọn kho nào: LazDesk vẫn dùng Kho tổng.")
        place = self.order_place.currentData()
        if (self._primary if place in (None, PRIMARY) else place) not in named:
            return self.tr(
                "Kho đồng bộ đơn hàng không nằm trong các kho tính tồn: đơn bán ra sẽ không bao "
                "giờ làm giảm số lượng trên Lazada, dễ bán quá số hàng có."
            )
        return ""


class GuardsBlock(Block):
    """What waits for the merchant before it goes out (C9)."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText(self.tr("Ngưỡng an toàn"))
        self.price = self._number(
            self.tr("Giá đổi quá"),
            0,
            1000,
            " %",
            self.tr("Giá tăng hoặc giảm nhiều hơn mức này thì chờ bạn đồng ý rồi mới gửi."),
        )
        self.zero_percent = self._number(
            self.tr("SKU cùng về 0 quá"),
            0,
            100,
            " %",
            self.tr("Một lượt làm nhiều SKU về 0 (không phải do bán hết) thì chờ bạn đồng ý."),
        )
        self.zero_min = self._number(
            self.tr("và ít nhất"),
            0,
            100_000,
            self.tr(" SKU"),
            self.tr("Ít hơn số này thì không cần hỏi."),
        )

    def load(self, values: Mapping[str, str]) -> None:
        self.price.setValue(int(values["guard.price_change_percent"]))
        self.zero_percent.setValue(int(values["guard.zero_stock_percent"]))
        self.zero_min.setValue(int(values["guard.zero_stock_min"]))

    def values(self) -> dict[str, str]:
        return {
            "guard.price_change_percent": str(self.price.value()),
            "guard.zero_stock_percent": str(self.zero_percent.value()),
            "guard.zero_stock_min": str(self.zero_min.value()),
        }


class DeskBlock(Block):
    """Language and how long buyers' data stay (G1, G3)."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText(self.tr("Máy này"))
        self.language = QComboBox()
        for name, code in LANGUAGES:
            self.language.addItem(name, code)
        self.language.setAccessibleName(self.tr("Ngôn ngữ"))
        self.language.currentIndexChanged.connect(self._tell)
        self._row(self.tr("Ngôn ngữ"), self.language)
        self._sentence(self.tr("Đổi ngôn ngữ của cửa sổ và các thông báo ngay sau khi lưu."))
        self.retention = self._number(
            self.tr("Giữ dữ liệu người mua"),
            1,
            90,
            self.tr(" ngày"),
            self.tr("Lazada chỉ cho giữ tên, điện thoại, địa chỉ người mua tối đa 90 ngày."),
        )

    def load(self, values: Mapping[str, str]) -> None:
        self.language.setCurrentIndex(max(0, self.language.findData(values["ui.language"])))
        self.retention.setValue(int(values["privacy.retention_days"]))

    def values(self) -> dict[str, str]:
        return {
            "ui.language": self.language.currentData(),
            "privacy.retention_days": str(self.retention.value()),
        }


def on_off(on: bool) -> str:
    return "on" if on else "off"

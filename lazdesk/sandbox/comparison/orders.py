"""Every Lazada order beside its Haravan order: one of each, the same goods, money and word (D)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

from lazdesk.sandbox.comparison import buyers
from lazdesk.sandbox.comparison.report import Open, Report
from lazdesk.sandbox.comparison.sides import Sides, line_unit_ids, live, word
from lazdesk.sandbox.haravan.records import Order as Copy
from lazdesk.sandbox.haravan.records import OrderLine
from lazdesk.sandbox.lazada.records import Order, Unit

_CARRIER_STATES = {
    "ready": ("readytopick", "pending"),
    "transit": ("delivering",),
    "delivered": ("delivered",),
    "failed": ("cancel",),
    "returned": ("return",),
}

# Payment rows are booked just after the answer to the create call.
_AT_ONCE = timedelta(seconds=1)

# One line: variant (None = custom), quantity, unit price, SKU of a custom line, its units.
Line = tuple[int | None, int, int, str | None, tuple[int, ...]]


def compare(sides: Sides, report: Report) -> None:
    """Enter what differs in orders."""
    for stray in sides.strays:
        report.note(stray.name, "đơn Haravan không có đơn Lazada", stray.id, None)
    for order in sides.lazada.orders.values():
        _One(sides, order, report).compare()


class _One:
    """One Lazada order with its copies."""

    def __init__(self, sides: Sides, order: Order, report: Report) -> None:
        self.sides = sides
        self.order = order
        self.report = report
        self.copies = sorted(sides.copies.get(order.order_id, ()), key=lambda copy: copy.id)
        self.word = word(order)

    def note(self, what: str, found: object, wanted: object) -> None:
        self.report.note(str(self.order.order_id), what, found, wanted)

    def compare(self) -> None:
        if not self.copies:
            self.note("số đơn Haravan", 0, int(self.sides.wants_import(self.order)))
            return
        self._existence()
        copy = next((each for each in self.copies if each.cancelled_at is None), self.copies[0])
        self._marks(copy)
        self._lines(copy)
        buyers.compare(self.sides, self.order, copy, self.report)
        if self.sides.is_over(self.order):
            self._canceled(copy)
        else:
            self._payment(copy)
            self._parcels(copy)
        self._tell_open()

    # Exactly one (D1, D2)

    def _existence(self) -> None:
        units, first = self.order.units, self.copies[0]
        if not self.sides.is_recent(self.order):
            self.note("nhập đơn trước ngày bắt đầu", len(self.copies), 0)
        elif live(self.order) and not self.sides.wants_import(self.order):
            self.note("nhập đơn chưa thanh toán", len(self.copies), 0)
        elif not self.sides.imported(self.order):
            self.note("nhập đơn đã hủy", len(self.copies), 0)
        standing = [copy for copy in self.copies if copy.cancelled_at is None]
        self.note(
            "đơn Haravan còn hiệu lực", len(standing), int(not self.sides.is_over(self.order))
        )
        confirmed = [copy for copy in self.copies if copy.confirmed_at is not None]
        self.note("đơn Haravan đã xác nhận", len(confirmed), 1)
        ids = sorted(id_ for line in first.lines for id_ in line_unit_ids(line.properties))
        self.note("order_item_id", len(ids) - len(set(ids) & {u.order_item_id for u in units}), 0)

    def _marks(self, copy: Copy) -> None:
        attributes = {each["name"]: each["value"] for each in copy.note_attributes}
        number = str(self.order.order_id)
        self.note("lazdesk_ref", attributes.get("lazdesk_ref"), self.sides.ref(self.order))
        self.note("lazada_order_number", attributes.get("lazada_order_number"), number)
        self.note("tên đơn", copy.name, number)
        self.note("nhãn Lazada", "Lazada" in copy.tags, True)
        self.note("nguồn", copy.source, "lazada")
        self.note("kho", copy.location_id, self.sides.haravan.primary_location.id)

    # Goods and money (D3, D4)

    def _lines(self, copy: Copy) -> None:
        units = self.sides.imported(self.order)
        found = sorted(map(_line_of, copy.lines), key=str)
        self.note("dòng hàng", found, sorted(self._wanted_lines(units), key=str))
        price = sum(unit.price for unit in units)
        discount = sum(unit.voucher_seller for unit in units)
        platform = sum(unit.voucher_platform for unit in units)
        fee = self.order.shipping_fee
        total = price - discount + fee
        self.note("giảm giá", copy.total_discounts, discount)
        self.note("phí vận chuyển", sum(int(line["price"]) for line in copy.shipping_lines), fee)
        self.note("tổng tiền", copy.total, total)
        noted = {each["value"] for each in copy.note_attributes}
        missing = {str(platform), str(total - platform)} - noted
        self.note("ghi chú voucher Lazada, số tiền khách trả", sorted(missing), [])

    def _wanted_lines(self, units: list[Unit]) -> list[Line]:
        groups: dict[tuple[int, int, bool], list[Unit]] = defaultdict(list)
        for unit in units:
            groups[unit.sku.sku_id, unit.price, unit.fbl].append(unit)
        lines: list[Line] = []
        for (_, price, _), some in groups.items():
            variant = self.sides.variant_of(some[0])
            sku = None if variant else some[0].sku.seller_sku
            ids = tuple(sorted(unit.order_item_id for unit in some))
            lines.append((variant.id if variant else None, len(some), price, sku, ids))
        return lines

    # Payment (D5) and cancels (D10)

    def _payment(self, copy: Copy) -> None:
        captures = [row.amount for row in copy.transactions if row.kind in ("capture", "sale")]
        if self.order.payment_method != "COD":
            late = [row for row in copy.transactions if row.created_at - copy.created_at > _AT_ONCE]
            self.note("thu tiền khi tạo đơn", captures, [copy.total])
            self.note("thu tiền sau khi tạo đơn", len(late), 0)
        elif self.word in ("delivered", "returned"):
            self.note("thu COD một lần", captures, [copy.total])
        else:
            self.note("thu COD trước khi giao", captures, [])
        returned = self._returned(sum(captures))
        self.note("tiền hoàn", copy.given_back, returned)
        paid = "paid" if captures else "pending"
        if returned:
            paid = "refunded" if returned == sum(captures) else "partially_refunded"
        self.note("trạng thái thanh toán", copy.financial_status, paid)
        canceled = Counter(
            unit.sku.sku_id
            for unit in self.sides.imported(self.order)
            if unit.status == "canceled" and self.sides.variant_of(unit)
        )
        self.note("hàng trả về kho", self._given_back(copy).total(), canceled.total())

    def _returned(self, captured: int) -> int:
        """What is refunded of what was captured: canceled units whole, returned ones as Lazada paid
        the buyer back, and the shipping once nothing else is left (D10, D11)."""
        if not captured:
            return 0
        canceled, whole, sums = 0, True, 0
        for unit in self.sides.imported(self.order):
            earned = unit.price - unit.voucher_seller
            paid_back = self.sides.paid_back(unit)
            if unit.status == "canceled":
                canceled += earned
            elif paid_back is not None and paid_back >= unit.paid_price - 1:
                sums += earned
            else:
                whole = False
                sums += paid_back or 0
        return captured if whole else canceled + sums

    def _given_back(self, copy: Copy) -> Counter[int]:
        """By line: what came back into stock, custom lines aside."""
        back = Counter[int]()
        for refund in copy.refunds:
            for row in refund.lines or () if refund.restock else ():
                back[row.line.id] += row.quantity if row.line.variant_id else 0
        return back

    def _canceled(self, copy: Copy) -> None:
        """Goods and money go back, each once; what the merchant canceled himself is his affair."""
        if self.order.order_id in self.sides.merchant.withdrawn:
            return
        self.note("tiền hoàn khi hủy", copy.given_back, copy.captured)
        stocked = {line.id: line.quantity for line in copy.lines if line.variant_id}
        self.note("hàng trả về kho", dict(+self._given_back(copy)), stocked)

    # Parcels (D8)

    def _parcels(self, copy: Copy) -> None:
        wanted = self._packages() if self.word in _CARRIER_STATES else {}
        found = {
            parcel.tracking_number: (
                parcel.tracking_company,
                sorted((line.id, quantity) for line, quantity in parcel.lines),
            )
            for parcel in copy.fulfillments
        }
        self.note("số phiếu giao hàng", len(copy.fulfillments), len(wanted))
        lines = {id_: line.id for line in copy.lines for id_ in line_unit_ids(line.properties)}
        for tracking_number, units in wanted.items():
            counted = Counter(lines.get(unit.order_item_id, 0) for unit in units)
            company = units[0].package.provider if units[0].package else None
            contents = (company, sorted(counted.items()))
            self.note(f"phiếu giao {tracking_number}", found.get(tracking_number), contents)
        for parcel in copy.fulfillments:
            states = _CARRIER_STATES.get(self.word or "", ())
            if parcel.carrier_status not in states:
                self.note("trạng thái giao hàng", parcel.carrier_status, "/".join(states) or "–")

    def _packages(self) -> dict[str, list[Unit]]:
        packages: dict[str, list[Unit]] = defaultdict(list)
        for unit in live(self.order):
            if unit.package is not None:
                packages[unit.package.tracking_number].append(unit)
        return packages

    # What later rules will settle

    def _tell_open(self) -> None:
        number = str(self.order.order_id)
        if any(unit.status == "returned" for unit in self.order.units):
            self.report.open.append(Open(number, "đã hoàn tiền – hàng chưa về"))
        unlinked = [u for u in live(self.order) if not u.fbl and not self.sides.variant_of(u)]
        if unlinked:
            self.report.open.append(Open(number, "trừ tồn cho dòng chưa liên kết"))
        if self.word == "failed":
            self.report.open.append(Open(number, "hàng giao không thành hoàn về"))


def _line_of(line: OrderLine) -> Line:
    ids = tuple(sorted(line_unit_ids(line.properties)))
    sku = line.sku if line.variant_id is None else None
    return line.variant_id, line.quantity, line.price, sku, ids

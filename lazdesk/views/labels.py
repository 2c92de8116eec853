"""How money, dates and the platforms' words are written (G1, ux.md "Formats").

Source texts are Vietnamese; ``translate`` looks up the English ones.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from PySide6.QtCore import QCoreApplication

from lazdesk.rules.status import Word

# Vietnam has had no summer time since 1975; unlike zoneinfo this needs no data package (D1).
VIETNAM = timezone(timedelta(hours=7))
_SPACE = "\N{NO-BREAK SPACE}"


def translate(context: str, text: str) -> str:
    """``text`` in the window's language; for texts that live outside a QObject."""
    return QCoreApplication.translate(context, text)


def money(amount: int) -> str:
    """1234567 → ``1.234.567 ₫``."""
    return f"{number(amount)}{_SPACE}₫"


def number(value: int) -> str:
    """1234567 → ``1.234.567``."""
    return f"{value:,}".replace(",", ".")


def parsed_number(text: str) -> int | None:
    """``1234567``, ``1.234.567`` or ``1,234,567`` → 1234567; None for anything else."""
    digits = text.strip().removesuffix("₫").strip().replace(".", "").replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def day(value: date | datetime) -> str:
    """``24/11/2026``; a time is shown as the day in Vietnam."""
    return f"{_local(value):%d/%m/%Y}"


def days_between(now: datetime, then: datetime) -> int:
    """As a calendar in Vietnam counts them: tomorrow is one day away, at any hour."""
    return (then.astimezone(VIETNAM).date() - now.astimezone(VIETNAM).date()).days


def clock(value: datetime) -> str:
    """``14:05``, Vietnam time."""
    return f"{_local(value):%H:%M}"


def moment(value: datetime) -> str:
    """``24/11/2026 14:05``, Vietnam time."""
    return f"{_local(value):%d/%m/%Y %H:%M}"


def ago(value: datetime, now: datetime | None = None) -> str:
    """``12 phút trước``; only ever a second line beside the time itself."""
    seconds = max(0, int(((now or datetime.now(UTC)) - value).total_seconds()))
    if seconds < 60:
        return translate("labels", "vừa xong")
    if seconds < 3600:
        return translate("labels", "{n} phút trước").format(n=seconds // 60)
    if seconds < 86400:
        return translate("labels", "{n} giờ trước").format(n=seconds // 3600)
    return translate("labels", "{n} ngày trước").format(n=seconds // 86400)


def countdown(due: datetime, now: datetime) -> str:
    """``5 giờ 20 phút``, ``2 ngày 4 giờ``; once it is over ``trễ 40 phút``, ``trễ 5 giờ``."""
    minutes = int((due - now).total_seconds() // 60)
    late, minutes = minutes < 0, abs(minutes)
    hours, days = minutes // 60, minutes // 1440
    if hours == 0:
        text = translate("labels", "{n} phút").format(n=minutes)
    elif late and days == 0:
        text = translate("labels", "{h} giờ").format(h=hours)
    elif late:
        text = translate("labels", "{d} ngày").format(d=number(days))
    elif days == 0:
        text = translate("labels", "{h} giờ {n} phút").format(h=hours, n=minutes % 60)
    else:
        text = translate("labels", "{d} ngày {h} giờ").format(d=number(days), h=hours % 24)
    return translate("labels", "trễ {time}").format(time=text) if late else text


def lazada_word(word: Word) -> str:
    """An order's word on Lazada, as Lazada's Vietnamese pages have it."""
    words = {
        Word.UNPAID: translate("labels", "Chờ thanh toán"),
        Word.PENDING: translate("labels", "Chờ xử lý"),
        Word.READY: translate("labels", "Sẵn sàng giao"),
        Word.TRANSIT: translate("labels", "Đang vận chuyển"),
        Word.DELIVERED: translate("labels", "Đã giao"),
        Word.FAILED: translate("labels", "Giao thất bại"),
        Word.RETURNED: translate("labels", "Trả hàng"),
        Word.CANCELED: translate("labels", "Đã hủy"),
    }
    return words[word]


def _local(value: date | datetime) -> date | datetime:
    return value.astimezone(VIETNAM) if isinstance(value, datetime) else value

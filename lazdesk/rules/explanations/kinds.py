"""What an entry of the catalogue says."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a problem holds up: orders, stock and price, or nothing at once."""

    ORDERS = "orders"
    STOCK = "stock"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Nguyên do and Phương án xử lý of one problem.

    `retryable`: trying again unchanged can succeed; only then is it tried, and *Thử lại* offered.
    """

    code: str
    severity: Severity
    cause_vi: str
    remedy_vi: str
    cause_en: str
    remedy_en: str
    retryable: bool = False

    def cause(self, language: str) -> str:
        """Return the cause in `vi` or `en`."""
        return self.cause_en if language == "en" else self.cause_vi

    def remedy(self, language: str) -> str:
        """Return the remedy in `vi` or `en`."""
        return self.remedy_en if language == "en" else self.remedy_vi

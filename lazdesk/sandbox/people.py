"""The buyers: Vietnamese names, phones and addresses, and how Lazada masks them."""

from __future__ import annotations

import random
from dataclasses import dataclass

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi")
_MIDDLE = ("Thị", "Văn", "Minh", "Ngọc", "Thanh", "Đức", "Hoài", "Kim", "Quốc", "Bảo")
_GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hương", "Khánh", "Linh", "Mai", "Ngân")
_STREETS = (
    "Lê Lợi",
    "Nguyễn Trãi",
    "Trần Hưng Đạo",
    "Điện Biên Phủ",
    "Hai Bà Trưng",
    "Lý Tự Trọng",
)

# (ward, district, province) by the 63 provinces; the last three by the 34 of 2025: no district.
_PLACES = (
    ("Phường Bến Nghé", "Quận 1", "Hồ Chí Minh"),
    ("Phường 14", "Quận 3", "Hồ Chí Minh"),
    ("Phường 2", "Quận Tân Bình", "Hồ Chí Minh"),
    ("Xã Bình Hưng", "Huyện Bình Chánh", "Hồ Chí Minh"),
    ("Phường Hàng Bạc", "Quận Hoàn Kiếm", "Hà Nội"),
    ("Phường Dịch Vọng", "Quận Cầu Giấy", "Hà Nội"),
    ("Phường Hải Châu 1", "Quận Hải Châu", "Đà Nẵng"),
    ("Phường An Phú", "Thành phố Thuận An", "Bình Dương"),
    ("Thị trấn Trảng Bom", "Huyện Trảng Bom", "Đồng Nai"),
    ("Phường Xuân Khánh", "Quận Ninh Kiều", "Cần Thơ"),
    ("Phường Sài Gòn", "", "Thành phố Hồ Chí Minh"),
    ("Phường Thuận An", "", "Thành phố Hồ Chí Minh"),
    ("Phường Hải Châu", "", "Thành phố Đà Nẵng"),
)


@dataclass(frozen=True)
class Buyer:
    """Who bought and where it goes. Phones are as Lazada writes them: `84` and nine digits."""

    name: str
    phone: str
    street: str
    ward: str
    district: str
    province: str

    def masked(self) -> Buyer:
        """As an app sees the buyer that has no leave to see buyers (lazada.md §3.6)."""
        return Buyer(
            name=_mask(self.name),
            phone=f"{self.phone[:2]}{'*' * (len(self.phone) - 4)}{self.phone[-2:]}",
            street=_mask(self.street),
            ward=_mask(self.ward),
            district=_mask(self.district),
            province=_mask(self.province),
        )


def someone(rng: random.Random) -> Buyer:
    """A buyer drawn from `rng`."""
    ward, district, province = rng.choice(_PLACES)
    return Buyer(
        name=f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}",
        phone=f"849{rng.randrange(10**7, 10**8)}",
        street=f"{rng.randrange(1, 400)} {rng.choice(_STREETS)}",
        ward=ward,
        district=district,
        province=province,
    )


def _mask(text: str) -> str:
    if len(text) < 3:
        return "*" * len(text)
    return f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"

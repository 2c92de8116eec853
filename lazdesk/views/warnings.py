"""The strips about the connections: access that ends, and Haravan's own Lazada channel (A5, A9)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from lazdesk.rules import access
from lazdesk.rules.access import Urgency
from lazdesk.views import labels
from lazdesk.views.labels import translate
from lazdesk.views.strips import Strip

if TYPE_CHECKING:
    from lazdesk.models.queries.connections import Connections, LazadaShop

ACCESS = "access"
CHANNEL = "channel"


def strips(connections: Connections, lost: Collection[str], now: datetime) -> Iterator[Strip]:
    """Each connected shop's own; ``lost`` are the shops whose access the last cycle found out."""
    for shop in connections.shops:
        if not shop.connected:
            continue
        found = _access(shop, now, lost=shop.access_lost or shop.seller_id in lost)
        if found is not None:
            yield found
        if shop.channel_alarm:
            yield _channel(shop)


def has_ended(shop: LazadaShop, now: datetime) -> bool:
    """Whether nothing goes on with Lazada before the access is renewed."""
    ends = shop.refresh_expires_at or shop.access_expires_at
    return shop.access_lost or ends is None or ends <= now


def shop_of(name: str) -> tuple[str, str]:
    """What a strip's name says: which kind, and whose."""
    kind, _, seller_id = name.partition(":")
    return kind, seller_id


def _access(shop: LazadaShop, now: datetime, *, lost: bool) -> Strip | None:
    """A5's banner: at each of its marks, with the real date."""
    name, button = f"{ACCESS}:{shop.seller_id}", translate("Warnings", "Làm mới quyền truy cập")
    ends = shop.refresh_expires_at or shop.access_expires_at
    urgency = access.urgency(ends, shop.consented_at or shop.connected_at, now)
    if lost or urgency is Urgency.ENDED or ends is None:
        text = translate(
            "Warnings",
            "Quyền truy cập Lazada của {shop} đã hết hoặc bị thu hồi. Liên kết, cấu hình và lịch "
            "sử vẫn còn; đơn trong lúc này sẽ được tải bù.",
        ).format(shop=shop.name)
        return Strip(name, "bad", text, button)
    if urgency is Urgency.NONE:
        return None
    level = "bad" if urgency is Urgency.URGENT else "warn"
    text = translate("Warnings", "Quyền truy cập Lazada của {shop} hết hạn lúc {when}.").format(
        shop=shop.name, when=labels.moment(ends)
    )
    return Strip(name, level, text, button)


def _channel(shop: LazadaShop) -> Strip:
    text = translate(
        "Warnings",
        "Kênh Lazada có sẵn của Haravan vẫn tạo đơn của {shop}. LazDesk tạm dừng nhập đơn để không "
        "bị trùng, cho đến khi bạn chọn.",
    ).format(shop=shop.name)
    return Strip(
        f"{CHANNEL}:{shop.seller_id}", "bad", text, translate("Warnings", "Chọn cách xử lý")
    )

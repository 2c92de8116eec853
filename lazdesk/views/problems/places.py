"""Where a problem is mended: a tab of the window, or a page of one of the platforms (F)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lazdesk.models.queries.problem_list import About
from lazdesk.rules.explanations.places import Place
from lazdesk.views.orders.look_buttons import IN_HARAVAN, ON_LAZADA

TABS: Mapping[Place, str] = MappingProxyType(
    {
        Place.CONNECTION: "connection",
        Place.SETTINGS: "configuration",
        Place.PRODUCTS: "products",
        Place.ORDERS: "orders",
    }
)
ADMIN = "https://{domain}/admin"
PRODUCT = "https://{domain}/admin/products/{id}"
SELLER_CENTER = "https://sellercenter.lazada.vn"
APP_CONSOLE = "https://open.lazada.com"


def address(place: Place, about: About, domain: str) -> str:
    """The page's address, or that of the place it is in; empty for what is no page."""
    match place:
        case Place.HARAVAN_PRODUCT if domain and about.product_id:
            return PRODUCT.format(domain=domain, id=about.product_id)
        case Place.HARAVAN_ORDER if domain and about.haravan_id:
            return IN_HARAVAN.format(domain=domain, id=about.haravan_id)
        case Place.HARAVAN_PRODUCT | Place.HARAVAN_ORDER | Place.HARAVAN_ADMIN:
            return ADMIN.format(domain=domain) if domain else ""
        case Place.LAZADA_ORDER if about.order_id:
            return ON_LAZADA.format(id=about.order_id)
        case Place.LAZADA_ORDER | Place.SELLER_CENTER:
            return SELLER_CENTER
        case Place.APP_CONSOLE:
            return APP_CONSOLE
        case _:
            return ""

"""What each wish of the window does on a desk: plain functions, run by a thread of ``workers``.

Every function takes the desk and a wish and returns the answers; what goes wrong is raised and put
into the merchant's words by ``failures.told``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lazdesk.errands import (
    connections,
    keeping,
    links,
    locks,
    orders,
    problems,
    products,
    proof,
    settings,
)
from lazdesk.errands.errand import Errand

ERRANDS: Mapping[type, Errand] = MappingProxyType(
    {
        **connections.ERRANDS,
        **keeping.ERRANDS,
        **links.ERRANDS,
        **locks.ERRANDS,
        **orders.ERRANDS,
        **problems.ERRANDS,
        **products.ERRANDS,
        **proof.ERRANDS,
        **settings.ERRANDS,
    }
)
"""Which function does which wish; ``errands.orders`` has the clicks, the consent its own thread."""

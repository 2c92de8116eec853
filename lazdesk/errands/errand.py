"""What every errand is: it takes the desk, a wish and the language, and returns the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lazdesk.shop import Desk
from lazdesk.views.answers import Answer

Errand = Callable[[Desk, Any, str], Iterable[Answer]]

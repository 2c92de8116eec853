"""The merchant in front of Lazada's consent page."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """The test takes the address itself."""


def allow(page: str, decision: str = "allow") -> str:
    """Presses a button of the consent page; returns where it sends the browser."""
    with urllib.request.urlopen(page, timeout=10) as shown:  # noqa: S310 - loopback
        short_code = re.findall(r'name="shop" value="([^"]+)"', shown.read().decode())[0]
    form = urllib.parse.urlencode({"decision": decision, "shop": short_code}).encode()
    browser = urllib.request.build_opener(_Stay())
    with pytest.raises(urllib.error.HTTPError) as sent:
        browser.open(page, form, timeout=10)
    with sent.value as answer:
        return str(answer.headers["Location"])


def visit(address: str) -> str:
    """What the browser shows; tried again while nobody listens yet."""
    for _ in range(1200):
        try:
            with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310 - loopback
                text: str = page.read().decode()
                return text
        except urllib.error.URLError:
            time.sleep(0.05)
    pytest.fail("nobody listens for the redirect")

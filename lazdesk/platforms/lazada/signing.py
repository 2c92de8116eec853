"""The signature every Lazada call carries (lazada.md §2)."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


def sign(secret: str, path: str, params: Mapping[str, str]) -> str:
    """HMAC-SHA256 of the API path (without ``/rest``) and all parameters, upper-case hex.

    Names sort by ASCII; values are signed raw, before any URL encoding.
    """
    message = path + "".join(name + params[name] for name in sorted(params))
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest().upper()


@dataclass(frozen=True, slots=True)
class AppKey:
    """The merchant's own app at Lazada (A2)."""

    key: str
    secret: str = field(repr=False)

    def signed(
        self, path: str, params: Mapping[str, str], now: datetime, access_token: str = ""
    ) -> dict[str, str]:
        """``params`` with the system parameters and the signature (lazada.md §1.3).

        Empty parameters are left out: the official samples disagree on whether to sign them.
        """
        complete = {
            **params,
            "app_key": self.key,
            "access_token": access_token,
            "sign_method": "sha256",
            "timestamp": str(int(now.timestamp() * 1000)),
        }
        sent = {name: value for name, value in complete.items() if value}
        return {**sent, "sign": sign(self.secret, path, sent)}

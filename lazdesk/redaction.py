"""What must not stand in a sentence that is kept or shown, whoever said it: secrets, and where a
buyer can be reached (G3). The log's lines and the platforms' words all go through it.
"""

from __future__ import annotations

import re

_HIDDEN = "***"
_SECRETS = (
    # access_token=…, "sign": "…", 'app_secret': '…', and the same inside an escaped JSON string.
    re.compile(
        r"""(?ix)
        (?P<keep>
          \b (?:access_token|refresh_token|app_secret|client_secret|password|sign) \b
          (?:\\*["'])? \s* [=:] \s* (?:\\*["'])?
        )
        [^\s"'\\&,;(){}\[\]]+
        """
    ),
    # The code of an OAuth redirect is worth a token for half an hour.
    re.compile(r"(?i)(?P<keep>[?&]code=)[^\s\"'&]+"),
    re.compile(r"(?i)(?P<keep>\bBearer\s+)[\w.~+/=-]+"),
    # https://user:password@proxy
    re.compile(r"(?P<keep>://)[^\s/@]+(?=@)"),
    # an@example.com
    re.compile(r"(?P<keep>)[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+"),
    # Vietnamese phone numbers, mobile and landline: 0912 345 678, +84-28-3822-1234.
    re.compile(
        r"(?P<keep>)(?<![\w.])(?:\+84|84|0084|0)(?:[ .-]?[35789]|[ .-]?2\d)(?:[ .-]?\d){8}(?!\d)"
    ),
)


def redact(text: str) -> str:
    """`text` with tokens, signatures, passwords, phone numbers and mail addresses replaced by
    ``***``; the platforms' codes and numbers of orders stay."""
    for secret in _SECRETS:
        text = secret.sub(rf"\g<keep>{_HIDDEN}", text)
    return text

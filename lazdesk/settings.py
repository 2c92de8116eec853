"""What the environment decides: the platforms' hosts (G4) and the folder for LazDesk's own data.

What the merchant decides is in `lazdesk.rules.policy`, and kept in the mirror.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

DATA_DIR = "LAZDESK_DATA_DIR"
LAZADA_API_URL = "LAZDESK_LAZADA_API_URL"
LAZADA_AUTH_URL = "LAZDESK_LAZADA_AUTH_URL"
HARAVAN_API_URL = "LAZDESK_HARAVAN_API_URL"

# Plain http never leaves this machine.
LOOPBACK = frozenset({"127.0.0.1", "localhost"})


class SettingsError(Exception):
    """A variable of the environment cannot be used; the text, in Vietnamese, says what to do."""


@dataclass(frozen=True)
class Hosts:
    """Base URLs of the platforms, without a slash at the end."""

    lazada_api: str = "https://api.lazada.vn/rest"
    lazada_auth: str = "https://auth.lazada.com"
    haravan_api: str = "https://apis.haravan.com"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Hosts:
        """The hosts named in `environ`; one that is missing or empty is the real platform's.

        Raises SettingsError for a URL that cannot be one, or plain http to another machine.
        """
        return cls(
            lazada_api=_base_url(environ, LAZADA_API_URL, cls.lazada_api),
            lazada_auth=_base_url(environ, LAZADA_AUTH_URL, cls.lazada_auth),
            haravan_api=_base_url(environ, HARAVAN_API_URL, cls.haravan_api),
        )


def data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of database, labels and logs; made when missing, readable by its user only.

    By default the platform's own user data folder, on Windows the local one: a roaming profile
    would carry the mirror over the network. Raises SettingsError when it cannot be made.
    """
    chosen = environ.get(DATA_DIR, "").strip()
    if chosen:
        folder = Path(chosen).expanduser().absolute()
    else:
        folder = platformdirs.user_data_path("LazDesk", appauthor=False, roaming=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"Không tạo được thư mục dữ liệu {folder} ({error.strerror}). "
            f"Hãy kiểm tra quyền ghi, hoặc đặt biến {DATA_DIR} sang thư mục khác."
        ) from error
    return folder


def _base_url(environ: Mapping[str, str], variable: str, default: str) -> str:
    text = environ.get(variable, "").strip()
    if not text:
        return default
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError:
        raise _bad_url(variable, default) from None
    if url.scheme not in ("http", "https") or not url.hostname or port == 0:
        raise _bad_url(variable, default)
    if url.username or url.password or url.query or url.fragment:
        raise SettingsError(
            f"{variable} chỉ được là địa chỉ máy chủ, "
            f"không kèm tên đăng nhập, mật khẩu hay tham số. Ví dụ: {default}"
        )
    if url.scheme == "http" and url.hostname not in LOOPBACK:
        raise SettingsError(
            f"{variable} dùng http:// tới máy {url.hostname}: không an toàn nên LazDesk từ chối. "
            f"Hãy dùng https://; http:// chỉ được phép với 127.0.0.1 hoặc localhost."
        )
    return text.rstrip("/")


def _bad_url(variable: str, example: str) -> SettingsError:
    # The text itself is not shown: it may hold a password.
    return SettingsError(f"{variable} không phải là địa chỉ hợp lệ. Ví dụ đúng: {example}")

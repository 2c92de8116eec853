"""Whether a host can be reached at all, before any question of tokens."""

import socket
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

PORTS = {"http": 80, "https": 443}
PATIENCE = 5.0


def way(url: str) -> tuple[str, int]:
    """Host and port that a call to ``url`` connects to: its own, or the proxy's."""
    target = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(target.scheme) or proxies.get("all")
    host = target.hostname or ""
    if proxy and host not in ("127.0.0.1", "localhost", "::1") and not proxy_bypass(host):
        target = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return target.hostname or "", target.port or PORTS.get(target.scheme, 443)


def reaches(url: str) -> bool:
    """Whether a connection to ``url``'s host, or to the proxy on the way, comes about."""
    try:
        socket.create_connection(way(url), timeout=PATIENCE).close()
    except OSError:
        return False
    return True

"""The auth host: the consent page a seller sees, and the token APIs (lazada.md §3)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from lazdesk.sandbox.gate import Answer, Incoming
from lazdesk.sandbox.lazada.gateway import BOTH, Params, Request, TokenApi
from lazdesk.sandbox.lazada.platform import Platform
from lazdesk.sandbox.lazada.shop import LazadaShop

if TYPE_CHECKING:
    from lazdesk.sandbox.world import World

SCOPES = (
    "Xem thông tin cửa hàng",
    "Xem và cập nhật giá, tồn kho sản phẩm",
    "Xem và xử lý đơn hàng",
    "Xem yêu cầu hủy, trả hàng và hoàn tiền",
)
_KNOWN = frozenset({"response_type", "client_id", "redirect_uri", "state", "force_auth", "country"})

_PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; max-width: 30rem; margin: 4rem auto; color: #1a1a2e; }}
h1 {{ font-size: 1.3rem; }}
button {{ font-size: 1rem; padding: .6rem 1.4rem; margin-right: .6rem; }}
.note {{ color: #666; font-size: .85rem; }}
</style>
</head>
<body>
<p class="note">Lazada Open Platform · môi trường thực hành</p>
{content}
</body>
</html>
"""


def authorize(world: World, incoming: Incoming) -> Answer:
    """The consent page (GET) and the seller's answer to it (POST)."""
    if incoming.method not in ("GET", "POST"):
        return _refuse(world, "Yêu cầu không hợp lệ", "invalid_request", method=incoming.method)
    params = dict(incoming.query)
    if refusal := _check(world, params):
        return refusal
    if incoming.method == "GET":
        return _consent_page(world, params)
    form = dict(parse_qsl(incoming.body.decode(), keep_blank_values=True))
    state = {"state": params["state"]} if "state" in params else {}
    if form.get("decision") != "allow":
        return _redirect(params["redirect_uri"], {"error": "access_denied", **state})
    shop = next((s for s in world.lazada_shops if s.short_code == form.get("shop")), None)
    if shop is None:
        return _refuse(world, "Không có cửa hàng này", "invalid_request", shop=form.get("shop"))
    whitelist = world.lazada_platform.app.whitelist
    if whitelist is not None and shop.short_code not in whitelist:
        text = f"seller short code {shop.short_code} is not in the whitelist of the app"
        return _error_page(f"Ứng dụng chưa cho phép cửa hàng này ({text})")
    code = world.lazada_platform.grant(shop)
    return _redirect(params["redirect_uri"], {"code": code, **state})


def _check(world: World, params: Params) -> Answer | None:
    """The refusal of a request that could never lead to a consent, if it is one."""
    app, options = world.lazada_platform.app, world.options.lazada
    if unknown := params.keys() - _KNOWN:
        return _refuse(world, "Tham số không hợp lệ", "invalid_request", params=sorted(unknown))
    if params.get("response_type") != "code":
        return _refuse(world, "Thiếu response_type=code", "invalid_request")
    if params.get("client_id") != app.key:
        return _error_page("App Key không tồn tại (unauthorized_client)")
    callback = params.get("redirect_uri", "")
    host = urlsplit(callback).hostname
    loopback = host in ("127.0.0.1", "localhost")
    if callback != app.callback or (loopback and not options.accepts_loopback_callback):
        return _error_page("redirect_uri không khớp callback đã đăng ký (invalid_request)")
    if params.get("country", "vn").lower() not in ("vn", "sg", "my", "th", "ph", "id", "cb"):
        return _refuse(world, "Quốc gia không hợp lệ", "invalid_request")
    return None


def _consent_page(world: World, params: Params) -> Answer:
    shops = "".join(_shop_choice(shop, number) for number, shop in enumerate(world.lazada_shops))
    scopes = "".join(f"<li>{escape(scope)}</li>" for scope in SCOPES)
    content = f"""<h1>Cho phép ứng dụng {escape(params["client_id"])} truy cập cửa hàng?</h1>
<form method="post" action="/oauth/authorize?{escape(urlencode(params))}">
{shops}
<p>Ứng dụng sẽ được phép:</p>
<ul>{scopes}</ul>
<button type="submit" name="decision" value="allow">Cho phép</button>
<button type="submit" name="decision" value="deny">Từ chối</button>
</form>"""
    return _page("Cấp quyền cho ứng dụng", content)


def _shop_choice(shop: LazadaShop, number: int) -> str:
    checked = " checked" if number == 0 else ""
    return (
        f'<p><label><input type="radio" name="shop" value="{escape(shop.short_code)}"{checked}> '
        f"<b>{escape(shop.name)}</b> ({escape(shop.short_code)}, Việt Nam)</label></p>"
    )


def _redirect(callback: str, params: Params) -> Answer:
    joint = "&" if urlsplit(callback).query else "?"
    return Answer(302, b"", "text/html", {"location": f"{callback}{joint}{urlencode(params)}"})


def _refuse(world: World, text: str, code: str, **what: object) -> Answer:
    world.violation("lazada", "/oauth/authorize", f"{text} {what}")
    return _error_page(f"{text} ({code})")


def _error_page(text: str) -> Answer:
    answer = _page("Không thể cấp quyền", f"<h1>Không thể cấp quyền</h1><p>{escape(text)}</p>")
    answer.status = 400
    return answer


def _page(title: str, content: str) -> Answer:
    html = _PAGE.format(title=escape(title), content=content)
    return Answer(200, html.encode(), "text/html; charset=utf-8")


def token_create(platform: Platform, request: Request) -> dict[str, Any]:
    token = platform.exchange(request.params["code"])
    return platform.answer(token, "country_user_info")


def token_refresh(platform: Platform, request: Request) -> dict[str, Any]:
    token = platform.refresh(request.params["refresh_token"])
    # The list has another name here than in `create` (§3.3).
    return platform.answer(token, "country_user_info_list")


APIS = (
    TokenApi("/auth/token/create", BOTH, {"code": True}, token_create),
    TokenApi("/auth/token/refresh", BOTH, {"refresh_token": True}, token_refresh),
)

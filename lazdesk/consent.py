"""The thread of one consent: it waits for the browser, or for what the merchant pastes (A2, A5)."""

from __future__ import annotations

import threading

from lazdesk.commands import loopback
from lazdesk.errands import connections, failures
from lazdesk.models import desk as stored
from lazdesk.platforms.errors import Cancelled
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.shop import ConnectionRefusedError, Desk
from lazdesk.views import answers, wishes
from lazdesk.workers import Bridge, Work


class ConsentThread(Work):
    """One consent: waits for the browser's redirect or for a pasted address (A2)."""

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        language: str,
        wish: wishes.ConnectLazada | wishes.Renew,
        default_uri: str,
    ) -> None:
        super().__init__(desk, bridge, language)
        self._wish = wish
        self._uri = default_uri
        self._woken = threading.Event()
        self._pasted: list[str] = []
        self._is_bare = False
        self._agreed: list[bool] = []

    def confirm(self, *, agreed: bool) -> None:
        """The merchant looked at the name of the shop."""
        self._agreed.append(agreed)
        self._woken.set()

    def paste(self, text: str) -> None:
        self._pasted.append(text)
        self._woken.set()

    def close(self) -> None:
        super().close()
        self._woken.set()

    def run(self) -> None:
        try:
            app, uri, shop = self._app()
            url = self.desk.begin_consent(app.key, uri)
            code = self._wait(url, uri)
            adding = isinstance(self._wish, wishes.ConnectLazada) and self._wish.adding
            consent = connections.Consent(app, code, uri, shop, adding, self._is_meant)
            for answer in connections.connect_lazada(self.desk, consent, self.language):
                self.tell(answer)
        except Cancelled:
            self.tell(answers.Failed("connect_lazada", ""))
        except Exception as error:
            self.tell(
                answers.Failed("connect_lazada", failures.told(error, self.desk, self.language))
            )

    def _is_meant(self, name: str, seller_id: str) -> bool:
        """A bare code carries no state: the merchant is shown whose it is. Raises Cancelled."""
        if not self._is_bare:
            return True
        self.tell(answers.ShopFound(name, seller_id))
        while not self._agreed:
            if self.closing.is_set():
                raise Cancelled
            self._woken.wait()
            self._woken.clear()
        return self._agreed.pop()

    def _app(self) -> tuple[AppKey, str, str]:
        """The app, the callback and the shop meant."""
        wish = self._wish
        if isinstance(wish, wishes.ConnectLazada):
            key = AppKey(wish.app_key.strip(), wish.app_secret.strip())
            return key, wish.redirect_uri.strip() or self._uri, wish.shop
        app = self.desk.known_app(wish.shop)
        with self.desk.database.read() as connection:
            row = next(r for r in stored.shops(connection) if r.seller_id == wish.shop)
        return app, row.redirect_uri, wish.shop

    def _wait(self, url: str, uri: str) -> str:
        """The code, from whichever comes first. Raises Cancelled."""
        free = True  # the port, as far as is known
        opened: list[answers.ConsentOpened] = []

        def open_page() -> None:
            page = answers.ConsentOpened(url, uri, free)
            if page not in opened:
                opened.append(page)
                self.tell(page)

        while True:
            try:
                if free:
                    redirected = loopback.wait_for_redirect(uri, self._woken, open_page)
                    return connections.code_of(self.desk, redirected, bare=False)
                self._woken.wait()
            except OSError:
                free = False
                open_page()
                continue
            except Cancelled:
                pass  # woken: pasted, or no longer wanted
            self._woken.clear()
            if self.closing.is_set():
                raise Cancelled
            try:
                text = self._pasted.pop()
                self._is_bare = connections.is_bare(text)
                return connections.code_of(self.desk, text, bare=True)
            except ConnectionRefusedError as refusal:
                # A wrong paste does not end the waiting.
                self.tell(answers.Failed("paste", failures.told(refusal, self.desk, self.language)))

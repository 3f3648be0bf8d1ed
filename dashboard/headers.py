"""Middleware: headers that keep the page to itself, and requests that are refused (DESIGN, Promise 4)."""

import base64
import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.assets import assets_url, modules_of, preload_header
from dashboard.settings import HOSTS_VARIABLE

PAGE_POLICY = (
    "default-src 'none'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
    "media-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""What the page may load: its own server, the modules that Streamlit makes from a component's script, and the
scripts that stand in Streamlit's own page, by their hash."""

FRAME_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src {origin} 'unsafe-inline' 'unsafe-eval'; "
    "style-src {origin} 'unsafe-inline'; img-src {origin} data: blob:; connect-src {origin}; font-src {origin}; "
    "frame-ancestors 'self'"
)
"""What the map frame may do: streamlit-folium evaluates its script, so the frame gets an origin of its own (null)."""


@lru_cache(maxsize=1)
def page_policy() -> str:
    """The policy of the page of the Streamlit that is installed."""
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), flags=re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    return PAGE_POLICY.format(scripts=" ".join(f"'sha256-{one}'" for one in hashes))


PAGE_MODULES = ("panel.js", "scrubber.js", "filters.js", "head.js")
FRAME_MODULES = ("layer-frame.js",)


@lru_cache(maxsize=2)
def early_modules(*, is_frame: bool) -> str:
    """The ``Link`` header of the page, or of the map frame: our modules load while Streamlit's own scripts do."""
    # Relative to the document, so that a base path keeps working.
    to_base, entries = ("../../", FRAME_MODULES) if is_frame else ("", PAGE_MODULES)
    return preload_header(to_base + assets_url(), modules_of(entries))


CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Addresses that tell a stranger about the server's sessions, or drive it."""


class Guard:
    """Adds the headers to every answer; refuses foreign origins and closed addresses before Streamlit sees them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.hosts = frozenset(os.environ.get(HOSTS_VARIABLE, "").split())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path = str(scope["path"])
        send = _with_headers(send, path, _origin(scope, headers))
        if any(closed in path for closed in CLOSED):
            await refuse(scope, receive, send, 404)
        elif self.hosts and host_name(headers) not in self.hosts:
            await refuse(scope, receive, send, 421)
        elif is_foreign(headers) and (scope["type"] == "websocket" or scope["method"] not in {"GET", "HEAD"}):
            await refuse(scope, receive, send, 403)
        else:
            await self.app(scope, receive, send)


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that another site's page asks; programs send no Origin, and prove nothing by it."""
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != headers.get("host")
    except ValueError:  # such as "http://["
        return True


def host_name(headers: Headers) -> str:
    """The name under which the server was asked, without its port: another site's name may point here (rebinding)."""
    return re.sub(r":\d+$", "", headers.get("host", "")).lower()


async def refuse(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    """Answer without asking Streamlit."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": "refused"})
        return
    await PlainTextResponse("refused\n", status_code=status)(scope, receive, send)


def _origin(scope: Scope, headers: Headers) -> str:
    """The server's own origin as the browser sees it: the sandboxed frame has none that 'self' could mean."""
    host = headers.get("host", "")
    is_plain = bool(host) and all(sign.isalnum() or sign in ".-:[]" for sign in host)
    return f"{scope.get('scheme', 'http')}://{host}" if is_plain else "'self'"


def _with_headers(send: Send, path: str, origin: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            is_frame = "/component/" in path
            headers["Content-Security-Policy"] = FRAME_POLICY.format(origin=origin) if is_frame else page_policy()
            if headers.get("Content-Type", "").startswith("text/html"):
                headers["Link"] = early_modules(is_frame=is_frame)
        await send(message)

    return sending

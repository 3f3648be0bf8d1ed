"""Headers on every answer; foreign origins and closed addresses are refused."""

import http.client
import re
import urllib.error
import urllib.request
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.datastructures import Headers
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard.assets import assets_url, basemap_url
from dashboard.headers import host_name, is_foreign, page_policy

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}
FRAME = "/component/streamlit_folium.st_folium/index.html"
PAGES = {
    "page": "/",
    "a screen by its address": "/map",
    "an unknown address": "/nothing/here",
    "health": "/_stcore/health",
    "host config": "/_stcore/host-config",
    "asset": f"/{assets_url()}layer.js",
    "style": f"/{assets_url()}page.css",
    "a missing asset": f"/{assets_url()}gone.js",
    "basemap": f"/{basemap_url()}countries.geojson",
    "Leaflet": "/leaflet/leaflet.js",
    "tally": "/tally",
    "export": "/export/statements.csv",
    "closed": "/_stcore/metrics",
}
KEY = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket"} | KEY
FOREIGN = ["https://evil.example", "http://127.0.0.1:1", "null", "http://[", "", "file://"]


def ask(address, path, method="GET", body=None, **headers):
    """Status, headers (small letters) and content of an answer."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        content = b"" if answer.status == 101 else answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content
    finally:
        connection.close()


def visit(address, query=""):
    """Everything that the page sends to a reader who opens a link, until its script has run."""
    back = BackMsg()
    back.rerun_script.query_string = query
    messages = []
    with connect(
        f"ws{address[4:]}/_stcore/stream", subprotocols=["streamlit"], origin=address, max_size=None
    ) as socket:
        socket.send(back.SerializeToString())
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            messages.append(ForwardMsg.FromString(socket.recv(timeout=30)))
    return messages


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_answer_has_the_headers(served, path):
    _, headers, _ = ask(served, path)
    assert EVERYWHERE.items() <= headers.items()
    assert headers["content-security-policy"] == page_policy()


def test_the_policy_of_the_page_is_what_was_promised():
    policy = dict(part.strip().split(" ", 1) for part in page_policy().split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == policy["frame-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert "http" not in page_policy()


def test_the_map_frame_is_sandboxed_and_loads_only_from_the_server(served):
    visit(served)
    status, headers, _ = ask(served, FRAME)
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert status == 200
    assert EVERYWHERE.items() <= headers.items()
    assert policy == {
        "sandbox": "allow-scripts",
        "default-src": "'none'",
        "script-src": f"{served} 'unsafe-inline' 'unsafe-eval'",
        "style-src": f"{served} 'unsafe-inline'",
        "img-src": f"{served} data: blob:",
        "connect-src": served,
        "font-src": served,
        "frame-ancestors": "'self'",
    }


@pytest.mark.parametrize("host", ["evil.example; script-src *", "a b", "'self'", "x\ty"])
def test_a_hostile_host_does_not_reach_the_policy(served, host):
    _, headers, _ = ask(served, FRAME, Host=host)
    assert "evil" not in headers.get("content-security-policy", "")
    assert "script-src *" not in headers.get("content-security-policy", "")


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_origin_gets_no_websocket(served, origin):
    assert ask(served, "/_stcore/stream", Origin=origin, **UPGRADE)[0] == 403


def test_the_page_s_own_origin_gets_a_websocket(served):
    assert ask(served, "/_stcore/stream", Origin=served, **UPGRADE)[0] == 101


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_foreign_origin_sends_nothing(served, origin, method):
    status, headers, content = ask(served, "/_stcore/upload_file/a/b", method, b"x", Origin=origin)
    assert (status, content) == (403, b"refused\n")
    assert EVERYWHERE.items() <= headers.items()


def test_a_foreign_page_may_not_read_what_it_gets(served):
    for path in ("/tally", "/export/statements.csv", "/"):
        _, headers, _ = ask(served, path, Origin="https://evil.example")
        assert "access-control-allow-origin" not in headers, path


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/%6detrics",
        "/base/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_addresses_that_tell_about_sessions_are_closed(served, path, method):
    status, _, content = ask(served, path, method)
    assert status == 404
    assert content in {b"refused\n", b""}


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"host": "a:1", "origin": "http://a:1"}, False),
        ({"host": "a:1", "origin": "https://a:1"}, False),
        ({"host": "a:1", "origin": "http://a:2"}, True),
        ({"host": "a:1", "origin": "http://a.evil.example:1"}, True),
        ({"host": "a:1", "origin": "http://evil.example/a:1"}, True),
        ({"host": "a:1", "origin": "null"}, True),
        ({"origin": "http://a:1"}, True),
    ],
)
def test_foreign_is_who_names_another_host(headers, foreign):
    assert is_foreign(headers) is foreign


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8501", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]:8501", "[::1]"),
        ("Evil.example:80", "evil.example"),
    ],
)
def test_a_host_is_known_by_its_name_without_the_port(host, name):
    assert host_name(Headers({"host": host})) == name


def test_a_loopback_server_answers_only_to_its_own_names(served):
    request = urllib.request.Request(f"{served}/_stcore/health", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 421


@pytest.mark.parametrize(("path", "entry"), [("/", "panel.js"), (FRAME, "layer-frame.js")])
def test_a_page_names_its_modules_and_what_they_import(served, path, entry):
    _, headers, _ = ask(served, path)
    named = re.findall(r"<([^>]+)>; rel=modulepreload", headers["link"])
    modules = [urljoin(f"{served}{path}", one) for one in named]
    assert any(module.endswith(f"/{entry}") for module in modules)
    scripts = {}
    for module in modules:
        status, _, content = ask(served, urlsplit(module).path)
        assert status == 200
        scripts[module] = content.decode()
    imported = {
        urljoin(module, name)
        for module, script in scripts.items()
        for name in re.findall(r'^import .*"(\./[^"]+)";$', script, re.MULTILINE)
    }
    assert imported <= set(modules)


def test_other_answers_name_no_modules(served):
    for name in ("asset", "tally", "health"):
        assert "link" not in ask(served, PAGES[name])[1]

"""A curator logs in at a provider, for real, and comes back; who is not named, or forges a login, writes nothing."""

import json
import re
import time
import urllib.error
import urllib.request

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from events.files import read_records
from geodata.gazetteer import load_gazetteer
from tests.browser.oidc_provider import CLIENT_ID, CLIENT_SECRET, running_provider
from tests.browser.server import running_page
from tests.dashboard.socket_session import SocketSession

pytestmark = pytest.mark.browser

COOKIE_SECRET = "only for this test, thirty-two letters"  # noqa: S105 - of a page that lives as long as the test
SECRETS = """
curators = ["Ann@Example.org"]

[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{cookie_secret}"
client_id = "{client_id}"
client_secret = "{client_secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
ANN = {"email": "ann@example.org", "email_verified": True}
EVE = {"email": "eve@example.org", "email_verified": True}
ARTICLE = """Two hundred counted at a station

By Ann Reed
5 March 2025

Kyrylo Budanov said on March 4 that 220 North Korean soldiers had arrived in Sudzha.
"""
OTHER = (
    "Trains\n\n5 March 2025\n\nSouth Korea's NIS said on Tuesday that 12 trains with shells had left for the border.\n"
)
THIRD = "A bridge\n\n6 March 2025\n\nA spokesman of the General Staff said that 30 soldiers were seen at a bridge.\n"
PASTE = "Paste the article, with its headline, author and day"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The page's address, its curator's folder, and the provider."""
    folder = tmp_path_factory.mktemp("login")
    with running_provider() as provider:
        names = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "cookie_secret": COOKIE_SECRET}
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit/secrets.toml").write_text(SECRETS.format(provider=provider.address, **names))
        data = folder / "own"
        with running_page(folder, "--curate", "--data", str(data), "--data", "shipped") as address:
            yield address, data, provider


def bytes_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def log_in(reader, address):
    """From the screen that asks for it, to the provider and back to the page."""
    reader.page.goto(f"{address}/add")
    reader.page.get_by_role("button", name="Log in").click()
    reader.page.wait_for_url(f"{address}/")
    reader.page.get_by_role("link", name="Add an article").click()


def test_reading_is_open_and_the_screen_offers_a_login(open_reader, site):
    address, data, _ = site
    before = bytes_of(data)
    reader = open_reader().open(address)
    assert reader.status()[0] > 100
    assert reader.page.context.cookies()[0]["name"] == "_streamlit_xsrf"
    reader.page.goto(f"{address}/add")
    reader.page.get_by_text("Log in to add articles.", exact=True).wait_for()
    reader.page.get_by_role("button", name="Log in").wait_for()
    assert reader.page.get_by_role("textbox").count() == 0
    assert bytes_of(data) == before


def test_an_allowed_address_logs_in_and_its_records_carry_it(open_reader, site):
    address, data, provider = site
    provider.user, provider.asked = ANN, []
    curator = open_reader()
    log_in(curator, address)
    page = curator.page
    page.get_by_text("Logged in as ann@example.org.").wait_for()
    page.get_by_role("textbox", name="Paste the article").fill(ARTICLE)
    page.get_by_role("textbox", name="Outlet, if").fill("Harbour Post")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("region", name="Drafts").wait_for()
    page.keyboard.press("a")
    page.locator("#dl-rv-article[data-status=accepted]").wait_for()

    [file] = (data / "articles").glob("*.jsonl")
    assert json.loads(file.read_text("utf-8").splitlines()[0])["recorded_by"] == "ann@example.org"
    assert read_records([data], load_gazetteer()).faults == ()
    [asked] = provider.asked
    assert asked["redirect_uri"] == f"{address}/oauth2callback"
    assert asked["code_challenge_method"] == "S256"
    login = [one for one in page.context.cookies() if one["name"].startswith("_streamlit_user")]
    assert login
    assert all(one["httpOnly"] and one["sameSite"] == "Lax" for one in login)
    assert curator.outside == []
    assert curator.errors == []


def test_who_logs_out_writes_no_more(open_reader, site):
    address, _, provider = site
    provider.user = ANN
    curator = open_reader()
    log_in(curator, address)
    curator.page.get_by_role("button", name="Log out").click()
    curator.page.wait_for_url(f"{address}/")
    curator.page.goto(f"{address}/add")
    curator.page.get_by_text("Log in to add articles.", exact=True).wait_for()


@pytest.mark.parametrize("user", [EVE, {**ANN, "email_verified": False}, {**ANN, "email_verified": "false"}, {}])
def test_another_address_is_told_in_one_sentence_and_changes_nothing(open_reader, site, user):
    address, data, provider = site
    provider.user = user
    before = bytes_of(data)
    reader = open_reader()
    log_in(reader, address)
    mail = user.get("email")
    told = f"{mail} may read, but is not among those who add articles here." if mail else "Log in to add articles."
    reader.page.get_by_text(told, exact=True).wait_for()
    assert reader.page.get_by_role("textbox").count() == 0
    reader.page.get_by_role("button", name="Log out").wait_for()
    assert bytes_of(data) == before
    assert reader.outside == []


class Backdated(TimestampSigner):
    def get_timestamp(self):
        return int(time.time()) - 40 * 86400


def signed(claims, secret=COOKIE_SECRET, signer=TimestampSigner):
    return URLSafeTimedSerializer(secret, salt="_streamlit_user", signer=signer).dumps(json.dumps(claims))


def claims_of(address, **changes):
    return {"origin": address, "is_logged_in": True, "provider": "default", **ANN, **changes}


def tampered(address):
    """The signature of another's login under Ann's claims."""
    own, eve = signed(claims_of(address)), signed(claims_of(address, **EVE))
    return ".".join([own.split(".")[0], *eve.split(".")[1:]])


FORGED = {
    "signed with another secret": lambda address: signed(claims_of(address), "guessed"),
    "signed forty days ago": lambda address: signed(claims_of(address), signer=Backdated),
    "signed for another origin": lambda _: signed(claims_of("https://page.example")),
    "signed for somebody else": tampered,
    "signed for who is not allowed": lambda address: signed(claims_of(address, **EVE)),
    "not signed": lambda address: json.dumps(claims_of(address)).replace(" ", ""),
    "empty": lambda _: "",
    "signed as a login that failed": lambda address: signed(claims_of(address, is_logged_in=False)),
}


def begin(session, ids, text):
    """Send the form of the hidden page, as a curator's page would."""
    texts = {ids.texts[PASTE]: text}
    return session.run().run(page=ids.pages["add"], texts=texts, press=ids.buttons["Read it"])


@pytest.fixture(scope="module")
def genuine(site):
    """A session with a true cookie: what is forged below does write where it is true."""
    address, data, _ = site
    before = bytes_of(data)
    with SocketSession(address, user_cookie=signed(claims_of(address))) as session:
        session.run().run(page=session.pages["add"])
        begin(session, session, OTHER)
        assert bytes_of(data) != before
        yield session


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_or_expired_login_changes_nothing(site, genuine, name):
    address, data, _ = site
    before = bytes_of(data)
    review = genuine.data["dateline_review"]["review"]
    act = {"draft": review["draft"], "revision": review["revision"], "action": "accept", "item": "article"}
    with SocketSession(address, user_cookie=FORGED[name](address)) as session:
        begin(session, genuine, THIRD)
        session.run(
            page=genuine.pages["add"],
            query=f"review={review['draft']}",
            trigger=(genuine.components["dateline_review"], act),
        )
        assert "dateline_desk" not in session.data
        assert "dateline_review" not in session.data
    assert bytes_of(data) == before


def test_the_page_of_an_expired_login_asks_for_a_new_one(open_reader, site):
    address, _, _ = site
    reader = open_reader()
    expired = signed(claims_of(address), signer=Backdated)
    reader.page.context.add_cookies([{"name": "_streamlit_user", "value": expired, "url": address}])
    reader.page.goto(f"{address}/add")
    reader.page.get_by_text("Log in to add articles.", exact=True).wait_for()


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def answer(url, **headers):
    try:
        return urllib.request.build_opener(Stay).open(urllib.request.Request(url, headers=headers), timeout=30)
    except urllib.error.HTTPError as error:
        return error


@pytest.mark.parametrize(
    "path",
    [
        "/auth/login",
        "/auth/login?provider=default",
        "/auth/login?provider=forged&redirect_uri=https://evil.example/&next=https://evil.example/",
        "/auth/logout?post_logout_redirect_uri=https://evil.example/",
        "/oauth2callback",
        "/oauth2callback?code=x&state=y&next=https://evil.example/",
        "/oauth2callback?error=access_denied&error_description=https://evil.example/",
    ],
)
def test_without_a_login_under_way_its_addresses_lead_back_to_the_page(site, path):
    address, _, _ = site
    told = answer(address + path)
    assert told.status == 302
    assert told.headers["Location"] == "/"
    assert "default-src 'none'" in told.headers["Content-Security-Policy"]


def test_the_provider_is_told_the_configured_way_back_whatever_is_asked(open_reader, site):
    address, _, provider = site
    provider.user, provider.asked = ANN, []
    reader = open_reader()
    seen = []
    reader.page.on("request", lambda request: seen.append(request.url))
    log_in(reader, address)
    start = next(url for url in seen if "/auth/login" in url)
    told = answer(f"{start}&redirect_uri=https://evil.example/&next=https://evil.example/")
    assert told.status == 302
    assert told.headers["Location"].startswith(f"{provider.address}/authorize?")
    assert "evil" not in told.headers["Location"]
    assert answer(start, Host="evil.example").status == 421
    # A code that the provider gave, sent from a browser that began no login (login forgery), logs nobody in.
    way_back = next(url for url in seen if "/oauth2callback?code" in url)
    told = answer(way_back)
    assert told.headers["Location"] == "/"
    assert not any("_streamlit_user=ey" in one for one in told.headers.get_all("Set-Cookie") or [])
    hosts = {re.sub(r"^(\w+://[^/]+).*", r"\1", url) for url in seen if url.startswith("http")}
    assert hosts == {address, provider.address}

"""Reading is open, writing is not: whatever a stranger sends, the curator's folder keeps its bytes."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.curation import Curator, Incoming, NotAllowedError, acting_curator, perform, start_review
from dashboard.settings import Settings, split_addresses, why_not_curate
from events.curation.desk import Desk
from geodata.gazetteer import load_gazetteer
from tests.browser.server import running_page
from tests.dashboard.socket_session import SocketSession

PASTE = "Paste the article, with its headline, author and day"
OUTLET = "Outlet, if it is not in the text"
DAY = "Day, if it is not in the text"
ARTICLE = "Column seen\n\nKyrylo Budanov said 40 North Korean soldiers had arrived in Sudzha by 3 January 2025.\n"
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1/oauth2callback"
cookie_secret = "only for this test, thirty-two letters"
client_id = "nobody"
client_secret = "nothing"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
"""
ACTIONS = ("accept", "edit", "reject", "reopen", "split", "add", "close", "retract", "delete")


def act(review, action="accept", item="article", **also):
    return {"draft": review["draft"], "revision": review["revision"], "action": action, "item": item, **also}


def bytes_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def begin_review(session, text=ARTICLE):
    """A review begun over the websocket, as the page of a curator would."""
    session.run().run(page=session.pages["add"])
    ids = session.texts
    texts = {ids[PASTE]: text, ids[OUTLET]: "Wire", ids[DAY]: "2025-01-04"}
    session.run(page=session.pages["add"], texts=texts, press=session.buttons["Read it"])
    return session.data["dateline_review"]["review"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A curator's folder with one review and one record, and the ids of every widget that leads to a write."""
    folder = tmp_path_factory.mktemp("curator")
    data = folder / "own"
    with running_page(folder, "--curate", "--data", str(data)) as address, SocketSession(address) as session:
        review = begin_review(session)
        before = bytes_of(data)
        component = session.components["dateline_review"]
        query = f"review={review['draft']}"
        session.run(page=session.pages["add"], query=query, trigger=(component, act(review)))
        review = session.data["dateline_review"]["review"]
        assert review["items"][0]["status"] == "accepted"
        assert bytes_of(data) != before  # what is forged below does write where it may
        yield data, review, session


@contextmanager
def server_for_readers(folder, data):
    with running_page(folder, "--data", str(data)) as address:
        yield address


@contextmanager
def server_with_login(folder, data):
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit/secrets.toml").write_text(SECRETS)
    environment = {"DATELINE_CURATORS": "ann@example.org"}
    with running_page(folder, "--curate", "--data", str(data), environment=environment) as address:
        yield address


def forgeries(review, known):
    """20 sets of what a stranger can send: hidden page, forged steps, forged form."""
    page, component = known.pages["add"], known.components["dateline_review"]
    query = f"review={review['draft']}"
    for action in ACTIONS:
        yield {"page": page, "query": query, "trigger": (component, act(review, action, "s01", fields={"gist": "x"}))}
    for odd in ({}, [], "accept", act(review, draft="../../etc/passwd"), act(review, revision=True)):
        yield {"page": page, "query": query, "trigger": (component, odd)}
    ids = known.texts
    form = {"texts": {ids[PASTE]: ARTICLE + "More.", ids[OUTLET]: "Forged"}, "press": known.buttons["Read it"]}
    yield {"page": page, **form}
    yield {"page": "", **form}
    yield {"page": page, "query": "review=" + "0" * 12, "trigger": (component, act(review))}
    yield {"page": "", "query": query, "trigger": (component, act(review))}
    yield {"page": page, "query": query, **form, "trigger": (component, act(review, "close"))}
    yield {"page": page, "query": query}


@pytest.mark.parametrize("serve", [server_for_readers, server_with_login])
def test_twenty_forged_writes_change_no_byte_and_show_nothing_of_a_review(tmp_path, prepared, serve):
    data, review, known = prepared
    before = bytes_of(data)
    with serve(tmp_path, data) as address:
        sent = list(forgeries(review, known))
        assert len(sent) == 20
        for forged in sent:
            with SocketSession(address) as session:
                session.run().run(**forged)
                assert "dateline_review" not in session.data
                assert "dateline_desk" not in session.data
                assert "Budanov" not in str(session.data.get("dateline_told"))
    assert bytes_of(data) == before


@pytest.mark.parametrize(
    ("headers", "may"),
    [
        ({}, True),
        ({"X-Forwarded-For": "203.0.113.9"}, False),
        ({"Forwarded": "for=203.0.113.9"}, False),
        ({"Via": "1.1 proxy"}, False),
    ],
)
def test_without_a_login_nobody_writes_through_a_proxy(tmp_path, headers, may):
    server = running_page(tmp_path, "--curate", "--data", str(tmp_path / "own"))
    with server as address, SocketSession(address, headers) as session:
        session.run().run(page=session.pages["add"])
        assert (PASTE in session.texts) is may


@pytest.mark.parametrize("curate", ["", "1"])
def test_the_functions_that_write_ask_by_themselves_who_acts(tmp_path, monkeypatch, curate):
    monkeypatch.setenv("DATELINE_CURATE", curate)
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    desk = Desk(tmp_path, load_gazetteer())
    draft = desk.start(*desk.read(ARTICLE, "pasted", "Wire", "2025-01-04"), "Ann")
    before = bytes_of(tmp_path)
    outcome = perform({"draft": draft.draft_id, "revision": draft.revision, "action": "accept", "item": "article"})
    assert outcome.draft is None
    assert outcome.message
    assert start_review(Incoming(ARTICLE), is_confirmed=True).draft is None
    assert bytes_of(tmp_path) == before


ODD = [
    {"action": None},
    {"action": "accept", "item": 7},
    {"action": "accept", "item": "s99"},
    {"action": "edit", "item": "article", "fields": {"authors": "x" * 10_000}},
    {"action": "edit", "item": "article", "fields": {"record_id": "nis", "status": "accepted"}},
    {"action": "edit", "item": "s01", "fields": {"gist": {"$ne": 1}}},
    {"action": "edit", "item": "s01", "fields": {"places": [{"name": "x" * 5000}]}},
    {"action": "edit", "item": "s01", "fields": {"new_claimants": {"A": {"side": "ours"}}}},
    {"action": "edit", "item": "s01", "fields": {"__class__": "x"}},
    {"action": "split", "item": "s01", "at": True},
    {"action": "split", "item": "article"},
    {"action": "reopen", "item": "article"},
    {"action": "reject", "item": "../s01", "note": {"a": 1}},
    {"action": "add", "kind": "claimant", "start": 0, "end": 5},
    {"action": "add", "kind": "event", "start": "0", "end": 10**30},
    {"action": "close", "revision": "1"},
    {"action": "reject", "item": "s01", "note": "\ud800"},
    {"action": "edit", "item": "s01", "fields": {"new_claimants": {"\ud800": {"kind": "person"}}}},
]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_steps_of_a_curator_are_told_in_a_sentence_and_write_no_record(tmp_path, monkeypatch, odd):
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    monkeypatch.setattr("dashboard.curation.acting_curator", lambda: Curator("Ann"))
    desk = Desk(tmp_path, load_gazetteer())
    draft = desk.start(*desk.read(ARTICLE, "pasted", "Wire", "2025-01-04"), "Ann")
    outcome = perform({"draft": draft.draft_id, "revision": draft.revision, **odd})
    assert outcome.message or odd.get("action") in {"split", "add"}
    assert "\n" not in (outcome.message or "")
    assert not list(tmp_path.rglob("*.jsonl"))
    assert desk.drafts.read(draft.draft_id).text == ARTICLE


@pytest.mark.parametrize("field", ["source", "outlet", "published"])
def test_broken_signs_are_told_and_begin_no_review(tmp_path, monkeypatch, field):
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    monkeypatch.setattr("dashboard.curation.acting_curator", lambda: Curator("Ann"))
    given = {"source": ARTICLE, "outlet": "Wire", "published": "2025-01-04"}
    given[field] += "\ud800"
    assert "broken signs" in str(start_review(Incoming(**given), is_confirmed=True).message)
    assert not list(tmp_path.rglob("*.json"))


class User:
    """What Streamlit says of a session."""

    def __init__(self, **said):
        self.said = said

    def to_dict(self):
        return self.said


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"is_logged_in": True, "email": "Ann@Example.org"}, "ann@example.org"),
        ({"is_logged_in": True, "email": "ann@example.org", "email_verified": True}, "ann@example.org"),
        ({"is_logged_in": True, "email": "ann@example.org", "email_verified": False}, None),
        ({"is_logged_in": True, "email": "eve@example.org"}, None),
        ({"is_logged_in": True, "email": ""}, None),
        ({"is_logged_in": True}, None),
        ({"is_logged_in": "yes", "email": "ann@example.org"}, None),
        ({"is_logged_in": False, "email": "ann@example.org"}, None),
        ({}, None),
    ],
)
def test_after_a_login_only_named_addresses_write(monkeypatch, tmp_path, said, name):
    monkeypatch.setenv("DATELINE_CURATE", "1")
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    monkeypatch.setenv("DATELINE_CURATORS", "ann@example.org")
    monkeypatch.setattr("dashboard.curation.has_login", lambda: True)
    monkeypatch.setattr("dashboard.curation.st.user", User(**said))
    if name is None:
        with pytest.raises(NotAllowedError):
            acting_curator()
    else:
        assert acting_curator().name == name


OWN = ("data",)


@pytest.mark.parametrize(
    ("data", "address", "has_login", "allowed", "words"),
    [
        (OWN, "127.0.0.1", False, "", None),
        (("shipped", "data"), "localhost", False, "", None),
        (OWN, "::1", False, "", None),
        (OWN, "0.0.0.0", True, "ann@example.org", None),  # noqa: S104 - an address that is refused without a login
        (OWN, "0.0.0.0", False, "ann@example.org", "needs a login"),  # noqa: S104 - the same
        (OWN, "", False, "", "needs a login"),
        (OWN, "127.0.0.1", True, "", "nobody may add articles yet"),
        ((), "127.0.0.1", False, "", "exactly one data folder"),
        (("shipped",), "127.0.0.1", False, "", "exactly one data folder"),
        (("one", "two"), "127.0.0.1", False, "", "exactly one data folder"),
        (("data", "postgresql://host/base"), "127.0.0.1", False, "", "exactly one data folder"),
    ],
)
def test_a_server_curates_only_where_it_is_known_who_writes_and_where(data, address, has_login, allowed, words):
    settings = Settings(data=data, curate=True)
    told = why_not_curate(settings, address, has_login=has_login, allowed=split_addresses(allowed))
    assert (told is None) == (words is None)
    assert words is None or words in told


def test_addresses_are_folded_and_separated_by_commas_or_spaces():
    assert split_addresses("Ann@Example.org, bob@example.org  ") == {"ann@example.org", "bob@example.org"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--data", "own", "--address", "0.0.0.0"), "needs a login"),  # noqa: S104 - refused
        (("--data", "shipped"), "exactly one data folder"),
        ((), "exactly one data folder"),
        (("--data", "a.txt"), "is not a folder"),
    ],
)
def test_run_refuses_in_one_sentence(tmp_path, arguments, words):
    (tmp_path / "a.txt").write_text("no folder")
    command = [sys.executable, "-m", "dashboard.cli", "run", "--curate", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not Path(tmp_path / "own").exists()

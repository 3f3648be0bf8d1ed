"""A login that cannot work is told at the start, and one that breaks later opens nothing."""

import subprocess
import sys

import pytest

from dashboard.curation import NotAllowedError, acting_curator
from dashboard.login import LoginError, why_nobody_logs_in

HOSTS = ["127.0.0.1", "localhost"]
WHOLE = {
    "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
    "cookie_secret": "thirty-two letters, in this test only",
    "client_id": "dateline",
    "client_secret": "nothing",
    "server_metadata_url": "http://127.0.0.1:9/.well-known/openid-configuration",
}


@pytest.mark.parametrize(
    ("auth", "hosts", "words"),
    [
        (WHOLE, HOSTS, None),
        (WHOLE, [], None),
        ({**WHOLE, "redirect_uri": "https://page.example/oauth2callback"}, [], None),
        ({**WHOLE, "redirect_uri": "https://page.example/oauth2callback"}, [*HOSTS, "page.example"], None),
        ({**WHOLE, "redirect_uri": "https://page.example/oauth2callback"}, HOSTS, "add --host"),
        ({**WHOLE, "redirect_uri": "http://127.0.0.1:8501/"}, HOSTS, "followed by /oauth2callback"),
        ({**WHOLE, "redirect_uri": "/oauth2callback"}, HOSTS, "followed by /oauth2callback"),
        ({**WHOLE, "client_secret": ""}, HOSTS, "has no client_secret"),
        ({"redirect_uri": WHOLE["redirect_uri"]}, HOSTS, "has no cookie_secret"),
        ("yes", HOSTS, "must be a section"),
    ],
)
def test_what_a_login_lacks_is_told_at_the_start(monkeypatch, auth, hosts, words):
    monkeypatch.setattr("dashboard.login._secret", lambda _: auth)
    told = why_nobody_logs_in(hosts)
    assert (told is None) == (words is None)
    assert words is None or words in told


def test_the_http_client_that_authlib_needs_is_asked_for(monkeypatch):
    monkeypatch.setattr("dashboard.login._secret", lambda _: WHOLE)
    monkeypatch.setattr("dashboard.login.find_spec", lambda name: None if name.startswith("httpx") else name)
    assert "install dateline[login]" in str(why_nobody_logs_in(HOSTS))


@pytest.mark.parametrize("content", [b"[auth\n", b"\xff\xfe[auth]\n"])
def test_a_broken_secrets_file_starts_nothing_to_write_to(tmp_path, content):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_bytes(content)
    command = [sys.executable, "-m", "dashboard.cli", "run", "--curate", "--data", "own"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "cannot be read" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "own").exists()


def broken():
    raise LoginError("the file cannot be read")


@pytest.mark.parametrize("has_login", [lambda: False, broken])
def test_a_page_that_was_started_with_a_login_never_does_without(monkeypatch, tmp_path, has_login):
    for name, value in {"DATA": str(tmp_path), "CURATE": "1", "LOGIN": "1"}.items():
        monkeypatch.setenv(f"DATELINE_{name}", value)
    monkeypatch.setattr("dashboard.curation.has_login", has_login)
    monkeypatch.setattr("dashboard.curation.st.get_option", lambda _: "127.0.0.1")
    monkeypatch.setattr("dashboard.curation._on_this_machine", lambda: pytest.fail("nobody logged in"))
    with pytest.raises(NotAllowedError):
        acting_curator()

"""Whether a login is set up and can work, and who may add articles after it."""

import os
from collections.abc import Collection, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.settings import CURATORS_VARIABLE, split_addresses
from events.faults import RecordError

FILE = ".streamlit/secrets.toml"
CALLBACK = "/oauth2callback"
"""Where Streamlit takes the answer of the provider."""
_REQUIRED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")


class LoginError(RecordError):
    """The file that says whether a login is needed cannot be read."""


def has_login() -> bool:
    """Whether a login is set up: ``[auth]`` in secrets.toml.

    Raises:
        LoginError: the file is there, but cannot be read.
    """
    return bool(_secret("auth"))


def can_log_in() -> bool:
    """Whether the page can offer a login."""
    try:
        return has_login()
    except LoginError:
        return False


def allowed_addresses() -> frozenset[str]:
    """The mail addresses that may write: ``DATELINE_CURATORS``, or ``curators`` in secrets.toml."""
    listed = _secret("curators") or ()
    named = listed if isinstance(listed, str) else " ".join(str(one) for one in listed)
    return split_addresses(f"{os.environ.get(CURATORS_VARIABLE, '')} {named}")


def why_nobody_logs_in(hosts: Collection[str]) -> str | None:
    """What is missing for a login that is set up, in one sentence; ``hosts`` are those answered, empty = all."""
    auth = _secret("auth")
    if not isinstance(auth, Mapping):
        return f"--curate: auth in {FILE} must be a section: [auth]"
    missing = next((name for name in _REQUIRED if not auth.get(name)), None)
    if missing is not None:
        return f"--curate: [auth] in {FILE} has no {missing}"
    back = urlsplit(str(auth["redirect_uri"]))
    if back.path != CALLBACK or back.hostname is None:
        return f"--curate: redirect_uri in {FILE} must be the page's address followed by {CALLBACK}"
    if hosts and back.hostname not in hosts:
        return f"--curate: redirect_uri leads to {back.hostname}, to which this server does not answer: add --host"
    return None if _has_packages() else "--curate: the login needs more packages: install dateline[login]"


def _has_packages() -> bool:
    """Authlib, and one of the two HTTP clients that it can use and does not require."""
    return find_spec("authlib") is not None and any(find_spec(name) for name in ("httpx2", "httpx"))


def _secret(name: str) -> Any:  # noqa: ANN401 - a table, a list or a string of the file
    try:
        return st.secrets.get(name)
    except (StreamlitSecretNotFoundError, OSError, UnicodeDecodeError):
        # Streamlit says the same of a missing file and of a broken one; a broken one may ask for a login.
        if any(Path(one).exists() for one in st.get_option("secrets.files")):
            raise LoginError(f"{FILE} cannot be read, so nobody may add articles: it may ask for a login.") from None
        return None

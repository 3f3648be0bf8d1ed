"""Whether a login is set up, and who may add articles after it."""

import os
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.settings import CURATORS_VARIABLE, split_addresses


def has_login() -> bool:
    """Whether a login is set up: ``[auth]`` in secrets.toml."""
    return bool(_secret("auth"))


def allowed_addresses() -> frozenset[str]:
    """The mail addresses that may write: ``DATELINE_CURATORS``, or ``curators`` in secrets.toml."""
    listed = _secret("curators") or ()
    named = listed if isinstance(listed, str) else " ".join(str(one) for one in listed)
    return split_addresses(f"{os.environ.get(CURATORS_VARIABLE, '')} {named}")


def _secret(name: str) -> Any:  # noqa: ANN401 - a table, a list or a string of the file
    try:
        return st.secrets.get(name)
    except (StreamlitSecretNotFoundError, FileNotFoundError):
        return None

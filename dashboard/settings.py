"""Settings: what the page was started with, carried to the server in named environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "DATELINE_DATA"
ARTICLES_VARIABLE = "DATELINE_ARTICLES"
CURATE_VARIABLE = "DATELINE_CURATE"
LOGIN_VARIABLE = "DATELINE_LOGIN"
HOSTS_VARIABLE = "DATELINE_HOSTS"
"""The host names that the server answers to, by spaces; empty or absent = all."""
SHIPPED_NAME = "shipped"
"""What stands for the shipped data set where several data sets are named."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the server was started with.

    ``data``: folders, files or addresses, none = the shipped data set. ``articles``: where the texts are.
    ``needs_login``: a login was set up at the start, so nobody writes without one, whatever becomes of its file.
    """

    data: tuple[str, ...] = ()
    articles: Path | None = None
    curate: bool = False
    needs_login: bool = False

    @property
    def own_folders(self) -> list[Path]:
        """The data folders that a curator may write to: those that are not the shipped one or an address."""
        return [Path(one) for one in self.data if one != SHIPPED_NAME and "://" not in one]


LOOPBACK_NAMES = frozenset({"127.0.0.1", "::1", "localhost"})
CURATORS_VARIABLE = "DATELINE_CURATORS"
"""Addresses that may add articles after a login, separated by commas or spaces."""


def split_addresses(text: str) -> frozenset[str]:
    """Mail addresses, folded."""
    return frozenset(one.casefold() for one in text.replace(",", " ").split())


def why_not_curate(settings: Settings, address: str, *, has_login: bool, allowed: frozenset[str]) -> str | None:
    """Why a server may not be started for curating, in one sentence; None if it may."""
    if len(settings.own_folders) != 1 or len(set(settings.data)) > 2 or any("://" in one for one in settings.data):
        return "--curate needs exactly one data folder of your own: --data DIR (and, if wanted, --data shipped)"
    folder = settings.own_folders[0]
    if folder.exists() and not folder.is_dir():
        return f"--curate: {folder} is not a folder"
    if has_login and not allowed:
        return f"--curate: nobody may add articles yet: name the allowed addresses in {CURATORS_VARIABLE}"
    if not has_login and address not in LOOPBACK_NAMES:
        return (
            f"--curate on {address} needs a login: an [auth] section in .streamlit/secrets.toml; "
            "without one, listen on 127.0.0.1"
        )
    return None


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in the environment."""
    articles = environment.get(ARTICLES_VARIABLE)
    return Settings(
        data=tuple(one for one in environment.get(DATA_VARIABLE, "").split("\n") if one),
        articles=Path(articles) if articles else None,
        curate=environment.get(CURATE_VARIABLE) == "1",
        needs_login=environment.get(LOGIN_VARIABLE) == "1",
    )


def to_environment(settings: Settings) -> dict[str, str]:
    """The variables that ``read_settings`` reads back as these settings."""
    return {
        DATA_VARIABLE: "\n".join(settings.data),
        ARTICLES_VARIABLE: str(settings.articles) if settings.articles else "",
        CURATE_VARIABLE: "1" if settings.curate else "",
        LOGIN_VARIABLE: "1" if settings.needs_login else "",
    }

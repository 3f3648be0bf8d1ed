"""Settings: what the page was started with, carried to the server in named environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "DATELINE_DATA"
ARTICLES_VARIABLE = "DATELINE_ARTICLES"
CURATE_VARIABLE = "DATELINE_CURATE"
SHIPPED_NAME = "shipped"
"""What stands for the shipped data set where several data sets are named."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``data``: folders, files or addresses, none = the shipped data set. ``articles``: where the texts are."""

    data: tuple[str, ...] = ()
    articles: Path | None = None
    curate: bool = False


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in the environment."""
    articles = environment.get(ARTICLES_VARIABLE)
    return Settings(
        data=tuple(one for one in environment.get(DATA_VARIABLE, "").split("\n") if one),
        articles=Path(articles) if articles else None,
        curate=environment.get(CURATE_VARIABLE) == "1",
    )


def to_environment(settings: Settings) -> dict[str, str]:
    """The variables that ``read_settings`` reads back as these settings."""
    return {
        DATA_VARIABLE: "\n".join(settings.data),
        ARTICLES_VARIABLE: str(settings.articles) if settings.articles else "",
        CURATE_VARIABLE: "1" if settings.curate else "",
    }

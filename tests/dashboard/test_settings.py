"""Settings reach the server through the environment unchanged."""

from pathlib import Path

import pytest

from dashboard.settings import Settings, read_settings, to_environment


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(data=("shipped",)),
        Settings(data=("shipped", "a folder/of mine", "postgresql+psycopg://host/base")),
        Settings(articles=Path("texts")),
        Settings(data=("a:b;c,d",), articles=Path("te xts"), curate=True, needs_login=True),
    ],
)
def test_settings_survive_the_environment(settings):
    assert read_settings(to_environment(settings)) == settings


def test_an_empty_environment_is_the_shipped_data_set():
    assert read_settings({}) == Settings()

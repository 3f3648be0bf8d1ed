"""The console script ``dateline``: the commands on records, and ``run``."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dashboard.settings import HOSTS_VARIABLE, Settings, to_environment, why_not_curate

LOOPBACK = "127.0.0.1"
LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]", "::1"]


def run(
    data: Annotated[list[str] | None, typer.Option("--data", help="A data folder or file; repeatable.")] = None,
    articles: Annotated[Path | None, typer.Option(help="The folder with the articles' texts.")] = None,
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option(help="The address to listen on.")] = LOOPBACK,
    host: Annotated[list[str] | None, typer.Option(help="A name that the page is reached under; repeatable.")] = None,
    curate: Annotated[bool, typer.Option("--curate", help="Let curators add articles to the one --data DIR.")] = False,
) -> None:
    """Start the page."""
    texts = articles.resolve() if articles else None
    settings = Settings(tuple(_resolved(one) for one in data or ()), texts, curate=curate)
    hosts = hosts_of(address, host or [])
    if curate:
        settings = _prepare_curating(settings, address, hosts)
    _check(settings)
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("app.py"))]
    command += flags(address, port)
    typer.echo(f"Dateline on http://{address}:{port} (Ctrl+C stops it)")
    become(command, os.environ | to_environment(settings) | {HOSTS_VARIABLE: " ".join(hosts)})


def become(command: list[str], environment: dict[str, str]) -> NoReturn:
    """Go on as ``command``, so that who stops us stops the server; Windows has no such thing, and waits for it."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606 - our own script, without a shell
    raise typer.Exit(subprocess.call(command, env=environment))  # noqa: S603 - the same


def hosts_of(address: str, named: list[str]) -> list[str]:
    """The host names that are answered; empty = all. A loopback server answers only to its own names and the named."""
    return [*LOOPBACK_NAMES, *named] if address in LOOPBACK_NAMES else named


def flags(address: str, port: int) -> list[str]:
    """Every setting of Streamlit that a promise needs: its own file is read only from the working folder."""
    settings = {
        "server.address": address,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": 5,
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "runner.postScriptGC": "false",
    }
    return [part for name, value in settings.items() for part in (f"--{name}", str(value))]


def _resolved(data: str) -> str:
    return data if "://" in data or data == "shipped" else str(Path(data).resolve())


def _check(settings: Settings) -> None:
    for one in settings.data:
        if "://" not in one and one != "shipped" and not Path(one).exists():
            raise _stop(f"--data: there is no {one}")
    if settings.articles is not None and not settings.articles.is_dir():
        raise _stop(f"--articles: {settings.articles} is not a folder")


def _prepare_curating(settings: Settings, address: str, hosts: list[str]) -> Settings:
    """Refuse in one sentence where strangers could write; make the curator's folder where it is not there yet."""
    from dashboard.login import LoginError, allowed_addresses, has_login, why_nobody_logs_in  # noqa: PLC0415 - slow

    try:
        by_login = has_login()
        problem = why_not_curate(settings, address, has_login=by_login, allowed=allowed_addresses())
        if problem is None and by_login:
            problem = why_nobody_logs_in(hosts)
    except LoginError as error:
        problem = str(error)
    if problem is not None:
        raise _stop(problem)
    try:
        (settings.own_folders[0] / "articles").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _stop(f"--data: {settings.own_folders[0]} cannot be made: {error.strerror}") from None
    return replace(settings, needs_login=by_login)


def _stop(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(1)


def main() -> None:
    """Run the command line."""
    commands()()


@cache
def commands() -> typer.Typer:
    """All commands. Those on records take a second to import; ``run`` hands over at once and goes without them."""
    if sys.argv[1:2] == ["run"]:
        app = typer.Typer(add_completion=False)
        app.callback()(lambda: None)
    else:
        from events.cli import app  # noqa: PLC0415 - see above
    app.command()(run)
    return app


if __name__ == "__main__":
    main()

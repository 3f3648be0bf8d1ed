"""A static page with the panel alone, its server and its data; imitates what Streamlit does for a component."""

import copy
import json
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

HARNESS = Path(__file__).resolve().parent
FRONTEND = HARNESS.parents[2] / "dashboard" / "frontend"
DATA = json.loads((HARNESS / "data.json").read_text(encoding="utf-8"))


class Handler(SimpleHTTPRequestHandler):
    """The panel's modules under /frontend/, the page of this folder elsewhere."""

    def translate_path(self, path):
        parts = [part for part in urlsplit(path).path.split("/") if part not in {"", ".", ".."}]
        folder = FRONTEND if parts[:1] == ["frontend"] else HARNESS
        return str(folder.joinpath(*(parts[1:] if folder is FRONTEND else parts)))

    def guess_type(self, path):
        return "text/javascript" if str(path).endswith(".js") else super().guess_type(path)

    def log_message(self, *_):
        return


@contextmanager
def open_site(browser):
    """The browser and the address of the page, on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield browser, f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def open_page(site):
    """The page with nothing given yet; an error in it fails the test."""
    browser, address = site
    errors = []
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    page.wait_for_function("window.harnessReady")
    yield page
    page.context.close()
    assert errors == []


def data_with(panel=None, **changes):
    """The data of ``data.json`` with other values in ``panel`` and beside it."""
    data = copy.deepcopy(DATA)
    data["panel"].update(panel or {})
    data.update(changes)
    return data


def give(page, data=DATA):
    """Calls the panel as Streamlit does when Python has sent ``data``."""
    page.evaluate("data => window.give(data)", data)


def views(page):
    """Every view that the panel committed, in order."""
    return page.evaluate("window.calls.filter(call => call[1] === 'view').map(call => call[2])")


def words_of(locator):
    return " ".join(locator.text_content().split())


def tab(page, name):
    return page.get_by_role("tab", name=name, exact=True)


def card(page, statement_id):
    return page.locator(f'article[data-statement="{statement_id}"]')

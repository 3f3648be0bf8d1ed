import re

import pytest

from tests.browser.server import running_page
from tests.chromium import ARGUMENTS, find_chromium


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def page_address(tmp_path_factory):
    with running_page(tmp_path_factory.mktemp("server")) as address:
        yield address


class Reader:
    """A reader's browser on the page, which refuses and counts every request that leaves loopback."""

    def __init__(self, context):
        self.page = context.new_page()
        self.outside = []
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        context.route(re.compile(r"^(?!https?://(127\.0\.0\.1|localhost)[:/]|data:|blob:)"), self._refuse)

    def _refuse(self, route):
        self.outside.append(route.request.url)
        route.abort()

    def open(self, address):
        self.page.goto(address)
        self.wait_for_map()
        return self

    def wait_for_map(self):
        self.page.get_by_role("status").wait_for()
        self.page.wait_for_function("() => document.querySelector('iframe[src*=streamlit_folium]')")
        self.map.wait_for_function("() => window.dateline && window.dateline.stats().marks > 0")
        self.map.wait_for_selector(".dl-name", state="attached")  # the base map, which makes the marks anew

    @property
    def map(self):
        frame = self.page.query_selector("iframe[src*=streamlit_folium]").content_frame()
        assert frame is not None
        return frame

    def stats(self):
        return self.map.evaluate("() => window.dateline.stats()")

    def status(self):
        words = self.page.get_by_role("status").inner_text()
        found = re.fullmatch(r"([\d,]+) statements, ([\d,]+) figures, ([\d,]+) places", words.strip())
        assert found, words
        return tuple(int(number.replace(",", "")) for number in found.groups())

    def wait_for_status(self, expected):
        self.page.get_by_role("status").filter(has_text=re.compile(rf"^\s*{expected:,} statements")).wait_for()


@pytest.fixture
def open_reader(chromium):
    contexts = []

    def make(width=1400, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        return Reader(context)

    yield make
    for context in contexts:
        context.close()

"""A page whose time passes only when a test says so: how busy the machine is then plays no part."""

from playwright.sync_api import Page

BEGIN = 3600.0
"""Seconds on the page's clock when it is held; anything that the real time has not reached."""


def hold_clock(page: Page) -> None:
    """Stop the page's clock: ``page.clock.run_for(milliseconds)`` moves it, its timers and ``performance.now()``."""
    page.clock.install(time=0)
    page.clock.pause_at(BEGIN)

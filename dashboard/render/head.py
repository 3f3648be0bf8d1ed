"""The line at the top of every screen."""

from dashboard.assets import assets_url
from dashboard.render.components import components
from dashboard.settings import read_settings
from dashboard.views.headline import Headline, build_headline
from events.event_store import EventStore
from events.store import RecordStore

COMPARE = "Compare"
SCREENS = {"Map": "./", COMPARE: "compare"}
"""The screens by name, and where each is, relative to the page."""
CURATING = {"Add an article": "add"}
"""The screens of a server that was started with --curate."""


def show_head(store: RecordStore | EventStore, current: str, headline: Headline | None = None) -> None:
    """Draw the headline, by default that of the whole data set, and the way to the other screens."""
    headline = headline or build_headline(store)
    screens = SCREENS | (CURATING if read_settings().curate else {})
    if isinstance(store, EventStore):
        screens.pop(COMPARE)  # nobody says anything in a file of events
    components()["head"](
        key="head",
        data={
            "assets": assets_url(),
            "counts": headline.counts,
            "sides": headline.sides,
            "faults": headline.faults,
            "screens": [{"label": name, "href": href, "current": name == current} for name, href in screens.items()],
        },
    )

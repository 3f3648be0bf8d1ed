"""The line at the top: what is here, who speaks, and what could not be read."""

from collections import Counter
from dataclasses import dataclass

from dashboard.views.statement_view import span_in_words
from events.store import RecordStore
from events.vocabulary import Side


@dataclass(frozen=True)
class Headline:
    """Sentences for the top of the page; ``faults`` is empty when every line of the data was read."""

    counts: str
    sides: str
    faults: list[str]


def build_headline(store: RecordStore) -> Headline:
    """The headline of a data set."""
    statements = store.collection.current_statements()
    speakers = {claimant for one in statements for claimant in one.claimants}
    return Headline(
        counts=(
            f"{len(store.collection.articles)} reports, {len(statements)} statements by {len(speakers)} speakers, "
            f"{span_in_words(store)}. Reported claims, not verified by us."
        ),
        sides=sides_in_words(store),
        faults=faults_in_words(store),
    )


def sides_in_words(store: RecordStore) -> str:
    """Which sides speak, the most heard first, and which do not."""
    known = store.collection
    heard = Counter(
        side
        for one in known.current_statements()
        for side in {known.claimants[claimant].side for claimant in one.claimants}
    )
    spoken = ", ".join(f"{side.value} {count}" for side, count in heard.most_common())
    missing = [side.value for side in (Side.NORTH_KOREA, Side.RUSSIA, Side.UKRAINE) if not heard[side]]
    return f"Statements by speaker's side: {spoken}." + (f" None by {' or '.join(missing)}." if missing else "")


def faults_in_words(store: RecordStore) -> list[str]:
    """One line for each fault, after one that says how many."""
    if not store.faults:
        return []
    count = len(store.faults)
    head = f"{count} {'line' if count == 1 else 'lines'} of the data could not be read; everything else is shown."
    shown = [f"{fault.path.name}:{fault.line or 1}: {fault.message}" for fault in store.faults[:5]]
    return [head, *shown] + ([f"and {count - 5} more: `dateline validate` lists them"] if count > 5 else [])

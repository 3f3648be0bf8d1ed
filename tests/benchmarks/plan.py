"""What is measured how often: sizes, baselines that finish at each, repetitions."""

from dataclasses import dataclass
from pathlib import Path

SEED = 20241013
FOLDER = Path(__file__).resolve().parents[2] / "bench-data"
SHIPPED = "shipped"
FIGURES = "figures"
MOST_FIGURES = 5_000
ALL_ROWS = (SHIPPED, "50", "1000", "10000", "100000", "1000000", "10000000", FIGURES)
"""``FIGURES`` are records with so many figures of one measure: the size at which the chart is measured."""

MOST_ROWS = {"circles": 10_000, "geojson": 100_000, "deck": 1_000_000, "timeline": 100_000}
"""Up to how many rows a baseline answers at all in useful time."""


def patience(rows: str) -> float:
    """Seconds after which a baseline has not answered: two windows of equal size look the same to ``WATCH_GL``."""
    return 3.0 if int(rows) <= 10_000 else 30.0


@dataclass(frozen=True)
class Plan:
    """How often everything is repeated in one round."""

    rounds: int = 2
    presses: int = 20
    ticks: int = 180
    toggles: int = 10
    turns: int = 6
    scrubs: int = 500
    starts: int = 5
    baseline_presses: int = 8
    baseline_toggles: int = 4
    pairs: int = 200


QUICK = Plan(
    rounds=1,
    presses=10,
    ticks=90,
    toggles=4,
    turns=2,
    scrubs=500,
    starts=2,
    baseline_presses=4,
    baseline_toggles=2,
    pairs=40,
)


def baselines_for(rows: str) -> list[str]:
    """The baselines for so many rows; the shipped records are no file that they could read."""
    if rows == FIGURES:
        return ["chart"]
    return [] if rows == SHIPPED else [name for name, most in MOST_ROWS.items() if int(rows) <= most]


def data_file(rows: str) -> Path | None:
    """The file of so many synthetic events, or the folder of figures, made once; None = the shipped records."""
    from tests.benchmarks.crowd import make_crowd
    from tests.benchmarks.synthetic import make_events

    if rows == SHIPPED:
        return None
    FOLDER.mkdir(exist_ok=True)
    if rows == FIGURES:
        folder = FOLDER / f"figures-{MOST_FIGURES}-{SEED}"
        return folder / "data" if folder.exists() else make_crowd(folder, MOST_FIGURES, SEED)
    path = FOLDER / f"events-{rows}-{SEED}.parquet"
    if not path.exists():
        part = path.with_suffix(".part")
        make_events(part, int(rows), SEED)
        part.rename(path)
    return path

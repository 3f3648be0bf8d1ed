"""The measured numbers: by size, subject and measure; kept in bench-data/results.json from run to run."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.benchmarks import machine
from tests.benchmarks.matching import quantile
from tests.benchmarks.plan import FOLDER

PAGE = "dateline"
PATH = FOLDER / "results.json"

Samples = dict[str, list[float]]


@dataclass
class Size:
    """What was measured with so many rows. ``facts``: what the page said of its data; ``failures`` by subject."""

    rows: str
    command: str
    date: str
    loads: list[float]
    samples: dict[str, Samples] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    failures: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def begin(cls, rows: str, command: str) -> "Size":
        return cls(rows, command, machine.today(), [machine.load_average()])

    def end(self) -> None:
        self.loads.append(machine.load_average())

    def add(self, subject: str, samples: Samples) -> None:
        self.loads.append(machine.load_average())
        for name, values in samples.items():
            self.samples.setdefault(subject, {}).setdefault(name, []).extend(values)

    def note(self, subject: str, facts: dict[str, Any]) -> None:
        self.facts.setdefault(subject, {}).update(facts)

    def fail(self, subject: str, message: str) -> None:
        self.failures.setdefault(subject, []).append(message)

    def values(self, subject: str, name: str) -> list[float]:
        return self.samples.get(subject, {}).get(name, [])

    def in_words(self, subject: str) -> str:
        return ", ".join(
            f"{name} {quantile(values, 0.5):.1f}/{quantile(values, 0.95):.1f} (n={len(values)})"
            for name, values in self.samples.get(subject, {}).items()
            if values
        )


def read() -> dict[str, Any]:
    """``machine`` and ``sizes`` of all runs so far."""
    if not PATH.exists():
        return {"machine": machine.describe_machine(), "sizes": {}}
    kept = json.loads(PATH.read_text("utf-8"))
    return {"machine": kept["machine"], "sizes": {rows: Size(**size) for rows, size in kept["sizes"].items()}}


def keep(size: Size) -> None:
    """Put this size in the place of what an earlier run had measured of it, measure by measure."""
    kept = read()
    before = kept["sizes"].get(size.rows)
    if before is not None:
        if any(before.samples[one].keys() - size.samples.get(one, {}).keys() for one in before.samples):
            size.command = f"{before.command}; then {size.command}"
            size.date = f"{before.date}; then {size.date}"
        for subject, samples in before.samples.items():
            size.samples[subject] = samples | size.samples.get(subject, {})
        for subject, facts in before.facts.items():
            size.facts[subject] = facts | size.facts.get(subject, {})
    sizes = kept["sizes"] | {size.rows: size}
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(
        {"machine": machine.describe_machine(), "sizes": {rows: asdict(one) for rows, one in sizes.items()}}, indent=1
    )
    PATH.write_text(text, "utf-8")

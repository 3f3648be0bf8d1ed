"""What has to be reached (p95 unless said otherwise), and whether it was."""

from dataclasses import dataclass

from tests.benchmarks.matching import quantile
from tests.benchmarks.results import PAGE, Size


@dataclass(frozen=True)
class Measure:
    """A row of the table. ``share`` is the quantile that the target is about; no target: only shown."""

    name: str
    title: str
    unit: str = "ms"
    most: float | None = None
    least: float | None = None
    share: float = 0.95

    def target_at(self, rows: str) -> tuple[float | None, float | None]:
        """The highest and the lowest value allowed at so many rows."""
        if self.name == "filter" and rows == "10000000":
            return 1000.0, None
        if self.name == "panel" and rows == "10000000":
            return None, None
        return self.most, self.least

    def target_in_words(self, rows: str) -> str:
        most, least = self.target_at(rows)
        quantile_name = {0.95: "p95", 0.5: "median", 1.0: "all"}[self.share]
        if most is not None:
            return f"{quantile_name} ≤ {most:g} {self.unit}".strip()
        return f"{quantile_name} ≥ {least:g} {self.unit}".strip() if least is not None else ""

    def verdict(self, size: Size) -> str:
        """ "yes", or by how much it was missed; nothing without target."""
        values, (most, least) = size.values(PAGE, self.name), self.target_at(size.rows)
        if not values or (most is None and least is None):
            return ""
        reached = quantile(values, self.share)
        if most is not None:
            return "yes" if reached <= most else f"no: {number(reached - most)} {self.unit} over"
        return "yes" if reached >= (least or 0) else f"no: {number((least or 0) - reached)} {self.unit} under"


MEASURES = (
    Measure("key", "arrow key → painted", most=25),
    Measure("drag", "mouse drag at 60 Hz, input → painted", most=20),
    Measure("drag paints", "paints in that drag", "a second", least=55, share=0.5),
    Measure("touch", "touch drag, processor 4x slower", "ms"),
    Measure("touch paints", "paints in that drag", "a second", share=0.5),
    Measure("filter", "filter → painted", most=100),
    Measure("zoom", "wheel → drawn at the new zoom", "ms"),
    Measure("panel", "committed window → panel", most=150),
    Measure("release", "release of a drag → panel", "ms"),
    Measure("readers", "committed window → answer, 100 readers on one process", most=1000),
    Measure("readers lost", "readers of the 100 without an answer", "readers", most=0, share=1.0),
    Measure("chart", "committed window → figures drawn", most=150, share=0.5),
    Measure("chart key", "arrow key → figures drawn", share=0.5),
    Measure("start", "server's start → first marks", "ms"),
    Measure("open bytes", "bytes on the wire, opening", "kB", share=0.5),
    Measure("step bytes", "bytes on the wire, one commit", "kB", share=0.5),
    Measure("heap growth", "browser heap, growth over 500 scrubs", "MB", most=5, share=0.5),
    Measure("remounts", "map frame made anew", "times", most=0, share=1.0),
    Measure("memory", "server memory", "MB", share=0.5),
)

_KILO = {"open bytes", "step bytes"}


def shown_values(size: Size, subject: str, measure: Measure) -> list[float]:
    """The values in the unit of the table."""
    values = size.values(subject, measure.name)
    return [value / 1000 for value in values] if measure.name in _KILO else values


def number(value: float) -> str:
    """Three digits that matter."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"

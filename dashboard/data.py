"""Cached loading; the only module that caches."""

import gc
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dashboard.settings import SHIPPED_NAME, Settings, read_settings
from dashboard.state import ViewState
from dashboard.views.echoes_view import Mentions, build_mentions
from dashboard.views.event_words import build_event_words
from dashboard.views.figures_view import RowBook
from dashboard.views.headline import Headline, build_headline
from dashboard.views.knowledge import collection_of, day_of
from dashboard.views.map_view import MapView, build_map_view
from dashboard.views.mark_book import MarkBook
from dashboard.views.passages import Texts, read_texts, told_of
from events.engines.near import Near, parse_near
from events.event_store import EventStore, open_parquet
from events.exports.csv import to_csv
from events.exports.event_csv import events_to_csv
from events.faults import RecordError
from events.files import SHIPPED, record_files
from events.selection import Selection, parse_selection, to_parameters
from events.store import RecordStore, open_records, select_records
from events.tally import Tally, encode_tally

CACHED_TALLIES = 24

AnyStore = RecordStore | EventStore


@dataclass
class Loaded:
    """An opened data set with what is derived from it. ``version`` changes when a byte of it changes.

    ``fault`` says why what is on disk by now (``unreadable``, its version; None = not even that) could not be opened
    in its place; "" = this is what is on disk.
    """

    store: AnyStore
    version: str
    map_view: MapView
    texts: Texts
    tallies: "OrderedDict[str, bytes]" = field(default_factory=OrderedDict)
    mentions: "OrderedDict[date | None, Mentions]" = field(default_factory=OrderedDict)
    headlines: "OrderedDict[date | None, Headline]" = field(default_factory=OrderedDict)
    marks: MarkBook = field(default_factory=MarkBook)
    rows: RowBook = field(default_factory=dict)
    fault: str = ""
    unreadable: str | None = None


_lock = threading.RLock()
_loaded: dict[Settings, Loaded] = {}


def load(settings: Settings | None = None) -> Loaded:
    """The data set of the settings; read again when one of its files has changed.

    What can no longer be read (a file that is being written, or was taken away) takes nobody's page: the data set that
    was read before stays, and its ``fault`` says so.

    Raises:
        RecordError: what is named is not there, or cannot be read as data, and never was.
    """
    settings = settings or read_settings()
    folders = data_folders(settings)
    with _lock:
        loaded = _loaded.get(settings)
        version = None
        try:
            version = version_of(folders)
            if loaded is None or version not in {loaded.version, loaded.unreadable}:
                loaded = _open_anew(settings, folders, version)
        except (RecordError, OSError) as error:
            if loaded is None:
                raise
            loaded.fault, loaded.unreadable = str(error), version
        if loaded.version == version:
            loaded.fault, loaded.unreadable = "", None
        return loaded


def _open_anew(settings: Settings, folders: Sequence[Path], version: str) -> Loaded:
    is_change = settings in _loaded
    store = open_store(folders)
    loaded = _loaded[settings] = Loaded(store, version, map_view_of(store), texts_of(store, settings.articles))
    _spare_collector(is_change=is_change)
    return loaded


def _spare_collector(*, is_change: bool) -> None:
    """Take the records out of the garbage collector's rounds: walking 5,000 statements holds an answer up for 0.1 s."""
    if is_change:  # what the data were before can go now, and never once it is frozen
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def open_store(paths: Sequence[Path]) -> AnyStore:
    """A file of events, or the records of folders.

    Raises:
        RecordError: what is named is not there, cannot be read as data, or cannot be opened together.
    """
    files = [path for path in paths if is_parquet(path)]
    if not files:
        return open_records(paths)
    if len(paths) > 1:
        raise RecordError(f"{files[0].name}: a Parquet file is opened alone; name one file, or folders only")
    return open_parquet(files[0])


def is_parquet(path: Path) -> bool:
    """Whether the path names a Parquet file, there or not."""
    return path.suffix.lower() in {".parquet", ".geoparquet"}


def map_view_of(store: AnyStore) -> MapView:
    """The words for the map and the filters."""
    return MapView(build_event_words(store)) if isinstance(store, EventStore) else build_map_view(store)


def texts_of(store: AnyStore, folder: Path | None) -> Texts:
    """The articles' texts in the folder; a file of events has no articles."""
    return (
        told_of(read_texts(folder), store.collection.articles.values()) if isinstance(store, RecordStore) else Texts()
    )


def is_counted_by_server(store: AnyStore) -> bool:
    """Whether the browser's tally holds too little to count filters from (docs/map-protocol.md, ``counts``)."""
    return isinstance(store, EventStore) and store.is_grouped


def data_folders(settings: Settings) -> list[Path]:
    """The folders that the settings name."""
    return [SHIPPED if one == SHIPPED_NAME else Path(one) for one in settings.data] or [SHIPPED]


def version_of(folders: Sequence[Path]) -> str:
    """A short hash of the files' names, sizes and times."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in [folder] if is_parquet(folder) and folder.is_file() else record_files(folder):
            state = path.stat() if path.exists() else path.lstat()  # a link to nowhere
            digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def current_version() -> str:
    """The version of the data as they are on disk now.

    Raises:
        RecordError: a named folder is not there.
    """
    return version_of(data_folders(read_settings()))


def mentions_in(loaded: Loaded, state: ViewState) -> Mentions | None:
    """The echoes that a reader of the view may know, found in the articles' texts; None without texts."""
    if not loaded.texts.is_given or not isinstance(loaded.store, RecordStore):
        return None
    day = day_of(state)
    with _lock:
        if day not in loaded.mentions:
            loaded.mentions[day] = build_mentions(collection_of(loaded.store, state), loaded.texts.by_sha256)
            while len(loaded.mentions) > CACHED_TALLIES:
                loaded.mentions.popitem(last=False)
        return loaded.mentions[day]


def headline_of(loaded: Loaded, state: ViewState) -> Headline:
    """The line at the top, of what a reader of the view may know."""
    day = day_of(state)
    with _lock:
        if day not in loaded.headlines:
            loaded.headlines[day] = build_headline(loaded.store, day)
            while len(loaded.headlines) > CACHED_TALLIES:
                loaded.headlines.popitem(last=False)
        return loaded.headlines[day]


def tally_query(loaded: Loaded, selection: Selection, near: Near | None = None) -> str:
    """The query string under which the tally of a selection is served; what the browser masks is left out.

    ``near`` names the part of the map where a grouped tally has every event.
    """
    basis = Selection(clock=selection.clock, text=selection.text, captives=selection.captives)
    if is_counted_by_server(loaded.store):
        basis = selection.without_window()
    part = {"near": [str(near)]} if near else {}
    return _query(to_parameters(basis) | part | {"v": [loaded.version]})


def _query(parameters: Mapping[str, Sequence[str]]) -> str:
    return urlencode(parameters, doseq=True)


def compressed_tally(parameters: Mapping[str, Sequence[str]]) -> bytes:
    """The gzipped tally that a query string names, from the cache if it was made before."""
    loaded = load()
    selection, _ = parse_selection(parameters)
    near = parse_near("".join(parameters.get("near", ())))
    key = tally_query(loaded, selection, near)
    with _lock:
        if key in loaded.tallies:
            loaded.tallies.move_to_end(key)
            return loaded.tallies[key]
    content = gzip.compress(encode_tally(_tally(loaded.store, selection, near)), compresslevel=1, mtime=0)
    with _lock:
        loaded.tallies[key] = content
        while len(loaded.tallies) > CACHED_TALLIES:
            loaded.tallies.popitem(last=False)
    return content


def _tally(store: AnyStore, selection: Selection, near: Near | None) -> Tally:
    if isinstance(store, EventStore):
        return store.engine.tally(selection, near)
    return store.engine.tally(selection)


def parameters_of(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Query parameters as lists by name."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def export_csv(parameters: Mapping[str, Sequence[str]]) -> str:
    """The selection of a query string as CSV."""
    loaded = load()
    selection, _ = parse_selection(parameters)
    if isinstance(loaded.store, EventStore):
        return "".join(events_to_csv(loaded.store, selection))
    return to_csv(select_records(loaded.store, selection), loaded.store.gazetteer)

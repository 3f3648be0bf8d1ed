"""The commands on records."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from events.differences import find_differences
from events.event_store import EventStore, open_parquet
from events.exports.csv import to_csv
from events.exports.event_csv import MOST_ROWS, events_to_csv
from events.exports.jsonl import to_jsonl
from events.faults import Fault, RecordError, in_one_line
from events.files import SHIPPED, record_files, write_manifest
from events.history import history_in_words
from events.listing import to_text
from events.selection import Selection, parse_selection, unknown_values
from events.store import RecordStore, open_records, select_records
from events.verify import verify_texts

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Who said what happened, where and when.")

DataOption = Annotated[list[Path] | None, typer.Option("--data", help="A data folder; repeatable.")]
ValuesOption = Annotated[list[str] | None, typer.Option()]
FORMATS = ("jsonl", "csv")


@app.callback()
def dateline() -> None:
    """Who said what happened, where and when."""


@app.command()
def validate(
    path: Annotated[Path | None, typer.Argument(help="A data folder, or one file of it.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write the manifest anew.")] = False,
) -> None:
    """Check a data set: exit 0, or 1 with file:line: message for every fault."""
    target = path or SHIPPED
    faults = _faults(target, is_to_fix=fix)
    for fault in faults:
        typer.echo(str(fault))
    if faults:
        raise typer.Exit(1)


def _faults(target: Path, *, is_to_fix: bool) -> list[Fault]:
    if not target.exists():
        raise _stop(f"{target}: there is no such file or folder")
    folder = target if target.is_dir() else _folder_of(target)
    if target.is_file() and target.suffix != ".jsonl":
        raise _stop(f"{target}: is no record file; those end in .jsonl")
    if not record_files(folder):
        raise _stop(f"{folder}: holds no record files; those end in .jsonl")
    if is_to_fix:
        write_manifest(folder)
    faults = open_records([folder]).faults
    return [one for one in faults if target.is_dir() or one.path.resolve() == target.resolve()]


def _folder_of(path: Path) -> Path:
    """The data folder that a record file belongs to; files of articles lie one deeper."""
    return path.parent.parent if path.parent.name == "articles" else path.parent


@app.command()
def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl or csv")],
    data: DataOption = None,
    out: Annotated[Path | None, typer.Option(help="A file; without it, standard output.")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="First day, included.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Last day, included.")] = None,
    clock: Annotated[str, typer.Option(help="about or said")] = "about",
    report: ValuesOption = None,
    outlet: ValuesOption = None,
    claimant: ValuesOption = None,
    side: ValuesOption = None,
    kind: ValuesOption = None,
    measure: ValuesOption = None,
    party: ValuesOption = None,
    place: ValuesOption = None,
    text: Annotated[str, typer.Option(help="Words that the statement holds.")] = "",
) -> None:
    """Write the selected statements, their figures, and only the records that they name."""
    if format_ not in FORMATS:
        raise _stop(f"FORMAT: {format_!r} is not one of {', '.join(FORMATS)}")
    facets = {
        "report": report,
        "outlet": outlet,
        "claimant": claimant,
        "side": side,
        "kind": kind,
        "measure": measure,
        "party": party,
        "place": place,
    }
    selection = _selection({"from": from_, "to": to, "clock": clock, "text": text}, facets)
    if data and any(one.suffix == ".parquet" for one in data):
        _write(_events_as(format_, data, selection), out)
        return
    store = open_store(data)
    _refuse_unknown(selection, store)
    chosen = select_records(store, selection)
    if format_ == "csv":
        content = to_csv(chosen, store.gazetteer)
    else:
        content = "".join(line + "\n" for line in to_jsonl(chosen, store.gazetteer))
    _write(content, out)


def _events_as(format_: str, data: Sequence[Path], selection: Selection) -> str:
    """The selected events of a Parquet file, which holds no records, as CSV."""
    if format_ != "csv" or len(data) != 1:
        raise _stop("--data: a Parquet file of events is exported alone, and as csv")
    try:
        store = open_parquet(data[0])
    except RecordError as error:
        raise _stop(str(error)) from None
    _refuse_unknown(selection, store)
    if store.counts(selection).statements > MOST_ROWS:
        typer.echo(f"more than {MOST_ROWS:,} events are selected: the newest {MOST_ROWS:,} are written", err=True)
    return "".join(events_to_csv(store, selection))


@app.command()
def disagreements(
    data: DataOption = None,
    format_: Annotated[str, typer.Option("--format", help="text or json")] = "text",
    from_: Annotated[str | None, typer.Option("--from", help="First day, included.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Last day, included.")] = None,
    clock: Annotated[str, typer.Option(help="about or said")] = "about",
    report: ValuesOption = None,
    outlet: ValuesOption = None,
    claimant: ValuesOption = None,
    side: ValuesOption = None,
    kind: ValuesOption = None,
    measure: ValuesOption = None,
    party: ValuesOption = None,
    place: ValuesOption = None,
    text: Annotated[str, typer.Option(help="Words that the statement holds.")] = "",
) -> None:
    """List where the selected statements differ, one checkable sentence each, with both sides."""
    if format_ not in {"text", "json"}:
        raise _stop(f"--format: {format_!r} is not one of text, json")
    facets = {
        "report": report,
        "outlet": outlet,
        "claimant": claimant,
        "side": side,
        "kind": kind,
        "measure": measure,
        "party": party,
        "place": place,
    }
    selection = _selection({"from": from_, "to": to, "clock": clock, "text": text}, facets)
    store = open_store(data)
    _refuse_unknown(selection, store)
    chosen = store.statements(selection)
    found = find_differences(store.collection, store.gazetteer, chosen, store.figures(chosen, selection))
    if format_ == "json":
        typer.echo(dump([one.as_dict() for one in found]))
    else:
        typer.echo(to_text(found, store.collection), nl=False)


def _selection(single: dict[str, str | None], facets: dict[str, list[str] | None]) -> Selection:
    parameters = {name: [value] for name, value in single.items() if value}
    selection, problems = parse_selection(parameters | {name: values for name, values in facets.items() if values})
    if problems:
        raise _stop(problems[0])
    return selection


def _refuse_unknown(selection: Selection, store: RecordStore | EventStore) -> None:
    """End the command on a value that the data set does not know: an empty answer would look like a finding."""
    for facet, value in unknown_values(selection, store.knows):
        what = "is no place of the gazetteer" if facet == "place" else "is not in this data set"
        raise _stop(f"--{facet}: {in_one_line(repr(value))} {what}")


def open_store(data: Sequence[Path] | None) -> RecordStore:
    """The store of the named folders; faults go to standard error, the good lines are served."""
    try:
        store = open_records([SHIPPED if str(one) == "shipped" else one for one in data or (SHIPPED,)])
    except RecordError as error:
        raise _stop(str(error)) from None
    for fault in store.faults:
        typer.echo(str(fault), err=True)
    return store


def _write(content: str, out: Path | None) -> None:
    if out is None:
        typer.echo(content, nl=False)
        return
    try:
        out.write_text(content, "utf-8", newline="")
    except OSError as error:
        raise _stop(f"{out}: cannot be written: {error.strerror}") from None


@app.command()
def verify(
    articles: Annotated[Path, typer.Option(help="The folder with the articles' texts.")],
    data: DataOption = None,
) -> None:
    """Recompute the hashes of the articles' texts and check that every span fits."""
    if not articles.is_dir():
        raise _stop(f"--articles: {articles} is not a folder")
    report = verify_texts(open_store(data).collection, articles)
    for line in report.lines:
        typer.echo(line)
    if not report.is_good:
        raise typer.Exit(1)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="An article: .txt or .html.")],
    outlet: Annotated[str | None, typer.Option(help="Who published it, if the file does not say.")] = None,
    published: Annotated[str | None, typer.Option(help="When: YYYY-MM-DD, a month or a year.")] = None,
) -> None:
    """Draft statements, figures and events from an article, as JSON for a person to review."""
    from events.extract import ExtractError, extract_file  # noqa: PLC0415 - the other commands do not wait for it

    try:
        typer.echo(dump(extract_file(file, outlet, published)))
    except ExtractError as error:
        raise _stop(str(error)) from None


@app.command()
def history(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="The id of any record.")],
    data: DataOption = None,
) -> None:
    """Who recorded, corrected or withdrew a record, when, and what changed."""
    lines = open_store(data).collection.history.get(record_id)
    if not lines:
        raise _stop(f"ID: there is no record {record_id!r}")
    for line in history_in_words(lines):
        typer.echo(line)


def _stop(message: str) -> typer.Exit:
    """The error that ends a command with one sentence."""
    typer.echo(message, err=True)
    return typer.Exit(1)


def dump(value: object) -> str:
    """JSON for a person and a program."""
    return json.dumps(value, ensure_ascii=False, indent=2)

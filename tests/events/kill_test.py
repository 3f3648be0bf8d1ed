"""Kills a writer with SIGKILL at random moments while it accepts: `python -m tests.events.kill_test FOLDER ROUNDS`.

One process forks a curator a round, kills it, and looks at what is on disk: everything that was acknowledged is
there, every file can be read, and the next curator goes on. Prints the counts as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from events.curation.desk import Desk
from events.curation.review import ArticleDraft, Status
from events.files import read_records
from geodata.gazetteer import load_gazetteer
from tests.factories import make_review

LIFE = 4
"""As many drafts as a curator accepts before the kill, at most: on a slow machine it lives for longer."""


def accept_all(desk: Desk, draft: ArticleDraft, acknowledge: int) -> None:
    """Accept what is left, and say each id only after it is done."""
    for item_id in ["article", *(one.item_id for one in draft.items)]:
        target = draft.article if item_id == "article" else draft.item(item_id)
        if target.status is Status.DRAFT:
            draft = desk.accept(draft, item_id, "Writer")
            os.write(acknowledge, f"{item_id}\n".encode())


def longest_life(desk: Desk, draft: ArticleDraft) -> float:
    """Seconds in which ``draft``, an article and its statements, is accepted; nobody kills this curator."""
    begun = time.monotonic()
    accept_all(desk, draft, os.open(os.devnull, os.O_WRONLY))
    return time.monotonic() - begun


def killed_round(desk: Desk, draft_id: str, life: float) -> list[str]:
    """The ids that a curator acknowledged before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            accept_all(desk, desk.drafts.read(draft_id), writing)
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read().split()


def look(desk: Desk, draft_id: str, acknowledged: list[str]) -> list[str]:
    """What is wrong on disk after a kill."""
    reading = read_records([desk.folder], desk.gazetteer)
    problems = [str(fault) for fault in reading.faults]
    draft = desk.drafts.read(draft_id)
    for item_id in acknowledged:
        target = draft.article if item_id == "article" else draft.item(item_id)
        if target.status is not Status.ACCEPTED or target.record_id not in reading.collection.history:
            problems.append(f"lost: {draft_id} {item_id}")
    return problems


def run(folder: Path, rounds: int, seed: int = 0) -> dict[str, object]:
    """The counts over all rounds."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    desk = Desk(folder, load_gazetteer())
    problems: list[str] = []
    first = desk.drafts.save(make_review(statements=LIFE - 1), "Writer")
    life = longest_life(desk, first)
    acknowledged: dict[str, list[str]] = {first.draft_id: []}
    draft_id = ""
    for _ in range(rounds):
        if not draft_id or all(one.status is not Status.DRAFT for one in desk.drafts.read(draft_id).items):
            draft_id = desk.drafts.save(make_review(len(acknowledged)), "Writer").draft_id
            acknowledged[draft_id] = []
        acknowledged[draft_id] += killed_round(desk, draft_id, chance.uniform(0, life))
        problems += look(desk, draft_id, acknowledged[draft_id])
    draft = desk.drafts.read(draft_id)
    accept_all(desk, draft, os.open(os.devnull, os.O_WRONLY))
    for one, items in acknowledged.items():
        problems += look(desk, one, items)
    records = read_records([folder], desk.gazetteer).collection
    return {
        "rounds": rounds,
        "acknowledged": sum(item != "article" for items in acknowledged.values() for item in items),
        "statements": len(records.statements),
        "doubled": [one for one in records.history.values() if len(one) > 1],
        "problems": problems,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2])), default=str) + "\n")

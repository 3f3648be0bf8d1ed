"""Print how well the extractor drafts annotated articles: `python tests/extract_score.py [GOLD_DIR ...] [--errors]`."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / "../shared/articles"
OWN = ROOT / "tests/articles"
UNSEEN = OWN / "unseen"
sys.path.insert(0, str(ROOT))

from events.extract import draft_document  # noqa: E402 (the repository must be on the path first)


def write_drafts(gold_dir, folder):
    for gold in sorted(gold_dir.glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        meta = json.loads((gold_dir / f"{name}.json").read_text(encoding="utf-8"))
        drafts = draft_document(gold_dir / f"{name}.txt", meta["outlet"], meta["published"])
        (folder / f"{name}.pred.json").write_text(json.dumps(drafts), encoding="utf-8")


def score(gold_dir, *flags):
    """The output of score.py on drafts made now."""
    with tempfile.TemporaryDirectory() as folder:
        write_drafts(gold_dir, Path(folder))
        command = [sys.executable, str(SHARED / "score.py"), str(gold_dir), folder, *flags]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main(arguments):
    flags = [a for a in arguments if a.startswith("--")]
    folders = [Path(a) for a in arguments if not a.startswith("--")] or [SHARED / "dev", OWN, UNSEEN]
    if not (SHARED / "score.py").exists():
        sys.exit("no ../shared/articles/score.py beside the repository: nothing scored")
    for folder in folders:
        print(folder.name, score(folder, *flags), sep="\n")  # noqa: T201 (a command prints)


if __name__ == "__main__":
    main(sys.argv[1:])

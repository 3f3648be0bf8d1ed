"""What every test may use."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from events.store import RecordStore, open_records
from tests.browser.server import running_page

# A busy machine is no defect, and a test that failed has to fail again.
settings.register_profile(
    "dateline", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("dateline")

REPOSITORY = Path(__file__).resolve().parents[1]
HOSTILE = REPOSITORY / "../shared/security/hostile.txt"


@pytest.fixture(scope="session")
def shipped() -> RecordStore:
    """The shipped data set; nobody changes it."""
    return open_records()


@pytest.fixture(scope="session")
def hostile_strings() -> list[str]:
    """The hostile strings of the shared corpus."""
    if not HOSTILE.exists():
        pytest.skip("../shared/security/hostile.txt is absent")
    rows = [line.split("\t", 2) for line in HOSTILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [json.loads(row[2]) for row in rows if len(row) == 3]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The address of a page with the shipped data, on loopback."""
    with running_page(tmp_path_factory.mktemp("served")) as address:
        yield address

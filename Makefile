# What a developer, a reader's machine and continuous integration call. A fresh machine needs Python 3.11 and make.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
RUN_STAMP := .venv/.installed
TEST_STAMP := .venv/.installed-for-tests
BENCH_STAMP := .venv/.installed-for-bench

.PHONY: run test quick check bench score format

run: $(RUN_STAMP)
	$(BIN)/dateline run --port $(PORT) $(RUN_OPTIONS)

test: check
	$(BIN)/python -m tests.chromium
	$(BIN)/pytest

quick: $(TEST_STAMP)
	$(BIN)/pytest -m "not browser"

check: $(TEST_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Measures the page beside its alternatives; for less than everything: BENCH_OPTIONS="--rows 1000,1000000 --quick".
bench: $(BENCH_STAMP)
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.benchmarks.run $(BENCH_OPTIONS)

format: $(TEST_STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(RUN_STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(TEST_STAMP): $(RUN_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[test]"
	touch $@

$(BENCH_STAMP): $(TEST_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[bench]"
	touch $@

score: $(TEST_STAMP)
	$(BIN)/python tests/extract_score.py $(SCORE_OPTIONS)

# Two commands: `make run` serves the demo school, `make test` runs every check. Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
export LOGBOOK_DATA ?= $(CURDIR)/instance
TYPESCRIPT := 5.9.3
LIGHTHOUSE := 12.8.2
WORKERS ?= 2
ONCE_MORE := -rR --reruns 1 --only-rerun 'Timeout [0-9]+ms exceeded' --only-rerun 'with timeout [0-9]+ms' --only-rerun 'it did not come true'
# A stage that stands still although no test does ends too.
LIMIT := $(if $(shell command -v timeout),timeout --foreground --signal INT --kill-after 60 3600)

.PHONY: run test check lint types suite suite-sqlite suite-postgresql browser-tests bench lighthouse saved texts lock audit clean

run: .venv/ready .venv/pango
	@$(BIN)/logbook db upgrade
	@$(BIN)/logbook demo
	@$(BIN)/logbook serve

test: .venv/ready .venv/pango browser lint types suite browser-tests

check: .venv/ready .venv/pango lint types
	$(LIMIT) $(BIN)/pytest -q -n $(WORKERS) --ignore tests/e2e --ignore tests/faults

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/logbook sheets check

types: .venv/ready .tools/ready
	$(BIN)/mypy
	$(BIN)/node .tools/node_modules/typescript/bin/tsc --project static/js/jsconfig.json
	$(BIN)/node .tools/node_modules/typescript/bin/tsc --project static/jsconfig.json

suite: suite-sqlite suite-postgresql

suite-sqlite: .venv/ready .venv/pango .venv/office
	$(LIMIT) $(BIN)/pytest -q -n $(WORKERS) --ignore tests/e2e --cov --cov-report=term:skip-covered

suite-postgresql: .venv/ready .venv/pango .venv/office
	$(LIMIT) $(BIN)/pytest -q -n $(WORKERS) --ignore tests/e2e --database $(or $(DATABASE_URL),postgresql)

# On a machine with too much to do Chromium now and then never answers. Who waited in vain for it waits once more, by name.
browser-tests: .venv/ready browser
	$(LIMIT) $(BIN)/pytest -q -n $(WORKERS) tests/e2e $(ONCE_MORE)

# What takes too long for each run: 20,000 faults on each database, every page in every language and theme.
campaign: .venv/ready browser
	$(BIN)/python -m tests.faults --database sqlite
	$(BIN)/python -m tests.faults --database $(or $(DATABASE_URL),postgresql)
	$(BIN)/pytest -q -n $(WORKERS) tests/e2e --exhaustive

pictures: .venv/ready browser
	$(BIN)/python -m tests.e2e.screenshots

.PHONY: browser campaign pictures
browser: .venv/ready
	@$(BIN)/python -m tests.e2e.chromium
	@$(BIN)/python -m tests.e2e.webkit

bench: .venv/ready
	$(BIN)/python -m bench

# Scores of a browser that plays a slow phone; it asks the npm registry for the program once.
lighthouse: .venv/ready browser
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --silent --no-audit --no-fund --ignore-scripts --no-save --prefix .tools lighthouse@$(LIGHTHOUSE) typescript@$(TYPESCRIPT)
	$(BIN)/python -m bench.lighthouse

saved: .venv/ready browser
	$(BIN)/python -m bench.saved

texts: .venv/ready
	$(BIN)/python -m tests.architecture.catalogues

# Known holes in what is locked; asks PyPI's list of them.
audit: .venv/ready
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock $(if $(SBOM),--format cyclonedx-json --output instance/components.json)

lock: .venv/ready
	$(BIN)/uv pip compile -q --all-extras --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# What lays out the text of PDFs: Debian's packages as root where they are missing; without them there is no PDF.
.venv/pango: tests/e2e/pango.py .venv/ready
	@if $(BIN)/python -m tests.e2e.pango; then touch $@; fi

# What opens our spreadsheets in a test; where it cannot be had the test says so.
.venv/office: tests/office.py .venv/ready
	@$(BIN)/python -m tests.office && touch $@

.tools/ready: Makefile .venv/ready
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --silent --no-audit --no-fund --ignore-scripts --no-save --prefix .tools typescript@$(TYPESCRIPT)
	@touch $@

clean:
	rm -rf .venv .tools build *.egg-info

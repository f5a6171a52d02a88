# make run    set up, build the graph of examples/ once, serve the explorer on http://127.0.0.1:8000
# make test   set up and run every check: ruff, mypy, import contracts, pytest
# make setup  what both share: .venv with the locked packages, and the command .venv/bin/onrecord
# make reference and make screenshots: write docs/reference, docs/images and docs/gallery.md from the program
# make stress the long tests: fuzzing, kill loops, large graphs
# make lock   write the lock files anew after a change of dependencies in pyproject.toml

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STORE := .onrecord/store
HOST := 127.0.0.1
PORT := 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check setup setup-test stress lock reference screenshots clean
.DELETE_ON_ERROR:

run: .onrecord/examples-built
	@printf '%s\n' '' 'Beside the explorer, try in another terminal:' \
	  '  $(BIN)/onrecord ask --store $(STORE) "who said what about steel"' \
	  '  $(BIN)/onrecord claims --store $(STORE) --speaker "Mark Carney"' \
	  '  $(BIN)/onrecord tariffs --store $(STORE)' \
	  '  $(BIN)/onrecord export --store $(STORE) --format turtle' ''
	$(BIN)/onrecord serve --store $(STORE) --host $(HOST) --port $(PORT)

.onrecord/examples-built: $(VENV)/.setup $(wildcard examples/*)
	$(BIN)/onrecord build --store $(STORE) examples
	@touch $@

test: setup-test check

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "not stress"

stress: setup-test
	$(BIN)/python -m pytest -m stress

setup: $(VENV)/.setup

setup-test: $(VENV)/.setup-test

$(VENV)/.setup: requirements.lock pyproject.toml scripts/make-venv
	scripts/make-venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.setup-test: $(VENV)/.setup requirements-test.lock scripts/get-browser
	$(PIP) install --require-hashes -r requirements-test.lock
	scripts/get-browser
	@touch $@

reference: setup-test
	$(BIN)/python scripts/generate_reference.py

screenshots: setup-test .onrecord/examples-built
	$(BIN)/python scripts/screenshots.py $(STORE)

LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock:
	$(PIP) install uv
	$(LOCK) --group setup -o requirements.lock
	$(LOCK) --group setup --group test -c requirements.lock -o requirements-test.lock

clean:
	rm -rf $(VENV) .onrecord build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

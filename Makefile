# Plain verbs. Each sets up what it needs, once for each requirements.lock; python3 (3.11 to 3.13)
# is all that has to be there. Another interpreter: make run PYTHON=python3.12
.PHONY: run test dev demo score audit fuzz lock

PYTHON ?= python3
BIN := .venv/bin
# Set-up is done for this lock when this file is newer than it.
READY := .venv/ready

run: $(READY)
	@$(BIN)/kaohe run

test: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@cd dbt_project && ../$(BIN)/sqlfluff lint .
	@$(BIN)/python -m pytest

# A province that does not exist, through everything: what this is for, in a few minutes.
demo: $(READY)
	@$(BIN)/kaohe demo

dev: $(READY)
	@$(BIN)/kaohe dev

score: $(READY)
	@$(BIN)/python -m tests.score $(ARGS)

# 2,000 damaged files of each format; the tests read 200 of them.
fuzz: $(READY)
	@$(BIN)/python -m tests.reading.formats.fuzzing

# Readers and extraction against the peers, which are installed beside them for this alone.
.PHONY: bench
bench: .venv/bench-ready
	@$(BIN)/python -m bench.readers
	@$(BIN)/python -m bench.extraction

.venv/bench-ready: requirements-bench.lock $(READY)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-bench.lock
	@touch .venv/bench-ready

# Plants known errors in generated reports and counts what each rule met: make audit ARGS=-v
audit: $(READY)
	@$(BIN)/python -m tests.audit $(ARGS)

# Every version, pinned by hash; the command stands at the head of the files it writes.
lock: $(READY)
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links -o requirements.lock --quiet
	@$(BIN)/uv pip compile --group bench --universal --python-version 3.11 -c requirements.lock \
	    --generate-hashes --no-emit-index-url --no-emit-find-links -o requirements-bench.lock --quiet

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || { \
	    echo "kaohe needs Python 3.11, 3.12 or 3.13 as $(PYTHON). It found: $$($(PYTHON) --version 2>&1)." >&2; \
	    echo "Name another one: make $(or $(MAKECMDGOALS),run) PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once for each requirements.lock) …"
	@$(PYTHON) -m venv .venv || { \
	    echo "$(PYTHON) cannot make a virtual environment (on Debian: install python3-venv)." >&2; exit 1; }
	@awk '/^[a-z]/ { wanted = /^uv==/ } wanted' requirements.lock > .venv/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $(READY)

# Needs only make and Python 3.11 or newer; all else goes into .venv, pinned and checked by its hash.

# The first Python that runs and is new enough. Another one: make run PYTHON=python3.12
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PORT ?= 8501
# What pytest is given besides: make test ARGS='tests/engine -x'. Each of three takes file after file, so that what the
# tests of a file share is made once; there is one more than processors for the time in which a browser is waited for.
ARGS ?= -n 3 --dist loadfile --no-loadscope-reorder

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint golden bench lock screenshot check-hosts clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

run: .venv/run.stamp ## open the calculator on http://localhost:8501 (another port: make run PORT=8600)
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT)

# Tests start the app and the command some two hundred times, so what Python compiles is kept, whatever the shell says.
test: .venv/test.stamp ## run every test (some of them: make test ARGS=tests/engine)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest $(ARGS)

lint: .venv/test.stamp ## check style, layout and types, and ask for known faults of the requirements
	@status=0; for check in "ruff check" "ruff format --check" mypy "python -m tests.audit"; do \
		echo "$$check"; $(BIN)/$$check || status=1; done; exit $$status

golden: .venv/test.stamp ## write the recorded results, docs/calibration.md, the schema and formulas.js anew; read the diff
	$(BIN)/python -m tests.golden
	$(BIN)/python -m calculator.calibration > .venv/calibration.md
	cp .venv/calibration.md docs/calibration.md
	$(BIN)/python -m calculator.exports.schema > .venv/schema.json
	cp .venv/schema.json docs/scenario.schema.json
	$(BIN)/python -m tests.golden.javascript > .venv/formulas.js
	cp .venv/formulas.js calculator/exports/page/formulas.js

bench: .venv/test.stamp ## measure speed
	@$(BIN)/python -m benchmarks

lock: .venv/test.stamp ## pin the requirements anew (to newer releases: make lock UPGRADE=1)
	$(BIN)/uv pip compile pyproject.toml --extra app -o requirements.txt $(LOCK)
	$(BIN)/uv pip compile pyproject.toml --extra app --extra cluster requirements-dev.in -o requirements-dev.txt $(LOCK)

LOCK = --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

screenshot: .venv/test.stamp ## take the pictures of the README and the workshop anew
	@$(BIN)/python -m tests.screenshot

check-hosts: .venv/test.stamp ## open pages that have the widget in them: make check-hosts URLS="https://coach.example/cost"
	@$(BIN)/python -m tests.check_hosts $(URLS)

clean: ## remove .venv and what the tools leave behind
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -prune -exec rm -rf {} +

# -- set-up, once, and again when a requirements file changes ---------------------------------------

.venv/bin/python:
	@python="$(or $(PYTHON),python3)"; \
	if ! $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		found=$$($$python --version 2>&1) || found="no $$python that runs"; \
		echo "The calculator needs Python 3.11 or newer; here is $$found." >&2; \
		echo "Install one, or name it: make $(or $(firstword $(MAKECMDGOALS)),run) PYTHON=python3.12" >&2; exit 1; \
	elif ! $$python -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$$($$python --version) has no venv. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; \
	fi; \
	echo "Setting up .venv with $$($$python --version), once; it takes about a minute."; \
	$$python -m venv --clear .venv

.venv/run.stamp: requirements.txt .venv/bin/python
	@$(PIP) -r requirements.txt
	@touch $@

.venv/test.stamp: requirements-dev.txt .venv/run.stamp
	@$(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

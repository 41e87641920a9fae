# Targets for people; `make help` lists them. All need only Python 3.11+, make and git.
PYTHON ?= python3
PY := .venv/bin/python
KG := .venv/bin/kamergraaf
STORE ?= .data/store
PORT ?= 8000
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test lint golden bench national lock clean

help:  ## list these targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

# A stamp names the lock file that the environment was made from, so that a second run starts at once.
.venv/demo.stamp: requirements.lock pyproject.toml
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PY) -c 'import sys; sys.exit("Kamergraaf needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PYTHON=/path/to/python3.11.") if sys.version_info < (3, 11) else None'
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/demo.stamp
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: .venv/demo.stamp  ## ingest the bundled letters and serve the site on 127.0.0.1:8000
	$(KG) demo --store $(STORE) --port $(PORT)

lint: .venv/dev.stamp  ## style, types and the direction of imports
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint  ## lint, types and all tests
	$(PY) -m pytest -q -n auto --dist loadfile

golden: .venv/dev.stamp  ## rewrite the golden files; the diff is the review
	KAMERGRAAF_GOLDEN=rewrite $(PY) -m pytest -q tests -k golden

bench: .venv/dev.stamp  ## run the benchmarks and write bench/results.md
	$(PY) -m bench

national: .venv/demo.stamp  ## build the national graph from the Kamer's records in $(SHARED)/data/tweedekamer
	@test -d $(SHARED)/data/tweedekamer || { echo "No folder $(SHARED)/data/tweedekamer: the national graph needs the Kamer's records there."; exit 1; }
	$(KG) national $(SHARED)/data/tweedekamer --store .data/national

lock: ## rewrite the lock files from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra tables pyproject.toml .dev/build.in -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --constraint requirements.lock --extra dev --extra ocr --extra dask --extra tables pyproject.toml -o requirements-dev.lock

clean:  ## take away the environment and the store
	rm -rf .venv .data

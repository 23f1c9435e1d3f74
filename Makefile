# `make site` and `make test` are all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/bash
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 20

site: .venv/.site  ## set everything up and build the site of content/ into output/
	$(BIN)/dossier build

serve: .venv/.site  ## preview the site, rebuilt at every change
	$(BIN)/dossier serve --open

test: .venv/.dev .venv/.chromium  ## set everything up, Chromium included, and run all tests
	$(BIN)/python -m pytest

lint: .venv/.dev  ## ruff and mypy
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: .venv/.dev  ## let ruff put the code in shape
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

check-site: .venv/.dev .venv/.chromium  ## look at built sites with the Nu checker, axe, Lighthouse, feed and link checks
	$(BIN)/python -m tests.site

bench: .venv/.dev  ## whole builds beside Hugo, Eleventy and Pagefind; NUMBERS="1000 5000 20000", CORPUS=folder, CLIPS=folder, OTHER=python
	$(BIN)/python -m bench.build $(or $(NUMBERS),1000 5000 20000)

bench-normalise: .venv/.dev  ## what normalising keeps, beside trafilatura, readability and markdownify; CLIPS=folders
	$(BIN)/python -m bench.normalise $(or $(CLIPS),../shared/clips ../shared/seeds)

bench-related: .venv/.dev  ## same-topic links against editors' own, beside other rankings; BENCH=folder
	$(BIN)/python -m bench.related $(BENCH)

bench-search: .venv/.dev .venv/.chromium  ## the search index beside Pagefind's; NUMBERS="1000 5000", CORPUS=folder
	$(BIN)/python -m bench.search $(or $(NUMBERS),1000 5000)

bench-preview: .venv/.dev .venv/.chromium  ## from saving an article to its reloaded page
	$(BIN)/python -m bench.preview

bench-hostile: .venv/.dev  ## kills at random moments, two hundred readers, one hostile file at a time
	$(BIN)/python -m bench.crash 30 && $(BIN)/python -m bench.load && $(BIN)/python -m bench.hostile

lock: .venv/.dev  ## refresh requirements-dev.lock and docs/licences.md
	$(BIN)/python -m tools.supply lock && $(BIN)/python -m tools.supply licences

sbom: .venv/.dev  ## a CycloneDX bill of materials in dist/
	mkdir -p dist && $(BIN)/python -m tools.supply sbom > dist/sbom.json

screenshot: site .venv/.dev .venv/.chromium  ## take README's picture of the built example
	$(BIN)/python -m tools.screenshot

wheel: .venv/.dev  ## build the wheel into dist/
	$(BIN)/python -m build --wheel

clean:  ## delete the built site, caches and the environment
	-test -x $(BIN)/dossier && $(BIN)/dossier clean
	rm -rf .venv .cache dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv .venv
	touch $@

.venv/.site: .venv/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.dev: .venv/.site pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

.venv/.chromium: .venv/.dev tests/chromium.py
	$(BIN)/python tests/chromium.py
	touch $@

.PHONY: help site serve test lint format check-site bench bench-normalise bench-related bench-search bench-preview bench-hostile lock sbom screenshot wheel clean

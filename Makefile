# From a fresh checkout to a running site, a report or a tested change: `make help` lists the targets.
# What is installed and compiled is a file with prerequisites, so that a second run does only what has changed.

PYTHON ?= python3
PORT ?= 8000

# A trial on this machine, whatever the shell is set up for: the demonstration must never land in a real database.
export DEMO := 1
unexport DATABASE_URL
unexport ALLOWED_HOSTS
# Without byte code each of some hundred processes (tests' workers, makers of PDFs) would compile the sources again.
unexport PYTHONDONTWRITEBYTECODE
export PYTHON

VENV := .venv/bin/python
MANAGE := $(VENV) manage.py
# --only-binary: nothing that PyPI holds is built here, so no compiler and no build tool without a hash.
PIP_INSTALL := $(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
# The machine's Node where it is new enough for Sass, or else the one from PyPI: see the target node.
WITH_NODE := export PATH="$$PWD/.venv/bin:$$PATH";
SASS := node_modules/.bin/sass --quiet-deps --no-source-map --no-error-css --style=compressed --load-path=node_modules
STYLES := var/static/css/site.css var/static/css/report.css
REPORT := var/reports/ccc-march-2022.pdf
PYTEST := $(VENV) -m pytest
DJLINT := $(VENV) -m djlint templates --extension jinja

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:  # the order of a target's prerequisites is meant; pytest uses every core by itself
.PHONY: help demo report test lint types test-sqlite test-postgresql test-browser format styles bench lock clean \
	system system-test node dev

help: ## lists these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' Makefile
	@echo "PORT=8000 and PYTHON=python3 can be set: make demo PORT=8080"

demo: report ## sets up a trial with demonstration data and serves it on http://127.0.0.1:8000
	@echo "Strategy Tracker is at http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@mkdir -p var/collected  # nothing is collected in a trial, but WhiteNoise warns where the folder is missing
	@DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver 127.0.0.1:$(PORT) --noreload

report: styles ## sets up the same trial and writes its report as a PDF under var/, without serving
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demonstration
	@$(MANAGE) render_report ccc/five-year-strategic-plan-2021-2025 march-2022 $(REPORT)

test: system-test lint types test-sqlite test-postgresql test-browser ## runs lint, types, the suite on both databases and the browser stories

lint: dev ## checks the style of Python and templates, and that no migration is missing
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(DJLINT) --lint
	$(DJLINT) --check
	DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run

types: dev ## checks types
	$(VENV) -m mypy .

test-sqlite: dev styles ## runs the suite on SQLite and shows which branches it misses
	$(PYTEST) -n auto -m "not browser" --cov --cov-branch --cov-report=term-missing:skip-covered

test-postgresql: system-test dev styles ## runs what uses the database on a PostgreSQL server that exists only meanwhile
	$(VENV) tests/postgresql.py $(PYTEST) -n auto -m "not browser" --of-the-database

test-browser: system-test dev styles ## tells the browser stories in Chromium
	$(PYTEST) -n auto -m browser

format: dev ## formats Python and templates
	$(VENV) -m ruff check --fix-only .
	$(VENV) -m ruff format .
	$(DJLINT) --reformat --quiet

styles: $(STYLES) ## compiles the style sheets

bench: dev styles ## measures: times, numbers of queries and their ratios
	$(VENV) tests/benchmarks/pages.py
	$(VENV) tests/benchmarks/report.py

lock: UV := $(VENV) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-annotate --quiet --custom-compile-command "make lock" $(UPGRADE)
lock: dev node ## compiles the lock files from pyproject.toml and package.json (UPGRADE=--upgrade for newer releases)
	$(UV) pyproject.toml --output-file requirements.txt
	$(UV) pyproject.toml --extra dev --constraints requirements.txt --output-file requirements-dev.txt
	sed -n 's/^node = \["\(.*\)"\]/\1/p' pyproject.toml | $(UV) - --output-file requirements-node.txt
	$(WITH_NODE) npm install --package-lock-only --ignore-scripts

clean: ## removes what can be installed or compiled again; the database and the reports in var/ stay
	rm -rf .venv node_modules var/static var/collected .coverage .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the targets above stand on.

system:
	@deploy/set-up.sh report

system-test:
	@deploy/set-up.sh test

.venv/bin/python: | system
	@echo "Making a virtual environment in .venv/"
	@$(PYTHON) -m venv --clear .venv

.venv/.installed: requirements.txt .venv/bin/python
	@echo "Installing the Python packages of $<"
	@$(PIP_INSTALL) -r $<
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@echo "Installing the Python packages of $<"
	@$(PIP_INSTALL) -r $<
	@touch $@

dev: .venv/.installed-dev

# 20.19 is what package-lock.json's sass asks for.
node: .venv/.installed
	@$(WITH_NODE) command -v npm >/dev/null && \
	node -e 'const [major, minor] = process.versions.node.split("."); process.exit(100 * major + +minor < 2019 ? 1 : 0)' || \
	{ echo "No Node.js 20.19 or newer here: taking it from PyPI" && $(PIP_INSTALL) -r requirements-node.txt; }

node_modules/.installed: package-lock.json package.json | node
	@echo "Installing the npm packages: style sheets, fonts, the Sass compiler"
	@$(WITH_NODE) npm ci --ignore-scripts --omit=optional --loglevel=error >/dev/null
	@touch $@

var/static/css/%.css: static/scss/%.scss $(wildcard static/scss/*.scss static/scss/*/*.scss) node_modules/.installed | node
	@echo "Compiling $@"
	@mkdir -p $(@D)
	@$(WITH_NODE) $(SASS) $< $@

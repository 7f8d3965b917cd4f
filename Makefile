# `make` shows the targets. `make briefing` and `make test` need nothing but Python 3.11+ and a network on the first run.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
CONFIG ?= config.yaml
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK   := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
          --quiet --custom-compile-command "make lock" --group build

.PHONY: help
help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: briefing
briefing: $(VENV)/.run ## Build the briefing from config.yaml (CONFIG=... for another) into out/
	@$(BIN)/digest build --config $(CONFIG) --no-archive || [ $$? -eq 3 ] # 3: done, with sources that could not be read

.PHONY: test
test: $(VENV)/.test lint ## Check style and types, then run the tests
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder --cov --cov-report=term

.PHONY: lint
lint: $(VENV)/.test ## Check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: format
format: $(VENV)/.test ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: golden
golden: $(VENV)/.test ## Write the golden editions anew (read the diff before you commit it)
	@$(BIN)/python -m pytest -p no:randomly --golden tests

.PHONY: bench
bench: $(VENV)/.test $(VENV)-bench/.done ## Measure: quality beside others, readers' verdicts, extraction, PDF, whole process, mails, killed runs
	@for script in quality updates learn_quarrel learn_argued learn_twice takeaways; do echo && echo "# bench/$$script.py" && OMP_NUM_THREADS=1 $(VENV)-bench/bin/python bench/$$script.py; done
	@for script in claims parties standing stale positions topic genre novelty extraction pdf whole_process archive killed_builds full_disk mail killed_sends; do \
	    echo && echo "# bench/$$script.py" && $(BIN)/python bench/$$script.py; done

.PHONY: test-setup
test-setup: ## Install the system programs that tests use (Debian and Ubuntu)
	@scripts/test-setup

.PHONY: lock
lock: $(VENV)/bin/python ## Resolve the dependencies anew (UPGRADE=1 takes the newest versions)
	@$(PIP) install uv
	@$(LOCK) $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	@$(LOCK) $(if $(UPGRADE),--upgrade) --extra test --constraint requirements.lock --output-file requirements-test.lock

.PHONY: clean
clean: ## Remove the environment, caches and editions
	@rm -rf $(VENV) $(VENV)-bench out state .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: made once, renewed when the lock or the project file changes ---------------------------------

$(VENV)/bin/python:
	@PYTHON="$(PYTHON)" scripts/environment $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml hatch_build.py | $(VENV)/bin/python
	@echo "Installing what the briefing needs into $(VENV) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@scripts/pango $(BIN)/python
	@$(BIN)/python -m compileall -q digest
	@touch $@

# An environment of its own: scikit-learn and scipy in the program's would slow down every start of nltk.
$(VENV)-bench/.done: requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" scripts/environment $(VENV)-bench
	@$(VENV)-bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps -r requirements.lock
	@$(VENV)-bench/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[bench]'
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.run
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements-test.lock
	@touch $@

# Everything a person needs: `make` lists it. Each target is safe to repeat, and quick the second time.
# What they lean on is in tools/. Your own words go in ARGS, as in: make test ARGS="-k votes".

PORT ?= 8000
ARGS ?=
BIN = .venv/bin

.DEFAULT_GOAL = help
.NOTPARALLEL:
.PHONY: help run demo test check lock bench clean ready ready-to-test

help: ## Show this list
	@echo "coprod: make what? (PORT=$(PORT), PYTHON=a python3 of your own, ARGS=\"...\")"
	@awk -F ': .*## ' '/^[a-z]+: .*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

run: ready ## Start the site on http://localhost:8000, with made-up people in it if it is empty
	@echo "Starting the site and its scheduler; what they keep is in instance/. Stop them with Ctrl-C."
	@$(BIN)/coprod db upgrade
	@$(BIN)/coprod demo load --if-empty
	@exec $(BIN)/coprod serve --with-scheduler --port $(PORT) $(ARGS)

demo: export COPROD_HOME = instance/demo
demo: export COPROD_DATABASE_URL =
demo: ready ## Start a second site to show around: made-up people only, new every time
	@echo "Starting a new demonstration, kept in instance/demo/. Stop it with Ctrl-C."
	@rm -rf instance/demo
	@$(BIN)/coprod db upgrade
	@$(BIN)/coprod demo load
	@exec $(BIN)/coprod serve --with-scheduler --port $(PORT) $(ARGS)

test: ready-to-test ## Run every test, in a browser and on PostgreSQL too
	@echo "Looking for Chromium and Java."
	@$(BIN)/python -m tools.chromium --install
	@$(BIN)/python -m tools.java --install
	@echo "Running the tests."
	@$(BIN)/python -m pytest -n logical --maxprocesses=4 --dist=worksteal $(ARGS)

check: ready-to-test ## Check style, types and who imports whom
	@echo "Checking style (ruff)."
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo "Checking types (mypy)."
	@$(BIN)/mypy
	@echo "Checking who imports whom (import-linter)."
	@$(BIN)/lint-imports

lock: ready ## Make the lock files anew from pyproject.toml (newer versions: ARGS=--upgrade)
	@echo "Making requirements.lock and requirements-dev.lock."
	@$(BIN)/python -m tools.lock $(ARGS)

bench: ready-to-test ## Measure how fast the site is
	@echo "Measuring."
	@$(BIN)/python -m bench $(ARGS)

clean: ## Remove everything made here but what people wrote, which is in instance/
	@echo "Removing .venv and what the tools leave behind; instance/ stays."
	@rm -rf .venv .venv-tools .*_cache dist test-results *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@tools/python.sh tools/setup.py requirements.lock

ready-to-test:
	@tools/python.sh tools/setup.py requirements-dev.lock

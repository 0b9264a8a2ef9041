# Two commands do everything on a fresh machine with Python 3.11: `make demo` and `make test`.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make

.DEFAULT_GOAL := help
.PHONY: help setup demo up test check fix bench train lock clean

help: ## Show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMPS)/dev ## Set up the environment (done by the others as needed)

demo: $(STAMPS)/run ## Set up, start everything, run sample applications through it
	$(BIN)/lotse demo

up: $(STAMPS)/run ## Set up and start the service on this machine, data in ./data
	$(BIN)/lotse up

test: $(STAMPS)/dev $(STAMPS)/browser ## Set up and run all tests
	$(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=term --cov-fail-under=90

check: $(STAMPS)/dev ## Lint, formatting, types, imports, contracts (changes nothing)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/lotse contracts lint

fix: $(STAMPS)/dev ## Repair what can be repaired by itself: formatting and simple lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMPS)/dev $(STAMPS)/tesseract ## Measure everything, beside OCRmyPDF too; QUICK=1 in some ten minutes
	$(BIN)/python -m benchmarks.everything $(if $(QUICK),--quick)

train: $(STAMPS)/dev $(STAMPS)/tesseract ## Train the classifier of document types anew; some hours
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable '.[train,tune]'
	$(BIN)/lotse train

lock: ## Pin all dependencies anew, with hashes and without addresses
	$(BIN)/uv pip compile pyproject.toml --extra build --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra bench --extra dev --extra train -c requirements.lock -o requirements-dev.lock

clean: ## Remove the environment and caches (never data)
	rm -rf $(VENV) $(STAMPS) .mypy_cache .ruff_cache .pytest_cache .coverage*

$(STAMPS)/run: requirements.lock pyproject.toml scripts/setup.sh
	@PYTHON=$(PYTHON) sh scripts/setup.sh run

$(STAMPS)/dev: requirements-dev.lock pyproject.toml scripts/setup.sh
	@PYTHON=$(PYTHON) sh scripts/setup.sh dev

$(STAMPS)/tesseract: scripts/setup.sh
	@sh scripts/setup.sh tesseract

$(STAMPS)/browser: scripts/setup.sh
	@sh scripts/setup.sh browser

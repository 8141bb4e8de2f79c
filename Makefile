# The two commands of a newcomer are `run` and `test`; the rest is for those who work on it.
# Every target finds a fitting Python by itself and puts all it makes below var/ (or STANDFIRST_HOME).

PORT ?= 8000
ONLY ?=
HOME_FOLDER := $(or $(STANDFIRST_HOME),var)
PYTHON := $(HOME_FOLDER)/venv/bin/python

.PHONY: run test lint types bench screenshots lock help

help: ## What can be made here
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*##/\t/'

run: ## Start the demo newspaper: make run, or make run PORT=8123
	@sh tools/bootstrap.sh runtime
	@exec $(PYTHON) -m standfirst run --port $(PORT)

test: ## Set up what the tests need, and run all of them on SQLite and on PostgreSQL
	@sh tools/bootstrap.sh dev
	@exec $(PYTHON) tools/test.py

lint: ## Style, contracts and types
	@sh tools/bootstrap.sh dev
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(HOME_FOLDER)/venv/bin/lint-imports
	$(PYTHON) -m mypy

bench: ## Measure: make bench, or make bench ONLY=name
	@sh tools/bootstrap.sh dev
	@exec $(PYTHON) -m benchmarks $(ONLY)

screenshots: ## Take the pictures in docs/pictures
	@sh tools/bootstrap.sh dev
	@exec $(PYTHON) tools/screenshots.py

lock: ## Lock the dependencies anew from pyproject.toml
	@sh tools/bootstrap.sh dev
	@exec sh tools/lock.sh

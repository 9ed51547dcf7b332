# Two commands for people: `make run` opens the app, `make test` proves it. Both install what they need, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
VISIDATA := $(VENV)/peers/bin/vd

.PHONY: run test test-slow lint bench docs pictures messages stick clean

run: $(STAMP)
	@$(BIN)/ilo-tui

test: $(STAMP) lint
	$(BIN)/python -m pytest -n 6 --dist loadgroup

test-slow: $(STAMP)
	$(BIN)/python -m pytest -m slow

lint: $(STAMP)
	$(BIN)/ruff check ilo_tui tests benchmarks docs packaging
	$(BIN)/ruff format --check ilo_tui tests benchmarks docs packaging
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) $(VISIDATA)
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/durability.py
	$(BIN)/python benchmarks/session.py
	$(BIN)/python benchmarks/agreement.py
	$(BIN)/python benchmarks/office.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/large.py --vd $(VISIDATA)

pictures: $(STAMP)
	$(BIN)/python docs/pictures.py

docs: $(STAMP) pictures
	$(BIN)/python docs/reference.py

messages: $(STAMP)
	$(BIN)/python docs/messages.py

stick: $(STAMP)
	@$(BIN)/python packaging/stick.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# What is only measured against keeps to an environment of its own.
$(VISIDATA): $(STAMP)
	@$(BIN)/python -m venv $(VENV)/peers
	@$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check 'visidata>=3.1,<4'

# The environment is made anew where pyproject.toml is newer than it.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "ilo-tui needs Python 3.11 or newer; $(PYTHON) is %d.%d. Try: make $(MAKECMDGOALS) PYTHON=python3.11" % sys.version_info[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

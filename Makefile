# Two commands for people: `make run` opens the app, `make test` proves it. Both install what they need, once.

PYTHON ?= python3
VENV := .venv
PYTHONS := 3.11 3.12 3.13
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
VISIDATA := $(VENV)/peers/bin/vd

.PHONY: run test pytest test-slow test-all-pythons test-python coverage mutation lint names constraints bench docs pictures messages stick clean

run: $(STAMP)
	@$(BIN)/ilo-tui

# The linters take one processor while the tests wait for terminals and timers, so both run at once.
test: $(STAMP)
	@$(MAKE) --no-print-directory -j 2 lint pytest

# All workers import every test: what Python and pytest make of their texts is made once before, beside the linters.
pytest: $(STAMP)
	@ls tests/__pycache__/conftest.*-pytest-* >/dev/null 2>&1 || $(BIN)/python -m pytest --collect-only -qq >/dev/null || true
	$(BIN)/python -m pytest -n 4 --dist loadgroup

test-slow: $(STAMP)
	$(BIN)/python -m pytest -m slow

# Every Python of the machine that the program supports, each with an environment of its own.
test-all-pythons:
	@for version in $(PYTHONS); do \
	  if command -v python$$version >/dev/null && python$$version --version >/dev/null 2>&1; then \
	    $(MAKE) --no-print-directory test-python PYTHON=python$$version VENV=$(VENV)/pythons/$$version || exit 1; \
	  else echo "python$$version is not installed: left out"; fi; \
	done

test-python: $(STAMP)
	$(BIN)/python --version
	$(BIN)/python -m pytest -n 4 --dist loadgroup $(TESTS)

# What the tests run, by package; fails under the floor in pyproject.toml.
coverage: $(STAMP)
	rm -rf .coverage
	$(BIN)/coverage run -m pytest -n 4 --dist loadgroup $(TESTS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage json --quiet --fail-under=0 -o .coverage/report.json
	$(BIN)/python -m tests.coverage_by_package .coverage/report.json
	$(BIN)/coverage report --format=total

# The arithmetic is made wrong in 200 places, and its tests must notice 95 % of them; stopped, it goes on where it was.
mutation: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutation
	$(BIN)/python -m tests.mutation

lint: $(STAMP)
	$(BIN)/ruff check ilo_tui tests benchmarks docs packaging
	$(BIN)/ruff format --check ilo_tui tests benchmarks docs packaging
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) $(VISIDATA)
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/durability.py
	$(BIN)/python benchmarks/session.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/agreement.py
	$(BIN)/python benchmarks/office.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/large.py --vd $(VISIDATA)

pictures: $(STAMP)
	$(BIN)/python docs/pictures.py

docs: $(STAMP) pictures
	$(BIN)/python docs/reference.py

names: $(STAMP)
	$(BIN)/python -m tests.public_names

constraints: $(STAMP)
	$(BIN)/python packaging/constraints.py

messages: $(STAMP)
	$(BIN)/python docs/messages.py

stick: $(STAMP)
	@$(BIN)/python packaging/stick.py

clean:
	rm -rf $(VENV) build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis

# What is only measured against keeps to an environment of its own.
$(VISIDATA): $(STAMP)
	@$(BIN)/python -m venv $(VENV)/peers
	@$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check 'visidata>=3.1,<4'

# The environment is brought up to date where pyproject.toml or constraints.txt is newer than it.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "ilo-tui needs Python 3.11 or newer; $(PYTHON) is %d.%d. Try: make $(MAKECMDGOALS) PYTHON=python3.11" % sys.version_info[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
	@touch $@

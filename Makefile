# Each of the first three targets alone does all set-up; a second call does none.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS ?= auto
PYTHON ?= python3

.PHONY: reproduce test documents fuzz simulate lab bench codebook lock clean

reproduce: $(READY)  ## prepare data/sample, run all notebooks, write figures/
	$(BIN)/kmu-eval reproduce data/sample --out .

test: $(READY)  ## lint, tests, doctests, stored notebooks against fresh ones
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n $(WORKERS)
	$(BIN)/kmu-eval prepare data/sample
	PYTHONWARNINGS=error $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --nbval notebooks

documents: $(READY)  ## look at the documents as readers do: Word in LibreOffice, PDF, the page in Chromium with axe
	tests/browser/install
	$(BIN)/python -m pytest tests/browser -o addopts="--import-mode=importlib" -p no:xdist -q

fuzz: $(READY)  ## mutate every kind of file 2,000 times: read or refused, nothing else
	$(BIN)/python -m pytest tests/fuzz -o addopts="--import-mode=importlib" -n $(WORKERS) -q

simulate: $(READY)  ## how often the intervals of estimates hold the truth, on 20,000 draws a cell
	$(BIN)/python -m pytest tests/simulations -o addopts="--import-mode=importlib" -p no:xdist -q

lab: $(READY)  ## open the notebooks
	$(BIN)/jupyter lab notebooks

bench: $(READY)  ## speed and memory beside the alternatives
	$(BIN)/python -m pytest tests/benchmarks -o addopts="--import-mode=importlib" -p no:xdist -q -s

codebook: $(READY)  ## write CODEBOOK.md from kmu_eval/schema/
	$(BIN)/python -c "from pathlib import Path; from kmu_eval.schema import codebook; Path('CODEBOOK.md').write_text(codebook(), encoding='utf-8')"

lock: $(READY)  ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --all-extras --upgrade --quiet pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'kmu_eval needs Python 3.11 or newer; name one: make PYTHON=python3.12')"
	test -x $(BIN)/uv || ($(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet uv)
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode requirements.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

clean:  ## remove what was made, the environment included
	rm -rf $(VENV) data/sample/prepared report tests/browser/node_modules

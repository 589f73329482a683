# Everything runs in the environment that `python3 quickstart.py test` makes; PYTHON=... takes another one.
PYTHON ?= .venv/bin/python
GOLD ?= $(DATELINE_GOLD)

.PHONY: help check fast test gains bench screenshots docs constraints release audit sbom fuzz guided

help:            ## this list
	@grep -E '^[a-z]+: .*##' Makefile | sed 's/:.*##/ -/'

check: $(PYTHON) ## format, lint, types, import contracts, all tests (also those of the docs)
	$(PYTHON) tools/check.py

fast: $(PYTHON)  ## the checks without the tests
	$(PYTHON) tools/check.py --fast

test: $(PYTHON)  ## the tests alone
	$(PYTHON) -m pytest -n 2

gains: $(PYTHON) ## claims gained and lost against main on the bundled samples (and the gold texts, if GOLD is set)
	DATELINE_GOLD="$(GOLD)" $(PYTHON) tools/gains.py

bench: $(PYTHON) ## measure speed and, with GOLD, reading; writes docs/benchmarks.md
	$(PYTHON) -m dateline bench speed $(if $(GOLD),--gold "$(GOLD)") --write docs/benchmarks.md --date "$$(date +%F)"
	$(PYTHON) -m dateline bench gold --gold tests/gold --write docs/benchmarks.md --date "$$(date +%F)"
	$(PYTHON) -m dateline bench merge --gold tests/gold/merge --write docs/benchmarks.md --date "$$(date +%F)"
	$(PYTHON) -m dateline bench growth --write docs/benchmarks.md --date "$$(date +%F)"
	$(PYTHON) -m dateline bench scale --write docs/benchmarks.md --date "$$(date +%F)"
	$(if $(RIVALS),$(PYTHON) -m dateline bench rivals --python "$(RIVALS)" $(if $(GOLD),--gold "$(GOLD)") --write docs/benchmarks.md --date "$$(date +%F)")
	for set in relevance read isaf airwars gun gold merge timex attribution geo quantities; do \
	  $(PYTHON) -m dateline bench $$set $(if $(GOLD),--gold "$(GOLD)") --write docs/benchmarks.md --date "$$(date +%F)" || exit 1; \
	done

screenshots: $(PYTHON) ## take the pictures of the docs anew (needs Chromium)
	$(PYTHON) tools/screenshots.py

release: $(PYTHON) ## try every promise in its full dose (hours) and write the figures into docs/promises.md
	$(PYTHON) -m dateline selftest --dose release --write docs/promises.md $(if $(DATABASE),--database "$(DATABASE)")

audit: $(PYTHON) ## ask for known weaknesses in the pinned packages
	$(PYTHON) -m pip install --quiet 'pip-audit>=2.7'
	$(PYTHON) tools/audit.py

sbom: $(PYTHON)  ## write the bill of materials (CycloneDX) to out/sbom.json
	$(PYTHON) -m pip install --quiet 'cyclonedx-bom>=4'
	$(PYTHON) tools/audit.py --sbom out/sbom.json

fuzz: $(PYTHON)  ## a hundred thousand examples through readers, repair, spans and the whole reading
	DATELINE_FUZZ=100000 $(PYTHON) -m pytest tests/property/test_fuzz.py

guided: $(PYTHON) ## inputs found by coverage (Atheris; Linux) through the map of spans, every source reader, the whole reading
	$(PYTHON) -m pip install --quiet 'atheris>=2.3'
	$(PYTHON) tools/fuzz.py spans -runs=1000000
	$(PYTHON) tools/fuzz.py sources -runs=100000
	$(PYTHON) tools/fuzz.py reading -runs=10000

docs: $(PYTHON)  ## check the docs: examples, links, doctests
	$(PYTHON) -m pytest tests/docs

constraints:     ## take the newest versions that pass into constraints.txt
	python3 tools/constraints.py

.venv/bin/python:
	python3 quickstart.py test

"""Real readings survive the ledger whole."""

from importlib.resources import as_file, files

from dateline.ledger import Ledger
from dateline.pipeline import extract_all
from dateline.sources import read_sources


def test_the_bundled_samples_come_out_as_they_went_in(ledger_at):
    with as_file(files("dateline").joinpath("samples")) as folder:
        reports = list(read_sources([folder / "reports.jsonl"]))
    with Ledger.open(ledger_at()) as ledger:
        for extraction in extract_all(reports):
            assert extraction.events or "distractor" in extraction.report.id or not extraction.claims
            ledger.add(extraction)
            assert ledger.extraction(extraction.report.id) == extraction
        assert ledger.verify() == []
        assert ledger.size()["report"] == len(reports) >= 6

"""A pack passes with Python alone, fails when anything in it is other than packed, and is the same bytes each time."""

import ast
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dateline.export.pack import verify
from dateline.export.pack.pack import write_pack
from dateline.ledger import Ledger
from dateline.model.judgement import Judgement, Retraction, Verdict

SHIPPED = Path(verify.__file__)
FILES = {
    "README.txt", "claims.jsonl", "events.jsonl", "history.jsonl", "manifest.json", "notes.jsonl",
    "provenance.jsonld", "readings.jsonl", "report.html", "reports.jsonl", "verify.py",
}  # fmt: skip


def history(book):
    left, right = (event.members[0].record.id for event in book.events[:2])
    made = Judgement.between(left, right, Verdict.DIFFERENT, "Ada Lovelace", "other days", "2020-04-01T10:00:00Z")
    elsewhere = Judgement.between("not", "here", Verdict.SAME, "x", "", "2020-04-01T10:00:00Z")
    return [made, Retraction(made.id, "Ada Lovelace", "I misread it", "2020-04-02T10:00:00Z"), elsewhere]


@pytest.fixture(scope="module")
def packed(book, tmp_path_factory):
    path = tmp_path_factory.mktemp("pack") / "small.zip"
    write_pack(path, book, history(book), "0.1.0+test")
    return path


@pytest.fixture(scope="module")
def decided_packed(decided, tmp_path_factory):
    path = tmp_path_factory.mktemp("pack") / "decided.zip"
    write_pack(path, *decided, "0.1.0+test")
    return path


@pytest.fixture
def folder(packed, tmp_path):
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "pack")
    return tmp_path / "pack"


def check(where, script=SHIPPED):
    """Run the check as a stranger would: this Python without any package, without the environment, elsewhere."""
    command = [sys._base_executable, "-I", "-S", str(script), *([str(where)] if where else [])]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert not ran.stderr
    return ran.returncode, ran.stdout


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def test_it_passes_as_a_zip_and_unpacked(packed, folder):
    assert check(packed) == check(folder) == check(None, folder / "verify.py")
    code, said = check(packed)
    assert code == 0 and said.startswith("OK: every file and all ")


def test_the_check_is_short_and_knows_only_the_standard_library_of_3_8():
    source = SHIPPED.read_text("utf-8")
    assert len(source.splitlines()) <= 80
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    imported |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert imported == {"__future__", "collections.abc", "hashlib", "json", "pathlib", "sys", "typing", "zipfile"}


def test_it_holds_these_files(packed, book):
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
    assert names == sorted(names)
    assert set(names) == FILES | {f"reports/{n:04d}.txt" for n in range(1, len(book.extractions) + 1)}


def test_any_changed_byte_is_found_in_every_file(decided_packed, tmp_path):
    folder = tmp_path / "decided"
    with zipfile.ZipFile(decided_packed) as archive:
        archive.extractall(folder)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        was = path.read_bytes()
        for at in (len(was) // 2, len(was) - 1):
            path.write_bytes(was[:at] + bytes([was[at] ^ 1]) + was[at + 1 :])
            code, said = check(folder)
            assert code == 1 and "OK" not in said, (path.name, at)
        path.write_bytes(was)
    assert check(folder)[0] == 0


def test_a_file_too_many_and_a_file_too_few_are_told(folder):
    extra = folder / "reports" / "9999.txt"
    extra.write_text("", "utf-8")
    assert check(folder) == (1, "not listed: reports/9999.txt\n")
    extra.unlink()
    (folder / "reports" / "0001.txt").unlink()
    code, said = check(folder)
    assert code == 1 and said.startswith("missing: reports/0001.txt\n")


def relisted(folder):
    """Make the list of files anew, as somebody would who changes a pack on purpose."""
    import hashlib

    path = folder / "manifest.json"
    whole = json.loads(path.read_text("utf-8"))
    for entry in whole["files"]:
        content = (folder / entry["path"]).read_bytes()
        entry |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    whole.pop("sha256")

    def written(value):
        return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    path.write_bytes(written(whole | {"sha256": hashlib.sha256(written(whole)).hexdigest()}))


@pytest.mark.parametrize("name", ["claims.jsonl", "events.jsonl", "readings.jsonl"])
def test_a_moved_quotation_is_found_even_in_a_pack_with_a_new_list(folder, name):
    path = folder / name
    text = path.read_text("utf-8")
    at = text.index('"start": ') + len('"start": ')
    until = at + text[at:].index(",")
    path.write_text(f"{text[:at]}{int(text[at:until]) + 1}{text[until:]}", "utf-8")
    relisted(folder)
    code, said = check(folder)
    assert code == 1 and said.startswith(f"{name}: report ") and "does not say" in said


def test_a_changed_report_and_a_dropped_claim_are_found_even_with_a_new_list(folder):
    report = folder / "reports" / "0002.txt"
    was = report.read_text("utf-8")
    report.write_text(was.replace("Three members", "Seven members").replace("Two American", "Ten American"), "utf-8")
    assert report.read_text("utf-8") != was
    relisted(folder)
    assert "does not say" in check(folder)[1]
    report.write_text(was, "utf-8")
    claims = folder / "claims.jsonl"
    claims.write_text("".join(claims.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
    relisted(folder)
    assert "quotations, not" in check(folder)[1]


def test_something_else_is_told_and_no_traceback(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    (tmp_path / "empty").mkdir()
    for where in ("x.zip", "empty", "nowhere"):
        code, said = check(tmp_path / where)
        assert code == 1 and said.startswith("this is no whole evidence pack")


def test_the_same_ledger_gives_the_same_bytes(packed, book, tmp_path):
    write_pack(tmp_path / "again.zip", book, history(book), "0.1.0+test")
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


def test_reports_are_as_received(folder, book):
    for told, report in zip(lines(folder / "reports.jsonl"), book.reports.values(), strict=True):
        assert told["id"] == report.id and (folder / told["file"]).read_bytes() == report.text.encode()


def test_every_claim_has_both_selectors_and_its_words(folder, book):
    found = lines(folder / "claims.jsonl")
    assert [c["id"] for c in found] == [c.id for e in book.extractions.values() for c in e.claims]
    texts = {told["file"]: (folder / told["file"]).read_bytes().decode() for told in lines(folder / "reports.jsonl")}
    for claim in found:
        for target in claim["target"]:
            position, quote = target["selector"]
            assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"] != ""
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_what_persons_decided_about_these_events_is_in_it_and_nothing_else(folder):
    assert [one.get("verdict", "taken back") for one in lines(folder / "history.jsonl")] == ["different", "taken back"]


def test_provenance_is_read_by_rdflib(folder, book):
    if os.environ.get("DATELINE_REQUIRE_READERS") != "1":
        pytest.importorskip("rdflib")
    import rdflib

    graph = rdflib.Graph().parse(folder / "provenance.jsonld", format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    claims = {c.id for e in book.extractions.values() for c in e.claims}
    quoted = dict(graph.subject_objects(prov.wasQuotedFrom))
    assert {str(s).rsplit(":", 1)[1] for s in quoted} == claims
    events = {rdflib.URIRef(f"urn:dateline:event:{event.id}") for event in book.events}
    assert events == set(graph.subjects(prov.wasDerivedFrom))
    # Every claim that an event is derived from was quoted from a report that is in the pack.
    for claim in graph.objects(None, prov.wasDerivedFrom):
        assert (quoted[claim], prov.atLocation, None) in graph
    assert len(set(graph.subjects(rdflib.RDF.type, prov.Person))) == 2


def test_a_decision_its_note_a_claim_set_aside_and_what_was_taken_back_are_in_it(decided_packed, decided, tmp_path):
    assert check(decided_packed)[1].startswith("OK")
    folder = tmp_path / "decided"
    with zipfile.ZipFile(decided_packed) as archive:
        archive.extractall(folder)
    book, _ = decided
    event = next(e for e in book.events if e.decided)
    killed, listed, gone = (done.decision for done in event.decided)
    history = lines(folder / "history.jsonl")
    assert [one.get("slot", "taken back") for one in history] == [
        "killed", "perpetrator", "claim", "killed", "taken back",
    ]  # fmt: skip
    assert (history[0]["value"]["low"], history[0]["decided"], history[0]["was"]) == (2, "killed 2", "3")
    assert (history[2]["claim"], history[2]["stands"]) == (gone.value.claim, False)
    assert history[4]["retracts"] == history[3]["id"] and "report" not in history[3]
    notes = {one["id"]: (folder / one["file"]).read_text("utf-8") for one in lines(folder / "notes.jsonl")}
    assert list(notes) == [one.note().id for one in (killed, listed, gone)]
    for one in history[:3]:
        (quoted,) = one["target"]
        position, words = quoted["selector"]
        assert (folder / quoted["source"]).read_text("utf-8") == notes[one["report"]]
        assert notes[one["report"]][position["start"] : position["end"]] == words["exact"] == one["decided"]
    claims = {one["id"]: one for one in lines(folder / "claims.jsonl")}
    assert claims[gone.value.claim]["set_aside"] == "set aside by Ann Ode, 2020-04-03: Joran Velk's sister told me"
    said = [one for one in claims.values() if one["speaker"] == "Ann Ode"]
    assert [(one["about"], one["event"]) for one in said] == [("toll", event.id)] + [("perpetrator", event.id)] * 2
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (told["notes"], told["reports"]) == (3, 5)


def test_a_note_changed_even_with_a_new_list_is_found(decided_packed, tmp_path):
    folder = tmp_path / "decided"
    with zipfile.ZipFile(decided_packed) as archive:
        archive.extractall(folder)
    note = folder / "notes" / "0001.txt"
    note.write_text(note.read_text("utf-8").replace("killed 2", "killed 7"), "utf-8")
    relisted(folder)
    assert "does not say 'killed 2'" in check(folder)[1]


def test_provenance_tells_decisions(decided_packed, decided, tmp_path):
    if os.environ.get("DATELINE_REQUIRE_READERS") != "1":
        pytest.importorskip("rdflib")
    import rdflib

    with zipfile.ZipFile(decided_packed) as archive:
        graph = rdflib.Graph().parse(data=archive.read("provenance.jsonld"), format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    event = next(e for e in decided[0].events if e.decided)
    name = rdflib.URIRef(f"urn:dateline:event:{event.id}")
    for done in event.decided:
        decision, note = (
            rdflib.URIRef(f"urn:dateline:{x}") for x in (f"decision:{done.decision.id}", f"note:{done.note.id}")
        )
        assert (note, prov.wasGeneratedBy, decision) in graph and (decision, prov.endedAtTime, None) in graph
        for claim in (rdflib.URIRef(f"urn:dateline:claim:{claim.id}") for claim in done.claims):
            assert (claim, prov.wasQuotedFrom, note) in graph and (name, prov.wasDerivedFrom, claim) in graph
    (gone,) = (done.decision for done in event.decided if done.decision.slot == "claim")
    claim = rdflib.URIRef(f"urn:dateline:claim:{gone.value.claim}")
    assert (rdflib.URIRef(f"urn:dateline:decision:{gone.id}"), prov.used, claim) in graph
    assert (name, prov.wasDerivedFrom, claim) not in graph
    (undone,) = graph.objects(None, prov.wasInformedBy)
    assert (undone, prov.endedAtTime, None) in graph and str(undone).startswith("urn:dateline:decision:")


def test_a_ledger_from_disk_packs_and_passes(ledger_path, tmp_path):
    from dateline.cli.away.pack import Ordered, pack_ledger

    with Ledger.open(str(ledger_path), create=False) as ledger:
        first = ledger.merged().ids()[0]
    pack_ledger(str(ledger_path), tmp_path / "one.zip", Ordered(ids=(first[:8],)))
    assert check(tmp_path / "one.zip")[0] == 0
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["events"] == 1 and manifest["asked"] == f"events {first}" and manifest["reports"] < 5

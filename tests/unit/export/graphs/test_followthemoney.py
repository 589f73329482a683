"""FollowTheMoney takes every entity as it is, every reference leads somewhere, and no claim goes without its words."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.export.graphs.followthemoney import address, country, name_of, text, url
from dateline.model.report import Report

HERE = Path(__file__).parent
NEEDS, READER = HERE / "followthemoney.txt", HERE / "read_followthemoney.py"
SECONDS = 600


@pytest.fixture(scope="session")
def ftm(request, tmp_path_factory):
    """Ask followthemoney, in an environment of its own that is made once and kept in pytest's cache."""
    home = tmp_path_factory.mktemp("followthemoney")
    if (cache := getattr(request.config, "cache", None)) is not None:
        key = hashlib.sha256(NEEDS.read_bytes() + sys.version.encode()).hexdigest()[:16]
        home = cache.mkdir("followthemoney") / key
    python = environment(home)

    def ask(**question):
        ran = subprocess.run(
            [str(python), "-I", str(READER)], input=json.dumps(question), capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    return ask


def environment(home):
    """Return the Python of an environment with the reader; a test is skipped, or fails in CI, where none can be made.

    Several processes may make it at one time: each makes its own and the first to be done puts it in place.
    """
    python = Path("bin") / "python" if os.name != "nt" else Path("Scripts") / "python.exe"
    if (home / "made" / python).exists():
        return home / "made" / python
    draft = home / f"draft-{os.getpid()}"
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    installed = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1", "-r", str(NEEDS)]
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(draft)],
        [str(draft / python), "-I", *installed],
    ):
        ran = subprocess.run(command, capture_output=True, text=True, check=False, env=settings, timeout=SECONDS)
        if ran.returncode:
            stop = pytest.fail if os.environ.get("DATELINE_REQUIRE_READERS") == "1" else pytest.skip
            said = (ran.stderr.strip() or ran.stdout.strip()).splitlines()[-1:]
            stop(f"followthemoney cannot be installed (is there a network?): {''.join(said)}")
    try:
        draft.rename(home / "made")
    except OSError:  # another process was first
        return draft / python
    return home / "made" / python


@pytest.fixture
def entities(any_book, out):
    path, _ = out(any_book, "followthemoney")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read(book, out, schema):
    lines = out(book, "followthemoney")[0].read_text("utf-8").splitlines()
    every = {one["id"]: one for one in map(json.loads, lines)}
    return [one["properties"] for one in every.values() if one["schema"] == schema], every


def test_every_entity_is_valid_and_kept_as_it_is(entities, ftm):
    answer = ftm(entities=entities)
    for one, seen in zip(entities, answer["entities"], strict=True):
        assert seen["wrong"] is None and seen["caption"]
        kept = {name: sorted(values) for name, values in seen["kept"]["properties"].items()}
        assert kept == {name: sorted(values) for name, values in one["properties"].items()}, one["schema"]
        assert seen["kept"]["datasets"] == one["datasets"]
        assert seen["longest_name"] <= answer["name_max_length"]


def test_an_entity_that_is_none_is_found(ftm):
    (seen,) = ftm(entities=[{"id": "x", "schema": "Event", "properties": {"date": ["some day"]}}])["entities"]
    assert seen["wrong"]


def test_every_reference_leads_to_an_entity_of_the_right_kind(entities, ftm):
    by_id = {one["id"]: one for one in entities}
    assert len(by_id) == len(entities)
    refers = [(one, *each) for one, seen in zip(entities, ftm(entities=entities)["entities"], strict=True)
              for each in seen["refers"]]  # fmt: skip
    assert refers
    for one, name, value, schemata in refers:
        assert by_id[value]["schema"] in schemata, (one["schema"], name)


def test_every_claim_is_a_note_with_its_words_and_its_article(any_book, out):
    notes, every = read(any_book, out, "Note")
    for event in any_book.events:
        for member in event.members:
            for claim in member.record.claims:
                spots = {f"characters {w.span.start}-{w.span.end}: {w.rule}" for w in claim.evidence}
                words = [text(f"“{w.exact}”") for w in claim.evidence]
                (note, *_) = [
                    note for note in notes
                    if spots <= {said.split(", ")[-1] for said in note["notes"]}
                    and all(one in note["description"][0] for one in words)
                ]  # fmt: skip
                assert every[note["proof"][0]]["properties"]["fileName"] == [text(f"{member.report.id}.txt")]
                assert any(every[one]["schema"] == "Event" for one in note["entity"])


def test_who_is_accused_by_whom(book, out):
    links, every = read(book, out, "UnknownLink")
    names = {key: one["properties"].get("name", ["?"])[0] for key, one in every.items()}
    said = {(names[one["subject"][0]], one["role"][0]) for one in links}
    assert ("Kataib Hezbollah", "accused by US official") in said
    assert ("Kataib Hezbollah", "responsibility denied by Kataib Hezbollah") in said
    assert any(one["role"] == ["in retaliation for"] and "in retaliation for" in one["summary"][0] for one in links)


def test_the_accused_are_not_said_to_be_involved(book, out):
    events, every = read(book, out, "Event")
    names = {name for e in events for one in e.get("involved", ()) for name in every[one]["properties"]["name"]}
    assert "Kataib Hezbollah" not in names
    assert "Joran Velk" in names


def test_days_are_as_precise_as_they_were_said(book, odd_book, out):
    taji = next(e for e in read(book, out, "Event")[0] if "Camp Taji" in e["name"][0])
    assert taji["date"] == taji["startDate"] == taji["endDate"] == ["2020-03-11"]
    assert taji["country"] == ["iq"] and taji["addressEntity"]
    events, _ = read(odd_book, out, "Event")
    assert sorted(e.get("date", [""])[0] for e in events) == ["", "2021-05"]


def test_an_event_of_which_nothing_is_told_says_nothing(odd_book, out):
    bare = next(e for e in read(odd_book, out, "Event")[0] if e["name"] == ["Other"])
    assert set(bare) == {"name", "keywords", "recordId", "proof"}


def test_what_it_cannot_hold_is_told(odd_book, out):
    written = out(odd_book, "followthemoney")[1]
    assert {(loss.what, loss.value) for loss in written.losses} >= {("country", "the gate;\r\n east: VS")}
    assert any(loss.what == "text" for loss in written.losses)


def test_values_are_cleaned_as_the_reader_would(ftm):
    # Which invisible characters are taken out depends on the version of the reader; what is left none changes.
    every = ("a\x00b ", '"Red"', "'a'b'", "\ufeffe\u0301", "a\r\n b;c,,d", "  ", "\u200fאב\u200d")
    ours = [
        (kind, clean(said))
        for said in every
        for clean, kind in ((text, "text"), (name_of, "name"), (address, "address"))
    ]
    assert [value or "" for value in ftm(clean=ours)["clean"]] == [value for _, value in ours]
    assert text("\u0007a\u0301") == "\u00e1" and name_of('"Red  Arrow"') == "Red Arrow"
    assert name_of("x" * 400) == "x" * 380 + "…"
    assert [country(c) for c in ("IQ", "XK", "VS", None)] == ["iq", "xk", None, None]


def test_addresses_are_those_that_the_reader_keeps(ftm):
    every = ("https://a.example", "http://a.example/b?c=<d>", "ftp://a.example/", "a.example", "//a")
    found = [url(Report.of("x", url=one)) for one in every]
    cleaned = ftm(clean=[("url", one) for one in every])["clean"]
    assert [one for one in found if one is not None]
    assert all(one is None or one == clean for one, clean in zip(found, cleaned, strict=True))
    assert url(Report.of("x")) is None

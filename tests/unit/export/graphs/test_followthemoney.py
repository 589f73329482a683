"""FollowTheMoney takes every entity as it is, every reference leads somewhere, and no claim goes without its words."""

import json

import pytest
from followthemoney import model
from followthemoney.types import registry

from dateline.export.graphs.followthemoney import address, country, name_of, text, url
from dateline.model.report import Report


@pytest.fixture
def entities(any_book, out):
    path, _ = out(any_book, "followthemoney")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read(book, out, schema):
    lines = out(book, "followthemoney")[0].read_text("utf-8").splitlines()
    every = {one["id"]: one for one in map(json.loads, lines)}
    return [one["properties"] for one in every.values() if one["schema"] == schema], every


def test_every_entity_is_valid_and_kept_as_it_is(entities):
    for one in entities:
        model.get(one["schema"]).validate(one)
        proxy = model.get_proxy(one, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in one["properties"].items()}, one["schema"]
        assert proxy.to_dict()["datasets"] == one["datasets"] and proxy.caption
        longest = max((len(value) for prop, value in proxy.itervalues() if prop.type == registry.name), default=0)
        assert longest <= registry.name.max_length


def test_every_reference_leads_to_an_entity_of_the_right_kind(entities):
    by_id = {one["id"]: one for one in entities}
    assert len(by_id) == len(entities)
    for one in entities:
        for prop, value in model.get_proxy(one).itervalues():
            if prop.type == registry.entity:
                assert model.get(by_id[value]["schema"]).is_a(prop.range), (one["schema"], prop.name)


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


def test_values_are_cleaned_as_the_reader_would():
    # Which invisible characters are taken out depends on the version of the reader; what is left none changes.
    for said in ("a\x00b ", '"Red"', "'a'b'", "\ufeffe\u0301", "a\r\n b;c,,d", "  ", "\u200fאב\u200d"):
        for clean, kind in ((text, registry.text), (name_of, registry.name), (address, registry.address)):
            assert (kind.clean(clean(said)) or "") == clean(said)
    assert text("\u0007a\u0301") == "\u00e1" and name_of('"Red  Arrow"') == "Red Arrow"
    assert name_of("x" * 400) == "x" * 380 + "…"
    assert [country(c) for c in ("IQ", "XK", "VS", None)] == ["iq", "xk", None, None]
    for address_ in ("https://a.example", "http://a.example/b?c=<d>", "ftp://a.example/", "a.example", "//a", None):
        found = url(Report.of("x", url=address_))
        assert found is None or found == registry.url.clean(address_)

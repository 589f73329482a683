"""JSON as agencies, scrapers, GDELT and Telegram write it."""

import json
from datetime import date

import pytest

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Part
from dateline.sources.kinds import parse

TEXT = 'Two rockets hit the "depot" north of Lentovar.\nNobody was hurt, the army said – Wałęsa.'


def read(found, name="a.json"):
    data = found if isinstance(found, bytes) else json.dumps(found).encode()
    return parse(Part(name, name, data))


def draft(found, name="a.json"):
    (one,) = read(found, name)
    assert isinstance(one, Draft), one
    return one


NEWS_PLEASE = {"authors": [], "date_download": "2022-01-01 00:00:00", "date_modify": None, "filename": "x.json",
    "date_publish": "2021-05-04 10:00:00", "maintext": TEXT, "source_domain": "post.example.org", "text": None,
    "title": "Rockets", "title_page": None, "url": "https://post.example.org/1"}  # fmt: skip
NEWSPAPER = {"url": "https://post.example.org/1", "title": "Rockets", "publish_date": "2021-05-04T10:00:00",
    "meta_site_name": "post.example.org", "canonical_link": "https://post.example.org/c", "text": TEXT}  # fmt: skip
CC_NEWS = {"date": "2021-05-04 10:00:00", "description": "D", "domain": "post.example.org", "image_url": None,
    "text": TEXT, "title": "Rockets", "url": "https://post.example.org/1"}  # fmt: skip


@pytest.mark.parametrize("fields", [NEWS_PLEASE, NEWSPAPER, CC_NEWS], ids=["news-please", "newspaper4k", "cc_news"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_what_scrapers_write(fields, name):
    one = draft(fields, name)
    assert (one.text, one.title, one.outlet, one.url, one.published) == (
        TEXT,
        "Rockets",
        "post.example.org",
        "https://post.example.org/1",
        date(2021, 5, 4),
    )


def test_every_character_of_a_json_text_leads_back():
    one = draft({"id": "x", "text": TEXT + " 🚑 \\ \t end"})
    for index, character in enumerate(one.text):
        first, last = one.received.back(index, index + 1)
        assert json.loads(f'"{one.received.decoded[first:last]}"') == character


def test_two_days_in_one_line_are_none():
    one = draft({"text": TEXT, "date": "2021-05-04", "date_publish": "2021-06-04"})
    assert one.published is None
    assert "2021-06-04" in one.doubts[0]
    assert draft({"text": TEXT, "published": "2021-05-04", "date": "2021-06-04"}).published == date(2021, 5, 4)


def test_list_with_bad_articles():
    found = read([{"text": "One."}, 5, {"title": "no text"}, {"text": "Two."}])
    assert [one.text for one in found if isinstance(one, Draft)] == ["One.", "Two."]
    assert [one.where for one in found if isinstance(one, SourceError)] == ["a.json, article 2", "a.json, article 3"]
    assert "empty" in read([])[0].what


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"5", b"[" * 100_000, b'{"text": ' + b"9" * 5000 + b"}", b"\xff\xfe", b'{"file": "b.txt"}', b"{}"],
)
def test_bad_json_is_refused(data):
    (one,) = read(data)
    assert isinstance(one, SourceError)
    assert one.where.startswith("a.json")


NINJS = {"uri": "urn:wire:1", "type": "text", "versioncreated": "2021-05-04T10:00:00Z",
    "firstcreated": "2021-05-03T10:00:00Z", "headline": "Rockets hit", "copyrightholder": "Valley Wire",
    "body_text": TEXT}  # fmt: skip


def test_ninjs():
    one = draft(NINJS)
    assert (one.id, one.title, one.outlet, one.published, one.text) == (
        "urn:wire:1",
        "Rockets hit",
        "Valley Wire",
        date(2021, 5, 4),
        TEXT,
    )
    assert "withdrew" in read(NINJS | {"pubstatus": "canceled"})[0].what
    assert "no text but 'picture'" in read(NINJS | {"type": "picture"})[0].what
    assert "no body" in read(NINJS | {"body_text": " "})[0].what
    second = {"uri": "urn:wire:2", "headlines": [{"value": "H"}], "versioncreated": "x",
        "bodies": [{"contenttype": "text/html", "value": "<p>One.</p><p hidden>No.</p><p>Two.</p>"}]}  # fmt: skip
    one = draft(second)
    assert (one.text, one.title, one.published) == ("One.\nTwo.", "H", None)
    assert len(one.doubts) == 2


def test_gdelt_list_is_headlines_without_a_day():
    listed = {"articles": [
        {"url": "https://post.example.org/1", "title": "Rockets hit depot ", "seendate": "20210504T101500Z",
         "domain": "post.example.org"},
        {"url": "https://post.example.org/2", "title": "", "seendate": "20210504T101500Z"},
        "x"]}  # fmt: skip
    one, two, three = read(listed)
    assert (one.text, one.url, one.published) == ("Rockets hit depot", "https://post.example.org/1", None)
    assert "headline only" in one.doubts[0]
    assert two.advice == "fetch https://post.example.org/2"
    assert isinstance(three, SourceError)
    table = (
        "\ufeffURL,MobileURL,Date,Title\nhttps://a.example/1,,2021-05-04 10:00:00,Rockets hit\nhttps://a.example/2,,,\n"
    )
    one, two = read(table.encode(), "a.csv")
    assert (one.text, one.published) == ("Rockets hit", None)
    assert isinstance(two, SourceError)
    assert "no GDELT list" in read(b"name,age\nAna,3\n", "a.csv")[0].what


def chat(*messages):
    return {"name": "Valley Channel", "type": "public_channel", "id": 77, "messages": list(messages)}


def test_odd_digits_and_no_list_of_chats_in_a_telegram_export():
    message = {"id": 1, "type": "message", "date": "2021-05-04T10:00:00", "date_unixtime": "162012240²", "text": TEXT}
    assert read(chat(message))[0].published == date(2021, 5, 4)
    assert read(chat(message) | {"chats": None})[0].text == TEXT


def test_telegram_export():
    messages = (
        {"id": 1, "type": "message", "date": "2021-05-04T10:00:00", "date_unixtime": "1620122400", "text": TEXT},
        {"id": 2, "type": "message", "date": "2021-05-05T01:00:00", "date_unixtime": "1620165600",
         "edited": "2021-05-06T00:00:00", "text": ["Shells fell on ", {"type": "bold", "text": "Oru"}, "."],
         "forwarded_from": "Other"},
        {"id": 3, "type": "service", "action": "pin_message", "text": ""},
        {"id": 4, "type": "message", "photo": "p.jpg", "text": ""},
        {"id": 5, "type": "message", "text": 7},
        {"id": 6, "type": "message", "date": "then", "text": "When?"},
    )  # fmt: skip
    one, two, five, six, silent = read(chat(*messages), "result.json")
    assert (one.id, one.outlet, one.published, one.text) == ("77-1", "Valley Channel", date(2021, 5, 4), TEXT)
    assert (two.text, two.published) == ("Shells fell on Oru.", date(2021, 5, 4))
    assert [
        "2021-05-05 where it was exported" in two.doubts[0],
        "forwarded from 'Other'" in two.doubts[1],
        len(two.doubts),
    ] == [True, True, 3]
    assert five.where == "result.json, message 5"
    assert "'then' is no date" in six.what
    assert silent.what == "messages without words: notes of Telegram 1, photo 1"
    account = {"about": "x", "chats": {"about": "y", "list": [chat(messages[0]), chat(messages[0])]}}
    assert len(read(account)) == 2
    assert "no messages" in read(chat())[0].what
    start = one.text.index("Nobody")
    assert one.received.decoded[slice(*one.received.back(start, start + 6))] == "Nobody"

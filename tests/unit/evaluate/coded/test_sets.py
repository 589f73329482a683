"""Reading the coded sets from their files, with invented messages in the same layout."""

import json
from datetime import date

import pytest

from dateline.errors import SourceError
from dateline.evaluate.coded import sets

TEXTS = """TST1-MUC3-0001

   LENTOVAR, 4 FEB 90 (NW) -- [TEXT] GUNMEN KILLED A PRIEST.

TST1-MUC3-0002

   LENTOVAR, [NO DATE] (NW) -- [TEXT] THE MARKET WAS QUIET.
"""
KEY = """
;;; a comment
0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  ATTACK
9.  PERP: INDIVIDUAL ID             "GUNMEN" / "THE \\"BLACK HAND\\" GUNMEN"
19. HUM TGT: DESCRIPTION            "PRIEST": "FATHER OLMO"
                                    "ALTAR BOY"

0.  MESSAGE: ID                     TST1-MUC3-0002
4.  INCIDENT: TYPE                  *
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data/muc4/tst1").mkdir(parents=True)
    (tmp_path / "data/muc4/tst1/tst1-muc3").write_text(TEXTS)
    (tmp_path / "data/muc4/tst1/key-tst1.v7").write_text(KEY)
    return tmp_path


def test_muc_messages_become_reports_published_on_their_day(folder):
    found = sets.load(folder, "muc4 tst1")
    assert [r.id for r in found.reports] == ["TST1-MUC3-0001", "TST1-MUC3-0002"]
    assert [r.published for r in found.reports] == [date(1990, 2, 4), None]
    assert "GUNMEN KILLED A PRIEST" in found.reports[0].text


def test_key_holds_only_messages_with_an_incident(folder):
    coded = sets.load(folder, "muc4 tst1").coded
    assert [len(coded[key]) for key in ("TST1-MUC3-0001", "TST1-MUC3-0002")] == [1, 0]
    template = coded["TST1-MUC3-0001"][0]
    assert sets.muc_strings(template[9]) == [["GUNMEN", "THE BLACK HAND GUNMEN"]]
    assert sets.muc_strings(template[19]) == [["PRIEST"], ["ALTAR BOY"]]


def test_a_set_that_is_not_there_says_so(tmp_path):
    assert not sets.is_there(tmp_path, "isaf")
    with pytest.raises(SourceError, match="not there"):
        sets.load(tmp_path, "isaf")
    assert {name.split()[0] for name in sets.SETS} <= set(sets.WHERE)


def test_each_report_of_a_shooting_is_one_report_under_its_headline(tmp_path):
    article = {"id": "a", "title": "Man shot in Lentovar", "dct": "2016-05-02", "content": "A man was shot."}
    row = {"incident": "7", "killed": "0", "injured": "1", "articles": [article, article | {"id": "b"}]}
    (tmp_path / "data/gun_violence").mkdir(parents=True)
    (tmp_path / "data/gun_violence/dev.jsonl").write_text(json.dumps(row) + "\n")
    found = sets.load(tmp_path, sets.GUN)
    assert [r.id for r in found.reports] == ["7/a", "7/b"]
    assert found.reports[0].text == "Man shot in Lentovar\n\nA man was shot."
    assert (found.reports[0].title, found.reports[0].published) == ("Man shot in Lentovar", date(2016, 5, 2))
    assert found.coded["7/b"]["injured"] == "1"


def test_the_folder_or_file_of_one_set_will_do_whatever_its_files_are_called(tmp_path):
    (tmp_path / "data/isaf").mkdir(parents=True)
    for name in ("a", "b"):
        (tmp_path / f"data/isaf/{name}.jsonl").write_text(json.dumps({"id": name, "text": "Shots.", "gold": {}}) + "\n")
    for root in (tmp_path, tmp_path / "data/isaf"):
        assert [r.id for r in sets.load(root, "isaf").reports] == ["a", "b"]
    assert [r.id for r in sets.load(tmp_path / "data/isaf/b.jsonl", "isaf").reports] == ["b"]


@pytest.mark.parametrize(
    ("line", "said"), [('{"id": "a"}', "without text, gold"), ("[1", "no JSON"), ("3", "without id")]
)
def test_a_file_of_another_set_is_told(tmp_path, line, said):
    (tmp_path / "x.jsonl").write_text(f"\n{line}\n")
    with pytest.raises(SourceError, match=said) as error:
        sets.load(tmp_path, "isaf")
    assert "x.jsonl:2" in str(error.value)

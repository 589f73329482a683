"""The lists of names hold together."""

from dateline.lexicon.known import capitals, demonyms, groups, states
from dateline.lexicon.phrases import Phrases, Stream, fold, table
from dateline.model.actor import ActorKind


def test_every_row_has_every_cell_and_a_known_kind():
    for name in ("names/actors.tsv", "names/actors_kept.tsv"):
        for row in table(name):
            assert None not in row.values() and None not in row, row
            assert row["kind"] in list(ActorKind), row
            assert row["country"] == "" or len(row["country"]) == 2, row


def test_members_belong_to_a_listed_actor_or_a_state():
    rows = table("names/actors_kept.tsv")
    ids = {row["id"] for row in rows} | {f"iso:{row['iso2']}" for row in table("names/states.tsv")}
    assert {row["member_of"] for row in rows if row["member_of"]} <= ids
    assert len({row["id"] for row in rows}) == len(rows)


def test_demonyms_name_listed_states():
    codes = {row["iso2"] for row in table("names/states.tsv")}
    assert {row["iso2"] for row in table("names/demonyms.tsv")} <= codes


def test_folding_and_longest_match():
    phrases = Phrases([("Islamic State", 1), ("Islamic State of Iraq", 2)])
    stream = Stream(["the", "Islamic", "State", "of", "Iraq", "and", "Islamic", "-", "state", "men"])
    assert list(phrases.matches(stream)) == [(1, 5, [2]), (6, 9, [1])]
    assert fold("Jama'at Nasr al-Islam") == ("jamaat", "nasr", "al", "islam")


def test_look_ups():
    assert groups().get("Daesh")[0].id == "ucdp:234"
    assert states().get("U.S.")[0].iso2 == demonyms().get("Americans")[0].iso2 == capitals().get("Washington")[0].iso2

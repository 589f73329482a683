"""Who says what: speakers, contents, stances and days, each expectation in quoted words."""

from datetime import date

import pytest

from dateline import claims, pipeline
from dateline.annotate import annotate
from dateline.claims.naming import fullest
from dateline.model.found import Findings
from dateline.model.report import Report
from dateline.repair import repair


def sayings(text):
    page = annotate(repair(Report.of(text, published=date(2020, 3, 12))))
    found = pipeline.find(page).sayings
    assert list(found) == sorted(found, key=lambda f: f.value.attribution.cue.span)
    return page, found


def said(text):
    """(speaker, stance, content) of each saying."""
    page, found = sayings(text)
    return [
        (
            f.value.attribution.speaker,
            str(f.value.attribution.stance),
            " | ".join(page.text(*r) for r in f.value.content),
        )
        for f in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We held the bridge,” Col. Ivo Brandt said.", ("Ivo Brandt", "asserts", "“We held the bridge,”")),
        (
            "“We held the bridge,” said Col. Ivo Brandt, who led them. “Nobody ran.”",
            ("Ivo Brandt", "asserts", "“We held the bridge,” | “Nobody ran.”"),
        ),
        (
            "«The bridge is lost to us now,» the mayor said.",
            ("mayor", "asserts", "«The bridge is lost to us now,»"),
        ),
        (
            'The colonel told reporters: "The bridge is ours. It will stay ours."',
            ("colonel", "asserts", '"The bridge is ours. It will stay ours."'),
        ),
        (
            "Over the same days, the military report adds, the army seized 900 rifles.",
            ("military report", "asserts", "Over the same days | the army seized 900 rifles"),
        ),
        (
            "Four guards died, according to a hospital, and a dozen more were wounded.",
            ("hospital", "asserts", "Four guards died"),
        ),
        (
            "The blast came when, according to witnesses, two men drove up.",
            ("witnesses", "asserts", "two men drove up"),
        ),
        ("As the mayor noted, the bridge had been mined.", ("mayor", "asserts", "the bridge had been mined")),
    ],
)
def test_content_stands_before_behind_or_on_both_sides(text, expected):
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A harbor official said the ship sank. The official added that nobody drowned.", ["harbor official"] * 2),
        ("The Defense Ministry said it waited. It said the depot burned.", ["Defense Ministry"] * 2),
        ("Ivo Brandt said the bridge fell. He said it would be rebuilt.", ["Ivo Brandt"] * 2),
        ("Gen. Ivo K. Brandt left. Mr. Brandt said the bridge fell.", ["Ivo K. Brandt"]),
        ("A spokeswoman for the port, Lt. Mara Quist, said the ship sank.", ["Mara Quist"]),
        ("A statement by the coalition said the ship sank.", ["coalition"]),
        ("A second official said the ship sank.", ["second official"]),
    ],
)
def test_speakers_are_named_as_fully_as_the_report_does(text, speakers):
    assert [speaker for speaker, _, _ in said(text)] == speakers


def test_shared_speaker_is_cut_at_the_second_verb():
    found = said("The colonel said the raid was over and declined to say where the jets had come from.")
    assert ("colonel", "asserts", "the raid was over") in found
    assert ("colonel", "declines", "where the jets had come from") in found


def test_blame_and_its_rejection_are_two_sayings():
    page, found = sayings("The Zarin Brigade was also blamed, and rejected the blame, for the ambush.")
    stances = {str(f.value.attribution.stance): f.value for f in found}
    assert stances["accuses"].attribution.speaker is None
    assert page.text(*stances["accuses"].actor) == "The Zarin Brigade"
    assert stances["denies"].attribution.speaker == "Zarin Brigade"


def test_mouthpiece_denies_for_its_own_side():
    page, found = sayings("A Zarin spokesman said his movement had nothing to do with it.")
    denial = next(f.value for f in found if str(f.value.attribution.stance) == "denies")
    assert page.text(*denial.actor) == "Zarin"


def test_suspicion_inside_words_belongs_to_their_speaker():
    text = "A diplomat said the rebels lack the range and that suspicion had fallen on the Zarin Brigade."
    stances = {stance: speaker for speaker, stance, _ in said(text)}
    assert stances["rules_out"] == stances["suspects"] == "diplomat"


def test_what_is_withheld_is_not_suspected():
    assert [stance for _, stance, _ in said("The army gave no hint of whom it suspects.")] == ["withholds"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministry said on Tuesday that two men had died.", date(2020, 3, 10)),
        ("The Pentagon on Tuesday identified the two men.", date(2020, 3, 10)),
        ("The ministry said two men had died on Tuesday.", None),
        ("The Coalition confirms that two men have died.", date(2020, 3, 12)),
    ],
)
def test_day_of_saying_is_the_one_at_the_cue(text, day):
    assert sayings(text)[1][0].value.attribution.said == day


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('The general said he had "good confidence" about who was behind it.', "confident"),
        ("The general said it was likely that the rebels had fired.", "likely"),
        ("The general said he was not sure who had fired.", None),
        ("The general said reports of possible revenge had come in.", None),
    ],
)
def test_certainty_is_what_the_speaker_claims_of_themselves(text, word):
    assert sayings(text)[1][0].value.attribution.certainty == word


@pytest.mark.parametrize(
    "text",
    ["If the mayor says so, they will leave.", "The mayor would say more on Friday.", "Troops found seven launchers."],
)
def test_nobody_has_spoken(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text", ["", "“", "said", '"" said "', "according to", "’s account that it", "[X] TOLD US", "“\n”"]
)
def test_odd_text_gives_nothing_and_does_not_fail(text):
    page = annotate(repair(Report.of(text)))
    assert isinstance(claims.find(page, Findings()), tuple)


def whom(text):
    """(speaker, stance, about, actor) of each saying."""
    page, found = sayings(text)
    return [
        (
            f.value.attribution.speaker,
            str(f.value.attribution.stance),
            str(f.value.about) if f.value.about else None,
            page.text(*f.value.actor) if f.value.actor else None,
        )
        for f in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A masked man claimed the seizure of the mill in the name of Ansar al-Bahr.",
            ("masked man", "claims", "responsibility", "Ansar al-Bahr"),
        ),
        (
            "A spokesman for the Zarin Brigade said his men were behind the raid.",
            ("spokesman for the Zarin Brigade", "claims", "responsibility", "the Zarin Brigade"),
        ),
        (
            "A lawyer, Ann Pike, denied that her clients had planned any attack.",
            ("Ann Pike", "denies", "responsibility", "her clients"),
        ),
        (
            "The gang accused its rival, the Cartel del Sur.",
            ("gang", "accuses", "responsibility", "the Cartel del Sur"),
        ),
        ("The palace blamed the killings on rebels.", ("palace", "accuses", "responsibility", "rebels")),
        ("Each side blamed the other for the fire.", ("side", "accuses", "responsibility", None)),
        (
            "The military denied responsibility for the shelling and said the rebels had bombed the mill.",
            ("military", "accuses", "responsibility", "the rebels"),
        ),
    ],
)
def test_who_is_blamed_or_takes_it_upon_themselves(text, expected):
    assert expected in whom(text)


def test_a_group_is_called_by_the_name_it_gives_itself():
    assert said("A little-known group calling itself the Free Karun Front said that it had planted the bomb.")[-1] == (
        "Free Karun Front",
        "claims",
        "the bomb",
    )


def test_planes_do_not_speak():
    text = "The ministry denied that its planes had bombed the village and called the report a lie."
    assert {speaker for speaker, _, _ in said(text)} == {"ministry"}


def test_name_that_is_only_a_suffix_stands_for_itself():
    assert fullest(["Jr.", "Tom Ruhl", "Ruhl"]) == {"Jr.": "Jr.", "Tom Ruhl": "Tom Ruhl", "Ruhl": "Tom Ruhl"}

"""Did it happen? What is negated, possible, planned, foiled, asked, quoted as a word, habitual or general."""

import pytest

from dateline.model.event import EventStatus

HAPPENED, PLANNED, FOILED = EventStatus.HAPPENED, EventStatus.PLANNED, EventStatus.FOILED
THREATENED = EventStatus.THREATENED
TOLD = {
    "plain": ("Rebels attacked the post at Velm on Sunday.", "attacked", HAPPENED),
    "said to have happened": ("The army said that rebels attacked the post.", "attacked", HAPPENED),
    "noun": ("The attack on the post lasted an hour.", "attack", HAPPENED),
    "purpose reached": ("Jets took off and bombed the depot.", "bombed", HAPPENED),
    "will": ("Troops will storm the prison at dawn, the minister said.", "storm", PLANNED),
    "planned to": ("The cell planned to attack the embassy.", "attack", PLANNED),
    "planned noun": ("Police spoke of a planned attack on the embassy.", "attack", PLANNED),
    "foiled noun": ("Police spoke of a foiled attack on the embassy.", "attack", FOILED),
    "tried to": ("Gunmen tried to storm the prison on Sunday.", "storm", FOILED),
    "failed to": ("The rebels failed to attack the post.", "attack", FOILED),
    "threat": ("The militia threatened to attack the port.", "threatened", THREATENED),
    "denied part leaves the attack": ("The militia denied any role in the attack on the port.", "attack", HAPPENED),
}


@pytest.mark.parametrize(("text", "words", "status"), TOLD.values(), ids=TOLD)
def test_status(tell, text, words, status):
    assert tell(text).at(words).status is status


UNTOLD = {
    "negated verb": ("The rebels did not attack the post.", "attack"),
    "never": ("The rebels never attacked the post.", "attacked"),
    "nobody": ("Nobody attacked the post on Sunday.", "attacked"),
    "no attack": ("No attack was reported in Velm on Sunday.", "attack"),
    "might": ("Rebels might attack the post.", "attack"),
    "could": ("The missiles could hit the capital.", "hit"),
    "would": ("An army spokesman said it would be folly if jets bombed the dam.", "bombed"),
    "if": ("If rebels attack the post, guards are to withdraw to the mill.", "attack"),
    "unless": ("The truce holds unless rebels attack the post.", "attack"),
    "question": ("Did rebels attack the post?", "attack"),
    "quoted word": ("He wrote the word 'attack' on the board.", "attack"),
    "fear of": ("Fears of an attack kept shops shut.", "attack"),
    "risk of": ("The risk of further attacks is high, the mayor said.", "attacks"),
    "habit": ("He used to direct attacks against the police.", "attacks"),
    "general": ("Attacks by day are rare.", "Attacks"),
    "able to": ("The group is able to attack convoys.", "attack"),
    "refused to": ("The pilots refused to bomb the dam.", "bomb"),
    "further attacks": ("The mayor warned of further attacks.", "attacks"),
}


@pytest.mark.parametrize(("text", "words"), UNTOLD.values(), ids=UNTOLD)
def test_told_as_no_event(tell, text, words):
    told = tell(text)
    real = [w for w in told.wordings if told.words(w.trigger.start, w.trigger.end) == words]
    assert [w.status for w in real if w.status in (HAPPENED, EventStatus.ONGOING)] == []


STAGED = {
    "film": "In the film's opening scene jets bombed a bridge. The director shot it with two cameras.",
    "drill": "In the exercise, rebels attacked a mock village. Role players fired blanks.",
    "match": "The midfielder shot after half-time. The visitors' attack died, and their captain fired wide.",
}


@pytest.mark.parametrize("text", STAGED.values(), ids=STAGED)
def test_what_is_staged_tells_nothing(tell, text):
    assert tell(text).all() == []


@pytest.mark.parametrize(
    ("text", "words", "definite"),
    [
        ("The attack began at dawn.", "attack", True),
        ("That attack began at dawn.", "attack", True),
        ("Sunday's attack began at dawn.", "attack", True),
        ("An attack began at dawn.", "attack", False),
        ("They were shot at dawn.", "shot", True),
        ("Rebels attacked the post.", "attacked", False),
    ],
)
def test_definite(tell, text, words, definite):
    assert tell(text).at(words).definite is definite

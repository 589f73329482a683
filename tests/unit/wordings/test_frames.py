"""Who does what to whom: the agent and the patient of a wording, as head words."""

import pytest

FRAMES = {
    "active": ("Rebels shelled the barracks on Monday.", "shelled", "Rebels", "barracks"),
    "active, far subject": (
        "Rebels of the northern front, angered by the raid, shelled the barracks.",
        "shelled",
        "Rebels",
        "barracks",
    ),
    "passive": ("The barracks was shelled by rebels on Monday.", "shelled", "rebels", "barracks"),
    "passive in the perfect": ("Two bases have been attacked by militiamen.", "attacked", "militiamen", "bases"),
    "agentless": ("The old mill was bombed overnight.", "bombed", None, "mill"),
    "intransitive": ("A bomb exploded outside the ministry.", "exploded", "bomb", None),
    "conjunct verb": ("Gunmen stormed the station and kidnapped two engineers.", "kidnapped", "Gunmen", "engineers"),
    "conjunct passive": ("The convoy was ambushed and attacked by rebels.", "attacked", "rebels", "convoy"),
    "relative clause, subject": ("The rebels who shelled Orsa fled on Monday.", "shelled", "rebels", "Orsa"),
    "relative clause, object": ("The bus that gunmen attacked was empty.", "attacked", "gunmen", "bus"),
    "participle before": ("Shelling the old town, rebels drove out the guards.", "Shelling", "rebels", "town"),
    "participle after": ("Troops entered Orsa, arresting nine men.", "arresting", "Troops", "men"),
    "participle of the noun": ("Nine men arrested by police were freed.", "arrested", "police", "men"),
    "infinitive": ("Jets returned to bomb the depot.", "bomb", "Jets", "depot"),
    "noun with by": ("An attack by rebels on the station failed to dent it.", "attack", "rebels", "station"),
    "noun with possessor": ("The army's bombardment of Orsa lasted an hour.", "bombardment", "army", "Orsa"),
    "noun carried by a verb": ("Rebels carried out an attack on the station.", "attack", "Rebels", "station"),
    "noun with against": ("A raid against the camp began at dawn.", "raid", None, "camp"),
    "day is no patient": ("The attack on Monday shook Orsa.", "attack", None, None),
}


@pytest.mark.parametrize(("text", "words", "agent", "patient"), FRAMES.values(), ids=FRAMES)
def test_frame(tell, text, words, agent, patient):
    told = tell(text)
    frame = told.at(words).trigger.frame
    assert (told.head(frame.agent), told.head(frame.patient)) == (agent, patient)


@pytest.mark.parametrize(
    ("text", "words", "preposition", "head"),
    [
        ("Militants fired 12 rockets at the airport.", "fired", "at", "airport"),
        ("Two guards died in an ambush by rebels near Orsa.", "ambush", "near", "Orsa"),
        ("Rebels attacked the convoy with grenades.", "attacked", "with", "grenades"),
    ],
    ids=["at", "near, after by", "with"],
)
def test_prepositions(tell, text, words, preposition, head):
    told = tell(text)
    assert head in [told.head(h) for h in told.at(words).trigger.frame.after(preposition)]

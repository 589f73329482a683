"""Round-ups: an event of one item is none of another's."""


def test_items_keep_their_events_apart(read):
    text = (
        "MARIB — Rebels stormed army positions at al-Qarna on Thursday night. The attack was beaten back, the army"
        " said, with 19 attackers and six soldiers killed.\n\nTAIZ — A shell hit people queuing for water on Friday."
        " Three children were killed.\n\nSHABWA — A roadside bomb destroyed a pick-up in al-Maysar on Thursday,"
        " killing four guards."
    )
    reading = read(text)
    assert reading.record("stormed").killed.value.low == 25
    assert reading.record("roadside bomb").killed.value.low == 4


def test_two_headings_make_no_round_up(read):
    text = (
        "ORSA — Rebels attacked a post on Sunday.\n\nThe attack killed two guards.\n\nMARN — The attack on the post in"
        " Orsa on Sunday wounded three guards."
    )
    record = read(text).record("attacked")
    assert (record.killed.value.low, record.wounded.value.low) == (2, 3)


def test_the_fight_that_ensued(read):
    text = (
        "Gunmen attacked a post near Orsa on Sunday. In the ensuing firefight 28 gunmen and two guards were killed."
        " On Monday the mayor came."
    )
    reading = read(text)
    assert reading.record("attacked").killed.value.low == 30

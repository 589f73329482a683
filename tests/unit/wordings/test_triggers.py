"""Which words tell an event, by which rule and as which kind; and which words of war tell none."""

import pytest

from dateline.model.event import Kind

FIRES = {
    "events.attack": ("Militiamen stormed the prison at Velm on Sunday.", "stormed", Kind.ATTACK),
    "events.attack, with a drone": ("A drone attacked a fuel truck near Velm.", "attacked", Kind.AIR_STRIKE),
    "events.hit": ("Helicopters pounded a village in the hills.", "pounded", Kind.AIR_STRIKE),
    "events.projectile": ("Two shells crashed into the school on Sunday.", "crashed", Kind.SHELLING),
    "events.projectile, thrown": ("Youths hurled a grenade at the station.", "hurled", Kind.BOMBING),
    "events.shelling": ("The army bombarded the port for two hours.", "bombarded", Kind.SHELLING),
    "events.shelling, noun": ("A salvo hit the port on Sunday.", "salvo", Kind.SHELLING),
    "events.air_strike": ("Four farmers died in an airstrike on Velm.", "airstrike", Kind.AIR_STRIKE),
    "events.bombing": ("Saboteurs blew up a bridge near Velm.", "blew up", Kind.BOMBING),
    "events.bombing, went off": ("A car bomb went off outside the court.", "went off", Kind.BOMBING),
    "events.suicide_bombing": ("A suicide bomber struck a mosque in Velm.", "suicide bomber", Kind.SUICIDE_BOMBING),
    "events.armed_clash": ("Rebels clashed with guards at the dam.", "clashed", Kind.ARMED_CLASH),
    "events.armed_clash, noun": ("Six men died in a gunbattle at the dam.", "gunbattle", Kind.ARMED_CLASH),
    "events.armed_assault": ("Masked men gunned down a teacher in Velm.", "gunned down", Kind.ARMED_ASSAULT),
    "events.fired_on": ("Soldiers fired on a crowd of mourners.", "fired", Kind.ARMED_ASSAULT),
    "events.assassination": ("The governor was assassinated in Velm.", "assassinated", Kind.ASSASSINATION),
    "events.execution": ("The militia executed three prisoners.", "executed", Kind.EXECUTION),
    "events.abduction": ("Armed men abducted a doctor in Velm.", "abducted", Kind.ABDUCTION),
    "events.siege": ("Militiamen besieged the consulate for a day.", "besieged", Kind.SIEGE),
    "events.raid": ("Soldiers raided a farm near Velm.", "raided", Kind.RAID),
    "events.arrest": ("Police detained nine suspects on Sunday.", "detained", Kind.ARREST),
    "events.arson": ("Looters set fire to a market in Velm.", "set fire", Kind.ARSON),
    "events.sexual_violence": ("Soldiers raped two girls in the camp.", "raped", Kind.SEXUAL_VIOLENCE),
    "events.riot": ("Rioting spread through Velm on Sunday.", "Rioting", Kind.RIOT),
    "events.protest": ("Hundreds joined a demonstration in Velm.", "demonstration", Kind.PROTEST),
    "events.seizure": ("Rebels seized the town of Velm on Sunday.", "seized", Kind.SEIZURE),
    "events.overrun": ("Rebels overran the town of Velm on Sunday.", "overran", Kind.ARMED_ASSAULT),
    "events.find": ("Police discovered 40 mortar rounds in a well.", "discovered", Kind.SEIZURE),
    "events.withdrawal": ("The rebels retreated from Velm on Sunday.", "retreated", Kind.WITHDRAWAL),
    "events.deployment": ("The army deployed 300 troops to Velm.", "deployed", Kind.DEPLOYMENT),
    "events.agreement": ("The two sides agreed on a truce on Sunday.", "truce", Kind.AGREEMENT),
    "events.interception": ("Air defences shot down two drones over Velm.", "shot down", Kind.INTERCEPTION),
    "events.chemical_attack": (
        "A chlorine attack killed nine people in Velm.",
        "chlorine attack",
        Kind.CHEMICAL_ATTACK,
    ),
    "events.threat": ("The militia threatened to attack the port.", "threatened", Kind.THREAT),
    "events.killing": ("Three nurses were killed in Velm on Sunday.", "killed", Kind.ATTACK),
}


@pytest.mark.parametrize(("rule", "text", "words", "kind"), [(r, *c) for r, c in FIRES.items()], ids=FIRES)
def test_rule_fires(tell, rule, text, words, kind):
    trigger = tell(text).at(words).trigger
    assert (trigger.rule, trigger.kind) == (rule.split(",")[0], kind)


SILENT = {
    "attack of words": "Deputies attacked the tax bill in a long session.",
    "attack of illness": "The colonel suffered a heart attack at his desk.",
    "attack helicopter as a thing": "The army bought two attack helicopters last year.",
    "strike of workers": "The miners' strike entered its second month.",
    "hit record": "Wheat prices hit a record in May.",
    "fired manager": "The club fired its manager after six defeats.",
    "launched product": "The firm launched a new telephone.",
    "barrage of questions": "The mayor faced a barrage of questions.",
    "exploded prices": "Rents have exploded since the spring.",
    "clash of opinions": "The ministers clashed over pensions.",
    "shot film": "The director shot the scene in one take.",
    "executed plan": "The plan was executed without a fault.",
    "hijacked debate": "The debate was hijacked by side issues.",
    "siege of fans": "Fans lined the street to greet the singer.",
    "raided pantry": "The boys raided the pantry at night.",
    "burned calories": "He burned 400 calories on the stairs.",
    "seized chance": "She seized the chance to speak.",
    "captured mood": "The song captured the mood of the year.",
    "withdrew money": "He withdrew 200 dollars at the bank.",
    "found nothing": "Divers found the wreck empty.",
    "deployed airbags": "The airbags deployed as they should.",
    "intercepted pass": "Brandt intercepted the pass and scored.",
    "warned of snow": "Forecasters warned of snow in the hills.",
    "vowed to run": "She vowed to finish the race next time.",
    "died in bed": "The old general died in his sleep.",
    "counted over months": "The front has attacked nine ships in four months.",
    "counted since": "The road has been bombed seven times since May.",
    "hit before": "Dunmore has been hit before.",
    "only thought": "I thought it was a raid.",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_nothing_is_told(tell, text):
    assert tell(text).all() == []

"""Each event of a page: its values, every account of each and who gives it, where accounts differ, and the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.html.cited import Cites, esc, kind, many
from dateline.export.words import TIED, days, number
from dateline.ledger.canon.records import Account, Arms, CanonicalEvent, Chosen, Dissent, Losses, Named, Suspect
from dateline.ledger.canon.slots.harm.tolls import PEOPLE
from dateline.ledger.canon.voices import speaker_of
from dateline.model.estimate import Estimate
from dateline.model.when import When
from dateline.model.where import Place, PlacePrecision

NUMBERS = ("killed", "wounded", "missing", "captured")
SLOTS = ("when", "where", *NUMBERS)
OPEN_UP_TO = 12
"""A page of more events shows them folded: a long page opens at once, and the summary lines can be read down."""
STANDS_FOR = {
    PlacePrecision.SITE: "the site itself",
    PlacePrecision.PLACE: "a town or village",
    PlacePrecision.NEAR: "some way from a named place",
    PlacePrecision.DISTRICT: "somewhere in the district",
    PlacePrecision.PROVINCE: "somewhere in the province",
    PlacePrecision.REGION: "somewhere in the region",
    PlacePrecision.COUNTRY: "somewhere in the country",
    PlacePrecision.UNKNOWN: "in no gazetteer",
}
"""What a place of each precision stands for."""


def event_html(event: CanonicalEvent, cites: Cites, is_open: bool) -> str:
    """Return an event as a section that folds."""
    rows = "".join(_rows(event, cites))
    head = "<thead><tr><th>What</th><th>Value</th><th>Who says so, in which words</th></tr></thead>"
    return (
        f'<details class="event" id="e-{esc(event.id)}"{" open" if is_open else ""}><summary>{_line(event)}</summary>'
        f'<div class="body">{_dissents(event.dissent, cites)}{_ties(event, cites)}'
        f'<table class="values">{head}<tbody>{rows}</tbody></table>{_tellings(event, cites)}</div></details>'
    )


def _line(event: CanonicalEvent) -> str:
    told = [f"{name} {number(chosen.value)}" for name in NUMBERS if (chosen := getattr(event, name)) is not None]
    reports = len({member.report.id for member in event.members})
    sources = "" if event.sources == reports else f", {many(event.sources, 'source')}"
    where = event.where.value.name if event.where else "place not said"
    dispute = ' <span class="badge">disputed</span>' if any(one.conflict for one in event.dissent) else ""
    return (
        f'<span class="day">{esc(days(event.when.value)) if event.when else "day not said"}</span> '
        f'<span class="what"><b>{esc(kind(event))}</b> · <bdi>{esc(where)}</bdi></span> '
        f'<span class="tolls">{esc(", ".join(told))}</span> '
        f'<span class="note">{many(reports, "report")}{sources}</span>{dispute}'
    )


def _rows(event: CanonicalEvent, cites: Cites) -> Iterator[str]:
    for slot in SLOTS:
        chosen: Chosen[Any] | None = getattr(event, slot)
        if chosen is not None:
            yield _row(slot, _value(chosen, cites), _accounts(chosen, event, cites))
    lines = Counter(line.harm for line in event.losses)
    for line in event.losses:
        if line.people == PEOPLE and lines[line.harm] == 1:  # all of them: told above
            continue
        yield _row(_of_whom(line), _value(line.count, cites), _accounts(line.count, event, cites))
    for one in event.perpetrators:
        yield _row("who did it", _suspect(one, cites), cites.said(one.evidence))
    for target in event.targets:
        yield _row("target", _name(target, cites), cites.said(target.evidence))
    for arms in event.weapons:
        yield _row("weapon", _arms(arms, cites), cites.said(arms.evidence))
    for person in event.people:
        yield _row(person.fate or "person", _name(person, cites), cites.said(person.evidence))


def _row(name: str, value: str, said: str) -> str:
    return f'<tr><th scope="row">{esc(name)}</th><td>{value}</td><td>{said}</td></tr>'


def _of_whom(line: Losses) -> str:
    return f"{line.harm}: {line.people}"


def _value(chosen: Chosen[Any], cites: Cites) -> str:
    value = chosen.value
    out = cites.link(_shown(value), chosen.evidence)
    if isinstance(value, Estimate) and value.best is not None and value.low != value.high:
        out += f' <span class="note">best {value.best}</span>'
    if isinstance(value, Place):
        out += f'<p class="note">{esc(_there(value))}</p>'
    return out + (f'<p class="note">{esc(chosen.why)}</p>' if chosen.why else "")


def _there(place: Place) -> str:
    within = ", ".join(name for name in dict.fromkeys(place.within) if name != place.name)
    return "; ".join(filter(None, (within, STANDS_FOR[place.precision])))


def _accounts(chosen: Chosen[Any], event: CanonicalEvent, cites: Cites) -> str:
    used = "".join(_account(account, event, cites, "") for account in chosen.used)
    return f"<ul>{used}{''.join(_account(account, event, cites, why) for account, why in chosen.aside)}</ul>"


def _account(account: Account[Any], event: CanonicalEvent, cites: Cites, aside: str) -> str:
    """One account: its value, who says so, in which report, in which words; and why it was set aside."""
    who = f"{esc(speaker_of(account, event.members))} " if account.speakers else ""
    where = ", ".join(map(cites.report, account.reports))
    note = f'<br><span class="note">set aside: {esc(aside)}</span>' if aside else ""
    shown = f"<b>{esc(_shown(account.value))}</b>"
    return (
        f'<li{" class=aside" if aside else ""}>{shown} {who}<span class="note">({where})</span>: '
        f"{cites.quote(account.evidence)}{note}</li>"
    )


def _suspect(one: Suspect, cites: Cites) -> str:
    by = f" by {', '.join(one.by)}" if one.by else ""
    way = "" if one.responsibility == "stated" else f' <span class="note">{esc(one.responsibility + by)}</span>'
    return cites.link(one.name, one.evidence) + way + _spellings(one.names)


def _name(one: Named, cites: Cites) -> str:
    return cites.link(one.name, one.evidence) + _spellings(one.names)


def _spellings(names: tuple[str, ...]) -> str:
    return f'<p class="note">also {esc("; ".join(names[1:]))}</p>' if len(names) > 1 else ""


def _arms(arms: Arms, cites: Cites) -> str:
    count = f"{number(arms.count.value)} " if arms.count else ""
    return cites.link(f"{count}{arms.name}", arms.evidence) + (f" {esc(arms.scope)}" if arms.scope else "")


def _dissents(differing: Iterable[Dissent], cites: Cites) -> str:
    return "".join(
        f'<div class="{"dissent" if one.conflict else "corrected"}"><p>{esc(sentence(one))}</p><ul>'
        + "".join(
            f"<li><b>{esc(voice.value)}</b> {esc(' and '.join(voice.speakers))} {cites.said(voice.evidence)}</li>"
            for voice in one.voices
        )
        + "</ul></div>"
        for one in differing
    )


def sentence(one: Dissent) -> str:
    """Return a disagreement as a sentence."""
    if one.conflict:
        return f"Accounts disagree on {NOUNS.get(one.slot, one.slot)}: {one.why}."
    return f"Accounts of {NOUNS.get(one.slot, one.slot)} differ without contradicting each other: {one.why}."


NOUNS = {
    "killed": "the number killed", "wounded": "the number wounded", "missing": "the number missing",
    "captured": "the number captured", "casualties": "who the dead were", "weapons": "the weapons",
    "targets": "what was hit", "where": "the place", "when": "the day", "kind": "what it was",
    "perpetrators": "who did it",
}  # fmt: skip
"""What a slot is called in a sentence."""


def _ties(event: CanonicalEvent, cites: Cites) -> str:
    return "".join(
        f'<p class="tie"><b>{TIED[tie.relation]}</b> {cites.event(tie.to)}: {cites.said(tie.evidence)}</p>'
        for tie in event.links
    )


def _tellings(event: CanonicalEvent, cites: Cites) -> str:
    told = "".join(
        f"<li>{cites.report(member.report.id)}{'' if member.lead else ' (recalls it)'}: "
        f"{cites.quote((member.record.trigger,))}</li>"
        for member in event.members
    )
    return f'<h4>Told by</h4><ul class="told">{told}</ul><p class="note">event <code>{esc(event.id)}</code></p>'


def _shown(value: object) -> str:
    if isinstance(value, Estimate):
        return number(value)
    if isinstance(value, When):
        return days(value) or value.timex
    return value.name if isinstance(value, Place) else str(value)

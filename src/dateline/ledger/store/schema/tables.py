"""The tables of a ledger, once for SQLite and PostgreSQL.

Content tables hold what was read and what persons judged: rows are added, never changed (`triggers`). No clock and no
count of arrivals stands in them, so the same reports give the same rows in whatever order they come. Derived tables
are computed from content and may be emptied at any time. Characters are code points; start_char counts from 0,
end_char is the first one after the words. Tables are singular; views (`views`) are plural.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    DOUBLE_PRECISION,
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

METADATA: Final = MetaData()
WORDS: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of its code points, in both databases."""
COUNT: Final = BigInteger().with_variant(Integer(), "sqlite")
"""63 bits. SQLite takes a column for the number of its row only if it is called INTEGER."""
DEGREES: Final[TypeEngine[float]] = REAL().with_variant(DOUBLE_PRECISION(), "postgresql")
DAY: Final = {
    "sqlite": "{0} IS date({0})",
    "postgresql": "{0} IS NULL OR to_char(CAST({0} AS date), 'YYYY-MM-DD') = {0}",
}
JSON: Final = {"sqlite": "json_valid({0})", "postgresql": "CAST({0} AS json) IS NOT NULL"}
NO_NUL: Final = {"sqlite": "instr({0}, char(0)) = 0"}
"""SQLite's substr() ends a text at NUL, so no quotation behind one could be checked; PostgreSQL holds none."""
SEARCHED: Final = 200_000
"""Characters of a text that PostgreSQL indexes: its index of one row holds a megabyte."""


def _words(name: str, *more: Any, **options: Any) -> Column[Any]:
    return Column(name, WORDS, *more, nullable=options.pop("nullable", False), **options)


def _said(name: str, *more: Any) -> Column[Any]:
    return Column(name, WORDS, *more)


def _checked(name: str, rule: dict[str, str]) -> list[CheckConstraint]:
    """A rule about a column in the words of each database."""
    return [CheckConstraint(text(sql.format(name))).ddl_if(dialect=dialect) for dialect, sql in rule.items()]


def _table(name: str, *parts: Any, has_rowid: bool = False) -> Table:
    return Table(name, METADATA, *parts, sqlite_strict=True, sqlite_with_rowid=has_rowid)


def _number() -> Column[Any]:
    """The number of the row, for full-text search only: 63 bits of a hash of its id, the same wherever it is kept."""
    return Column("number", COUNT, primary_key=True, autoincrement=False)


def _searched(name: str, column: str) -> Index:
    sql = f"to_tsvector('simple', left({column}, {SEARCHED}))"
    return Index(name, text(sql), postgresql_using="gin").ddl_if(dialect="postgresql")


REPORT: Final = _table(
    "report",
    _number(),
    _words("id", unique=True),
    _words("text"),
    _words("digest"),  # SHA-256 of the text
    *_checked("text", NO_NUL),
    _searched("report_words", "text"),
    has_rowid=True,
)

# One reading of one report; a reading with another result by a newer reader comes beside the old one.
READING: Final = _table(
    "reading",
    _words("id", primary_key=True),  # hash of the report and of everything read
    _words("report_id", ForeignKey("report.id")),
    Column("serial", Integer(), nullable=False),  # 1, 2, 3 ... for one report; the highest is current
    _words("reader"),  # version that read it
    _said("outlet"),
    _said("url"),
    _said("title"),
    _said("published"),
    _said("dateline"),
    _words("contributors"),  # JSON list of names
    _words("repairs"),  # JSON list of edits
    _words("problems"),  # JSON list of doubts
    _words("digest"),  # SHA-256 of this row; its id stands for all that was read
    UniqueConstraint("report_id", "serial"),
    *_checked("published", DAY),
)

EVIDENCE: Final = _table(
    "evidence",
    _number(),
    _words("id", unique=True),
    _words("report_id", ForeignKey("report.id")),
    Column("start_char", Integer(), CheckConstraint(text("start_char >= 0")), nullable=False),
    Column("end_char", Integer(), CheckConstraint(text("end_char > start_char")), nullable=False),
    _words("exact"),
    _words("rule"),
    Index("evidence_report", "report_id", "start_char"),
    _searched("evidence_words", "exact"),
    has_rowid=True,
)

# "key" names a row of one reading; "id" is the id that Dateline prints, the same in every reading.
EVENT: Final = _table(
    "event",
    _words("key", primary_key=True),
    _words("id"),
    _words("reading_id", ForeignKey("reading.id")),
    Column("position", Integer(), nullable=False),
    _words("kind"),
    _words("trigger_id", ForeignKey("evidence.id")),
    UniqueConstraint("reading_id", "position"),
    Index("event_id", "id"),
)

MENTION: Final = _table(
    "mention",
    _words("event_key", ForeignKey("event.key"), primary_key=True),
    Column("position", Integer(), primary_key=True, autoincrement=False),
    _words("evidence_id", ForeignKey("evidence.id")),
)

# What is said: claims about events, links between events, tallies. Each must cite words before the transaction ends.
STATEMENT: Final = _table(
    "statement",
    _words("key", primary_key=True),
    _words("id"),
    _words("reading_id", ForeignKey("reading.id")),
    Column("position", Integer(), nullable=False),
    _words("sort", CheckConstraint(text("sort IN ('claim', 'link', 'tally')"))),
    _said("event_key", ForeignKey("event.key")),  # a link: the later event; a tally: none
    _said("target_key", ForeignKey("event.key")),  # a link: the earlier event
    _said("slot"),  # a claim: what the value is about
    _words("value"),
    _said("speaker"),
    _said("stance"),
    _said("certainty"),
    _said("said"),
    _said("cue_id", ForeignKey("evidence.id")),
    _said("factuality"),
    _said("as_of"),
    _words("digest"),  # SHA-256 of this row and of its citations
    Column("first", Integer(), CheckConstraint(text("first = 0")), server_default=text("0"), nullable=False),
    UniqueConstraint("reading_id", "sort", "position"),
    ForeignKeyConstraint(
        ["key", "first"],
        ["citation.statement_key", "citation.position"],
        name="statement_cites",
        deferrable=True,
        initially="DEFERRED",
    ).ddl_if(dialect="sqlite"),  # PostgreSQL adds it when both tables are there (`triggers`)
    Index("statement_event", "event_key"),
    *_checked("value", JSON),
    *_checked("said", DAY),
    *_checked("as_of", DAY),
)

CITATION: Final = _table(
    "citation",
    _words("statement_key", ForeignKey("statement.key"), primary_key=True),
    Column("position", Integer(), CheckConstraint(text("position >= 0")), primary_key=True, autoincrement=False),
    _words("evidence_id", ForeignKey("evidence.id")),
    Index("citation_evidence", "evidence_id"),
)


def _folded() -> list[Any]:
    """Columns of an event as one row, wherever it is folded."""
    tolls = [f"{harm}_{bound}" for harm in ("killed", "wounded") for bound in ("low", "best", "high")]
    return [
        _said("place"),
        _said("country"),
        Column("latitude", DEGREES),
        Column("longitude", DEGREES),
        *(Column(name, COUNT) for name in tolls),
        _words("perpetrators"),
        *_checked("earliest", DAY),
        *_checked("latest", DAY),
    ]


# The event as one row, folded from its claims under the policy named (dateline.ledger.view).
RECORD: Final = _table(
    "record",
    _words("event_key", ForeignKey("event.key"), primary_key=True),
    _words("policy", primary_key=True),
    _words("status"),
    _said("earliest"),
    _said("latest"),
    _said("date_precision"),
    _said("place_precision"),
    *_folded(),
    _words("targets"),
    _words("weapons"),
    _words("said_by"),
    _words("digest"),  # SHA-256 of the row; a later version may fold otherwise, so it is not folded again
)

# An input that gave no report, once: given = reports + refused.
REFUSED: Final = _table(
    "refused",
    _words("id", primary_key=True),  # hash of place and why
    _words("place"),
    _words("why"),
    _words("digest"),
)

# What a person says of two events (their printed ids, the lesser first), and what was taken back.
JUDGEMENT: Final = _table(
    "judgement",
    _words("id", primary_key=True),
    _words("left_id"),
    _words("right_id", CheckConstraint(text("left_id < right_id"), name="left_id_is_less")),
    _words("verdict", CheckConstraint(text("verdict IN ('same', 'different', 'ask')"))),
    _words("by"),
    _words("why"),
    _words("made"),  # ISO time
    _words("digest"),
    Index("judgement_left", "left_id"),
    Index("judgement_right", "right_id"),
)
RETRACTION: Final = _table(
    "retraction",
    _words("judgement_id", ForeignKey("judgement.id"), primary_key=True),
    _words("made"),
    _words("by"),
    _words("why"),
    _words("digest"),
)

# What a reviewer holds of one value of an event, or of one problem of a report (ledger.canon.decided), and what was
# taken back.
DECISION: Final = _table(
    "decision",
    _words("id", primary_key=True),  # hash of all of it
    _words("event_id"),  # the printed id of a telling; of a problem, the id of its report
    _words("slot"),
    _words("value"),  # JSON
    _words("was"),
    _words("by"),
    _words("why"),
    _words("made"),  # ISO time
    _words("digest"),
    *_checked("value", JSON),
    Index("decision_event", "event_id"),
)
WITHDRAWAL: Final = _table(
    "withdrawal",
    _words("decision_id", ForeignKey("decision.id"), primary_key=True),
    _words("made"),
    _words("by"),
    _words("why"),
    _words("digest"),
)

# The words of reports that a decision points to; the quotation itself is a row of `evidence`, cut from its report.
GROUND: Final = _table(
    "ground",
    _words("decision_id", ForeignKey("decision.id"), primary_key=True),
    Column("position", Integer(), CheckConstraint(text("position >= 0")), primary_key=True, autoincrement=False),
    _words("evidence_id", ForeignKey("evidence.id")),
)

CONTENT: Final = (
    REPORT,
    READING,
    EVIDENCE,
    EVENT,
    MENTION,
    STATEMENT,
    CITATION,
    RECORD,
    REFUSED,
    JUDGEMENT,
    RETRACTION,
    DECISION,
    WITHDRAWAL,
    GROUND,
)
"""Tables whose rows come and never change or go, in an order in which they can be filled."""

# Which events are worth comparing, what ties them, and the clusters that come of it.
FEATURE: Final = _table(
    "feature",
    _words("event_id", primary_key=True),
    _words("report_id"),
    _words("value"),  # JSON
    Index("feature_report", "report_id"),
)
BLOCK: Final = _table(
    "block",
    _words("key", primary_key=True),
    _words("event_id", primary_key=True),
    Index("block_event", "event_id"),
)
TIE: Final = _table(
    "tie",
    _words("left_id", primary_key=True),
    _words("right_id", primary_key=True),
    Column("weight", DEGREES, nullable=False),
    _words("why"),
    Index("tie_right", "right_id"),
)
MEMBER: Final = _table(
    "member",
    _words("event_id", primary_key=True),
    _words("canonical_id"),
    Index("member_canonical", "canonical_id"),
)
CANONICAL: Final = _table(
    "canonical",
    _words("id", primary_key=True),
    _words("kind"),
    _words("status"),
    _said("earliest"),
    _said("latest"),
    _said("date_precision"),
    _said("place_precision"),
    *_folded(),
    _said("told_place"),  # JSON of the place, for what its coordinate leaves uncertain
    _words("suspects"),  # JSON: each perpetrator with how it is tied to the event
    _words("disputed"),  # the slots on which reports disagree, with commas between
    _words("unsure"),  # the slots whose value is seldom right, likewise (`accounts.sure`)
    Column("sureness", DEGREES),  # the lowest score of these; none = all values are surer
    Column("reports", Integer(), nullable=False),
    Column("sources", Integer(), nullable=False),
    _words("policy"),
    Index("canonical_earliest", "earliest", "id"),
    Index("canonical_country", "country"),
    Index("canonical_kind", "kind"),
)
# What an event has several of and is looked up by: actor, country, outlet, responsibility as they are shown; spelling,
# land and place folded (no case, no accents).
TRAIT: Final = _table(
    "trait",
    _words("canonical_id", primary_key=True),
    _words("trait", primary_key=True),
    _words("name", primary_key=True),
    Index("trait_name", "trait", "name", "canonical_id"),
)

# What was sealed (`store.proof`): an entry for every reading and fact, under a salted hash, and the chain of seals.
# A table of its own and empty until somebody seals: it knows the order of arrival, which content does not.
SEAL: Final = _table(
    "seal",
    Column("serial", Integer(), primary_key=True, autoincrement=False),  # 1, 2, 3 ...
    _words("previous"),  # hash of the seal before; empty of the first
    _words("root"),  # SHA-256 of its entries
    Column("entries", Integer(), nullable=False),
    _words("made"),  # ISO time
    _words("by"),
    _words("why"),
    _words("signer"),  # Ed25519 public key, hexadecimal
    _words("hash"),  # SHA-256 of all before it in this row
    _words("signature"),  # of the hash
)
SEALED: Final = _table(
    "sealed",
    Column("seal", Integer(), ForeignKey("seal.serial"), primary_key=True, autoincrement=False),
    Column("position", Integer(), primary_key=True, autoincrement=False),
    _words("sort"),  # the table of the subject
    _words("subject"),  # its id
    _said("salt"),  # none where what was sealed was redacted since
    _words("commitment"),  # SHA-256 of the salt and of all rows of the subject
    _said("replaces"),  # "seal:position" of the entry that a redaction took the place of
    Index("sealed_subject", "subject"),
)
PROOF: Final = (SEAL, SEALED)
"""Tables of what was sealed; like content, their rows come and never change or go."""

DERIVED: Final = (FEATURE, BLOCK, TIE, MEMBER, CANONICAL, TRAIT)
"""Tables that are computed from content, and may be emptied."""


SINCE: Final = {"decision": 3, "withdrawal": 3, "canonical": 6, "trait": 3, "seal": 4, "sealed": 4, "ground": 5}
"""The form in which a table came, or was made anew, where it is not the second."""


def key_of(table: Table) -> tuple[str, ...]:
    """Return the columns that name a row: the id, where the primary key is but a number."""
    return ("id",) if "number" in table.c else tuple(column.name for column in table.primary_key)

-- The ledger. Rows are added, never changed (store.py forbids it to every table below, whoever writes).
-- Tables are singular and hold what was read; views are plural and hold what people look at.
-- Characters are code points; start_char counts from 0, end_char is the first one after the words.

PRAGMA application_id = 0x44544c4e;  -- "DTLN"
PRAGMA user_version = 1;

CREATE TABLE report (
    number INTEGER PRIMARY KEY,      -- for full-text search only
    id     TEXT NOT NULL UNIQUE,
    text   TEXT NOT NULL,
    digest TEXT NOT NULL,            -- SHA-256 of the text
    -- SQLite's substr() and PostgreSQL both end a text at NUL, so no quotation behind one could be checked.
    CHECK (instr(text, char(0)) = 0)
) STRICT;

-- One reading of one report; a reading with another result by a newer reader comes beside the old one.
CREATE TABLE reading (
    id        TEXT PRIMARY KEY,      -- hash of the report and of everything read
    report_id TEXT NOT NULL REFERENCES report (id),
    serial    INTEGER NOT NULL,      -- 1, 2, 3 ... for one report; the highest is current
    reader    TEXT NOT NULL,         -- version that read it
    outlet    TEXT,
    url       TEXT,
    title     TEXT,
    published TEXT CHECK (published IS date(published)),
    dateline  TEXT,
    contributors TEXT NOT NULL,      -- JSON list of names
    repairs   TEXT NOT NULL,         -- JSON list of edits
    problems  TEXT NOT NULL,         -- JSON list of doubts
    digest    TEXT NOT NULL,         -- SHA-256 of this row; its id stands for all that was read
    UNIQUE (report_id, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    number     INTEGER PRIMARY KEY,  -- for full-text search only
    id         TEXT NOT NULL UNIQUE,
    report_id  TEXT NOT NULL REFERENCES report (id),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char   INTEGER NOT NULL CHECK (end_char > start_char),
    exact      TEXT NOT NULL,
    rule       TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_report ON evidence (report_id, start_char);

CREATE TRIGGER evidence_is_in_the_report BEFORE INSERT ON evidence
WHEN NEW.exact IS NOT (
    SELECT substr(text, NEW.start_char + 1, NEW.end_char - NEW.start_char) FROM report WHERE id = NEW.report_id)
BEGIN SELECT raise(ABORT, 'the quotation is not in the report'); END;

-- "key" names a row of one reading; "id" is the id that Dateline prints, the same in every reading.
CREATE TABLE event (
    key        TEXT PRIMARY KEY,
    id         TEXT NOT NULL,
    reading_id TEXT NOT NULL REFERENCES reading (id),
    position   INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    trigger_id TEXT NOT NULL REFERENCES evidence (id),
    UNIQUE (reading_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_id ON event (id);

CREATE TABLE mention (
    event_key   TEXT NOT NULL REFERENCES event (key),
    position    INTEGER NOT NULL,
    evidence_id TEXT NOT NULL REFERENCES evidence (id),
    PRIMARY KEY (event_key, position)
) STRICT, WITHOUT ROWID;

-- What is said: claims about events, links between events, tallies. Each must cite words before the transaction ends.
CREATE TABLE statement (
    key        TEXT PRIMARY KEY,
    id         TEXT NOT NULL,
    reading_id TEXT NOT NULL REFERENCES reading (id),
    position   INTEGER NOT NULL,
    sort       TEXT NOT NULL CHECK (sort IN ('claim', 'link', 'tally')),
    event_key  TEXT REFERENCES event (key),     -- a link: the later event; a tally: none
    target_key TEXT REFERENCES event (key),     -- a link: the earlier event
    slot       TEXT,                            -- a claim: what the value is about
    value      TEXT NOT NULL CHECK (json_valid(value)),
    speaker    TEXT,
    stance     TEXT,
    certainty  TEXT,
    said       TEXT CHECK (said IS date(said)),
    cue_id     TEXT REFERENCES evidence (id),
    factuality TEXT,
    as_of      TEXT CHECK (as_of IS date(as_of)),
    digest     TEXT NOT NULL,                   -- SHA-256 of this row and of its citations
    first      INTEGER NOT NULL DEFAULT 0 CHECK (first = 0),
    UNIQUE (reading_id, sort, position),
    FOREIGN KEY (key, first) REFERENCES citation (statement_key, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_event ON statement (event_key);

CREATE TABLE citation (
    statement_key TEXT NOT NULL REFERENCES statement (key),
    position      INTEGER NOT NULL CHECK (position >= 0),
    evidence_id   TEXT NOT NULL REFERENCES evidence (id),
    PRIMARY KEY (statement_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_evidence ON citation (evidence_id);

CREATE TRIGGER citation_is_of_its_report BEFORE INSERT ON citation
WHEN (SELECT report_id FROM evidence WHERE id = NEW.evidence_id) IS NOT (
    SELECT r.report_id FROM statement s JOIN reading r ON r.id = s.reading_id WHERE s.key = NEW.statement_key)
BEGIN SELECT raise(ABORT, 'the quotation is from another report than the claim'); END;

-- The event as one row, folded from its claims under the policy named (dateline.ledger.view).
CREATE TABLE record (
    event_key  TEXT NOT NULL REFERENCES event (key),
    policy     TEXT NOT NULL,
    status     TEXT NOT NULL,
    earliest   TEXT CHECK (earliest IS date(earliest)),
    latest     TEXT CHECK (latest IS date(latest)),
    date_precision TEXT,
    place      TEXT,
    country    TEXT,
    latitude   REAL,
    longitude  REAL,
    place_precision TEXT,
    killed_low INTEGER, killed_best INTEGER, killed_high INTEGER,
    wounded_low INTEGER, wounded_best INTEGER, wounded_high INTEGER,
    perpetrators TEXT NOT NULL,
    targets    TEXT NOT NULL,
    weapons    TEXT NOT NULL,
    said_by    TEXT NOT NULL,
    digest     TEXT NOT NULL,        -- SHA-256 of the row; a later version may fold otherwise, so it is not folded again
    PRIMARY KEY (event_key, policy)
) STRICT, WITHOUT ROWID;

-- Each run of a command that fed the ledger, and each input that gave no report: given = reports + refused.
CREATE TABLE run (
    id         TEXT PRIMARY KEY,
    started    TEXT NOT NULL,
    reader     TEXT NOT NULL,
    command    TEXT NOT NULL,
    given      INTEGER NOT NULL CHECK (given = added + known + refused),
    added      INTEGER NOT NULL,
    known      INTEGER NOT NULL,
    refused    INTEGER NOT NULL,
    digest     TEXT NOT NULL         -- SHA-256 of this row and of its refusals
) STRICT, WITHOUT ROWID;

CREATE TABLE refused (
    run_id   TEXT NOT NULL REFERENCES run (id),
    position INTEGER NOT NULL,
    place    TEXT NOT NULL,
    why      TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

-- Written as content="report", without spaces: so Datasette sees that the table can be searched.
CREATE VIRTUAL TABLE report_fts USING fts5 (text, content="report", content_rowid="number");
CREATE TRIGGER report_is_searchable AFTER INSERT ON report
BEGIN INSERT INTO report_fts (rowid, text) VALUES (NEW.number, NEW.text); END;
CREATE VIRTUAL TABLE evidence_fts USING fts5 (exact, content="evidence", content_rowid="number");
CREATE TRIGGER evidence_is_searchable AFTER INSERT ON evidence
BEGIN INSERT INTO evidence_fts (rowid, exact) VALUES (NEW.number, NEW.exact); END;

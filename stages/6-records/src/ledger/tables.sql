-- The ledger of a store, format 1. Dispatches are numbered in the order in which they came; a segment covers
-- a whole range of these numbers, so that two numbers say which dispatches a run has coded.

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    rules TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    UNIQUE (version, model, rules)
);

-- Inputs that were read to their end: a file of the same name, size and age is not read again.
CREATE TABLE sources (
    name TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    read_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Texts and what stage 1 made of them, many in one zstd frame: alike texts are small beside one another.
CREATE TABLE blocks (
    block INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
);

CREATE TABLE dispatches (
    dispatch INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    outlet_country TEXT,
    outlet_kind TEXT,
    title TEXT,
    published TEXT,
    published_basis TEXT,
    language TEXT NOT NULL,
    characters INTEGER NOT NULL,
    repeats INTEGER REFERENCES dispatches,
    contained REAL,
    containing REAL,
    block INTEGER NOT NULL REFERENCES blocks,
    start INTEGER NOT NULL,
    text_bytes INTEGER NOT NULL,
    details_bytes INTEGER NOT NULL,
    read_at INTEGER NOT NULL
);

CREATE TABLE appearances (
    dispatch INTEGER NOT NULL REFERENCES dispatches,
    origin TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    published TEXT,
    PRIMARY KEY (dispatch, origin)
) WITHOUT ROWID;

-- Which words stand in which dispatch. Where they stand is not kept: it would cost as much as the texts
-- themselves, and a phrase is looked for in the texts that have all of its words.
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);

-- The manifest: what is in it exists, whole and on disk; what is not in it does not count.
CREATE TABLE segments (
    segment INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES runs,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
);

CREATE TABLE files (
    segment INTEGER NOT NULL REFERENCES segments ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    rows INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (segment, kind)
) WITHOUT ROWID;

CREATE TABLE corrections (
    correction INTEGER PRIMARY KEY AUTOINCREMENT,
    dispatch INTEGER NOT NULL REFERENCES dispatches,
    run INTEGER NOT NULL REFERENCES runs,
    event INTEGER NOT NULL,
    trigger_spans TEXT NOT NULL,
    field TEXT NOT NULL,
    was TEXT,
    value TEXT,
    made_by TEXT NOT NULL,
    why TEXT NOT NULL,
    made_at INTEGER NOT NULL
);
CREATE INDEX corrections_by_dispatch ON corrections (dispatch);

CREATE TABLE incidents (
    incident INTEGER PRIMARY KEY,
    day INTEGER,
    last_day INTEGER,
    type TEXT NOT NULL,
    actor_countries TEXT NOT NULL,
    recipient_countries TEXT NOT NULL,
    place TEXT,
    place_country TEXT,
    events INTEGER NOT NULL,
    dispatches INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    independent INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    denied INTEGER NOT NULL
);

CREATE TABLE reports (
    dispatch INTEGER NOT NULL REFERENCES dispatches,
    event INTEGER NOT NULL,
    incident INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE,
    PRIMARY KEY (dispatch, event)
) WITHOUT ROWID;
CREATE INDEX reports_by_incident ON reports (incident);

-- Up to which segment and correction incidents have been made: one row, or none yet.
CREATE TABLE gathered (
    segment INTEGER NOT NULL,
    correction INTEGER NOT NULL
);

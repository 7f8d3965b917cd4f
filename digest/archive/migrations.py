"""The schema of the archive, one script a version. `PRAGMA user_version` counts those that have run. Add to the end, never edit."""

from __future__ import annotations

import sqlite3

TEXTS = """
    CREATE TABLE document (
        id         TEXT PRIMARY KEY CHECK (length(id) = 64),
        text       TEXT NOT NULL,
        raw_digest TEXT NOT NULL,
        uri        TEXT NOT NULL,
        title      TEXT NOT NULL,
        publisher  TEXT NOT NULL,
        published  TEXT,
        url        TEXT NOT NULL,
        added_seq  INTEGER NOT NULL UNIQUE
    ) STRICT
"""
"""Every text under its digest. `evidence.db` beside an edition needs no more."""

MEMORY = """
    CREATE TABLE detail (
        doc  TEXT PRIMARY KEY REFERENCES document (id),
        body BLOB NOT NULL
    ) STRICT;

    CREATE TABLE meeting (
        id      INTEGER PRIMARY KEY,
        slug    TEXT NOT NULL,
        address TEXT NOT NULL,
        doc     TEXT NOT NULL REFERENCES document (id),
        met     TEXT NOT NULL,
        UNIQUE (slug, address, doc)
    ) STRICT;
    CREATE INDEX meeting_doc ON meeting (doc);

    CREATE TABLE validator (
        address  TEXT PRIMARY KEY,
        etag     TEXT NOT NULL,
        modified TEXT NOT NULL
    ) STRICT;
    CREATE TABLE address (
        address TEXT PRIMARY KEY,
        doc     TEXT NOT NULL
    ) STRICT;
    CREATE TABLE furniture (
        site   TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (site, digest)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE edition (
        id            INTEGER PRIMARY KEY,
        slug          TEXT NOT NULL,
        number        INTEGER NOT NULL CHECK (number > 0),
        revision      INTEGER NOT NULL CHECK (revision > 0),
        day           TEXT NOT NULL,
        cutoff        TEXT NOT NULL,
        frozen        TEXT NOT NULL,
        config_digest TEXT NOT NULL,
        program       TEXT NOT NULL,
        items         INTEGER NOT NULL,
        UNIQUE (slug, number, revision)
    ) STRICT;
    CREATE TABLE printed (
        edition INTEGER NOT NULL REFERENCES edition (id),
        place   INTEGER NOT NULL,
        doc     INTEGER NOT NULL REFERENCES document (added_seq),
        terms   TEXT NOT NULL,
        body    TEXT NOT NULL,
        PRIMARY KEY (edition, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE unprinted (
        edition INTEGER PRIMARY KEY REFERENCES edition (id),
        body    BLOB NOT NULL
    ) STRICT;
    CREATE INDEX edition_day ON edition (slug, day);
    CREATE TABLE file (
        edition INTEGER NOT NULL REFERENCES edition (id),
        place   INTEGER NOT NULL,
        name    TEXT NOT NULL,
        digest  TEXT NOT NULL,
        body    BLOB NOT NULL,
        PRIMARY KEY (edition, place)
    ) STRICT;
    CREATE TABLE reading (
        edition INTEGER NOT NULL REFERENCES edition (id),
        doc     TEXT NOT NULL REFERENCES document (id),
        PRIMARY KEY (edition, doc)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reading_doc ON reading (doc);
    CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON edition BEGIN SELECT raise(ABORT, 'a frozen edition is immutable'); END;
    CREATE TRIGGER edition_is_kept BEFORE DELETE ON edition BEGIN SELECT raise(ABORT, 'a frozen edition is immutable'); END;
    CREATE TRIGGER file_is_immutable BEFORE UPDATE ON file BEGIN SELECT raise(ABORT, 'a frozen edition is immutable'); END;
    CREATE TRIGGER file_is_kept BEFORE DELETE ON file BEGIN SELECT raise(ABORT, 'a frozen edition is immutable'); END;

    CREATE TABLE ledger (
        edition    INTEGER NOT NULL REFERENCES edition (id),
        address    TEXT NOT NULL,
        state      TEXT NOT NULL CHECK
                   (state IN ('pending', 'sending', 'sent', 'deferred', 'failed', 'suppressed', 'unknown')),
        message_id TEXT NOT NULL DEFAULT '',
        attempts   INTEGER NOT NULL DEFAULT 0,
        next_try   TEXT NOT NULL DEFAULT '',
        code       TEXT NOT NULL DEFAULT '',
        reply      TEXT NOT NULL DEFAULT '',
        updated    TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (edition, address)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sentence (
        id      INTEGER PRIMARY KEY,
        edition INTEGER NOT NULL REFERENCES edition (id),
        doc     INTEGER NOT NULL REFERENCES document (added_seq),
        spans   TEXT NOT NULL,
        section TEXT NOT NULL,
        party   TEXT NOT NULL,
        printed INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sentence_edition ON sentence (edition);
    CREATE INDEX sentence_doc ON sentence (doc);
    CREATE VIRTUAL TABLE said USING fts5 (words, marks, content = '', tokenize = 'porter unicode61 remove_diacritics 2')
"""
"""What was read, printed, sent. `printed` and `unprinted` are what novelty compares with (`digest.archive.recollection`);
`sentence` and the index `said` over its words are what `digest search` finds, and hold no text: that is cut from `document.text`."""

SCRIPTS: tuple[str, ...] = (TEXTS, MEMORY)


def statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would end the transaction in which they run."""
    found: list[str] = []
    rest = ""
    for part in script.split(";"):
        rest += part
        if sqlite3.complete_statement(rest + ";"):
            found.append(rest.strip())
            rest = ""
        else:
            rest += ";"
    return [statement for statement in found if statement]

"""Names and quotes as rows."""

from __future__ import annotations

import json
import sqlite3

from reader.model import Name, Quote, Voices


def write_voices(connection: sqlite3.Connection, version_id: int, voices: Voices) -> None:
    """Store the names and quotes of a version that has none."""
    connection.executemany(
        "INSERT INTO names (version_id, number, name, kind, role, salience, mentions) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (version_id, number, name.name, name.kind.value, name.role, name.salience, json.dumps(name.mentions))
            for number, name in enumerate(voices.names)
        ],
    )
    connection.executemany(
        "INSERT INTO quotes (version_id, number, speaker, kind, content, source, cue) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                version_id,
                number,
                quote.speaker,
                quote.kind.value,
                *map(json.dumps, (quote.content, quote.source, quote.cue)),
            )
            for number, quote in enumerate(voices.quotes)
        ],
    )


def read_voices(connection: sqlite3.Connection, version_id: int) -> Voices:
    """The names and quotes of a version."""
    names = connection.execute(
        "SELECT name, kind, role, salience, mentions FROM names WHERE version_id = ? ORDER BY number", (version_id,)
    )
    quotes = connection.execute(
        "SELECT speaker, kind, content, source, cue FROM quotes WHERE version_id = ? ORDER BY number", (version_id,)
    )
    return Voices(
        tuple(
            Name.from_json(
                {"name": name, "kind": kind, "role": role, "salience": weight, "mentions": json.loads(mentions)}
            )
            for name, kind, role, weight, mentions in names
        ),
        tuple(
            Quote.from_json(
                {
                    "speaker": speaker,
                    "kind": kind,
                    "content": json.loads(content),
                    "source": json.loads(source),
                    "cue": json.loads(cue),
                }
            )
            for speaker, kind, content, source, cue in quotes
        ),
    )

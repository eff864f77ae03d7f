"""Keep a search index in step with Accord, here SQLite's full-text search: only what has changed is asked for.

    python search_index.py index.sqlite3              bring the index up to date
    python search_index.py index.sqlite3 training     do the same and search

The rows of `documents` are what other search engines take too: one document for each resource and language.
"""

import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

from accord import Accord, AccordError

CHANGES = """
query Changes($since: String) {
  changes(since: $since, types: [PROJECT, ACTIVITY, NEWS], first: 50) {
    nodes {
      id
      resource {
        translations { lang title url }
        ... on Project { texts: overviewByLanguage { lang text } }
        ... on Activity { texts: summaryByLanguage { lang text } }
        ... on News { texts: summaryByLanguage { lang text } }
      }
    }
    next
    more
  }
}
"""
TABLES = """
CREATE TABLE IF NOT EXISTS documents (number INTEGER PRIMARY KEY, id TEXT, lang TEXT, url TEXT, title TEXT, text TEXT);
CREATE INDEX IF NOT EXISTS documents_by_id ON documents (id);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    title, text, content = documents, content_rowid = number, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER IF NOT EXISTS added AFTER INSERT ON documents BEGIN
    INSERT INTO words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER IF NOT EXISTS removed AFTER DELETE ON documents BEGIN
    INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TABLE IF NOT EXISTS state (token TEXT);
"""


def opened(path: str) -> sqlite3.Connection:
    index = sqlite3.connect(path)
    index.executescript(TABLES)
    return index


def sync(index: sqlite3.Connection, accord: Accord) -> int:
    """Take over all changes since the last time, and return how many there were."""
    try:
        return sum(take(index, page) for page in accord.changes(CHANGES, token_of(index)))
    except AccordError as error:
        if error.code != "RESYNC_REQUIRED":
            raise
    # The data was restored, so the token means nothing any more.
    with index:
        index.execute("DELETE FROM documents")
        index.execute("DELETE FROM state")
    return sync(index, accord)


def take(index: sqlite3.Connection, page: dict[str, Any]) -> int:
    """Write a page of changes and its token in one transaction: whatever happens, they fit together."""
    with index:
        for change in page["nodes"]:
            index.execute("DELETE FROM documents WHERE id = ?", [change["id"]])
            if change["resource"]:  # otherwise it is withdrawn
                insert = "INSERT INTO documents (id, lang, url, title, text) VALUES (?, ?, ?, ?, ?)"
                index.executemany(insert, documents(change["id"], change["resource"]))
        index.execute("DELETE FROM state")
        index.execute("INSERT INTO state VALUES (?)", [page["next"]])
    return len(page["nodes"])


def documents(name: str, resource: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    texts = {each["lang"]: each["text"] for each in resource["texts"]}
    for page in resource["translations"]:
        yield name, page["lang"], page["url"], page["title"] or "", texts.get(page["lang"], "")


def token_of(index: sqlite3.Connection) -> str | None:
    row = index.execute("SELECT token FROM state").fetchone()
    return row and row[0]


def search(index: sqlite3.Connection, words: str, limit: int = 10) -> list[tuple[str, str, str, str]]:
    """Return language, title, address and the place where the words stand, the best first."""
    quoted = " ".join('"{}"'.format(word.replace('"', '""')) for word in words.split())
    return index.execute(
        """SELECT lang, documents.title, url, snippet(words, -1, '[', ']', '…', 12)
           FROM words JOIN documents ON number = words.rowid
           WHERE words MATCH ? ORDER BY bm25(words, 5, 1) LIMIT ?""",
        [quoted, limit],
    ).fetchall()


def main(path: str, *words: str) -> None:
    index = opened(path)
    print(f"{sync(index, Accord())} changes")
    for lang, title, url, place in search(index, " ".join(words)) if words else []:
        print(f"{title} ({lang})\n  {place}\n  {url}")


if __name__ == "__main__":
    main(*sys.argv[1:])

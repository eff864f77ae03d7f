"""Ask Accord: one query, a list page by page, or what has changed. Copy this file; it needs the package `requests`."""

import os
import time
from collections.abc import Iterator
from typing import Any

import requests

TRIES = 5


class AccordError(Exception):
    """The errors of an answer, with the code of the first."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__("; ".join(error["message"] for error in errors))
        self.code: str = errors[0]["extensions"]["code"]


class Accord:
    """An installation of Accord, by default the one that the environment variable ACCORD names."""

    def __init__(self, site: str = os.environ.get("ACCORD", "http://localhost:8000"), key: str | None = None) -> None:
        self.address = f"{site}/graphql/"
        self.session = requests.Session()
        if key:
            self.session.headers["Authorization"] = f"Bearer {key}"

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the data of an answer. Raise AccordError if it has errors."""
        for _ in range(TRIES):
            response = self.session.post(self.address, json={"query": query, "variables": variables}, timeout=60)
            if response.status_code not in (429, 503):
                break
            # Too much was asked within a minute, or the data cannot be read just now.
            time.sleep(int(response.headers.get("Retry-After", 5)))
        answer = response.json()
        if "errors" in answer:
            raise AccordError(answer["errors"])
        return answer["data"]

    def nodes(self, query: str, **variables: Any) -> Iterator[dict[str, Any]]:
        """Yield the items of all pages of a list.

        The query has one list, which takes `$after`, and asks for `nodes` and `pageInfo { hasNextPage endCursor }`.
        """
        after, more = None, True
        while more:
            [connection] = self.ask(query, **variables, after=after).values()
            yield from connection["nodes"]
            after, more = connection["pageInfo"]["endCursor"], connection["pageInfo"]["hasNextPage"]

    def changes(self, query: str, since: str | None) -> Iterator[dict[str, Any]]:
        """Yield pages of the change feed, so that the caller can store `next` of a page with what it did of it.

        The query has one field, `changes(since: $since)`, and asks for `nodes`, `next` and `more`. Raise AccordError
        with the code RESYNC_REQUIRED if the data was restored: then delete your copy and begin with None.
        """
        more = True
        while more:
            page = self.ask(query, since=since)["changes"]
            yield page
            since, more = page["next"], page["more"]

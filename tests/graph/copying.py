"""A client of the change feed that keeps a copy of what it reads, and is killed at times."""

from graph.publishing.formats import NQUADS


class KilledError(Exception):
    pass


class Copy:
    """The documents of all public resources by IRI, as a client keeps them that asks only for changes."""

    def __init__(self, client, first=100, types=None):
        self.client = client
        self.first = first
        self.types = types
        self.token = None
        self.documents = {}
        self.restarts = 0
        self.withdrawals = 0

    def read_page(self, killed_after=None):
        """Read one page and tell whether there are more. As the feed says, a token that is gone means a new start.

        A client that is killed within a page keeps what it has taken, but not the token of the page.
        """
        since = {} if self.token is None else {"since": self.token}
        types = {} if self.types is None else {"types": self.types}
        response = self.client.get("/changes", {"first": self.first, **since, **types})
        if response.status_code == 410:
            self.token, self.documents, self.restarts = None, {}, self.restarts + 1
            return True
        page = response.json()
        for number, entry in enumerate(page["changes"]):
            if number == killed_after:
                raise KilledError
            self.take(entry)
        self.token = page["next"]
        return page["more"]

    def take(self, entry):
        document = None
        if entry["kind"] == "upsert":
            response = self.client.get(f"{entry['document']}.{NQUADS.extension}")
            # A resource may have been withdrawn since the page was read: the withdrawal follows.
            document = response.content.decode() if response.status_code == 200 else None
        else:
            self.withdrawals += 1
        if document is None:
            self.documents.pop(entry["id"], None)
        else:
            self.documents[entry["id"]] = document

    def catch_up(self):
        while self.read_page():
            pass
        return self

    def lines(self):
        """Return all N-Quads of the copy, sorted."""
        return sorted(line for document in self.documents.values() for line in document.splitlines())


def exported_lines(client):
    """Return the sorted N-Quads of the whole dataset as it is now."""
    response = client.get("/data/all.nq")
    assert response.status_code == 200
    return sorted(b"".join(response).decode().splitlines())

"""Data of the search page: a list of all types narrowed by words, each result with the text that matches."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import cached_property

from graph import presentation
from graph.identity import ResourceId
from graph.presentation import ALL, Row
from graph.presentation.descriptions import public_description
from graph.replica import Replica
from home.lists import ListPage, read, result_of
from home.lists.page import address
from search.found import Found, found
from search.results import Results
from search.suggestions import corrected


class Answer(ListPage):
    """The page of a list that shows where the words stand."""

    page_size = 20
    narrowing = ("since", "until")

    @property
    def results(self) -> Results:
        results = self.result.searched
        assert results, "a search has words"  # noqa: S101 the view asks for them
        return results

    @cached_property
    def found(self) -> list[Found]:
        """The rows with fragments of the texts that match."""
        replica, resources = self.result.replica, list(self.page.object_list)
        texts = replica.texts(resources)
        return [self._found(each, row, texts) for each, row in zip(resources, self.rows, strict=True)]

    def _found(self, resource: ResourceId, row: Row, texts: dict) -> Found:
        description = public_description(self.result.replica, resource, texts.get)
        return found(row, description, self.results.query, self.results.hits[resource].language)

    @cached_property
    def suggestion(self) -> str | None:
        """The search text with its spelling corrected, or None if all words were found."""
        if self.results.hits and self.results.all_words:
            return None
        return corrected(self.result.replica, self.asked.words)

    @property
    def suggestion_url(self) -> str:
        return address(self.request.GET, q=self.suggestion, page=None)

    @property
    def all_words(self) -> bool:
        return self.results.all_words


def answer(request: HttpRequest, replica: Replica) -> Answer:
    """Return the data of the search page.

    Raise QueryError or Refusal, with a message for the reader, for what cannot be searched for.
    """
    asked = read(request, replica, ALL)
    return Answer(request, result_of(replica, asked, presentation.active_language()))

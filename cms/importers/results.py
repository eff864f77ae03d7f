"""The result of importing one page of a source, as a report for people and programs."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext
from wagtail.models import Page

from cms.importers.matching import LINK_FIELDS, Likeness
from cms.models import Suggestion
from graph.declarations import registry
from graph.identity import id_of, iri


class Action(Enum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Stated:
    """The facts of one field, in the form that people read."""

    field: str
    label: str
    values: list[str]

    def without(self, known: Iterable[str]) -> "Stated":
        return replace(self, values=[each for each in self.values if each not in known])


@dataclass(frozen=True)
class Problem:
    """A page that was not imported: its address, if it is known, and a sentence that says why."""

    page: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.page}: {self.sentence}" if self.page else self.sentence


@dataclass
class Result:
    """The result of importing one page; `page` is an organisation if the source is a donor page."""

    action: Action
    page: Model
    published: bool = False
    note: str = ""
    new_organisations: list[str] = field(default_factory=list)
    likely: list[Likeness] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    unplaced: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[Stated] = field(default_factory=list)
    """Facts that a source older than the page's version states and the page does not."""

    @property
    def iri(self) -> str:
        return iri(id_of(self.page))

    def report(self) -> dict[str, Any]:
        """Return the whole report as data for JSON."""
        told: dict[str, Any] = {
            "action": self.action.value,
            "type": id_of(self.page).partition("/")[0],
            "title": self.page.title if isinstance(self.page, Page) else str(self.page),
            "iri": self.iri,
            "published": self.published,
            "note": self.note,
            "new_organisations": self.new_organisations,
            "stated": [],
            "unresolved": [],
            "unplaced": [{"label": label, "value": value} for label, value in self.unplaced],
            "suggested": [],
            "ignored": list(self.ignored),
            "left_out": [asdict(each) for each in self.left_out],
            "likely_matches": [vars(each) | {"reasons": list(each.reasons)} for each in self.likely],
        }
        return told | self._of_draft()

    def _of_draft(self) -> dict[str, Any]:
        """Return the facts on the page's newest draft, and the rows there that wait for an editor."""
        if not isinstance(self.page, Page):
            return {}
        draft = self.page.get_latest_revision_as_object()
        waiting = draft.suggestions.all()
        return {
            "stated": [asdict(each) for each in stated(draft) if each.values],
            "unresolved": [{"field": row.field, "name": row.name} for row in draft.unresolved_references.all()],
            "unplaced": [{"label": row.label, "value": row.value} for row in draft.unplaced_values.all()],
            "suggested": [
                {"field": row.field, "name": row.name, "context": row.context}
                for row in waiting
                if row.decision == Suggestion.Decision.OPEN
            ],
        }


def written_by(thing: Model) -> str:
    """Return the end of a phrase, such as " by Jane Doe", with the author of the newest revision, or an empty text."""
    user = thing.latest_revision.user if thing.latest_revision else None
    return gettext(" by %(name)s") % {"name": user.get_full_name() or user.get_username()} if user else ""


def stated(draft: Page) -> list[Stated]:
    return [Stated(name, _label(draft, name), values) for name, values in _values(draft)]


def _values(draft: Page) -> Iterator[tuple[str, list[str]]]:
    """Yield the facts of a draft as pairs of a field's name and its values."""
    for name in ("date", "start_date", "end_date"):
        date = getattr(draft, name, None)
        yield name, [str(date)] if date else []
    for name, link in LINK_FIELDS.items():
        yield name, [str(getattr(row, link.attribute)) for row in getattr(draft, link.relation).all()]
    yield "donors", [str(row.donor) for row in draft.fundings.all()]
    yield "partners", [str(row.partner) for row in draft.partnerships.all()]
    yield "key_figures", [f"{row.value} {row.label}" for row in draft.key_figures.all()]


def _label(draft: Page, name: str) -> str:
    declared = registry().types[draft.graph_type.name]
    return declared.label(declared.fields[name]) if name in declared.fields else name


def in_words(report: dict[str, Any]) -> list[str]:
    """Return the lines of a report for people."""
    published = ", published" if report["published"] else ""
    note = f" ({report['note']})" if report["note"] else ""
    lines = [f"{report['action']}{published}: “{report['title']}”{note}", f"  {report['iri']}"]
    lines += [f"  {each['label']}: {'; '.join(each['values'])}" for each in report["stated"]]
    lines += [f"  new organisation, a draft: {name}" for name in report["new_organisations"]]
    lines += [f"  unresolved {each['field']}: {each['name']}" for each in report["unresolved"]]
    lines += [f"  unplaced {each['label'] or '(no label)'}: {each['value']}" for each in report["unplaced"]]
    lines += [f"  suggested {each['field']}: {each['name']} (“{each['context']}”)" for each in report["suggested"]]
    lines += [f"  ignored: {each}" for each in report["ignored"]]
    lines += [f"  left out, {each['label']}: {'; '.join(each['values'])}" for each in report["left_out"]]
    for each in report["likely_matches"]:
        reasons = ", ".join(each["reasons"])
        lines.append(f"  likely a version of “{each['title']}” ({reasons}): join them with --match {each['iri']}")
    return lines

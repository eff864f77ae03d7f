"""The form of a holder of a project: new figures, results and pictures, and corrections, each a proposal of its own."""

from collections.abc import Iterator
from functools import partial

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import Proposal, UpdateLink
from cms.peers.pictures import GuestPictureField
from graph.presentation import Presentation

ROWS = 3
MOST = 60
"""The number of proposals that one link takes."""
OTHER = ""
Kind = Proposal.Kind
_short = partial(forms.CharField, required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"}))


class Row(forms.Form):
    """A place for one fact; an empty one is left out. `needs` names what a fact must say."""

    kind: str
    needs: tuple[str, ...]

    def clean(self):
        cleaned = super().clean()
        if any(cleaned.values()):
            for name in self.needs:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in too, or empty the row."))
        return cleaned

    def facts(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if isinstance(value, str) and value}


class FigureRow(Row):
    kind, needs = Kind.FIGURE, ("value", "label")
    value = _short(label=_("Figure"), max_length=100, help_text=_("Such as 600+ or 1.72."))
    label = _short(label=_("What it counts"), max_length=255)


class ResultRow(Row):
    kind, needs = Kind.RESULT, ("indicator", "actual")
    indicator = _short(label=_("What was measured"), help_text=_("Such as officials trained."))
    baseline = _short(label=_("Before"))
    target = _short(label=_("To be reached"))
    actual = _short(label=_("Reached"))
    change = _short(label=_("To which lasting change it contributes"))


class PictureRow(Row):
    kind, needs = Kind.PICTURE, ("picture", "alternative_text", "credit")
    picture = GuestPictureField(label=_("Picture"), required=False)
    alternative_text = _short(label=_("What can be seen on it"))
    caption = _short(label=_("Caption"))
    credit = _short(label=_("Who made it and holds the rights"), max_length=255)


class CorrectionRow(Row):
    kind, needs = Kind.CORRECTION, ("right",)
    field = forms.ChoiceField(label=_("What is wrong"), required=False)
    right = forms.CharField(
        label=_("What is right"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean(self):
        if not self.cleaned_data.get("right"):
            self.cleaned_data["field"] = ""
        return super().clean()


ROW_FORMS = (CorrectionRow, FigureRow, ResultRow, PictureRow)


class UpdateForm:
    """The rows of one request; nothing of it is kept unless all rows are valid."""

    def __init__(self, data, files, link: UpdateLink, shown: Presentation) -> None:
        self.link = link
        self.groups = {
            form.kind: [form(data, files, prefix=f"{form.kind}-{number}") for number in range(ROWS)]
            for form in ROW_FORMS
        }
        for row in self.groups[Kind.CORRECTION]:
            row.fields["field"].choices = [(OTHER, _("Something else")), *_fields(shown)]

    def rows(self) -> Iterator[Row]:
        for rows in self.groups.values():
            yield from rows

    def is_valid(self) -> bool:
        valid = [row.is_valid() for row in self.rows()]  # all rows, so that all mistakes are told at once
        return all(valid)

    @transaction.atomic
    def save(self) -> int:
        """Keep each row that says something, up to the number that a link takes; return how many were kept."""
        link = UpdateLink.objects.select_for_update().get(pk=self.link.pk)
        room = MOST - link.proposals.count()
        filled = [row for row in self.rows() if any(row.cleaned_data.values())][: max(room, 0)]
        for row in filled:
            picture = row.cleaned_data.get("picture") or ""
            Proposal.objects.create(link=link, kind=row.kind, facts=row.facts(), picture=picture)
        link.answered_at = timezone.now()
        link.save(update_fields=["answered_at"])
        return len(filled)


def labelled(proposal: Proposal, shown: Presentation) -> Iterator[tuple[str, str]]:
    """Yield what a fact says, with the labels of the form."""
    fields = next(form for form in ROW_FORMS if form.kind == proposal.kind).base_fields
    names = dict(_fields(shown))
    for name, value in proposal.facts.items():
        label = fields[name].label if name in fields else name
        yield str(label), names.get(value, value) if name == "field" else value


def _fields(shown: Presentation) -> Iterator[tuple[str, str]]:
    """Yield the names and labels of what the page says, with the beginning of short facts."""
    yield "title", f"{gettext('Title')}: {shown.title.text}"[:120]
    for fact in shown.facts:
        yield fact.name, f"{fact.label}: {', '.join(item.text for item in fact.items)}"[:120]
    for prose in shown.prose:
        yield prose.name, prose.label

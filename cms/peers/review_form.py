"""The form of a reviewer: questions, comments on parts, suggested practices, and the name to be shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import ReviewAnswer, Reviewer
from cms.peers.reading import Part

LONGEST = 5000
MORE_PRACTICES = 2
MOST_PRACTICES = 20
Kind = ReviewAnswer.Kind


@dataclass(frozen=True)
class Row:
    """A place for an answer: its fields by name, and the answer that is kept."""

    kind: str
    about: str
    heading: str
    answer: ReviewAnswer | None
    part: Part | None = None

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.about}"

    @property
    def is_settled(self) -> bool:
        """Whether the editor has decided about it, so that it does not change any more."""
        return self.answer is not None and self.answer.is_resolved


def _text(rows: int, row: Row, **options) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    initial = row.answer.text if row.answer else ""
    return forms.CharField(label=row.heading, required=False, max_length=LONGEST, widget=widget, initial=initial,
                           disabled=row.is_settled, **options)  # fmt: skip


class ReviewForm(forms.Form):
    naming = forms.ChoiceField(
        label=_("How may we name you?"),
        choices=[("anonymous", _("Do not name me")), ("named", _("Name me as written below"))],
        widget=forms.RadioSelect,
        initial="anonymous",
    )
    shown_as = forms.CharField(
        label=_("Your name as readers see it"),
        required=False,
        max_length=255,
        help_text=_("Such as your name, with your organisation."),
    )

    def __init__(self, data, reviewer: Reviewer, parts: list[Part]) -> None:
        initial = {"naming": "named", "shown_as": reviewer.shown_as} if reviewer.shown_as else {}
        super().__init__(data, initial=initial)
        self.reviewer = reviewer
        self.kept = {(each.kind, each.about): each for each in reviewer.answers.all()}
        self.rows = [*self._questions(), *self._parts(parts), *self._practices()]
        for row in self.rows:
            self.fields[f"{row.name}-text"] = _text(3 if row.kind == Kind.COMMENT else 6, row)
            if row.kind == Kind.PRACTICE:
                self._add_practice(row)

    def of_kind(self, kind: str) -> Iterator[tuple[Row, dict[str, forms.BoundField]]]:
        """Yield the rows of a kind with their bound fields by name."""
        for row in self.rows:
            if row.kind == kind:
                names = ("title", "text", "source") if kind == Kind.PRACTICE else ("text",)
                yield row, {name: self[f"{row.name}-{name}"] for name in names}

    def questions(self):
        return self.of_kind(Kind.ANSWER)

    def comments(self):
        return self.of_kind(Kind.COMMENT)

    def practices(self):
        return self.of_kind(Kind.PRACTICE)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("naming") == "named" and not cleaned.get("shown_as"):
            self.add_error("shown_as", _("Write the name that readers shall see, or choose not to be named."))
        for row in self.rows:
            is_practice = row.kind == Kind.PRACTICE and not row.is_settled
            if is_practice and cleaned.get(f"{row.name}-title") and not cleaned.get(f"{row.name}-text"):
                self.add_error(f"{row.name}-text", _("Describe the practice, or leave its title empty."))
        return cleaned

    @transaction.atomic
    def save(self, sent: bool) -> None:
        """Keep what has changed. What the editor has decided about stays as it is, decided at this moment too."""
        reviewer = Reviewer.objects.select_for_update().get(pk=self.reviewer.pk)
        named = self.cleaned_data["naming"] == "named"
        reviewer.shown_as = self.cleaned_data["shown_as"] if named else ""
        if sent:
            reviewer.answered_at = timezone.now()
        reviewer.save(update_fields=["shown_as", "answered_at"])
        settled = reviewer.answers.exclude(resolution=ReviewAnswer.Resolution.OPEN).values_list("kind", "about")
        settled = set(settled)
        for row in self.rows:
            if (row.kind, row.about) not in settled:
                self._save(row)

    def _save(self, row: Row) -> None:
        values = {name: self.cleaned_data.get(f"{row.name}-{name}", "") for name in ("title", "text", "source")}
        if values["text"]:
            values |= {"heading": row.heading[:255]}
            self.reviewer.answers.update_or_create(kind=row.kind, about=row.about, defaults=values)
        elif row.answer:
            row.answer.delete()

    def _questions(self) -> Iterator[Row]:
        for name, words in self.reviewer.round.questions().items():
            yield Row(Kind.ANSWER, name, words, self.kept.get((Kind.ANSWER, name)))

    def _parts(self, parts: list[Part]) -> Iterator[Row]:
        for part in parts:
            yield Row(Kind.COMMENT, part.name, part.heading, self.kept.get((Kind.COMMENT, part.name)), part)

    def _practices(self) -> Iterator[Row]:
        numbers = [int(about) for kind, about in self.kept if kind == Kind.PRACTICE]
        last = min(max(numbers, default=0) + MORE_PRACTICES, MOST_PRACTICES)
        for number in range(1, last + 1):
            answer = self.kept.get((Kind.PRACTICE, str(number)))
            yield Row(Kind.PRACTICE, str(number), answer.title if answer else "", answer)

    def _add_practice(self, row: Row) -> None:
        title, source = (row.answer.title, row.answer.source) if row.answer else ("", "")
        self.fields[f"{row.name}-title"] = forms.CharField(
            label=_("Title"), required=False, max_length=255, initial=title, disabled=row.is_settled
        )
        self.fields[f"{row.name}-text"].label = _("What was done, and what came of it")
        self.fields[f"{row.name}-source"] = forms.URLField(
            label=_("Where readers find more about it"), required=False, max_length=500, initial=source,
            disabled=row.is_settled, assume_scheme="https",
        )  # fmt: skip

"""Conversion of one value of a model instance to the text of a cell, and back.

`write` raises ValueError or ValidationError with a sentence for the user, and then changes nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cms.admin.sheets.targets import Targets
from cms.fields import PartialDateField
from cms.fields.amount_input import read_money
from cms.fields.date_input import as_written, read_partial_date
from graph.declarations import Amount
from graph.declarations.partial_dates import PartialDate

YES, NO = "yes", "no"
TRUE, FALSE = {"yes", "true", "1", "oui", "x"}, {"no", "false", "0", "non", ""}


@dataclass(frozen=True)
class Value:
    """The value of a plain model field, or of a foreign key if it has targets."""

    field: models.Field
    targets: Targets | None = None

    def render(self, instance: models.Model) -> str:
        value = getattr(instance, self.field.attname)
        if self.targets:
            return self.targets.code(value)
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        if isinstance(value, PartialDate):
            return as_written(value)
        return "" if value is None else str(value)

    def shown(self, instance: models.Model) -> str:
        return self.targets.name(getattr(instance, self.field.attname)) if self.targets else self.render(instance)

    def write(self, instance: models.Model, text: str) -> None:
        value = self._read(text.strip())
        if not self.targets:
            value = self.field.clean(value, instance)
        elif value is None and not self.field.null:
            raise ValueError(_("This must not be empty."))
        setattr(instance, self.field.attname, value)

    def _read(self, text: str):
        if self.targets:
            return self.targets.find(text) if text else None
        if text == "" and self.field.null:
            return None
        if isinstance(self.field, PartialDateField):
            return read_partial_date(text, self.field.allow_open)
        if isinstance(self.field, models.BooleanField):
            return _yes_or_no(text)
        if isinstance(self.field, models.DateTimeField):
            return _moment(text)
        if self.field.choices:
            return _choice(self.field, text)
        return text


@dataclass(frozen=True)
class Money:
    """An amount with its currency in one cell, such as “1000.5 EUR”."""

    declared: Amount

    def render(self, instance: models.Model) -> str:
        amount, currency = getattr(instance, self.declared.path), getattr(instance, self.declared.currency)
        plain = "" if amount is None else format(Decimal(amount).normalize(), "f")
        return f"{plain} {currency}".strip()

    shown = render

    def write(self, instance: models.Model, text: str) -> None:
        money = read_money(text.strip())
        setattr(instance, self.declared.path, money.amount)
        setattr(instance, self.declared.currency, money.currency)


def _yes_or_no(text: str) -> bool:
    for value, words in ((True, TRUE), (False, FALSE)):
        if text.casefold() in words:
            return value
    raise ValueError(_("Write yes or no."))


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    found = parse_datetime(text.replace(" ", "T", 1))
    if found is None:
        raise ValueError(_("Write a moment as 2020-02-03T10:00:00Z."))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _choice(field: models.Field, text: str) -> str:
    """Return the code of the choice that the text names by its code or its label. Raises ValueError."""
    known = {written.casefold(): code for code, label in field.flatchoices for written in (str(label), str(code))}
    if text and text.casefold() not in known:
        codes = ", ".join(str(code) for code, _label in field.flatchoices[:20])
        raise ValueError(_("“%(text)s” is none of the choices: %(codes)s.") % {"text": text[:80], "codes": codes})
    return known.get(text.casefold(), "")

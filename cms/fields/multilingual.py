"""A model field for labels in the six languages, in one JSON column of one row.

With `multiple`, the field holds a list of alternative labels for each language instead of one label; with `paragraphs`,
a longer plain text with line breaks.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.utils.translation import gettext_lazy as _

from cms.fields.multilingual_input import MultilingualTextInput, language_info
from cms.fields.value import ConvertingAttribute
from graph.declarations import LANGUAGES, MultilingualText

LONGEST_LABEL = 500
LONGEST_TEXT = 20_000

# Control characters, halves of surrogate pairs, line separators and paragraph separators.
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_LINE_END = re.compile(r"\r\n|\r|\n")


class MultilingualFormField(forms.Field):
    def __init__(
        self,
        *,
        required_languages: Sequence[str] = (),
        multiple: bool = False,
        paragraphs: bool = False,
        **kwargs,
    ):
        self.required_languages = required_languages
        self.multiple = multiple
        self.paragraphs = paragraphs
        kwargs.setdefault("widget", MultilingualTextInput(multiple, paragraphs=paragraphs))
        super().__init__(**kwargs)
        self.widget.legend = self.label or ""
        self.widget.required_languages = required_languages if self.required else ()

    def to_python(self, value: list[str] | Mapping | None) -> MultilingualText:
        if isinstance(value, list):
            value = dict(zip(LANGUAGES, value, strict=True))
            if self.multiple:
                value = {language: _LINE_END.split(text or "") for language, text in value.items()}
            elif self.paragraphs:
                value = {language: _LINE_END.sub("\n", text or "") for language, text in value.items()}
        return to_multilingual_text(value, self.multiple)

    def validate(self, value: MultilingualText) -> None:
        check_labels(value, self.required_languages if self.required else (), self.paragraphs)
        super().validate(value)
        if not self.required:
            # A draft may lack languages. `ModelForm` has the model validate every value that is not empty, and the
            # model does not know that this one is for a draft, so the value is declared to be empty.
            self.empty_values = [*self.empty_values, value]

    def has_changed(self, initial: Mapping | None, data: list[str] | None) -> bool:
        return self.to_python(initial) != self.to_python(data)


class MultilingualTextField(models.JSONField):
    """Holds a `MultilingualText`; {} if there is no label in any language.

    The labels in `required_languages` may be missing only if the field is `blank`.
    """

    descriptor_class = ConvertingAttribute
    description = _("Labels in six languages")

    def __init__(
        self,
        *args,
        required_languages: Sequence[str] = ("en",),
        multiple: bool = False,
        paragraphs: bool = False,
        **kwargs,
    ):
        self.required_languages = tuple(required_languages)
        self.multiple = multiple
        self.paragraphs = paragraphs
        super().__init__(*args, **{"default": dict, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["required_languages"] = self.required_languages
        kwargs["multiple"] = self.multiple
        if self.paragraphs:
            kwargs["paragraphs"] = True
        return name, path, args, kwargs

    def check(self, **kwargs):
        unknown = sorted(set(self.required_languages) - set(LANGUAGES))
        if not unknown:
            return super().check(**kwargs)
        message = f"required_languages names unknown languages: {', '.join(unknown)}."
        hint = f"Use some of {', '.join(LANGUAGES)}."
        error = checks.Error(message, hint=hint, obj=self, id="cms.E001")
        return [*super().check(**kwargs), error]

    def to_python(self, value: Any) -> MultilingualText:
        return to_multilingual_text(value, self.multiple)

    def from_db_value(self, value, expression, connection):
        """Return the stored labels without invalid ones: one broken row must not make all others unreadable."""
        value = super().from_db_value(value, expression, connection)
        if isinstance(expression, KeyTransform):  # a lookup of one language gives a string or a list
            return value
        kept = value.items() if isinstance(value, dict) else ()
        return MultilingualText({language: label for language, label in kept if self._is_label(label)})

    def _is_label(self, label: Any) -> bool:
        if self.multiple:
            return isinstance(label, list) and all(isinstance(each, str) for each in label)
        return isinstance(label, str)

    def get_db_prep_save(self, value, connection):
        if not hasattr(value, "resolve_expression"):
            value = self.to_python(value)
        return super().get_db_prep_save(value, connection)

    def validate(self, value: MultilingualText, model_instance) -> None:
        check_labels(value, () if self.blank else self.required_languages, self.paragraphs)
        super().validate(value, model_instance)

    def formfield(self, **kwargs):
        # Skip JSONField's own method, because its form field takes JSON.
        return super(models.JSONField, self).formfield(
            **{
                "form_class": MultilingualFormField,
                "required_languages": self.required_languages,
                "multiple": self.multiple,
                "paragraphs": self.paragraphs,
                "show_hidden_initial": False,
                **kwargs,
            }
        )


def to_multilingual_text(value: Any, multiple: bool) -> MultilingualText:
    """Return the labels, stripped of surrounding blanks, without the blank ones.

    Raise ValidationError if the value is no mapping from the six languages to labels.
    """
    if value is None or value == "":
        return MultilingualText()
    if not isinstance(value, Mapping):
        raise ValidationError(_("Give the labels by language, as in {“en”: “Water”}."))
    for language in value:
        if language not in LANGUAGES:
            message = _("“%(code)s” is not one of the languages %(codes)s.")
            params = {"code": language, "codes": ", ".join(LANGUAGES)}
            raise ValidationError(message, code="language", params=params)
    stripped = {each: _stripped(value[each], multiple, each) for each in value}
    return MultilingualText({each: text for each, text in stripped.items() if text})


def _stripped(labels: Any, multiple: bool, language: str) -> str | list[str]:
    each = (labels or []) if multiple else [labels or ""]
    if not isinstance(each, list | tuple) or not all(isinstance(x, str) for x in each):
        message = (
            _("Give the %(name)s labels as a list of texts.") if multiple else _("Give the %(name)s label as a text.")
        )
        raise _error(message, language, "invalid")
    texts = [text for label in each if (text := label.strip())]
    return texts if multiple else "".join(texts)


def check_labels(value: MultilingualText, required_languages: Sequence[str], paragraphs: bool = False) -> None:
    """Raise a ValidationError with an error for each label that is missing, too long, or has control characters."""
    if errors := list(_errors(value, required_languages, paragraphs)):
        raise ValidationError(errors)


def _errors(value: MultilingualText, required_languages: Sequence[str], paragraphs: bool) -> Iterator[ValidationError]:
    longest = LONGEST_TEXT if paragraphs else LONGEST_LABEL
    for language in required_languages:
        if language not in value:
            yield _error(_("Enter a label in %(name)s."), language, "language_required")
    for language, labels in value.items():
        for label in [labels] if isinstance(labels, str) else labels:
            words = label.replace("\n", " ") if paragraphs else label
            if any(unicodedata.category(each) in _REFUSED_CATEGORIES for each in words):
                message = _("Type the %(name)s label again without control characters.")
                yield _error(message, language, "control_characters")
            if len(label) > longest:
                message = _("Shorten “%(start)s…” in %(name)s to %(longest)d characters.")
                params = {"start": label[:30], "longest": longest}
                yield _error(message, language, "max_length", **params)


def _error(message: Any, language: str, code: str, **params: Any) -> ValidationError:
    params |= {"language": language, "name": language_info(language)["name_translated"]}
    return ValidationError(message, code=code, params=params)

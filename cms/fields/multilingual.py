"""A model field for labels in the six languages on one row, in one JSON column.

With `multiple` it holds a list of alternative labels for each language instead of one.
The form has an input for each language, and shows each error at the language concerned.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cms.fields.partial_date import ConvertingAttribute
from graph.languages import LANGUAGES, MultilingualText, django_language

LONGEST_LABEL = 500

# Control characters, halves of surrogate pairs, separators of lines and paragraphs.
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


class MultilingualTextInput(forms.MultiWidget):
    """A labelled input for each language, or a textarea that takes a label on a line."""

    template_name = "cms/widgets/multilingual_text.html"

    def __init__(self, multiple: bool = False, attrs: dict | None = None):
        self.multiple = multiple
        self.legend = ""
        self.required_languages: Sequence[str] = ()
        super().__init__({each: self._control(each) for each in LANGUAGES}, attrs)

    def _control(self, language: str) -> forms.Widget:
        attrs = {"lang": language, "dir": "rtl" if _info(language)["bidi"] else "ltr"}
        if not self.multiple:
            return forms.TextInput(attrs)
        # What Wagtail's own textareas grow by.
        grows = {"data-controller": "w-autosize", "class": "w-field__autosize"}
        return forms.Textarea({"rows": 1, **grows, **attrs})

    def decompress(self, value: Mapping | None) -> list[str]:
        labels = [(value or {}).get(language) or "" for language in LANGUAGES]
        return ["\n".join(each) for each in labels] if self.multiple else labels

    def use_required_attribute(self, initial: Any) -> bool:
        # A draft may lack languages, so the browser must not insist.
        return False

    def render(self, name, value, attrs=None, renderer=None):
        return self.render_with_errors(name, value, attrs, renderer=renderer)

    def render_with_errors(self, name, value, attrs=None, errors=None, renderer=None):
        """What Wagtail calls instead, for a widget that shows its errors itself."""
        by_language = defaultdict(list)
        for error in errors.as_data() if errors else ():
            by_language[(error.params or {}).get("language")].extend(error.messages)
        context = self.get_context(name, value, attrs)
        context["legend"] = self.legend
        context["errors"] = by_language[None]
        subwidgets = zip(LANGUAGES, context["widget"]["subwidgets"], strict=True)
        context["rows"] = [
            self._row(language, subwidget, by_language[language], renderer) for language, subwidget in subwidgets
        ]
        # Not the form renderer, which knows the templates of apps only.
        return self._render(self.template_name, context, TemplatesSetting())

    def _row(self, language: str, widget: dict, errors: list[str], renderer) -> dict:
        attrs = widget["attrs"]
        # `MultiWidget` counts, and gives no id where the form gives none.
        id_ = attrs["id"] = f"id_{widget['name']}"
        if errors:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{id_}-errors"}
        return {
            "id": id_,
            "label": _info(language)["name_translated"],
            "required": language in self.required_languages,
            "errors": errors,
            "control": self._render(widget["template_name"], {"widget": widget}, renderer),
        }


class MultilingualFormField(forms.Field):
    def __init__(
        self,
        *,
        required_languages: Sequence[str] = (),
        multiple: bool = False,
        **kwargs,
    ):
        self.required_languages = required_languages
        self.multiple = multiple
        kwargs.setdefault("widget", MultilingualTextInput(multiple))
        super().__init__(**kwargs)
        self.widget.legend = self.label or ""
        self.widget.required_languages = required_languages if self.required else ()

    def to_python(self, value: list[str] | Mapping | None) -> MultilingualText:
        if isinstance(value, list):
            value = dict(zip(LANGUAGES, value, strict=True))
            if self.multiple:
                value = {language: re.split(r"\r\n|\r|\n", text or "") for language, text in value.items()}
        return to_multilingual_text(value, self.multiple)

    def validate(self, value: MultilingualText) -> None:
        check_labels(value, self.required_languages if self.required else ())
        super().validate(value)
        if not self.required:
            # A draft may lack languages. `ModelForm` asks the model about every value that
            # is not empty, and the model does not know that this one is for a draft.
            self.empty_values = [*self.empty_values, value]

    def has_changed(self, initial: Mapping | None, data: list[str] | None) -> bool:
        return self.to_python(initial) != self.to_python(data)


class MultilingualTextField(models.JSONField):
    """Holds a `MultilingualText`; {} where there is no label in any language.

    The labels in `required_languages` may be missing only where the field is `blank`.
    """

    descriptor_class = ConvertingAttribute
    description = _("Labels in six languages")

    def __init__(
        self,
        *args,
        required_languages: Sequence[str] = ("en",),
        multiple: bool = False,
        **kwargs,
    ):
        self.required_languages = tuple(required_languages)
        self.multiple = multiple
        super().__init__(*args, **{"default": dict, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["required_languages"] = self.required_languages
        kwargs["multiple"] = self.multiple
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
        value = super().from_db_value(value, expression, connection)
        # A transform to one language gives a string or a list.
        return MultilingualText(value) if isinstance(value, dict) else value

    def get_db_prep_save(self, value, connection):
        if not hasattr(value, "resolve_expression"):
            value = self.to_python(value)
        return super().get_db_prep_save(value, connection)

    def validate(self, value: MultilingualText, model_instance) -> None:
        check_labels(value, () if self.blank else self.required_languages)
        super().validate(value, model_instance)

    def formfield(self, **kwargs):
        # Not as a JSONField, whose form field takes JSON.
        return super(models.JSONField, self).formfield(
            **{
                "form_class": MultilingualFormField,
                "required_languages": self.required_languages,
                "multiple": self.multiple,
                "show_hidden_initial": False,
                **kwargs,
            }
        )


def to_multilingual_text(value: Any, multiple: bool) -> MultilingualText:
    """The labels without blanks around them and without those that are blank."""
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


def check_labels(value: MultilingualText, required_languages: Sequence[str]) -> None:
    """Raise a ValidationError for each label that is missing or cannot stand."""
    if errors := list(_errors(value, required_languages)):
        raise ValidationError(errors)


def _errors(value: MultilingualText, required_languages: Sequence[str]) -> Iterator[ValidationError]:
    for language in required_languages:
        if language not in value:
            yield _error(_("Enter a label in %(name)s."), language, "language_required")
    for language, labels in value.items():
        for label in [labels] if isinstance(labels, str) else labels:
            if any(unicodedata.category(each) in _REFUSED_CATEGORIES for each in label):
                message = _("Type the %(name)s label again without control characters.")
                yield _error(message, language, "control_characters")
            if len(label) > LONGEST_LABEL:
                message = _("Shorten “%(start)s…” in %(name)s to %(longest)d characters.")
                params = {"start": label[:30], "longest": LONGEST_LABEL}
                yield _error(message, language, "max_length", **params)


def _error(message: Any, language: str, code: str, **params: Any) -> ValidationError:
    params |= {"language": language, "name": _info(language)["name_translated"]}
    return ValidationError(message, code=code, params=params)


def _info(language: str) -> dict:
    return get_language_info(django_language(language))

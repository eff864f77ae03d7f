"""The widget for a label in six languages: an input for each language, with its errors next to it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import get_language_info

from graph.declarations import LANGUAGES, django_language


class MultilingualTextInput(forms.MultiWidget):
    """A labelled input for each language; with `multiple` or `paragraphs`, a textarea with one item on each line."""

    template_name = "cms/widgets/multilingual_text.html"

    def __init__(self, multiple: bool = False, attrs: dict | None = None, paragraphs: bool = False):
        self.multiple = multiple
        self.paragraphs = paragraphs
        self.legend = ""
        self.required_languages: Sequence[str] = ()
        super().__init__({each: self._control(each) for each in LANGUAGES}, attrs)

    def _control(self, language: str) -> forms.Widget:
        attrs = {"lang": language, "dir": "rtl" if language_info(language)["bidi"] else "ltr"}
        if not self.multiple and not self.paragraphs:
            return forms.TextInput(attrs)
        # The attributes by which Wagtail's own textareas grow with their text.
        grows = {"data-controller": "w-autosize", "class": "w-field__autosize"}
        return forms.Textarea({"rows": 1, **grows, **attrs})

    def decompress(self, value: Mapping | None) -> list[str]:
        labels = [(value or {}).get(language) or "" for language in LANGUAGES]
        return ["\n".join(each) for each in labels] if self.multiple else labels

    def use_required_attribute(self, initial: Any) -> bool:
        # A draft may lack languages, so the browser must not require them.
        return False

    def render(self, name, value, attrs=None, renderer=None):
        return self.render_with_errors(name, value, attrs, renderer=renderer)

    def render_with_errors(self, name, value, attrs=None, errors=None, renderer=None):
        """Render the widget with its errors; Wagtail calls this instead of `render` for widgets that have it."""
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
        # The form renderer finds only templates of apps, and this one is among the project's templates.
        return self._render(self.template_name, context, TemplatesSetting())

    def _row(self, language: str, widget: dict, errors: list[str], renderer) -> dict:
        attrs = widget["attrs"]
        # `MultiWidget` numbers its ids, and gives none if the form gives none.
        id_ = attrs["id"] = f"id_{widget['name']}"
        if errors:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{id_}-errors"}
        return {
            "id": id_,
            "label": language_info(language)["name_translated"],
            "required": language in self.required_languages,
            "errors": errors,
            "control": self._render(widget["template_name"], {"widget": widget}, renderer),
        }


def language_info(language: str) -> dict:
    return get_language_info(django_language(language))

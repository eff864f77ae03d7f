"""The forms in which editors write pages of the graph, and records that are public when named."""

from itertools import count

from django.db import transaction
from django.forms import BaseModelFormSet, ModelChoiceField
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.comments import CommentFormSet
from wagtail.coreutils import cautious_slugify
from wagtail.models import Page

from graph.declarations import DeclaredType, Text, registry


class ResourcePageForm(WagtailAdminPageForm):
    """Wagtail saves a new page as live, then its privacy, then publishes it: it is withheld until the last step.

    A translation's form has no fields for facts: they come from the page that it translates. A new page below one
    of a type to which it can link, such as a project below a programme, links to it unless the editor says otherwise.
    """

    def __init__(self, data=None, *args, **kwargs):
        # The importers know the models, whose forms these are.
        from cms.importers.suggestions import leave_out_accepted

        if data is None and kwargs.get("instance"):
            leave_out_accepted(kwargs["instance"])
        super().__init__(data, *args, **kwargs)
        for formset in self.formsets.values() if self.is_bound else ():
            if not isinstance(formset, CommentFormSet):
                forget_lost_rows(formset)
        if self.instance.pk is None:
            self._link_to_parent()
        self.is_translation = is_translation(self.instance)
        if self.is_translation:
            self._leave_out_facts()

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if getattr(field.widget, "unreadable", False):
                self.add_error(
                    name, _("This text arrived in a form that cannot be read: reload the page and write again.")
                )
        return cleaned

    def clean_slug(self):
        """A draft's address that follows from its title gets a number where it is taken: that is nobody's error."""
        wanted = slug = self.cleaned_data["slug"]
        unseen = self.instance.pk is None or not self.instance.live
        follows = unseen and slug == cautious_slugify(self.data.get("title", ""))
        number = count(2)
        while follows and not Page._slug_is_available(slug, self.parent_page, self.instance):
            slug = f"{wanted}-{next(number)}"
        return slug

    def save(self, commit=True):
        if self.instance.pk is None:
            self.instance.withheld = True
        # Whoever saves has seen what the form shows instead of a draft that cannot be read.
        self.instance.draft_is_unreadable = False
        from cms.importers.suggestions import settle

        page = super().save(commit=commit)
        if suggestions := self.formsets.get("suggestions"):
            # After the commit, so that what is added has no key: the next post of the same form takes it off again, and
            # it is added anew for as long as that form accepts the suggestion.
            settle(page, [row.instance for row in suggestions.forms])
        return page

    def _link_to_parent(self):
        for name, field in self.fields.items():
            links = isinstance(field, ModelChoiceField) and isinstance(self.parent_page, field.queryset.model)
            if links and self.initial.get(name) is None:
                self.initial[name] = self.parent_page.pk

    def _leave_out_facts(self):
        declared = registry().types[self.instance.graph_type.name]
        for name in facts(declared):
            self.fields.pop(name, None)
            self.formsets.pop(name, None)
        for part in declared.parts.values():
            if formset := self.formsets.get(part.path):
                # A row's facts come from the same row of the page that is translated, and so does how many there are.
                formset.max_num = formset.initial_form_count()
                shared = facts(registry().types[part.to])
                for row in formset.forms:
                    row.fields = {name: field for name, field in row.fields.items() if name not in shared}


class ApprovedRecordForm(WagtailAdminModelForm):
    """Leaves a record's rows alone too where a draft must not change its content (`graph.visibility.approval`)."""

    @transaction.atomic
    def save(self, commit=True):
        self.instance.draft_is_unreadable = False
        keeps_content = commit and self.instance.keeps_content()
        record = super().save(commit=commit and not keeps_content)
        if keeps_content:
            record.save()
        return record


def forget_lost_rows(formset: BaseModelFormSet) -> None:
    """Let a form that was open while rows were deleted elsewhere send them as new ones, instead of being refused."""
    kept = {str(row.pk) for row in formset.get_queryset()}
    name = formset.model._meta.pk.name
    keys = (f"{formset.add_prefix(number)}-{name}" for number in range(formset.initial_form_count()))
    if lost := [key for key in keys if formset.data.get(key) and formset.data[key] not in kept]:
        formset.data = formset.data.copy()
        for key in lost:
            formset.data[key] = ""


def is_translation(page: Page) -> bool:
    """Whether facts come from a page of an earlier locale: a published one, or a draft where this is one too."""
    if page.locale_id is None:
        # The preview of a page that was never saved.
        return False
    versions = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    earlier = versions.filter(locale__lt=page.locale_id)
    return earlier.filter(live=True).exists() if page.live else earlier.exists()


def facts(declared: DeclaredType) -> set[str]:
    """Model fields and child relations that all languages share: those from which no text is read."""
    shared, texts = set(), set()
    for name, field in declared.fields.items():
        part = declared.parts.get(name)
        several = registry().types[part.to].fields.values() if part else [field]
        has_text = any(isinstance(each, Text) for each in several)
        (texts if has_text else shared).update(field.watches)
    return shared - texts

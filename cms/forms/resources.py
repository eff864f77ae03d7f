"""The forms for pages of the graph, and for records that become public when a public page links to them."""

from itertools import count

from django.db import transaction
from django.forms import BaseModelFormSet, ModelChoiceField
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.comments import CommentFormSet
from wagtail.coreutils import cautious_slugify
from wagtail.models import Page

from cms.forms.signals import form_made, page_filled, page_opened
from graph.declarations import DeclaredType, registry


class ResourcePageForm(WagtailAdminPageForm):
    """Form of a page of the graph.

    Wagtail saves a new page as live, then saves its privacy, then publishes it; so the form marks a new page as
    withheld, which lasts until the last step. A translation's form has no fields for facts: they come from the page
    that it translates. If a new page can link to its parent, such as a project to a programme, the form suggests that
    link.
    """

    def __init__(self, data=None, *args, **kwargs):
        if data is None and kwargs.get("instance"):
            page_opened.send(type(kwargs["instance"]), page=kwargs["instance"])
        super().__init__(data, *args, **kwargs)
        for formset in self.formsets.values() if self.is_bound else ():
            if not isinstance(formset, CommentFormSet):
                forget_lost_rows(formset)
        if self.instance.pk is None:
            self._link_to_parent()
        self.is_translation = is_translation(self.instance)
        if self.is_translation:
            self._leave_out_facts()
        form_made.send(type(self.instance), form=self)

    def clean_slug(self):
        """Return the slug, with a number added if it is taken, was derived from the title and is not public yet."""
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
        # Where the draft could not be read, the editor has seen what the form shows instead of it.
        self.instance.draft_is_unreadable = False
        page = super().save(commit=commit)
        # After the commit, so that a row which a receiver adds has no primary key yet: the next post of the same form
        # removes it again, and its receiver adds it once more.
        page_filled.send(type(page), page=page, form=self)
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
                # The facts of a row, and the number of rows, come from the page that is translated.
                formset.max_num = formset.initial_form_count()
                shared = facts(registry().types[part.to])
                for row in formset.forms:
                    row.fields = {name: field for name, field in row.fields.items() if name not in shared}


class ApprovedRecordForm(WagtailAdminModelForm):
    """Form that does not write rows of a record whose content drafts must not change (`graph.visibility.approval`)."""

    @transaction.atomic
    def save(self, commit=True):
        self.instance.draft_is_unreadable = False
        keeps_content = commit and self.instance.keeps_content()
        record = super().save(commit=commit and not keeps_content)
        if keeps_content:
            record.save()
        return record


def forget_lost_rows(formset: BaseModelFormSet) -> None:
    """Clear the keys of rows that were deleted while the form was open, so that they are saved as new rows.

    Otherwise the formset would refuse the form.
    """
    kept = {str(row.pk) for row in formset.get_queryset()}
    name = formset.model._meta.pk.name
    keys = (f"{formset.add_prefix(number)}-{name}" for number in range(formset.initial_form_count()))
    if lost := [key for key in keys if formset.data.get(key) and formset.data[key] not in kept]:
        formset.data = formset.data.copy()
        for key in lost:
            formset.data[key] = ""


def is_translation(page: Page) -> bool:
    """Return whether the page takes its facts from a page of an earlier locale.

    If this page is live, that page must be live; if this page is a draft, it may be a draft as well.
    """
    if page.locale_id is None:
        # This is the preview of a page that was never saved.
        return False
    versions = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    earlier = versions.filter(locale__lt=page.locale_id)
    return earlier.filter(live=True).exists() if page.live else earlier.exists()


def facts(declared: DeclaredType) -> set[str]:
    """Return the names of the model fields and child relations that all languages share, because they hold no text."""
    shared, texts = set(), set()
    for name, field in declared.fields.items():
        part = declared.parts.get(name)
        several = registry().types[part.to].fields.values() if part else [field]
        has_text = any(each.by_language for each in several)
        (texts if has_text else shared).update(field.watches)
    return shared - texts

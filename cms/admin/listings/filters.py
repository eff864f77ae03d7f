"""The filters of page lists: links and choices that the type declares, and the state of the record.

Every filter is one condition on primary keys, so that it also narrows a search and needs only one query for ten
thousand pages.
"""

from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, Filter, ModelChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import Locale, Page, Revision, WorkflowState
from wagtail.permissions import policy_registry

from cms.admin.kinds import KINDS
from cms.admin.listings.links import narrowed
from cms.models import RecordQuality
from graph.declarations import DeclaredType, unchecked


class StateFilter(ChoiceFilter):
    """Filter for pages in one of several states; `states` maps a state's name to its label and its pages."""

    states: dict[str, tuple[object, Callable[[], QuerySet]]] = {}

    def __init__(self, **kwargs):
        choices = [(name, label) for name, (label, _pages) in self.states.items()]
        super().__init__(choices=choices, empty_label=_("Any"), widget=RadioSelect, **kwargs)

    def filter(self, qs, value):
        return narrowed(qs, self.states[value][1]()) if value in self.states else qs


class StatusFilter(StateFilter):
    states = {
        "public": (_("Public"), lambda: Page.objects.filter(live=True, has_unpublished_changes=False)),
        "changed": (_("Public, with changes"), lambda: Page.objects.filter(live=True, has_unpublished_changes=True)),
        "draft": (_("Not public"), lambda: Page.objects.filter(live=False)),
        "review": (_("In review"), lambda: Page.objects.filter(pk__in=_reviewed())),
        "scheduled": (_("Scheduled"), lambda: Page.objects.filter(pk__in=_scheduled())),
        "locked": (_("Locked"), lambda: Page.objects.filter(locked=True)),
        "withheld": (_("Live, but held back"), lambda: Page.objects.filter(_withheld())),
    }


class QualityFilter(StateFilter):
    """Filter by the stored result of the last check (see `cms.quality`); it checks no page itself."""

    states = {
        "errors": (_("With errors"), lambda: _checked(errors__gt=0)),
        "warnings": (_("With suggestions only"), lambda: _checked(errors=0, warnings__gt=0)),
        "good": (_("Nothing is missing"), lambda: _checked(errors=0, warnings=0)),
        "unknown": (_("Not checked yet"), lambda: Page.objects.filter(record_quality=None)),
    }


class UntranslatedFilter(ModelChoiceFilter):
    def filter(self, qs, value):
        if value is None:
            return qs
        there = Page.objects.filter(locale=value, alias_of=None).values("translation_key")
        return narrowed(qs, Page.objects.exclude(translation_key__in=there))


class OlderFilter(ChoiceFilter):
    """Filter for translations whose original says something else by now."""

    def filter(self, qs, value):
        return qs.filter(translation_state__is_older=True) if value == "true" else qs


class EditableFilter(ChoiceFilter):
    """Filter for pages that the user may change: a user whose group has a remit sees all pages, but may change some."""

    def filter(self, qs, value):
        if value not in ("true", "false"):
            return qs
        policy = policy_registry.get_by_type(Page)
        editable = policy.instances_user_has_permission_for(self.parent.request.user, "change").values("pk")
        return qs.filter(pk__in=editable) if value == "true" else qs.exclude(pk__in=editable)


class ResourceFilterSet(PageFilterSet):
    """The filters that every page type has."""

    status = StatusFilter(label=_("Status"))
    quality = QualityFilter(label=_("Quality"))
    language = ModelMultipleChoiceFilter(
        field_name="locale", label=_("Language"), queryset=Locale.objects.all(), widget=CheckboxSelectMultiple
    )
    untranslated = UntranslatedFilter(label=_("Not translated into"), queryset=Locale.objects.all())
    older = OlderFilter(
        label=_("Older than the original"), empty_label=_("Any"), choices=[("true", _("Yes"))], widget=RadioSelect
    )
    editable = EditableFilter(
        label=_("I may change it"),
        empty_label=_("Any"),
        choices=[("true", _("Yes")), ("false", _("No"))],
        widget=RadioSelect,
    )


def filterset(declared: DeclaredType) -> type[PageFilterSet]:
    return type(f"{declared.name}FilterSet", (ResourceFilterSet,), dict(_filters(declared)))


def _filters(declared: DeclaredType) -> Iterator[tuple[str, Filter]]:
    for name, field in declared.fields.items():
        if found := KINDS[field].filter(declared, field):
            yield name, found


def _checked(**found: int) -> QuerySet:
    return Page.objects.filter(pk__in=RecordQuality.objects.filter(**found).values("page"))


def _reviewed() -> QuerySet:
    pages = ContentType.objects.get_for_model(Page)
    return _numbers(WorkflowState.objects.active().filter(base_content_type=pages))


def _scheduled() -> QuerySet:
    return _numbers(Revision.page_revisions.filter(approved_go_live_at__isnull=False))


def _numbers(about: QuerySet) -> QuerySet:
    """Return the primary keys of pages from rows that store them as text in `object_id`."""
    return about.annotate(number=Cast("object_id", IntegerField())).values("number")


def _withheld() -> Q:
    found = Q()
    for declared in unchecked().resources:
        if declared.is_page:
            found |= Q(pk__in=declared.model.objects.filter(live=True, withheld=True).values("pk"))
    return found

"""Check the project's own rules by Django's system checks, so that violations fail at the start, not in review."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import OperationalError, ProgrammingError, connection
from django.db.models import PROTECT, ForeignKey, Model
from django.urls import NoReverseMatch
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin, Page, RevisionMixin

from graph.budget.clients import ANY_PROXY
from graph.declarations import ACCORD, Field, Visibility, unchecked
from graph.marks import triggers
from graph.presentation import kinds
from graph.replica import view_address
from graph.text import editors, markup


@register
def declarations_agree(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [Error(problem, id="graph.E001") for problem in unchecked().problems]


@register(Tags.models)
def pages_are_in_the_graph(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that every page type is in the graph, or gives a reason in `not_in_graph`."""
    return [
        Error(
            f"{model.__name__} is not in the graph.",
            hint="Declare graph_type and graph_fields, or say in not_in_graph why it does not belong there.",
            obj=model,
            id="graph.E002",
        )
        for model in apps.get_models()
        if issubclass(model, Page)
        and not model._meta.app_label.startswith("wagtail")
        and getattr(model, "graph_type", None) is None
        and not getattr(model, "not_in_graph", "")
    ]


@register(Tags.models)
def revisions_have_drafts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that models with RevisionMixin have DraftStateMixin too.

    Without it, Wagtail's autosave would write unfinished input into the live row.
    """
    return [
        Error(
            f"{model.__name__} has RevisionMixin without DraftStateMixin.",
            obj=model,
            id="graph.E003",
        )
        for model in apps.get_models()
        if issubclass(model, RevisionMixin) and not issubclass(model, DraftStateMixin)
    ]


@register(Tags.models)
def references_are_protected(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that foreign keys protect reference data from being deleted while a row refers to it."""
    return [
        Error(
            f"{field.model.__name__}.{field.name} must be on_delete=PROTECT: it points to reference data.",
            obj=field.model,
            id="graph.E004",
        )
        for field in _references_to_reference_data()
        if field.remote_field.on_delete is not PROTECT
    ]


@register(Tags.models)
def own_terms_are_defined(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that every term of Accord's own vocabulary has a definition."""
    undefined: set[str] = set()
    defined: set[str] = set()
    for declared in unchecked():
        for field in declared.fields.values():
            own = {str(term) for term in field.predicates if term in ACCORD}
            (defined if declared.definition(field) else undefined).update(own)
    return [
        Error(
            f"{term} has no definition.",
            hint="Give a definition where a graph field uses it, or help_text on its model field.",
            id="graph.E005",
        )
        for term in sorted(undefined - defined)
    ]


@register(Tags.security, deploy=True)
def proxies_are_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that proxies are named: limits are counted by client address, which a client must not be able to forge."""
    if ANY_PROXY not in settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "FORWARDED_ALLOW_IPS is *, so whoever reaches gunicorn can name any address and has no limits.",
            hint="Name the proxies, by address or network, unless nothing but a proxy can reach gunicorn.",
            id="graph.W002",
        )
    ]


@register(Tags.models)
def types_are_described(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that a person has described every type: Django's own docstring, "Theme(id, title)", would be published."""
    return [
        Error(
            f"{declared.name} has no description, and every interface publishes one.",
            hint="Describe the type in a sentence: in the docstring of its model, or as definition of its GraphType.",
            obj=declared.model,
            id="graph.E011",
        )
        for declared in unchecked()
        if declared.type_definition in ("", _automatic_docstring(declared.model))
    ]


def _automatic_docstring(model: type[Model]) -> str:
    """Return the docstring that Django gives to a model without one (`ModelBase._prepare`)."""
    return f"{model.__name__}({', '.join(field.name for field in model._meta.fields)})"


@register(Tags.models)
def features_have_readers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that editors of formatted text offer no feature whose result readers would never see."""
    return [
        Error(
            f"{name} offers {', '.join(unread)}, which no reader shows.",
            hint="Leave it out of the features, or say in graph.text.markup with which elements it comes.",
            id="graph.E006",
        )
        for name, features in editors.offered()
        if (unread := sorted(features - markup.READ.keys()))
    ]


@register(Tags.models)
def defaults_state_nothing(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that published fields have no default, which would be published though no editor has entered it."""
    return [
        Error(
            f"The default of {model.__name__}.{name} is published as a statement that nobody has made.",
            hint="Leave the default out and let the field be blank, or null.",
            obj=model,
            id="graph.E007",
        )
        for model, name in _stated_by_default()
    ]


def _stated_by_default() -> Iterator[tuple[type[Model], str]]:
    for declared in unchecked():
        for field in declared.fields.values():
            for model, name in product(declared.models, field.watches):
                own = next((each for each in model._meta.concrete_fields if each.name == name), None)
                # Allowed: false for `completes` only says that the list is not known to be complete.
                harmless = field.completes
                if own and own.has_default() and own.get_default() not in (None, "", {}, []) and not harmless:
                    yield model, name


@register(Tags.urls)
def the_website_has_its_views(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that the views exist by which the website shows resources without a page, and what links to a resource."""
    arguments = {"resource": ["type", "key"], "history": ["type", "key"], "related": ["type", "key", "inverse"]}
    return [
        Error(
            f"No URL leads to the view {settings.WEBSITE_VIEWS.get(view)!r} with {' and '.join(names)}.",
            hint=f"Name the website's view in WEBSITE_VIEWS[{view!r}].",
            id="graph.E010",
        )
        for view, names in arguments.items()
        if not _leads_somewhere(view, names)
    ]


def _leads_somewhere(view: str, names: list[str]) -> bool:
    try:
        return bool(view_address(view, *names))
    except (KeyError, NoReverseMatch):
        return False


@register(Tags.models)
def kinds_are_complete(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that every declared kind of field states triples, and that the website shows it."""
    silent = (kind for kind in unchecked().kinds if (kind.terms, kind.statements) == (Field.terms, Field.statements))
    return [
        *(
            Error(
                f"The kind of field {kind.__name__} states nothing: define `terms` or `statements`.",
                obj=kind,
                id="graph.E008",
            )
            for kind in silent
        ),
        *kinds.KINDS.errors(unchecked(), "graph.E009"),
    ]


@register(Tags.database)
def triggers_are_in_place(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    try:
        if "graph_state" not in connection.introspection.table_names():
            return []
        problems = list(triggers.problems())
    except (OperationalError, ProgrammingError):
        return []
    return [Warning(problem, hint="Run `manage.py migrate`.", id="graph.W001") for problem in problems]


def _references_to_reference_data() -> Iterator[ForeignKey[Any, Any]]:
    # Files are no reference data: a file may be deleted while pages use it, as Wagtail's editors expect.
    files = Visibility.LINKED
    resources = (each for each in unchecked().resources if not each.is_page and each.graph_type.visibility is not files)
    reference_data = {declared.model for declared in resources}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or isinstance(field, ParentalKey):
                continue
            if field.related_model in reference_data:
                yield field

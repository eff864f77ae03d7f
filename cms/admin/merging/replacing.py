"""Find what names a record, and let it name another one."""

from collections.abc import Iterator

from django.db.models import ForeignKey, Model, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, get_page_models

NOT_CONTENT = {"id", "translation_key", "sort_order"}


def replace_in(thing: Model, old: Model, new: Model) -> int:
    """Let a page or row, and the rows of it, name `new` instead of `old`, in memory; return how many links changed.

    A row that then says the same as an earlier one is left out.
    """
    changed = 0
    for field in links_to(type(thing), type(old)):
        if getattr(thing, field.attname) == old.pk:
            setattr(thing, field.name, new)
            changed += 1
    for relation in get_all_child_relations(type(thing)):
        name = relation.get_accessor_name()
        rows = list(getattr(thing, name).all())
        moved = [row for row in rows if replace_in(row, old, new)]
        if moved:
            setattr(thing, name, list(_distinct(rows, moved)))
            changed += len(moved)
    return changed


def links_to(model: type[Model], target: type[Model]) -> list[ForeignKey]:
    """Return the foreign keys of a model to a target, without those to the page or row that owns it."""
    keys = (each for each in model._meta.concrete_fields if isinstance(each, ForeignKey))
    return [each for each in keys if each.related_model is target and not isinstance(each, ParentalKey)]


def pages_naming(record: Model) -> list[Page]:
    """Return the pages whose public version or newest draft names the record, ordered by path."""
    found = set()
    for model in get_page_models():
        for path in _paths(model, type(record)):
            found.update(model._default_manager.filter(**{path: record.pk}).values_list("pk", flat=True))
    drafts = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), alias_of=None)
    for page in drafts.exclude(pk__in=found).select_related("latest_revision", "content_type"):
        model = page.specific_class
        if model and page.latest_revision and _names(page.latest_revision.content, model, record):
            found.add(page.pk)
    return list(Page.objects.filter(pk__in=found, alias_of=None).order_by("path").specific())


def other_rows(record: Model) -> Iterator[tuple[type[Model], str, list[int]]]:
    """Yield the models beside pages with the field by which their rows name the record, and the keys of these rows."""
    for relation in type(record)._meta.related_objects:
        model, field = relation.related_model, relation.field
        if isinstance(field, ParentalKey) or not relation.one_to_many or _belongs_to_page(model):
            continue
        keys = list(model._default_manager.filter(**{field.name: record.pk}).values_list("pk", flat=True))
        if keys:
            yield model, field.name, keys


def _belongs_to_page(model: type[Model]) -> bool:
    owners = (each.related_model for each in model._meta.concrete_fields if isinstance(each, ParentalKey))
    return issubclass(model, Page) or any(_belongs_to_page(owner) for owner in owners)


def _paths(model: type[Model], target: type[Model]) -> Iterator[str]:
    """Yield the paths of relations that lead from a page to a record of the target's model."""
    yield from (field.name for field in links_to(model, target))
    for relation in get_all_child_relations(model):
        inner = relation.field.related_query_name()
        yield from (f"{inner}__{path}" for path in _paths(relation.related_model, target))


def _names(content: dict, model: type[Model], record: Model) -> bool:
    """Return whether the content of a revision names the record."""
    if any(content.get(field.name) == record.pk for field in links_to(model, type(record))):
        return True
    return any(
        _names(row, relation.related_model, record)
        for relation in get_all_child_relations(model)
        for row in content.get(relation.get_accessor_name(), ())
    )


def _distinct(rows: list[Model], moved: list[Model]) -> Iterator[Model]:
    keys = {id(row) for row in moved}
    seen = [_said(row) for row in rows if id(row) not in keys]
    for row in rows:
        if id(row) in keys:
            if (said := _said(row)) in seen:
                continue
            seen.append(said)
        yield row


def _said(row: Model) -> list:
    values = [
        getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in NOT_CONTENT and not isinstance(field, ParentalKey) and field.name != "locale"
    ]
    children = get_all_child_relations(type(row))
    return [*values, *([_said(each) for each in getattr(row, name.get_accessor_name()).all()] for name in children)]

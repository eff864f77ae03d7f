"""Writes planned pages in bulk, table by table, because Django refuses bulk creation of models with several tables."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.models import F, Model
from wagtail.models import Locale, Page

from benchmarks.generation.planned import Mention, Planned
from graph.marks import batches

STATEMENT_ROWS = 40
"""Rows in one INSERT: enough that a trigger per statement costs little, few enough for SQLite's limit of parameters."""


def insert(planned: Sequence[Planned], locale: Locale) -> None:
    """Write these pages with their rows, in the caller's transaction; mentioned pages are looked up in the locale."""
    _place(planned)
    _insert_base(planned)
    _find_mentioned([mention for each in planned for mention in each.mentions], locale)
    by_type: dict[type[Page], list[Page]] = defaultdict(list)
    for each in planned:
        by_type[type(each.page)].append(each.page)
    for model, pages in by_type.items():
        _insert_own_table(model, pages)
    _insert_rows(planned)


def _place(planned: Sequence[Planned]) -> None:
    """Set each page's place in the tree, after the existing children of its parent."""
    last: dict[str, int] = {}
    for parent in {id(each.parent): each.parent for each in planned if isinstance(each.parent, Page)}.values():
        parent.refresh_from_db()
        last[parent.path] = _last_step(parent)
    added: Counter[int] = Counter()
    for each in planned:
        page, parent = each.page, each.parent_page
        last[parent.path] = last.get(parent.path, 0) + 1
        page.depth = parent.depth + 1
        # treebeard's own function, which refuses a step that does not fit.
        page.path = Page._get_path(parent.path, page.depth, last[parent.path])
        page.url_path = f"{parent.url_path}{page.slug}/"
        if parent.pk:
            added[parent.pk] += 1
        else:
            parent.numchild += 1
    for primary, number in added.items():
        Page.objects.filter(pk=primary).update(numchild=F("numchild") + number)


def _last_step(parent: Page) -> int:
    paths = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("-path")
    path = paths.values_list("path", flat=True).first()
    return int(path[-Page.steplen :], len(Page.alphabet)) if path else 0


def _insert_base(planned: Sequence[Planned]) -> None:
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    for each in planned:
        each.page.draft_title = each.page.title
        each.page.first_published_at = each.page.latest_revision_created_at = each.page.last_published_at
    rows = Page.objects.bulk_create(Page(**{name: getattr(each.page, name) for name in names}) for each in planned)
    for each, row in zip(planned, rows, strict=True):
        each.page.pk = each.page.page_ptr_id = row.pk


def _find_mentioned(mentions: Sequence[Mention], locale: Locale) -> None:
    by_model: dict[type[Model], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_model[Page if issubclass(mention.model, Page) else mention.model].append(mention)
    for model, those in by_model.items():
        name = model.graph_type.key if model is not Page else "translation_key"
        found = model._default_manager.filter(**({"locale": locale} if model is Page else {}))
        primary = {}
        for keys in batches(dict.fromkeys(mention.key for mention in those)):
            primary.update(found.filter(**{f"{name}__in": keys}).values_list(name, "pk"))
        for mention in those:
            if mention.key in primary:
                mention.found(primary[mention.key])


def _insert_own_table(model: type[Model], instances: Sequence[Model]) -> None:
    """Insert the rows of the table with the fields that the model adds to its parent."""
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        for start in range(0, len(instances), STATEMENT_ROWS):
            some = instances[start : start + STATEMENT_ROWS]
            values = [
                field.get_db_prep_save(getattr(instance, field.attname), connection)
                for instance in some
                for field in fields
            ]
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * len(some))}", values)  # noqa: S608


def _insert_rows(planned: Sequence[Planned]) -> None:
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for each in planned:
        for row in each.rows:
            row.page_id = each.page.pk
            by_model[type(row)].append(row)
    # Nested rows come after the rows to which they belong.
    for row in (row for each in planned for row in each.nested):
        by_model[type(row)].append(row)
    for model, rows in by_model.items():
        model._default_manager.bulk_create(rows)

"""What importers and editors do to a page, as tests drive it."""

from django.contrib.auth import get_user_model

from cms.acting import system
from cms.importers import Options
from cms.importers.pipeline import import_or_name, import_page, read_pages_of


def import_file(content, options):
    """Import each page of a file by itself; raises what the only page of a file raises."""
    pages = [page for batch in read_pages_of(content, options) for page in batch]
    if len(pages) == 1:
        return [import_page(pages[0], options)]
    return [import_or_name(each, options) for each in pages]


def run(source, **options):
    [result] = import_file(source.encode(), Options(system.on_command(), **options))
    return result


def edit(page, **changes):
    """What an editor's “save draft” does."""
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    editor, _ = get_user_model().objects.get_or_create(username="editor")
    return draft.save_revision(user=editor, log_action=True)


def later(source):
    return source.replace("Jun 26, 2022", "Jun 27, 2022")


def names(rows, attribute):
    return [str(getattr(row, attribute)) for row in rows.all()]

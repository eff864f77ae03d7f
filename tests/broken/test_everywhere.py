"""One broken record of each type and fault: every report, list, job, page and interface goes on with all others."""

from collections import defaultdict
from contextlib import suppress
from io import StringIO

import pytest
from django.contrib.admin.utils import quote
from django.core.management import call_command
from graphene.utils.str_converters import to_camel_case
from wagtail.models import Page

from cms.background import jobs
from cms.importers import Options
from cms.models import RecordQuality
from graph.declarations import Visibility, registry
from graph.identity import id_of, iri
from graph.marks import failed
from graph.replica import differences
from tests.broken.addresses import admin_views, public_addresses, public_views
from tests.broken.faults import DraftFault
from tests.cms.importers.importing import import_file
from tests.cms.importers.test_bad_records import COMMAND, page, titles
from tests.thorough import mostly_slow

SENTENCE = "cannot be read, so nobody is shown this"


def sample(world):
    """Yield each view once, forms for each type. Which record is shown goes round, so that many views see each fault.

    Wagtail's views of results are those of the lists once more.
    """
    by_view = defaultdict(list)
    for view in (*admin_views(), *public_views()):
        records = [each.record for each in world.broken if type(each.record) is view.model] or [None]
        if "results" not in view.template:
            by_view[view.name if "edit" in view.template else view.template] += [(view, each) for each in records]
    for position, choices in enumerate(by_view.values()):
        start = position % len(choices)
        addresses = (view.address(record) for view, record in choices[start:] + choices[:start])
        yield next(filter(None, addresses), "")
    for broken in world.broken:
        yield list(public_addresses(broken.record))[-1]


def everything(world):
    """Yield every address of every broken record."""
    for view in (*admin_views(), *public_views()):
        records = [each.record for each in world.broken if type(each.record) is view.model] if view.model else [None]
        yield from (view.address(record) for record in records)
    for broken in world.broken:
        yield from public_addresses(broken.record)


def forms_that_cannot_open(world):
    """Yield the forms of records with text in a decimal column: SQLite's converter fails before any of our code."""
    for view in admin_views():
        for broken in world.broken:
            if "edit" in view.template and broken.fault.name == "a number that is none":
                yield view.address(broken.record)


def test_there_is_a_broken_record_of_each_type(world):
    assert {type(each.record) for each in world.broken} == {declared.model for declared in registry().resources}
    assert len({each.fault.name for each in world.broken}) > 10


@pytest.mark.rows_alone
@pytest.mark.parametrize("every", mostly_slow([3, 1]))
def test_each_view_opens(world, walk, every):
    addresses = set(sample(world)) - {"", *forms_that_cannot_open(world)}
    assert len(addresses) > 300
    walk.everywhere(sorted(addresses)[::every])
    assert not walk.failures, walk.told()


@pytest.mark.slow
def test_every_address_of_every_broken_record_opens(world, walk):
    walk.everywhere(sorted(set(everything(world)) - {"", *forms_that_cannot_open(world)}))
    assert not walk.failures, walk.told()


def test_healthy_records_are_in_every_list_of_the_admin(world, walk):
    views = [view.address(None) for view in admin_views() if not view.model]
    exported = "".join(walk.get(each) for each in views if each.startswith("/admin/content/") and "csv" in each)
    for declared in registry().resources:
        record = world.healthy[declared.name]
        if declared.is_page:
            assert id_of(record) in exported
        elif f"/admin/snippets/cms/{record._meta.model_name}/" in views:
            assert f"/edit/{quote(record.pk)}/" in walk.get(f"/admin/snippets/cms/{record._meta.model_name}/")
    assert not walk.failures, walk.told()


def test_healthy_records_are_in_every_public_list(world, walk):
    everywhere = walk.get("/data/all.nt")
    for declared in registry().resources:
        if declared.graph_type.visibility is Visibility.LINKED:
            continue
        resource, kind = id_of(world.healthy[declared.name]), declared.graph_type
        assert f"/id/{resource}>" in everywhere
        assert resource.partition("/")[2] in walk.get(f"/data/{kind.slug}.csv")
        query = f"{{ {to_camel_case(kind.plural)}(first: 100) {{ nodes {{ iri }} }} }}"
        answer = walk.visitor.post("/graphql/", {"query": query}, content_type="application/json").json()
        assert "errors" not in answer
        assert iri(resource) in str(answer["data"])
    assert not walk.failures, walk.told()


def test_what_cannot_be_shown_is_named_to_editors_and_operators(world, walk):
    hidden = failed()
    assert hidden & {id_of(each.record) for each in world.broken}
    assert not hidden & {id_of(each) for each in world.healthy.values()}
    assert walk.visitor.get("/health/ready").json()["failures"] == len(hidden)
    report = walk.get("/admin/reports/quality/?export=csv")
    broken = [each for each in world.broken if isinstance(each.record, Page)]
    pages = [each.record for each in broken if id_of(each.record) in hidden]
    drafts = [each.record for each in broken if isinstance(each.fault, DraftFault)]
    assert pages and drafts
    for record in (*pages, *drafts):
        assert RecordQuality.objects.get(page=record).errors, record
    assert report.count(SENTENCE) >= len(pages)
    for record in world.healthy.values():
        if isinstance(record, Page):
            assert SENTENCE not in str(RecordQuality.objects.get(page=record).messages)


def test_each_job_ends_well(world):
    assert jobs.run_once(jobs.jobs()) == 0


@pytest.mark.parametrize("name", ["verify_graph", "rebuild_graph", "compact_journal"])
def test_each_command_comes_to_its_end(world, name):
    output = StringIO()
    with suppress(SystemExit):  # it names differences
        call_command(name, stdout=output, stderr=output)
    assert output.getvalue()


def test_verification_names_what_cannot_be_shown_and_nothing_else(world):
    assert {each.resource for each in differences()} == failed()


def test_an_import_goes_on(world):
    assert titles(import_file(page("River songs"), Options(COMMAND))) == ["River songs"]

"""A partner's site shows the draft of one page as it would look if exactly this page were published."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale

from cms import models
from graph import identity, previews
from graph.models import Change, PendingMark, PreviewGrant
from graph.refusals import Refusal
from graph.replica import loaded
from tests.fixtures import public, restrict
from tests.small_site import draft_that_names, publish, unpublished

pytestmark = pytest.mark.django_db

PROJECTS = "{ projects { totalCount nodes { id title } } }"
PROJECT = "query ($id: ID!) { project(id: $id) { title url overview { html } countries { nodes { title } } } }"


@pytest.fixture
def editor(db):
    user = get_user_model().objects.create_user("editor", password="secret")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def session(editor):
    """Return the browser in which the editor is signed in."""
    browser = Client()
    browser.force_login(editor)
    return browser


@pytest.fixture
def token(editor, session):
    return lambda page: previews.token_for(page, editor, session.session.session_key)


@pytest.fixture
def preview(post, token):
    """Return the answer to a query that a partner's site sends with the token of a page."""

    def send(page, query, **variables):
        return post(query, variables, headers={"Accord-Preview": token(page)})

    return send


@pytest.fixture
def new(index):
    """Return a project that was never published."""
    return index.add_child(instance=models.ProjectPage(title="Brand new", slug="brand-new", live=False))


def drafted(page, **values):
    """Save a draft of a page; the page."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def iri(page):
    return identity.iri(identity.id_of(page))


def titles(answer, field="projects"):
    return [each["title"] for each in answer.json()["data"][field]["nodes"]]


# What is seen.


def test_a_page_that_was_never_published_is_found_in_every_way(preview, project, new, cambodia):
    drafted(new, country_links=[models.CountryLink(country=cambodia)], overview="<p>About turtles.</p>")
    answer = preview(
        new,
        """query ($id: ID!, $url: String!) {
          projects(orderBy: TITLE_ASC) { totalCount nodes { title } }
          byId: project(id: $id) { title overview { text } countries { nodes { title projects { totalCount } } } }
          bySlug: project(slug: "brand-new") { title }
          node(id: $id) { id }
          resource(url: $url) { title }
          country(code: "KH") { projects(orderBy: TITLE_ASC) { totalCount nodes { title } } }
          filtered: projects(filter: {countries: {some: {code: {eq: "KH"}}}, title: {contains: "new"}}) { totalCount }
          of: projects { facets { countries { values { count } } } }
          searched: projects(search: "turtles") { edges { node { title } match { title } } }
          search(query: "brand") { nodes { title } }
        }""",
        id=iri(new),
        url=new.full_url,
    ).json()
    assert "errors" not in answer
    data = answer["data"]
    both = ["Brand new", "Training in Phnom Penh"]
    assert [each["title"] for each in data["projects"]["nodes"]] == both and data["projects"]["totalCount"] == 2
    assert data["byId"]["title"] == "Brand new" and data["byId"]["overview"]["text"] == "About turtles."
    assert data["byId"]["countries"]["nodes"] == [{"title": "Cambodia", "projects": {"totalCount": 2}}]
    assert data["bySlug"] == data["resource"] == {"title": "Brand new"}
    assert data["node"] == {"id": iri(new)}
    assert [each["title"] for each in data["country"]["projects"]["nodes"]] == both
    assert data["filtered"]["totalCount"] == 1
    assert data["of"]["facets"]["countries"]["values"] == [{"count": 2}]
    assert data["searched"]["edges"] == [{"node": {"title": "Brand new"}, "match": {"title": "Brand new"}}]
    assert data["search"]["nodes"] == [{"title": "Brand new"}]
    assert answer["extensions"]["preview"] == {
        "id": iri(new),
        "language": "en",
        "isVisible": True,
        "isComplete": True,
        "searchScores": "ESTIMATED",
    }


def test_the_draft_replaces_what_is_public_in_lists_filters_and_orders(preview, post, project, korea):
    drafted(project, title="Aardvarks", country_links=[models.CountryLink(country=korea)])
    query = """{
      projects(orderBy: TITLE_ASC) { nodes { title } }
      old: projects(filter: {title: {contains: "Training"}}) { totalCount }
      changed: projects(filter: {title: {eq: "Aardvarks"}}) { totalCount }
      before: country(code: "KH") { projects { totalCount } }
      after: country(code: "KR") { projects { nodes { title } } }
      search(query: "Training") { totalCount }
    }"""
    published = post(query).json()["data"]  # indexes of the public graph exist from now on
    data = preview(project, query).json()["data"]
    assert data["projects"]["nodes"] == data["after"]["projects"]["nodes"] == [{"title": "Aardvarks"}]
    assert (data["old"], data["changed"]) == ({"totalCount": 0}, {"totalCount": 1})
    assert data["before"]["projects"]["totalCount"] == 0
    assert data["search"]["totalCount"] == 0
    assert published["before"]["projects"]["totalCount"] == 1 and post(query).json()["data"] == published


def test_an_unpublished_translation_is_shown_in_its_language(preview, home, index, project):
    locale = Locale.objects.create(language_code="fr")
    for page in (home, index):
        publish(page.copy_for_translation(locale))
    french = project.copy_for_translation(locale)
    drafted(french, title="Formation")
    answer = preview(french, "query ($id: ID!) { project(id: $id) { title(lang: fr) } }", id=iri(project)).json()
    assert answer["data"]["project"]["title"] == "Formation"
    assert answer["extensions"]["preview"]["language"] == "fr"


def test_a_record_that_only_the_draft_names_is_shown_with_it(preview, index):
    record = unpublished(models.Outcome, "A new law")
    page = draft_that_names(index, record)
    query = "{ outcomes { nodes { title projects { nodes { title } } } } }"
    assert preview(page, query).json()["data"]["outcomes"]["nodes"] == [
        {"title": "A new law", "projects": {"nodes": [{"title": "Names it"}]}}
    ]
    assert public() == public() - {identity.id_of(record)}


def test_a_record_is_not_shown_to_an_editor_who_may_not_see_it(preview, index, editor):
    group = Group.objects.get(name="Editors")
    group.permissions.remove(*Permission.objects.filter(content_type__model="outcome"))
    page = draft_that_names(index, unpublished(models.Outcome, "A new law"))
    found = preview(page, "{ outcomes { totalCount } projects { nodes { title outcomes { totalCount } } } }").json()
    assert found["data"]["outcomes"]["totalCount"] == 0
    assert found["data"]["projects"]["nodes"] == [{"title": "Names it", "outcomes": {"totalCount": 0}}]


def test_pages_that_mention_a_new_page_mention_it_in_its_preview(preview, project, new):
    project.related_project_links = [models.RelatedProject(project=new)]
    publish(project)
    query = "query ($id: ID!) { project(id: $id) { relatedProjects { nodes { title } } } }"
    assert preview(new, query, id=iri(project)).json()["data"]["project"]["relatedProjects"]["nodes"] == [
        {"title": "Brand new"}
    ]


def test_a_removed_link_is_gone_in_both_directions_and_so_is_what_only_it_made_public(preview, project):
    drafted(project, country_links=[], fundings=[])
    data = preview(
        project,
        """{ projects { nodes { countries { totalCount } donors { totalCount } } }
             country(code: "KH") { projects { totalCount } } organisations { totalCount }
             resources(filter: {type: {in: [FUNDING, ORGANISATION]}}) { totalCount } }""",
    ).json()["data"]
    assert data["projects"]["nodes"] == [{"countries": {"totalCount": 0}, "donors": {"totalCount": 0}}]
    assert data["country"]["projects"]["totalCount"] == 0
    assert data["organisations"]["totalCount"] == data["resources"]["totalCount"] == 0
    assert public() >= {identity.id_of(project)}


def test_a_page_without_changes_is_shown_as_it_is(preview, post, project):
    assert titles(preview(project, PROJECTS)) == titles(post(PROJECTS))


def test_a_private_page_stays_hidden_and_the_answer_says_so(preview, project):
    restrict(project)
    drafted(project, title="Still secret")
    answer = preview(project, PROJECTS).json()
    assert answer["data"]["projects"]["totalCount"] == 0
    assert answer["extensions"]["preview"]["isVisible"] is False
    assert "secret" not in json.dumps(answer)


# Who sees it.


def forged(token):
    row, time, signature = token.split(":")
    return f"{row}:{time}:{signature[:-2]}{'AA' if signature[-2:] != 'AA' else 'BB'}"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: "nonsense",
        forged,
        lambda token: token.replace(token.partition(":")[0], "999999", 1),
        lambda token: TimestampSigner(salt="another").sign(token.partition(":")[0]),
    ],
    ids=["empty", "nonsense", "forged signature", "other row", "signed for something else"],
)
def test_a_token_that_was_tampered_with_is_refused(post, token, new, spoil):
    good = token(new)
    assert titles(post(PROJECTS, headers={"Accord-Preview": good})) == ["Brand new"]
    refused = post(PROJECTS, headers={"Accord-Preview": spoil(good)})
    assert refused.status_code == 401 and "data" not in refused.json()
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_a_token_expires_and_can_be_renewed(post, token, new, monkeypatch):
    old = token(new)
    later = time.time() + previews.LIFETIME.total_seconds() + 2
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert post(PROJECTS, headers={"Accord-Preview": old}).status_code == 401
    assert post(PROJECTS, headers={"Accord-Preview": token(new)}).status_code == 200


def test_a_token_opens_the_draft_of_its_page_only(preview, project, new):
    drafted(project, title="Another secret")
    assert sorted(titles(preview(new, PROJECTS))) == ["Brand new", "Training in Phnom Penh"]


def without_rights(editor, session, page):
    GroupPagePermission.objects.filter(group__name="Editors").delete()


def signed_out(editor, session, page):
    session.post("/admin/logout/")


def deactivated(editor, session, page):
    editor.is_active = False
    editor.save()


def with_a_new_password(editor, session, page):
    editor.set_password("another")
    editor.save()


@pytest.mark.parametrize("lose", [without_rights, signed_out, deactivated, with_a_new_password])
def test_a_token_ends_with_the_rights_the_session_and_the_account(post, token, new, editor, session, lose):
    shown = token(new)
    assert post(PROJECTS, headers={"Accord-Preview": shown}).status_code == 200
    lose(editor, session, new)
    assert post(PROJECTS, headers={"Accord-Preview": shown}).status_code == 401


def test_a_token_ends_with_the_account_or_the_page(post, token, index, editor):
    for kill in (lambda page: page.delete(), lambda page: editor.delete()):
        page = index.add_child(instance=models.ProjectPage(title="Short lived", live=False))
        shown = token(page)
        kill(page)
        assert post(PROJECTS, headers={"Accord-Preview": shown}).status_code == 401


def test_who_may_not_edit_a_page_gets_no_token(new, editor, session):
    GroupPagePermission.objects.filter(group__name="Editors").delete()
    with pytest.raises(Refusal):
        previews.token_for(new, get_user_model().objects.get(pk=editor.pk), session.session.session_key)


# Where it stays.


def test_an_answer_is_not_kept_and_the_next_reader_has_the_public_one(client, token, project):
    drafted(project, title="Secret title")
    address, shown = "/graphql/?query=" + PROJECTS.replace(" ", "%20"), token(project)
    before = client.get(address, headers={"accept": "application/json"})
    for _ in range(2):
        answer = client.get(address, headers={"accept": "application/json", "Accord-Preview": shown})
        assert titles(answer) == ["Secret title"]
        assert answer["Cache-Control"] == "private, no-store" and "ETag" not in answer
    headers = {"accept": "application/json", "Accord-Preview": shown, "If-None-Match": before["ETag"]}
    assert client.get(address, headers=headers).status_code == 200
    after = client.get(address, headers={"accept": "application/json"})
    assert after.content == before.content and after["ETag"] == before["ETag"]
    assert "Accord-Preview" in after["Vary"]


@pytest.mark.parametrize("parameter", ["Accord-Preview", "accord-preview", "token", "preview"])
def test_a_token_in_an_address_is_ignored(client, token, new, parameter):
    address = f"/graphql/?query={PROJECTS.replace(' ', '%20')}&{parameter}={token(new)}"
    assert titles(client.get(address, headers={"accept": "application/json"})) == []


def test_nothing_of_a_preview_stays_in_the_process_or_in_the_database(preview, post, project, new):
    everything = """{ projects(orderBy: TITLE_DESC, filter: {title: {contains: "e"}, languages: {in: [en]}}) {
        nodes { title overview { html } related { nodes { title } } version }
        facets { countries { values { count } } } } search(query: "turtles") { nodes { title } suggestions } }"""
    post(everything)
    drafted(project, title="Secret turtles", overview="<p>Hidden turtles.</p>")
    before, marks, sequence = post(everything).json(), PendingMark.objects.count(), Change.objects.count()
    nodes, indexes = dict(loaded().graph.nodes(data=True)), set(loaded().indexes._made["Project"])
    assert "Secret turtles" in preview(project, everything + "").content.decode()
    assert post(everything).json() == before
    assert dict(loaded().graph.nodes(data=True)) == nodes and set(loaded().indexes._made["Project"]) == indexes
    assert "turtles" not in repr(vars(loaded().recent)) + repr(loaded()._derived)
    assert (PendingMark.objects.count(), Change.objects.count()) == (marks, sequence)
    project.refresh_from_db()
    assert project.title == "Training in Phnom Penh" and project.has_unpublished_changes


def test_the_change_feed_has_no_drafts(preview, new):
    answer = preview(new, "{ changes { nodes { id } } }").json()
    assert answer["data"] == {"changes": None} and "without the token" in answer["errors"][0]["message"]


def test_limits_of_cost_hold_and_preparing_a_preview_is_charged(preview, post, new):
    lists = ("projects", "countries", "projects", "countries")
    deep = "{ id }"
    for each in lists[::-1]:
        deep = f"{{ {each}(first: 250) {{ nodes {deep} }} }}"
    assert preview(new, deep).json()["errors"][0]["extensions"]["code"] == "COST_LIMIT_EXCEEDED"


def test_old_grants_are_removed(token, new, project):
    token(new)
    PreviewGrant.objects.update(renewed_at=timezone.now() - timedelta(days=1))
    token(project)
    assert [each.page_id for each in PreviewGrant.objects.all()] == [project.pk]


# Marks that lead to the fields.

MARK = re.compile("\u200b{4}((?:[\u200b\u200c\u200d\ufeff]{4})+)")


def marks(text):
    """Yield the addresses in the marks of a text."""
    for digits in MARK.findall(text):
        pairs = ["\u200b\u200c\u200d\ufeff".index(each) for each in digits]
        groups = [pairs[at : at + 4] for at in range(0, len(pairs), 4)]
        yield json.loads(bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in groups))["href"]


@pytest.fixture
def marked(post, token):
    """Return the data of a preview whose texts are marked."""

    def send(page, query, **variables):
        answer = post(query, variables, headers={"Accord-Preview": token(page), "Accord-Preview-Marks": "true"}).json()
        assert "errors" not in answer
        return answer["data"]

    return send


def test_texts_are_marked_with_the_place_where_they_are_edited(marked, session, project, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://accord.example"
    drafted(project, overview="<p>Why <b>it exists.</b></p>")
    data = marked(
        project,
        """query ($id: ID!) { project(id: $id) { id title revision startDate { edtf } overview { html text json }
             countries { nodes { title code } } } node(id: $id) { ... on Resource { title } } }""",
        id=iri(project),
    )
    shown, place = data["project"], f"/admin/previews/edit/{identity.id_of(project)}/?lang=en#:w:contentpath="
    assert MARK.sub("", shown["title"]) == "Training in Phnom Penh"
    assert list(marks(shown["title"])) == [f"https://accord.example{place}title"]
    assert list(marks(shown["overview"]["html"])) == [f"https://accord.example{place}overview"]
    assert MARK.sub("", shown["overview"]["html"]) == "<p>Why <b>it exists.</b></p>"
    assert shown["overview"]["html"].endswith("</b></p>") and list(
        marks(str(shown["overview"]["json"][0]["children"][-1]["text"]))
    )
    assert not MARK.search(shown["id"] + shown["startDate"]["edtf"] + shown["countries"]["nodes"][0]["code"])
    [country] = shown["countries"]["nodes"]
    assert list(marks(country["title"])) == [
        "https://accord.example/admin/previews/edit/country/KH/?lang=en#:w:contentpath=labels"
    ]
    assert data["node"] == {"title": shown["title"]}
    response = session.get(place.partition("#")[0])
    assert response["Location"] == f"/admin/pages/{project.pk}/edit/"


def test_marks_change_neither_filters_nor_orders_nor_searches(marked, project, new):
    drafted(new, title="Aardvarks")
    data = marked(
        new,
        """{ projects(orderBy: TITLE_ASC, filter: {title: {in: ["Aardvarks", "Training in Phnom Penh"]}}) {
               nodes { title } }
             searched: projects(search: "aardvarks") { edges { node { title } match { title } } } }""",
    )
    assert [MARK.sub("", each["title"]) for each in data["projects"]["nodes"]] == [
        "Aardvarks",
        "Training in Phnom Penh",
    ]
    [found] = data["searched"]["edges"]
    assert MARK.sub("", found["node"]["title"]) == "Aardvarks"
    assert found["match"]["title"] == "<mark>Aardvarks</mark>"


def test_texts_of_blocks_are_marked_and_choices_are_not(marked, project):
    block = {"id": "11111111-1111-1111-1111-111111111111", "type": "paragraph", "value": "<p>In blocks.</p>"}
    page = models.ActivityPage(title="Meeting", kind="workshop", body=json.dumps([block]))
    project.add_child(instance=page)
    query = "query ($id: ID!) { activity(id: $id) { kind body { blocks } } }"
    activity = marked(page, query, id=iri(page))["activity"]
    assert activity["kind"] == "WORKSHOP"
    [text] = activity["body"]["blocks"]
    assert [each.partition("contentpath=")[2] for each in marks(text["value"])] == [f"body.{block['id']}"]


@pytest.mark.parametrize("headers", [{}, {"Accord-Preview-Marks": "true"}])
def test_there_are_no_marks_unless_a_preview_asks_for_them(post, preview, project, headers):
    assert not MARK.search(post(PROJECTS, headers=headers).content.decode())
    assert not MARK.search(preview(project, PROJECTS).content.decode())

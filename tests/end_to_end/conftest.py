"""A newsroom with some public pages, a visitor from outside, an archive that has been imported, and an office."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.admin.panels import InlinePanel, MultipleChooserPanel, ObjectList, TabbedInterface
from wagtail.models import Collection, Locale, Page

from cms import models
from cms.groups import make_groups
from graph.declarations import registry
from tests.end_to_end.archive import import_all
from tests.end_to_end.counting import Counted
from tests.end_to_end.newsroom import Editors
from tests.fixtures import publish
from tests.graph.oracle import is_visible
from tests.kept import kept
from tests.visitor import Visitor


@kept
def room():
    room = Editors()
    for seed in range(6):
        room.act("create", seed)
    return room


@pytest.fixture
def visitor():
    return Visitor()


@pytest.fixture
def page(room):
    """Return a public page that names organisations."""
    types = {each.model for each in registry().resources if "fundings" in each.parts}
    return next(page for page in room.pages() if is_visible(page) and type(page) in types)


@kept
def imported():
    return import_all()


@pytest.fixture
def admin(client):
    client.login(username="reader", password="secret")
    return client


@pytest.fixture
def installed(transactional_db):
    """What migrations make: an earlier test may have emptied the database."""
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if not Page.get_first_root_node():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    make_groups()


@pytest.fixture
def office(installed, home, index, korea, donor):
    """What an installation has when a new editor comes: reference data, a French tree, three groups."""
    names = {"KH": "Cambodia", "LA": "Lao People's Democratic Republic"}
    group = models.CountryGroup.objects.create(code="asean", labels={"en": "ASEAN"}, kind="organisation")
    for number, (code, name) in enumerate(names.items()):
        country = models.Country.objects.create(code=code, code3=f"{code}X", m49=f"{number:03}", labels={"en": name})
        models.CountryGroupMember.objects.create(group=group, country=country)
    korea.labels = {"en": "Republic of Korea", "ru": "Республика Корея"}
    korea.save()
    french = Locale.objects.get(language_code="fr")
    for each in (home, index):
        publish(each.copy_for_translation(french))
    user = get_user_model().objects.create_user("nina", password="secret", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))


@pytest.fixture
def ada(transactional_db, browser, live_server, home, index):
    """Yield an administrator whose clicks are counted."""
    administrator = get_user_model().objects.create_superuser("ada", first_name="Ada")
    editor = Counted.at_work(browser, live_server.url, administrator)
    yield editor
    editor.leave()


@pytest.fixture
def plain(monkeypatch):
    """From its call on, a project's form as Wagtail has it of itself: one list of fields, and rows one by one."""

    def one_by_one(panel):
        if not isinstance(panel, MultipleChooserPanel):
            return panel
        return InlinePanel(panel.relation_name, panels=panel.panels, heading=panel.heading, label=panel.label)

    def use() -> None:
        model = models.ProjectPage
        panels = map(one_by_one, [*model.content_panels, *model.people_panels, *model.money_panels])
        content = ObjectList(list(panels), heading="Content")
        handler = TabbedInterface([content], base_form_class=model.base_form_class).bind_to_model(model)
        monkeypatch.setattr(model, "get_edit_handler", lambda: handler)

    return use

"""What nobody has said is not published, whatever a model would have it be at first."""

import pytest

from cms import models
from graph import replica
from graph.declarations import Boolean, Choice, registry
from graph.identity import id_of
from tests.fixtures import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]

COMPUTED = {"title", "published", "modified", "revision"}
"""What the graph says of every record by itself."""
PAGES = [declared.model for declared in registry().resources if declared.is_page]


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_a_page_with_a_title_states_nothing_else(home, model):
    parents = model.allowed_parent_page_models()
    parent = home if models.HomePage in parents else home.add_child(instance=parents[0](title="Above", slug="above"))
    page = publish(parent.add_child(instance=model(title="Only a title", slug="only-a-title", live=False)))
    with replica.reading() as graph:
        node = graph.node(id_of(page))
        stated = {*node["values"], *graph.texts([id_of(page)]).get(id_of(page), {})}
    links_upwards = {name for name in stated if node["values"].get(name) == [id_of(parent)]}
    assert stated - links_upwards <= COMPUTED


def test_a_record_with_a_name_states_no_choice_and_no_yes_or_no(home):
    for declared in registry().resources:
        if not declared.is_page and hasattr(declared.model, "labels"):
            made = {each: "9" for each in ("code", "code3", "m49") if each in declared.fields}
            number = {"number": 9, "edition": 2005} if declared.name == "MonitoringGoal" else {}
            if declared.name == "MonitoringArea":
                number = {"goal": models.MonitoringGoal.objects.first()}
            declared.model.objects.create(labels={"en": "Only a name"}, **made, **number)
    with replica.reading() as graph:
        for declared in registry().resources:
            for resource in graph.of_type(declared.name):
                for name in graph.node(resource)["values"]:
                    field = declared.fields[name]
                    says_more = isinstance(field, Choice | Boolean) and not getattr(field, "completes", "")
                    assert field.depends_on or not says_more, f"{resource} {name}"


@pytest.mark.parametrize(("chosen", "stated"), [("unknown", None), ("true", True), ("false", False)])
def test_the_form_of_an_activity_says_yes_no_or_nothing(admin, project, values, chosen, stated):
    activity = publish(project.add_child(instance=models.ActivityPage(title="Meeting", slug="meeting", live=False)))
    field = type(activity).get_edit_handler().get_form_class()(instance=activity).fields["online"]
    assert [str(label) for _value, label in field.widget.choices] == ["Not stated", "Yes", "No"]
    activity.online = field.clean(field.widget.value_from_datadict({"online": chosen}, {}, "online"))
    publish(activity)
    assert values(activity).get("online") is stated

"""What people read of a resource, from its declarations alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms import models
from graph import identity, presentation
from graph.presentation.descriptions import laid_over, public_description
from graph.presentation.reader import sort_key
from graph.replica import describe_instance, reading
from tests.fixtures import publish


def shown(instance, language="en"):
    with reading() as replica:
        return presentation.from_replica(replica, identity.id_of(instance), language)


def facts(presented):
    return {fact.name: [item.text for item in fact.items] for fact in presented.facts}


@pytest.mark.django_db
def test_facts_are_labelled_in_words_and_computed_ones_are_not_repeated(project):
    presented = shown(project)
    assert facts(presented) == {
        "start_date": ["Feb 2020"],
        "end_date": ["ongoing"],
        "countries": ["Cambodia"],
        "donors": ["Ministry of Culture"],
    }
    assert [fact.label for fact in presented.facts] == ["Start", "End", "Countries", "Donors"]
    assert presented.kind.label == "Project"


@pytest.mark.django_db
def test_facts_about_the_record_stand_apart(project):
    assert {fact.name for fact in shown(project).record} == {"published", "modified", "revision"}


@pytest.mark.django_db
def test_text_falls_back_to_a_language_that_has_it(cambodia, korea):
    assert shown(cambodia, "fr").title.text == "Cambodge"
    title = shown(korea, "ar").title
    assert (title.text, title.language, title.direction) == ("Republic of Korea", "en", "ltr")


@pytest.mark.django_db
def test_alternative_names_are_those_of_one_language(cambodia):
    cambodia.alternative_labels = {"en": ["Kampuchea", "KHM"], "fr": ["Kampuchéa"]}
    cambodia.save()
    assert facts(shown(cambodia))["alternative_titles"] == ["Kampuchea", "KHM"]
    assert facts(shown(cambodia, "fr"))["alternative_titles"] == ["Kampuchéa"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "amount", "expected"),
    [
        ("en", "1720000", "EUR\xa01,720,000"),
        ("en", "1000.50", "EUR\xa01,000.50"),
        ("fr", "1000.50", "EUR\xa01\u202f000,50"),
        ("ru", "0", "EUR\xa00"),
    ],
)
def test_amounts_are_written_as_the_language_does_with_the_code_of_their_currency(project, language, amount, expected):
    project.fundings.update(amount=amount)
    [table] = shown(project, language).tables
    assert [[item.text for item in cell] for cell in table.rows[0]][1] == [expected]


@pytest.mark.django_db
def test_parts_that_only_name_someone_need_no_table(project):
    assert [table.name for table in shown(project).tables] == ["fundings"]
    project.fundings.update(amount=None, currency="", year=None)
    presented = shown(project)
    assert presented.tables == ()
    assert facts(presented)["donors"] == ["Ministry of Culture"]


@pytest.mark.django_db
def test_figures_are_shown_with_what_they_count(project):
    rows = {"600+": "professionals", "12": "countries"}
    project.key_figures = [models.KeyFigure(value=value, label=label) for value, label in rows.items()]
    publish(project)
    presented = shown(project)
    [figures] = presented.figures
    assert {value.text: counts.text for value, counts in figures.pairs} == rows
    assert [table.name for table in presented.tables] == ["fundings"]


@pytest.mark.django_db
def test_amounts_have_a_share_among_those_of_their_currency(project):
    first = project.fundings.get()
    for amount, currency in ((250, "EUR"), (100, "EUR"), (70, "SEK"), (None, "")):
        models.Funding.objects.create(
            page=project, donor=first.donor, amount=amount, currency=currency, locale=first.locale
        )
    first.delete()
    [table] = shown(project).tables
    shares = {item.text: item.share for row in table.rows for item in row[1]}
    assert shares == {"EUR\xa0250": 100, "EUR\xa0100": 40, "SEK\xa070": 0}


@pytest.mark.django_db
def test_a_column_that_nothing_fills_is_left_out(project):
    project.fundings.update(year=None)
    [table] = shown(project).tables
    assert table.columns == ("Donor", "Amount")


@pytest.mark.django_db
def test_parts_with_text_are_sections(project):
    project.sections = [models.Section(title="Activities", body="<p>Three workshops.</p>")]
    [section] = shown(publish(project)).sections
    assert (section.heading.text, [prose.html for prose in section.prose]) == (
        "Activities",
        ["<p>Three workshops.</p>"],
    )


@pytest.mark.django_db
def test_links_of_several_types_say_of_which_each_is(cambodia, donor):
    convention = models.Convention(labels={"en": "Convention"}, code="c")
    convention.participations = [models.Participation(country=cambodia), models.Participation(organisation=donor)]
    convention.save()
    [parties] = [fact for fact in shown(convention).facts if fact.name == "parties"]
    assert parties.mixed
    assert [item.kind.slug for item in parties.items] == ["country", "organisation"]


@pytest.mark.django_db
def test_what_is_related_names_what_it_has_in_common(project, index, cambodia, korea, donor):
    for title, fundings in (("Twin", [models.Funding(donor=donor)]), ("Neighbour", [])):
        page = models.ProjectPage(title=title, slug=title.lower(), fundings=fundings)
        page.country_links = [models.CountryLink(country=cambodia)]
        publish(index.add_child(instance=page))
    related = {
        row.title.text: [(each.label, each.items[0].text) for each in row.facts] for row in shown(project).related
    }
    assert related == {
        "Twin": [("Donors", "Ministry of Culture"), ("Countries", "Cambodia")],
        "Neighbour": [("Countries", "Cambodia")],
    }
    page.country_links.add(models.CountryLink(country=korea))
    publish(page)
    [row] = [row for row in shown(cambodia).related if row.title.kind.slug == "country"]
    assert [(each.label, each.items[0].text) for each in row.facts] == [("Projects", "Neighbour")]


@pytest.mark.django_db
def test_only_addresses_of_the_web_are_linked(project, donor):
    models.Organisation.objects.filter(pk=donor.pk).update(homepage="javascript:alert(1)")
    [homepage] = [fact for fact in shown(donor).facts if fact.name == "homepage"]
    assert homepage.items[0].url == ""
    donor.homepage = "https://example.org/a/"
    donor.save_revision().publish()
    [homepage] = [fact for fact in shown(donor).facts if fact.name == "homepage"]
    assert (homepage.items[0].text, homepage.items[0].url) == ("example.org/a", "https://example.org/a/")


@pytest.mark.django_db
def test_formatted_text_links_to_addresses_in_the_language_and_to_nothing_hidden(project, index):
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    hidden = index.add_child(instance=models.ProjectPage(title="Hidden", slug="hidden", live=False))
    project.overview = f'<p><a linktype="page" id="{other.pk}">one</a> <a linktype="page" id="{hidden.pk}">two</a></p>'
    publish(project)
    [prose] = shown(project, "fr").prose
    address = "http://testserver/en/projects/other/?lang=fr"
    assert prose.html == f'<p><a href="{address}">one</a> two</p>'


@pytest.mark.django_db
def test_what_is_not_public_is_named_to_its_editor_and_not_to_a_visitor(project, index, donor):
    hidden = index.add_child(instance=models.ProjectPage(title="Hidden", slug="hidden", live=False))
    project.related_project_links = [models.RelatedProject(project=hidden)]
    project.unpublish()
    description = describe_instance(project)
    with reading() as replica:
        editor = presentation.from_description(description, replica, "en", for_editor=True)
        visitor = presentation.from_description(description, replica, "en")
    assert facts(editor)["related_projects"] == ["Hidden"]
    assert "related_projects" not in facts(visitor)
    assert facts(visitor)["donors"] == ["Ministry of Culture"]
    named = [item for fact in editor.facts for item in fact.items if item.text in ("Hidden", "Ministry of Culture")]
    assert [item.url for item in named] == ["", ""]
    assert editor.documents == ()


@pytest.mark.django_db
def test_a_draft_takes_texts_of_its_own_language_from_nowhere_else(project):
    with reading() as replica:
        public = public_description(replica, identity.id_of(project))
    project.overview = ""
    project.country_links = []
    draft = laid_over(describe_instance(project), "en", public)
    assert "overview" not in draft.nodes[draft.id].texts
    assert "countries" not in draft.nodes[draft.id].values
    assert draft.nodes[draft.id].values["title"] == {"en": "Training in Phnom Penh"}


@pytest.mark.django_db
def test_what_was_public_is_put_together_as_it_was_described(project):
    with reading() as replica:
        public = public_description(replica, identity.id_of(project))
    assert public == describe_instance(project)


@pytest.mark.django_db
def test_what_never_was_public_is_no_withdrawal(home):
    assert presentation.withdrawal("country/XX", "en") is None


@pytest.mark.django_db
def test_what_was_withdrawn_keeps_its_name(project):
    shown(project)
    project.delete()
    with reading():
        withdrawal = presentation.withdrawal(identity.id_of(project), "en")
    assert (withdrawal.title.text, withdrawal.kind.slug) == ("Training in Phnom Penh", "project")


@pytest.mark.django_db
def test_counts_list_every_type_of_resource_and_no_part(project):
    with reading() as replica:
        counts = {kind.slug: count for kind, count in presentation.counts(replica)}
    assert counts["project"] == 1
    assert counts["theme"] == 0
    assert "funding" not in counts


@given(st.text(), st.text())
def test_any_two_names_have_an_order(first, second):
    assert (sort_key(first) < sort_key(second)) + (sort_key(second) < sort_key(first)) == (
        sort_key(first) != sort_key(second)
    )


@given(st.text(alphabet="aé", max_size=3), st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_in_names_are_ordered_by_their_value(words, first, second):
    assert (sort_key(f"{words} {first}") < sort_key(f"{words} {second:040}")) == (first < second)


def test_names_are_ordered_without_regard_to_case_and_accents():
    assert sorted(["Zambia", "Égypte", "estonie", "Angola"], key=sort_key) == ["Angola", "Égypte", "estonie", "Zambia"]

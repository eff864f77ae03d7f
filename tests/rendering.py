"""What is rendered for tests: no context of a thousand small templates in a form, and no row that scripts would add."""

from collections.abc import Iterator

import pytest
from django.template import Context, RequestContext, Template
from django.test.signals import template_rendered
from wagtail.admin.panels import InlinePanel

_rows_to_add = False


@pytest.fixture(scope="session", autouse=True)
def contexts_of_whole_answers(django_test_environment: None) -> Iterator[None]:
    """Keep fewer contexts than Django's test client does, whose copies take a seventh of the time of a large form."""

    def render(template: Template, context: Context) -> str:
        if isinstance(context, RequestContext) and context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    global _rows_to_add
    _rows_to_add = any(map(item.get_closest_marker, ("rows_to_add", "browser")))


@pytest.fixture(scope="session", autouse=True)
def forms_without_rows_to_add(django_test_environment: None) -> Iterator[None]:
    """Leave out the empty row in each list of rows, which scripts copy: they are half of a large form."""
    make = InlinePanel.BoundPanel.__init__

    def without_empty_row(bound: InlinePanel.BoundPanel, **options: object) -> None:
        make(bound, **options)
        if bound.form is not None and not _rows_to_add:
            bound.empty_child.render_form_content = str

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(InlinePanel.BoundPanel, "__init__", without_empty_row)
        yield

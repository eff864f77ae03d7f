"""What a rendered answer tells tests: the context of the whole, not those of the thousand small templates in a form."""

from collections.abc import Iterator

import pytest
from django.template import Context, RequestContext, Template
from django.test.signals import template_rendered


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

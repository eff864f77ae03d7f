"""System check of the admin: a kind of field that it cannot handle fails at the start, not in an editor's form."""

from django.core.checks import CheckMessage, Tags, register

from cms.admin.kinds import KINDS
from graph.declarations import unchecked


@register(Tags.models)
def kinds_are_handled(app_configs, **kwargs) -> list[CheckMessage]:
    """Check that the admin knows what to do with every declared kind of field."""
    return KINDS.errors(unchecked(), "cms.E002")

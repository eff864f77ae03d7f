"""Editors are told what every field and block of a form is for, in words that can be translated."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field
from django.utils.functional import Promise
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import get_edit_handler
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

EDITED = (Page, *get_snippet_models())
MODELS = [model for model in apps.get_app_config("cms").get_models() if issubclass(model, EDITED)]


def in_forms(model: type[ClusterableModel]) -> Iterator[Field]:
    """Our fields in the form of a model, and those in the forms of its rows."""
    handler = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    form = handler.get_form_class()
    rows = [(formset.model, formset.form) for formset in getattr(form, "formsets", {}).values()]
    for owner, fields in [(model, form.base_fields), *((each, one.base_fields) for each, one in rows)]:
        names = {each.name for each in owner._meta.fields if each.model._meta.app_label == "cms"}
        yield from (owner._meta.get_field(name) for name in fields if name in names)


def inner(block: blocks.Block) -> Iterator[blocks.Block]:
    """Yield all that a block is made of."""
    children = getattr(block, "child_blocks", {}).values()
    for child in (*children, *([block.child_block] if isinstance(block, blocks.ListBlock) else ())):
        yield child
        yield from inner(child)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_name_and_help(model):
    assert [str(each) for each in in_forms(model) if not isinstance(each.verbose_name, Promise)] == []
    assert [str(each) for each in in_forms(model) if not isinstance(each.help_text, Promise)] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_block_has_a_name(model):
    streams = [each for each in in_forms(model) if isinstance(each, StreamField)]
    found = [block for stream in streams for block in inner(stream.stream_block)]
    assert [block.name for block in found if not isinstance(block.meta.label, Promise)] == []

"""Words that occur once in the world: one for each text field of each version of what editors write.

Where to put them follows from the models: no list of fields, so a new page type is covered from its first day. Which
of them are public is read from the tables one instance at a time, by the plainest means and not through the mirror.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import models as columns
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from treebeard.mp_tree import MP_Node
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.fields import MultilingualTextField
from graph.declarations import LANGUAGES, Link, Part, PartLink, Text, registry
from graph.identity import id_of
from tests.graph.oracle import Published, is_visible

CANARY = re.compile(r"canary\d{6}x")
INSIDE = re.compile(r"inside\d{6}x")
"""A word in the bytes of a file, which no address of it holds."""
LENGTH = len("canary000000x")


def canaries(value):
    """Return all canaries in a text or in anything that can be written as one."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    return set(CANARY.findall(str(dict(value) if isinstance(value, Mapping) else value)))


class Aviary:
    """Hands out canaries and remembers where each was put. `random` chooses what links lead to."""

    def __init__(self, random):
        self.random = random
        self.origin = {}
        self.inside = {}
        """By the resource that a file belongs to: the word in its bytes."""
        self._keys = {}
        """Of what links can lead to, by model, while one version is filled: nothing is stored meanwhile."""

    def fill(self, instance):
        """A new version: a canary in every field, a row in every child relation, a link wherever there can be one."""
        self._keys = {}
        return self._fill(instance)

    def _fill(self, instance):
        for field in instance._meta.concrete_fields:
            self._fill_field(instance, field)
        if isinstance(instance, ClusterableModel):
            for relation in get_all_child_relations(type(instance)):
                self._fill_rows(instance, relation)
        return instance

    def canary(self, instance, field, note=""):
        name = f"canary{len(self.origin):06}x"
        self.origin[name] = f"{type(instance).__name__} {instance.pk}: {field.name} {note}".strip()
        return name

    def choose(self, model):
        """Return any instance of a model, public or not; None where there is none."""
        self._keys = {}
        return self._target(model)

    def _target(self, model):
        if model not in self._keys:
            self._keys[model] = list(model._default_manager.order_by("pk").values_list("pk", flat=True)) or [None]
        return model._default_manager.filter(pk=self.random.choice(self._keys[model])).first()

    def _fill_field(self, instance, field):
        if isinstance(field, columns.ForeignKey):
            if _is_link(field) and (target := self._target(field.related_model)):
                setattr(instance, field.name, target)
        elif isinstance(field, columns.FileField):
            setattr(instance, field.name, self._file(instance, field))
            instance.file_hash = ""
        elif _holds_text(field) and not (instance.pk and _is_key(field)):
            setattr(instance, field.name, self._value(instance, field))
        elif _holds_a_number(field) and getattr(instance, field.name) is None:
            setattr(instance, field.name, type(instance)._default_manager.count() + 1)

    def _file(self, instance, field):
        name = self.canary(instance, field)
        word = self.inside[id_of(instance)] = name.replace("canary", "inside")
        if not isinstance(field, columns.ImageField):
            return ContentFile(word.encode(), name=f"{name}.txt")
        content, note = BytesIO(), PngInfo()
        note.add_text("Comment", word)
        Image.new("RGB", (2, 2)).save(content, "PNG", pnginfo=note)
        return ContentFile(content.getvalue(), name=f"{name}.png")

    def _value(self, instance, field):
        if isinstance(field, MultilingualTextField):
            texts = {language: self.canary(instance, field, language) for language in LANGUAGES}
            return {language: [text] for language, text in texts.items()} if field.multiple else texts
        if isinstance(field, StreamField):
            return field.stream_block.to_python(self._block(instance, field, field.stream_block))
        if isinstance(field, RichTextField):
            return self._html(instance, field)
        address = "https://example.org/" if isinstance(field, columns.URLField) else ""
        return address + self.canary(instance, field)

    def _html(self, instance, field):
        page = self._target(Page)
        return f'<p>{self.canary(instance, field)} <a linktype="page" id="{page.pk}">there</a></p>'

    def _block(self, instance, field, block):
        """What the database holds of a block with every kind of child in it; None where there is nothing to hold."""
        if isinstance(block, blocks.BaseStreamBlock):
            children = {name: self._block(instance, field, child) for name, child in block.child_blocks.items()}
            return [{"type": name, "value": value} for name, value in children.items() if value]
        if isinstance(block, blocks.BaseStructBlock):
            return {name: self._block(instance, field, child) for name, child in block.child_blocks.items()}
        if isinstance(block, blocks.ListBlock):
            return [value] if (value := self._block(instance, field, block.child_block)) else []
        if isinstance(block, blocks.ChooserBlock):
            return getattr(self._target(block.model_class), "pk", None)
        if isinstance(block, blocks.RichTextBlock):
            return self._html(instance, field)
        if isinstance(block, blocks.URLBlock):
            return f"https://example.org/{self.canary(instance, field, block.name)}"
        is_text = isinstance(block, blocks.CharBlock | blocks.TextBlock)
        return self.canary(instance, field, block.name) if is_text else None

    def _fill_rows(self, instance, relation):
        rows = getattr(instance, relation.name)
        filled = [self._fill(row) for row in rows.all() or [relation.related_model()]]
        rows.set([row for row in filled if not _lacks_something(row)])


def _is_link(field):
    """A choice that an editor makes: of something in the graph, or of what a row cannot do without."""
    declared = tuple(registry().by_slug[each].model for each in registry().by_slug)
    is_ours = issubclass(field.related_model, declared)
    return field.editable and not isinstance(field, ParentalKey) and (is_ours or _is_author(field))


def _is_author(field):
    return not field.null and field.related_model._meta.label == "auth.User"


def _lacks_something(row):
    """A row that must link to something of which there is nothing."""
    links = (each for each in row._meta.concrete_fields if isinstance(each, columns.ForeignKey) and _is_link(each))
    return any(not link.null and getattr(row, link.attname) is None for link in links)


def _holds_text(field):
    if isinstance(field, MultilingualTextField | StreamField):
        return True
    is_text = isinstance(field, columns.CharField | columns.TextField) and field.editable and not field.choices
    return is_text and (field.max_length or LENGTH) >= LENGTH and field.name not in _tree_fields()


def _holds_a_number(field):
    is_number = isinstance(field, columns.IntegerField) and not field.primary_key
    return is_number and field.editable and not field.has_default()


def _tree_fields():
    return {each.name for each in MP_Node._meta.fields}


def _is_key(field):
    """The natural key is in the name of the resource and never changes."""
    graph_type = getattr(field.model, "graph_type", None)
    return graph_type is not None and graph_type.key == field.name


class Public(Published):
    """What an anonymous visitor may read now, by resource, and what else may be seen."""

    def __init__(self):
        super().__init__()
        self.resources = {each: _stated(*versions) for each, versions in self.versions.items()}
        """Canaries that the document of each public resource must hold."""
        self.elsewhere = set()
        """Canaries that are public too, but are not in the graph."""
        for page in filter(is_visible, Page.objects.filter(depth__gt=1).specific()):
            self._add_page(page)

    @property
    def canaries(self):
        return set().union(self.elsewhere, *self.resources.values())

    def _add_page(self, page):
        """Its address, what Wagtail lets editors say about any page, and all of a page that is not in the graph."""
        own = page._meta.concrete_fields if not getattr(page, "graph_type", None) else Page._meta.concrete_fields
        texts = (getattr(page, field.name) for field in own if _holds_text(field))
        self.elsewhere |= canaries(page.full_url).union(*map(canaries, texts))


def _stated(declared, versions):
    """Return what the declared fields say: all of the first version, of its translations the texts."""
    found = set()
    for position, version in enumerate(versions):
        for field in declared.fields.values():
            if not isinstance(field, Link | Part | PartLink) and (position == 0 or isinstance(field, Text)):
                found |= canaries(field.read(version))
    for part in declared.parts.values():
        kind, rows = registry().types[part.to], defaultdict(list)
        for row in (row for version in versions for row in part.read(version)):
            rows[getattr(row, kind.graph_type.key)].append(row)
        first = {getattr(row, kind.graph_type.key) for row in part.read(versions[0])}
        found = found.union(*(_stated(kind, several) for key, several in rows.items() if key in first))
    return found

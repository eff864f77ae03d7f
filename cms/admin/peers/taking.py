"""Take a fact that a holder of a project has sent into the newest draft of the page."""

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.acting import Actor, NotAllowed
from cms.admin.sheets.columns import columns
from cms.models import KeyFigure, Outcome, Picture, Proposal, Result
from cms.models.signed_link import Resolved
from cms.peers.deciding import resolve
from graph.declarations import primary_language, registry

Kind = Proposal.Kind
ROWS = {Kind.FIGURE: "key_figures", Kind.RESULT: "results", Kind.PICTURE: "gallery"}
"""The relations of a page into which facts are put, by their kind."""


def can_be_put(proposal: Proposal, page: Page) -> bool:
    """Return whether the fact has a place in the page's form; others the editor writes by hand."""
    if proposal.kind == Kind.CORRECTION:
        return _column(proposal, page) is not None
    return ROWS[proposal.kind] in {each.get_accessor_name() for each in get_all_child_relations(type(page))}


@transaction.atomic
def take(proposal: Proposal, page: Page, actor: Actor, note: str, outcome: Outcome | None = None) -> None:
    """Put the fact into the newest draft, and accept it. Raise ValidationError if it has no place or is invalid."""
    mine = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if mine.is_resolved:
        raise ValidationError(_("Somebody has decided about this already."))
    draft = page.get_latest_revision_as_object()
    if not can_be_put(proposal, draft):
        raise ValidationError(_("This has no field of its own: write it into the page, and accept it then."))
    _put(proposal, draft, actor, outcome)
    actor.save(draft)
    resolve(proposal, page, actor, Resolved.Resolution.ACCEPTED, note)


def _put(proposal: Proposal, draft: Page, actor: Actor, outcome: Outcome | None) -> None:
    facts = proposal.facts
    if proposal.kind == Kind.CORRECTION:
        _correct(proposal, draft)
    elif proposal.kind == Kind.FIGURE:
        _add(draft, KeyFigure(value=facts.get("value", ""), label=facts.get("label", "")))
    elif proposal.kind == Kind.PICTURE:
        texts = {name: facts.get(name, "") for name in ("alternative_text", "caption", "credit")}
        _add(draft, Picture(image=_image(proposal, actor), **texts))
    elif outcome is None:
        raise ValidationError(_("Choose the outcome to which the result contributes."))
    else:
        texts = {name: facts.get(name, "") for name in ("indicator", "baseline", "target", "actual")}
        _add(draft, Result(outcome=outcome, **texts))


def _add(draft: Page, row) -> None:
    rows = getattr(draft, type(row)._meta.get_field("page").remote_field.related_name)
    row.page, row.sort_order, row.locale = draft, rows.count(), draft.locale
    rows.add(row)


def _image(proposal: Proposal, actor: Actor):
    """Add the picture to the library, in the first collection to which the editor may add."""
    model = get_image_model()
    allowed = policy_registry.get_by_type(model).collections_user_has_permission_for(actor.user, "add")
    collection = allowed.order_by("path").first()
    if collection is None:
        raise NotAllowed(_("You may not add pictures to the library."))
    facts = proposal.facts
    image = model(
        title=facts.get("caption") or facts.get("alternative_text", "")[:255],
        description=facts.get("alternative_text", "")[:255],
        credit=facts.get("credit", ""),
        collection=collection,
        uploaded_by_user=actor.user,
    )
    with proposal.picture.open() as sent:
        image.file = ImageFile(sent, name="picture.jpg")
        actor.add(image)
    return image


def _correct(proposal: Proposal, draft: Page) -> None:
    column = _column(proposal, draft)
    try:
        column.values.write(draft, proposal.facts["right"])
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _column(proposal: Proposal, page: Page):
    """Return the sheet's column of the field that is wrong: it reads a value from text, and checks it."""
    language = primary_language(page.locale.language_code)
    declared = registry().types[page.graph_type.name]
    name = proposal.facts.get("field")
    return next((each for each in columns(declared, [language]) if name and each.name == name), None)

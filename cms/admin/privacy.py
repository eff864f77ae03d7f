"""The privacy dialogue with a list of what a restriction would withdraw, and sentences about a page's visibility."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.models import Page

from graph import presentation
from graph.identity import id_of
from graph.mirror import of_restricting
from graph.replica import reading

NAMED = 20


class TellingPrivacyView(SetPrivacyView):
    """Privacy dialogue that shows how many resources a restriction would withdraw, and names the first `NAMED`."""

    def get_context_data(self, **kwargs):
        withdrawn = of_restricting(self.page)
        language = presentation.active_language()
        with reading() as replica:
            known = [each for each in withdrawn.gone if each in replica]
            gone = [presentation.mention(replica, each, language) for each in sorted(known)[:NAMED]]
            fewer = [
                (presentation.mention(replica, each, language), ", ".join(sorted(languages)))
                for each, languages in sorted(withdrawn.fewer.items())[:NAMED]
                if each in replica
            ]
        told = {"gone": gone, "gone_count": len(known), "more": len(known) - len(gone), "fewer": fewer}
        return super().get_context_data(**kwargs, **told)

    def render_to_response(self, context, **kwargs):
        if not self.page.private_page_options:
            return super().render_to_response(context, **kwargs)
        template = "cms/admin/set_privacy.html"
        return render_modal_workflow(
            self.request, template, template_vars=context, json_data={"step": "set_privacy"}, **kwargs
        )


def visibility(page: Page) -> Iterator[str]:
    """Yield sentences in HTML: since when the page is public or why it is not, and when that will change."""
    live = Page.objects.get(pk=page.pk).specific
    scheduled = live.scheduled_revision
    with reading() as replica:
        public = id_of(live) in replica
    if public and live.live:
        yield _("Public since %(day)s") % {"day": _day(live.first_published_at)}
    else:
        yield from _reasons(live)
    if scheduled:
        yield _("A new version becomes public on %(day)s") % {"day": _day(scheduled.approved_go_live_at)}
    if live.live and live.expire_at and live.expire_at > timezone.now():
        yield _("It stops being public on %(day)s") % {"day": _day(live.expire_at)}


def _reasons(page: Page) -> Iterator[str]:
    if not page.live:
        yield _("Not public: it is a draft.")
    elif getattr(page, "withheld", False):
        yield _("Not public: it is held back until you publish it by itself.")
    restriction = page.get_view_restrictions().select_related("page").first()
    if restriction and restriction.page_id == page.pk:
        yield _("Not public: it is private.")
    elif restriction:
        address = reverse("wagtailadmin_pages:edit", args=[restriction.page_id])
        above = format_html('<a href="{}">{}</a>', address, restriction.page.title)
        yield format_html(_("Not public: “{page}” above it is private."), page=above)
    if page.live and not page.full_url:
        yield _("Not public: it lies below no site.")


def is_out_of_reach(page: Page) -> bool:
    """Return whether the page is private or below no site, so that publishing it would make nothing public."""
    return page.get_view_restrictions().exists() or not page.full_url


def _day(moment) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT") if moment else "?"

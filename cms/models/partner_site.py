"""Partner sites on which editors look at drafts."""

from string import Formatter
from urllib.parse import quote, urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from graph.declarations import primary_language
from graph.identity import id_of, iri

MODE = "partner-"
PLACEHOLDERS = ("id", "path", "slug", "lang", "token")


def validate_address(address: str) -> None:
    """Raise ValidationError unless the address can be filled in, leads to one website and hands over the token."""
    try:
        found = {name for _text, name, form, conversion in Formatter().parse(address) if name is not None}
        urlsplit(address)
    except ValueError:
        raise ValidationError(_now("A brace is not closed: write {id}, {path} …")) from None
    if unknown := sorted(found - set(PLACEHOLDERS)):
        known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
        sentence = _now("“%(name)s” is no placeholder: use %(known)s.")
        raise ValidationError(sentence % {"name": unknown[0], "known": known})
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or "{" in parts.netloc or parts.username:
        raise ValidationError(_now("Give a whole address that begins with https:// and the name of the website."))
    if "token" not in found:
        raise ValidationError(_now("The address must hand over the {token}: without it, the website gets no draft."))


class PartnerSite(models.Model):
    """A website that shows drafts to editors: it gets the token of a preview in its address."""

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("As editors call the website."))
    address = models.CharField(
        _("address of the preview"),
        max_length=500,
        validators=[validate_address],
        help_text=_(
            "Such as https://partner.example/preview?id={id}&path={path}&lang={lang}#token={token}. After #, the token "
            "stays in the browser; before it, the website’s server gets it too."
        ),
    )
    in_frame = models.BooleanField(
        _("show beside the form"),
        default=True,
        help_text=_("Untick this if the website does not allow to be shown in a frame: it then opens in a new tab."),
    )

    panels = ["name", "address", "in_frame"]

    class Meta:
        verbose_name = _("partner site")
        verbose_name_plural = _("partner sites")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def mode(self) -> str:
        """The name of the preview on this site among the previews of a page."""
        return f"{MODE}{self.pk}"

    @classmethod
    def of_mode(cls, mode: str | None) -> "PartnerSite | None":
        """Return the site whose preview has this name. Wagtail's default preview may have none."""
        mode = mode or ""
        key = mode.removeprefix(MODE)
        return cls.objects.filter(pk=key).first() if mode.startswith(MODE) and key.isdecimal() else None

    @property
    def origin(self) -> str:
        """Scheme and host of the website, as browsers write them."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}".lower()

    def preview_of(self, page: Page, token: str) -> str:
        """Return the address at which the website shows the draft of a page."""
        *_site, path = page.get_url_parts() or ("",)
        values = {
            "id": iri(id_of(page)),
            "path": path,
            "slug": page.slug,
            "lang": primary_language(page.locale.language_code),
            "token": token,
        }
        return self.address.format(**{name: quote(value, safe="") for name, value in values.items()})

"""The guide for editors in the admin, rendered from docs/editors.md, so that it fits the installed version."""

from functools import lru_cache

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown import Markdown
from wagtail.admin.menu import MenuItem

from cms.settings.environment import BASE_DIR

DOCS = BASE_DIR / "docs"
PICTURES = "pictures"
"""The folder of the guide's pictures, next to the guide; `make screenshots` takes them."""


@lru_cache
def written(modified: float) -> tuple[SafeString, list[dict]]:
    """Return the guide as HTML, and its headings.

    `modified`, the time of the file's last change, is only the key of the cache.
    """
    reader = Markdown(extensions=["tables", "toc"], extension_configs={"toc": {"toc_depth": "2-3"}})
    html = reader.convert((DOCS / "editors.md").read_text("utf-8"))
    # The guide is a file of this repository, so its HTML can be trusted.
    return mark_safe(html), reader.toc_tokens  # noqa: S308


def guide(request):
    text, headings = written((DOCS / "editors.md").stat().st_mtime)
    return render(request, "cms/admin/guide.html", {"text": text, "headings": headings})


def picture(request, name: str):
    """Answer with a picture of the guide; a name that points outside of the folder gives Http404."""
    file = DOCS / PICTURES / name
    if file.parent != DOCS / PICTURES or not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/webp")


def address(section: str = "") -> str:
    """Return the address of the guide, or of one of its sections by the id of its heading."""
    return reverse("guide") + (f"#{section}" if section else "")


urlpatterns = [
    path("guide/", guide, name="guide"),
    path(f"guide/{PICTURES}/<str:name>", picture),
]


def menu_item() -> MenuItem:
    return MenuItem(_("Guide for editors"), reverse("guide"), name="guide", icon_name="help", order=100)

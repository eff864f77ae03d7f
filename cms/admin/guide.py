"""The guide for editors inside of the admin, from docs/editors.md: no other host is asked, and it fits this version."""

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
"""The folder of the guide's pictures, beside it; `make screenshots` takes them."""


@lru_cache
def written(modified: float) -> tuple[SafeString, list[dict]]:
    """The guide as HTML, and its headings; `modified` is when the file was changed."""
    reader = Markdown(extensions=["tables", "toc"], extension_configs={"toc": {"toc_depth": "2-3"}})
    html = reader.convert((DOCS / "editors.md").read_text("utf-8"))
    # It is part of the code.
    return mark_safe(html), reader.toc_tokens  # noqa: S308


def guide(request):
    text, headings = written((DOCS / "editors.md").stat().st_mtime)
    return render(request, "cms/admin/guide.html", {"text": text, "headings": headings})


def picture(request, name: str):
    """Only what lies in that folder: a path in the address leads nowhere."""
    file = DOCS / PICTURES / name
    if file.parent != DOCS / PICTURES or not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/webp")


def address(section: str = "") -> str:
    """Of a section by the name that its heading gives it."""
    return reverse("guide") + (f"#{section}" if section else "")


urlpatterns = [
    path("guide/", guide, name="guide"),
    path(f"guide/{PICTURES}/<str:name>", picture),
]


def menu_item() -> MenuItem:
    return MenuItem(_("Guide for editors"), reverse("guide"), name="guide", icon_name="help", order=100)

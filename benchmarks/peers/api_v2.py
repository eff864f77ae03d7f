"""Version 2 of Wagtail's API, which prefetches the links that it shows, and with a filter by country."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from benchmarks.peers.questions import Request, Requests, Samples
from cms.models import ProjectPage

SHOWN = {
    "countries": ("country_links__country",),
    "themes": ("theme_links__theme",),
    "donors": ("fundings__donor",),
    "partners": ("partnerships__partner__country",),
    "funded_programme": ("programme__fundings__donor__country",),
}


class Pages(PagesAPIViewSet):
    known_query_parameters = PagesAPIViewSet.known_query_parameters | {"country"}

    def get_queryset(self) -> QuerySet[Page]:
        found = super().get_queryset()
        if country := self.request.GET.get("country"):
            found = found.filter(country_links__country__code=country)
        if found.model is ProjectPage:
            names = self.request.GET.get("fields", "").split(",")
            found = found.prefetch_related(*(each for name in names for each in SHOWN.get(name, ())))
        return found


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", Pages)
urlpatterns = [path("api/v2/", router.urls)]

FACTS = "_,id,title,html_url,first_published_at,last_published_at,start_date,end_date,source_url"
LIST = f"{FACTS},overview,aim,countries,donors,activities"
MORE = "results_text,programme,countries,themes,fundings,partnerships,activities,key_figures,sections"
ONE = f"{FACTS},overview,aim,{MORE}"
FILTER = "_,id,title,html_url,first_published_at,start_date,countries"


def requests(samples: Samples) -> Requests:
    return {
        "list": [_listing(100, LIST)],
        "one": [Request(f"/api/v2/pages/{samples.pages[0]}/?fields={ONE}")],
        "filter": [_listing(20, FILTER, f"&country={samples.countries[0]}")],
        "levels": [_listing(20, "_,title,funded_programme,partners")],
    }


def _listing(limit: int, fields: str, more: str = "") -> Request:
    kind = "type=cms.ProjectPage&locale=en&order=-first_published_at"
    return Request(f"/api/v2/pages/?{kind}&limit={limit}&fields={fields}{more}")

"""Choosing reference data: in the order of names, found by any name in any language."""

from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)


class NamesFirst:
    ordering = "labels__en"


class NamesFirstChooseView(NamesFirst, ChooseView):
    pass


class NamesFirstChooseResultsView(NamesFirst, ChooseResultsView):
    pass


class NamesFirstChooserViewSet(SnippetChooserViewSet):
    choose_view_class = NamesFirstChooseView
    choose_results_view_class = NamesFirstChooseResultsView

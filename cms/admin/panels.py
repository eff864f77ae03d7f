"""Panels of editing forms beyond Wagtail's own."""

from copy import copy

from wagtail.admin.panels import InlinePanel, Panel, PanelGroup, TabbedInterface


class ImportedRowsPanel(InlinePanel):
    """Rows that an import has written: editors correct or delete them, but add none."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "cms/panels/imported_rows.html"


class ResourceTabs(TabbedInterface):
    """The tabs of a form that may leave out rows: Wagtail hides a field that a form has not, but no rows."""

    def get_bound_panel(self, instance=None, request=None, form=None, prefix="panel"):
        left_out = type(form).formsets.keys() - form.formsets.keys() if form else set()
        tabs = _without(self, left_out) if left_out else self
        return tabs.BoundPanel(panel=tabs, instance=instance, request=request, form=form, prefix=prefix)


def _without(group: PanelGroup, relations: set[str]) -> PanelGroup:
    """The same panels but those for rows of these relations."""
    kept = [each for each in group.children if getattr(each, "relation_name", None) not in relations]
    fewer = copy(group)
    fewer.children = [_without(each, relations) if isinstance(each, PanelGroup) else each for each in kept]
    vars(fewer).pop("child_identifiers", None)
    return fewer


class WithheldPanel(Panel):
    """Says why visitors do not see a page that Wagtail calls live, and what to do: see `graph.guard`."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/panels/withheld.html"

        def is_shown(self):
            # The form's page comes from a revision, which says nothing of this.
            pages = type(self.instance)._default_manager
            return super().is_shown() and pages.filter(pk=self.instance.pk, live=True, withheld=True).exists()

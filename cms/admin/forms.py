"""The form in which editors write pages of the graph."""

from wagtail.admin.forms import WagtailAdminPageForm


class ResourcePageForm(WagtailAdminPageForm):
    """Wagtail saves a new page as live, then its privacy, then publishes it: it is withheld until the last step."""

    def save(self, commit=True):
        if self.instance.pk is None:
            self.instance.withheld = True
        return super().save(commit=commit)

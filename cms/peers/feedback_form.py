"""The form of a reader's comment, with what keeps programs out: a field that people do not see, and few comments each.

What is refused looks as if it had been taken, so that a program learns nothing. The rest waits for a moderator.
"""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models import Feedback
from graph.budget import Allowance, take

OF_ONE_CLIENT = Allowance("comments", 5, 3600)
OF_ALL = Allowance("comments of all", 200, 24 * 3600)
"""However many addresses somebody has, moderators are not buried."""
MOST_ADDRESSES = 2
EVERYBODY = "everybody"


class FeedbackForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("What you have used, what worked, what you would change."),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=100, required=False, help_text=_("As readers see it; you may leave it empty.")
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1}),
    )

    def keep(self, page: Page, client: str) -> bool:
        """Keep the comment for a moderator; return False if it is of a program, or of a client that has sent many."""
        text = self.cleaned_data["text"]
        if self.cleaned_data["website"] or text.count("://") > MOST_ADDRESSES:
            return False
        if not take(client, OF_ONE_CLIENT, 1).enough or not take(EVERYBODY, OF_ALL, 1).enough:
            return False
        name, language = self.cleaned_data["name"], get_language() or page.locale.language_code
        Feedback.objects.create(page=page, text=text, name=name, language=language)
        return True

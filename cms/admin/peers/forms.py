"""Forms of the desk for peers."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from cms.models import Outcome, Reviewer, ReviewRound, UpdateLink
from cms.models.peer_review import Topic
from cms.models.signed_link import Resolved

DAYS = 30


def in_a_month():
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=DAYS)


class RoundForm(forms.ModelForm):
    topics = forms.MultipleChoiceField(
        label=_("Questions"),
        choices=Topic,
        initial=Topic.values,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Reviewers read them in their own language."),
    )

    class Meta:
        model = ReviewRound
        fields = ("topics", "further_questions", "message", "closes_at")
        widgets = {
            "closes_at": AdminDateTimeInput,
            "further_questions": forms.Textarea(attrs={"rows": 3}),
            "message": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].initial = in_a_month

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("topics") and not (cleaned.get("further_questions") or "").strip():
            self.add_error("topics", _("Ask at least one question."))
        return cleaned


class LinkForm(forms.ModelForm):
    class Meta:
        fields = ("name", "email", "language", "expires_at")
        widgets = {"expires_at": AdminDateTimeInput}

    def __init__(self, *args, until=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires_at"].initial = until or in_a_month()

    def clean_expires_at(self):
        until = self.cleaned_data["expires_at"]
        if until <= timezone.now():
            raise forms.ValidationError(_("This is past: choose a later moment."))
        return until


class ReviewerForm(LinkForm):
    class Meta(LinkForm.Meta):
        model = Reviewer
        fields = ("name", "email", "language", "country", "expires_at")


class UpdateLinkForm(LinkForm):
    class Meta(LinkForm.Meta):
        model = UpdateLink
        fields = ("name", "email", "language", "message", "expires_at")
        widgets = LinkForm.Meta.widgets | {"message": forms.Textarea(attrs={"rows": 5})}


class DecisionForm(forms.Form):
    """What an editor decides about something that was sent, and why."""

    decision = forms.ChoiceField(
        choices=[("put", ""), (Resolved.Resolution.ACCEPTED, ""), (Resolved.Resolution.NOT_TAKEN, "")]
    )
    note = forms.CharField(max_length=5000, required=False)
    outcome = forms.ModelChoiceField(queryset=Outcome.objects.all(), required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") != "put" and not (cleaned.get("note") or "").strip():
            raise forms.ValidationError(_("Say what was done, or why not: the person who sent it reads this."))
        return cleaned


class FinishForm(forms.Form):
    what_changed = forms.CharField(
        label=_("What changed"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Readers see it below the module, with the date and the reviewers as they wish to be named."),
    )

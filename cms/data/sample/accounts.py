"""Two accounts for the demo. Their passwords are public, so production has none of them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Model

from cms.data.sample.publishing import Sample

ACCOUNTS = {
    "admin": {"is_superuser": True, "first_name": "Ada", "last_name": "Admin"},
    "editor": {"is_superuser": False, "first_name": "Edith", "last_name": "Editor"},
}
# Moderators, so that the sample's editor can publish pages.
GROUP = "Moderators"


def write_accounts(sample: Sample) -> None:
    for name, details in ACCOUNTS.items():
        sample.write(f"user/{name}", lambda name=name, details=details: _add(name, details))


def _add(name: str, details: dict) -> Model | None:
    users = get_user_model().objects
    if users.filter(username=name).exists():
        return None
    email = f"{name}@localhost"
    user = users.create_user(name, email, f"{name}-demo", is_staff=True, **details)
    if not user.is_superuser:
        user.groups.add(*Group.objects.filter(name=GROUP))
    return user

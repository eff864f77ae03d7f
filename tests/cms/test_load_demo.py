"""The sample programme needs what it refers to."""

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_it_asks_for_reference_data_first():
    with pytest.raises(CommandError, match="load_reference_data"):
        call_command("load_demo")

"""Rules of reference data that hold wherever it is edited."""

import pytest
from django.core.exceptions import ValidationError

from cms import models

pytestmark = pytest.mark.django_db


def test_a_code_that_names_a_resource_cannot_be_changed(cambodia):
    cambodia.code = "KX"
    with pytest.raises(ValidationError, match="stays KH"):
        cambodia.full_clean()


def test_a_label_can_be_changed(cambodia):
    cambodia.labels = {"en": "Kingdom of Cambodia"}
    cambodia.full_clean()


@pytest.mark.parametrize("both", [True, False])
def test_a_participation_is_that_of_one_party(cambodia, donor, both):
    convention = models.Convention.objects.create(code="2005", labels={"en": "Convention"})
    row = models.Participation(convention=convention)
    if both:
        row.country, row.organisation = cambodia, donor
    with pytest.raises(ValidationError, match="either a country or an organisation"):
        row.clean()


def test_an_amount_needs_its_currency(donor):
    with pytest.raises(ValidationError, match="needs its currency"):
        models.Funding(donor=donor, amount=5).clean()


def test_a_currency_is_one_of_iso_4217(donor):
    funding = models.Funding(donor=donor, amount=5, currency=" eur ")
    funding.clean()
    assert funding.currency == "EUR"
    funding.currency = "EURO"
    with pytest.raises(ValidationError, match="no currency of this code"):
        funding.clean()


@pytest.mark.parametrize("model", [models.ProjectPage, models.ProgrammePage, models.ActivityPage])
def test_an_end_before_its_start_is_refused(model):
    with pytest.raises(ValidationError, match="end is before the start"):
        model(title="Backwards", slug="backwards", start_date="2021", end_date="2020-05").clean()

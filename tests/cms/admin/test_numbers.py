"""What is typed into a field for a number is sent as it is typed, and refused where it is no number."""

import pytest
from bs4 import BeautifulSoup

from tests.forms import form_data
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "typed"),
    mostly_slow([("year", "2021-22"), ("amount", "250.000,00"), ("year", "2021.5"), ("amount", "a lot")], 2),
)
def test_what_is_no_number_is_answered_with_an_error(admin_client, project, field, typed):
    address = f"/admin/pages/{project.pk}/edit/"
    response = admin_client.get(address)
    name = f"fundings-0-{field}"
    shown = BeautifulSoup(response.content, "html.parser").find("input", attrs={"name": name})
    # A browser sends nothing for what it takes for no number.
    assert shown["type"] == "text"
    refused = admin_client.post(address, form_data(response) | {name: typed})
    assert refused.status_code == 200
    assert "number" in str(refused.context["form"].formsets["fundings"].errors[0][field])
    assert BeautifulSoup(refused.content, "html.parser").find("input", attrs={"name": name})["value"] == typed


def test_a_number_is_stored(admin_client, project):
    address = f"/admin/pages/{project.pk}/edit/"
    data = form_data(admin_client.get(address)) | {"fundings-0-year": "2021", "fundings-0-amount": "250000.50"}
    assert admin_client.post(address, data).status_code == 302
    project.refresh_from_db()
    [funding] = project.get_latest_revision_as_object().fundings.all()
    assert (funding.year, str(funding.amount)) == (2021, "250000.50")

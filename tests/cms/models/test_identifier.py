"""How external identifiers are written, and what they lead to."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import PageIdentifier


@pytest.mark.parametrize(
    ("scheme", "value", "address", "same_as"),
    [
        ("iati", "XM-DAC-41304-201NEP1000", "", ""),
        ("doi", "10.58337/abcd", "https://doi.org/10.58337/abcd", ""),
        ("wikidata", " Q7809 ", "http://www.wikidata.org/entity/Q7809", "http://www.wikidata.org/entity/Q7809"),
        ("ror", "04h4z8k05", "https://ror.org/04h4z8k05", "https://ror.org/04h4z8k05"),
        (
            "isni",
            "000000012179088X",
            "https://isni.org/isni/000000012179088X",
            "https://isni.org/isni/000000012179088X",
        ),
        ("other", "anything at all", "", ""),
    ],
)
def test_an_identifier_is_kept_as_its_scheme_writes_it(scheme, value, address, same_as):
    identifier = PageIdentifier(scheme=scheme, value=value)
    identifier.clean()
    assert (identifier.value, identifier.address(), identifier.same_as()) == (value.strip(), address, same_as)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("iati", "no hyphens or spaces"),
        ("iati", "https://example.org/XM-1"),
        ("doi", "https://doi.org/10.58337/abcd"),
        ("wikidata", "http://www.wikidata.org/entity/Q7809"),
        ("wikidata", "Q0"),
        ("ror", "UNESCO"),
        ("isni", "0000 0001 2179 088X"),
        ("other", " "),
    ],
)
def test_another_form_is_refused_with_what_to_do(scheme, value):
    with pytest.raises(ValidationError, match="without an address"):
        PageIdentifier(scheme=scheme, value=value).clean()

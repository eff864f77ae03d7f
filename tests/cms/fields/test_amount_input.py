"""Amounts of money as people write them."""

from decimal import Decimal

import pytest

from cms.fields.amount_input import Money, read_money
from tests import trial


@pytest.mark.skipif(not (trial.CASES / "amounts.csv").is_file(), reason=trial.ABSENT)
def test_the_cases_are_read_or_refused_with_both_readings():
    for row in trial.rows("amounts.csv"):
        amount, currency, *remark = row["expected"].split(" ")
        if "or" in remark:
            with pytest.raises(ValueError, match="XOF or XAF"):
                read_money(row["as written"])
        else:
            assert read_money(row["as written"]) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("1000.50 EUR", "1000.50", "EUR"),
        ("1.234.567 EUR", "1234567", "EUR"),
        ("CHF 1’000’000.50", "1000000.50", "CHF"),
        ("1 000,5 EUR", "1000.5", "EUR"),
        ("USD 1.2bn", "1200000000", "USD"),
        ("3 млн евро", "3000000", "EUR"),
        ("150万美元", "1500000", "USD"),
        ("2.5 mio CHF", "2500000", "CHF"),
        ("100", "100", ""),
    ],
)
def test_an_amount_with_one_reading_is_read(written, amount, currency):
    assert read_money(written) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(("written", "both"), [("242.840", "242840 or 242.840"), ("1,234 EUR", "1234 or 1.234")])
def test_a_mark_that_may_separate_thousands_or_a_fraction_is_refused(written, both):
    with pytest.raises(ValueError, match=both):
        read_money(written)


@pytest.mark.parametrize("written", ["TBD", "12 to 15 EUR", "1.2.3", "5 apples", "9" * 80])
def test_other_texts_are_refused_with_what_to_write(written):
    with pytest.raises(ValueError, match="cannot be read as an amount: write it as 1000.50 EUR"):
        read_money(written)


def test_nothing_is_no_amount():
    assert read_money("") == Money(None, "")
    assert read_money("EUR") == Money(None, "EUR")

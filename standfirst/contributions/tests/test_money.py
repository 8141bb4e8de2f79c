"""Money: read as people type it, never guessed, never rounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.contributions.forms import UNREADABLE
from standfirst.contributions.money import CURRENCIES, Money, TooLarge, TooSmall, check_range
from standfirst.contributions.typed_amounts import AmountUnreadable, read_amount

amounts = st.builds(Money, st.integers(0, 10**12), st.sampled_from(sorted(CURRENCIES)))


@given(amounts)
def test_what_we_write_we_read(money: Money) -> None:
    assert read_amount(str(money), money.currency) == money
    assert read_amount(money.plain, money.currency) == money


@given(amounts, st.sampled_from(["EUR {}", "{} EUR", "€{}", "€ {}", "{}€", " {} "]))
def test_the_symbol_may_stand_anywhere(money: Money, pattern: str) -> None:
    euros = Money(money.minor, "EUR")
    assert read_amount(pattern.format(euros.plain), "EUR") == euros


@given(st.text(max_size=60), st.sampled_from(sorted(CURRENCIES)))
def test_any_text_is_an_amount_or_a_clear_no(typed: str, currency: str) -> None:
    try:
        money = read_amount(typed, currency)
    except AmountUnreadable as problem:
        money, code = Money(0, currency), problem.code
    else:
        code = ""
    assert code in {"", *UNREADABLE}
    assert money.minor >= 0


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("12", 1200),
        ("12,50", 1250),
        ("12.5", 1250),
        ("€ 12.50", 1250),
        ("1 250", 125_000),
        ("1\u202f250,00", 125_000),
        ("1.250,00 €", 125_000),
        ("1,250.00", 125_000),
        ("1'250.00", 125_000),
        ("１２", 1200),
        ("0", 0),
        ("007", 700),
    ],
)
def test_euros_as_people_type_them(typed: str, minor: int) -> None:
    assert read_amount(typed, "EUR") == Money(minor, "EUR")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("twelve", "odd"),
        ("12 50", "odd"),
        ("1,2,3", "odd"),
        ("12..5", "odd"),
        ("12.", "odd"),
        ("1e9", "odd"),
        ("0x10", "odd"),
        ("٥", "odd"),
        ("12;DROP", "odd"),
        ("9" * 41, "odd"),
        ("-5", "negative"),
        ("€-5", "negative"),
        ("−5,00", "negative"),
        ("£12", "other-currency"),
        ("12 USD", "other-currency"),
        ("12.505", "ambiguous"),
        ("1.250", "ambiguous"),
        ("1,250", "ambiguous"),
        ("0.005", "too-precise"),
        ("12.5050", "too-precise"),
        ("1,250.005", "too-precise"),
    ],
)
def test_what_is_not_an_amount_of_euros(typed: str, code: str) -> None:
    with pytest.raises(AmountUnreadable) as problem:
        read_amount(typed, "EUR")
    assert problem.value.code == code


def test_yen_have_no_decimals_and_dinars_three() -> None:
    assert read_amount("¥1,250", "JPY") == Money(1250, "JPY")
    assert read_amount("1.250", "KWD") == Money(1250, "KWD")
    with pytest.raises(AmountUnreadable):
        read_amount("12.50", "JPY")


@pytest.mark.parametrize(
    ("money", "words", "full"),
    [
        (Money(1200, "EUR"), "€12", "€12.00"),
        (Money(125_050, "EUR"), "€1,250.50", "€1,250.50"),
        (Money(-1200, "EUR"), "-€12", "-€12.00"),
        (Money(-5, "EUR"), "-€0.05", "-€0.05"),
        (Money(1250, "JPY"), "¥1,250", "¥1,250"),
        (Money(1500, "KWD"), "KD 1.500", "KD 1.500"),
        (Money(500, "CAD"), "CA$5", "CA$5.00"),
    ],
)
def test_money_in_words(money: Money, words: str, full: str) -> None:
    assert (money.words, str(money)) == (words, full)


def test_a_dollar_sign_is_enough_for_canadians() -> None:
    assert read_amount("$5", "CAD") == Money(500, "CAD")


@pytest.mark.parametrize(("minor", "currency"), [(1.5, "EUR"), (True, "EUR"), ("5", "EUR"), (5, "XXX"), (5, "eur")])
def test_nothing_else_is_money(minor: int, currency: str) -> None:
    with pytest.raises(ValueError, match=r"currency|whole number"):
        Money(minor, currency)


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_a_contribution_has_a_floor_and_a_ceiling(code: str) -> None:
    currency = CURRENCIES[code]
    check_range(Money(currency.least, code))
    check_range(Money(currency.most, code))
    with pytest.raises(TooSmall):
        check_range(Money(currency.least - 1, code))
    with pytest.raises(TooLarge) as problem:
        check_range(Money(currency.most + 1, code))
    assert problem.value.limit == Money(currency.most, code)

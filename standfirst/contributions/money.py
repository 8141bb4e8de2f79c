"""Money as a whole number of minor units in a currency, and how it is written for people.

Nothing here knows Django or a float: two euros fifty are `Money(250, "EUR")`, from the form to the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Currency:
    """A currency a paper can take. `least` is the smallest contribution, in minor units: about a euro."""

    code: str
    decimals: int
    symbol: str
    least: int

    @property
    def most(self) -> int:
        """More than this in one go is a slip of the finger, or somebody for the publisher to have tea with."""
        return self.least * 10_000

    @property
    def marks(self) -> tuple[str, ...]:
        """What people write beside the number."""
        plain = ("$",) if self.symbol.endswith("$") and self.symbol != "$" else ()
        return (self.code, self.symbol, *plain)


CURRENCIES = {
    currency.code: currency
    for currency in (
        Currency("EUR", 2, "€", 100),
        Currency("GBP", 2, "£", 100),
        Currency("USD", 2, "$", 100),
        Currency("AUD", 2, "A$", 200),
        Currency("CAD", 2, "CA$", 200),
        Currency("NZD", 2, "NZ$", 200),
        Currency("CHF", 2, "CHF", 100),
        Currency("CZK", 2, "Kč", 2_500),
        Currency("DKK", 2, "kr", 1_000),
        Currency("NOK", 2, "kr", 1_000),
        Currency("SEK", 2, "kr", 1_000),
        Currency("PLN", 2, "zł", 500),
        Currency("HUF", 2, "Ft", 40_000),
        Currency("ISK", 0, "kr", 150),
        Currency("JPY", 0, "¥", 150),
        Currency("BHD", 3, "BD", 500),
        Currency("KWD", 3, "KD", 500),
        Currency("TND", 3, "DT", 3_000),
    )
}


class AmountOutOfRange(Exception):
    """Too small or too large for one contribution; `limit` is the nearest amount that is taken."""

    def __init__(self, limit: Money) -> None:
        super().__init__(str(limit))
        self.limit = limit


class TooSmall(AmountOutOfRange):
    """Less than the currency's `least`."""


class TooLarge(AmountOutOfRange):
    """More than the currency's `most`."""


@dataclass(frozen=True)
class Money:
    """So many minor units of one currency. Raises ValueError for a currency that is not in CURRENCIES."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in CURRENCIES:
            raise ValueError(f"No such currency: {self.currency!r}")
        if type(self.minor) is not int:
            raise ValueError(f"Minor units are a whole number, not {self.minor!r}")

    @property
    def plain(self) -> str:
        """For a form field or an address: `12` or `12.50`, without symbol and grouping."""
        whole, fraction = self._digits()
        return f"{self._sign}{whole}" + (f".{fraction}" if fraction.strip("0") else "")

    @property
    def words(self) -> str:
        """For a sentence or a button: `€12`, `€1,250.50`."""
        whole, fraction = self._digits()
        return self._beside_symbol(f"{whole:,}" + (f".{fraction}" if fraction.strip("0") else ""))

    def __str__(self) -> str:
        """For a table or a receipt, with all decimals: `€12.00`."""
        whole, fraction = self._digits()
        return self._beside_symbol(f"{whole:,}" + (f".{fraction}" if fraction else ""))

    @property
    def _sign(self) -> str:
        return "-" if self.minor < 0 else ""

    def _digits(self) -> tuple[int, str]:
        decimals = CURRENCIES[self.currency].decimals
        whole, fraction = divmod(abs(self.minor), 10**decimals)
        return whole, f"{fraction:0{decimals}d}" if decimals else ""

    def _beside_symbol(self, number: str) -> str:
        symbol = CURRENCIES[self.currency].symbol
        return f"{self._sign}{symbol} {number}" if symbol[-1].isalpha() else f"{self._sign}{symbol}{number}"


def check_range(money: Money) -> None:
    """Raises TooSmall or TooLarge where one contribution can't be so much."""
    currency = CURRENCIES[money.currency]
    if money.minor < currency.least:
        raise TooSmall(Money(currency.least, money.currency))
    if money.minor > currency.most:
        raise TooLarge(Money(currency.most, money.currency))

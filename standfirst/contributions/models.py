"""The tables of the contributions desk: asks and pledges, the books, and the processor double's own memory."""

from standfirst.contributions.books import Fact, ProcessorEvent, ProcessorObject, Transfer
from standfirst.contributions.pledges import Ask, Book, Interval, Pledge
from standfirst.contributions.processors.double.tables import DoubleSession, Said

__all__ = [
    "Ask",
    "Book",
    "DoubleSession",
    "Fact",
    "Interval",
    "Pledge",
    "ProcessorEvent",
    "ProcessorObject",
    "Said",
    "Transfer",
]

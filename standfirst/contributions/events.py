"""What the contributions desk announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PledgeMade:
    """A reader said what they would give; nothing is paid yet."""

    pledge_id: int


@dataclass(frozen=True)
class ProcessorEventReceived:
    """A processor's event is stored as it came, and waits to be applied."""

    event_id: int


@dataclass(frozen=True)
class ContributionReceived:
    """A contribution has arrived: it is in the ledger, and its receipt is in the out-tray."""

    pledge_id: int
    transfer_id: int


@dataclass(frozen=True)
class DoubleSpoke:
    """The processor double has something to tell, as a real processor would over the network."""

    said_id: int

"""What the moderation desk announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReportMade:
    """A reader complained about a comment."""

    report_id: int


@dataclass(frozen=True)
class DecisionMade:
    """A moderator decided; the letters to author and reporters are already in the out-tray."""

    decision_id: int

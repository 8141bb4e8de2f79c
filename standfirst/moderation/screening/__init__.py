"""May this comment appear at once? Pure judgement: it knows no database, no request and no clock.

What the comments' desk refuses before anything is written is not asked again here: a closed conversation, a restricted
reader, length, speed, and one's own words repeated (`comments/actions/posting.py`).
"""

from standfirst.moderation.screening.order import RULES, objections, screen
from standfirst.moderation.screening.verdicts import PASS, Effect, Rule, Submission, Verdict

__all__ = ["PASS", "RULES", "Effect", "Rule", "Submission", "Verdict", "objections", "screen"]

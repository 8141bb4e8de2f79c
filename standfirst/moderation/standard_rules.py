"""House rules to begin with, for a paper that has not written its own. They are ours; change every word of them."""

from standfirst.moderation.actions.policies import RuleText

INTRO = (
    "Comments here are a conversation between neighbours, and people read every report. "
    "Say what you think and why; let others do the same."
)
RULES = [
    RuleText(code="civil", title="Be civil", text="Argue with the point, never with the person who made it."),
    RuleText(
        code="constructive", title="Add something", text="A fact, an experience, a question. A shrug helps nobody."
    ),
    RuleText(code="on-topic", title="Stay with the story", text="What has nothing to do with it belongs elsewhere."),
    RuleText(
        code="no-hate",
        title="No contempt for groups of people",
        text="Nobody is run down for where they come from, what they believe, whom they love or how they are made.",
    ),
    RuleText(
        code="private-life",
        title="Leave private life private",
        text="No addresses, numbers or names of people who are not part of the story.",
    ),
    RuleText(code="lawful", title="Keep within the law", text="No threats, no libel, nothing from a trial that is on."),
    RuleText(code="no-advertising", title="No advertising", text="Nothing for sale, no links that sell."),
]

"""Words and phrases on the desk's lists."""

from __future__ import annotations

from standfirst.moderation.screening.verdicts import PASS, Effect, Submission, Verdict

_FOR_AUTHOR = {
    Effect.NUDGE: "Something in the wording may break our rules. Change it, or send it as it is.",
    Effect.HOLD: "Something in the wording made our check ask a moderator to read it first.",
    Effect.REFUSE: "Something in the wording can’t stand here. Put it in other words, and post it again.",
}


def listed_words(submission: Submission) -> Verdict:
    """The strongest of the lists for the story's language, and of those for all languages."""
    hits = [
        (Effect(lexicon.effect), hit)
        for lexicon in submission.lexicons
        if lexicon.language in ("", submission.language)
        and not (submission.insisted and lexicon.effect == Effect.NUDGE)
        for hit in lexicon.find(submission.body)
    ]
    if not hits:
        return PASS
    effect = max(effect for effect, _hit in hits)
    strongest = [hit for its, hit in hits if its is effect]
    entries = dict.fromkeys(hit.entry for hit in strongest)
    return Verdict(
        "listed-word",
        _FOR_AUTHOR[effect],
        "Words on the list: " + ", ".join(entries) + ".",
        effect,
        tuple(dict.fromkeys(hit.seen for hit in strongest)),
    )

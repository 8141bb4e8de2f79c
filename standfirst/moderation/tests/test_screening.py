"""Judgement alone: no database, a hundred odd strings in a moment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.moderation.screening import PASS, RULES, Effect, Submission, Verdict, objections, screen
from standfirst.moderation.screening.hosts import HostLists, as_host, host_of
from standfirst.moderation.screening.lexicon import Lexicon

LINK = "https://blog.example/story"
HOSTS = HostLists(unwanted=frozenset({"shop.example"}), trusted=frozenset({"dunmara.example", "good.shop.example"}))


def lexicon(*entries: str, effect: Effect = Effect.HOLD, language: str = "") -> Lexicon:
    return Lexicon.of(entries, effect=effect, language=language)


def verdict_for(body: str = "A plain sentence.", **known: object) -> Verdict:
    return screen(Submission(body=body, **known))  # type: ignore[arg-type]


def rule_for(body: str = "A plain sentence.", **known: object) -> str:
    return verdict_for(body, **known).rule


def test_a_plain_comment_passes() -> None:
    assert verdict_for() == PASS


def test_a_premoderated_story_holds_everything() -> None:
    assert rule_for(premoderated=True) == "premoderated-story"


def test_staff_pass_even_there() -> None:
    assert rule_for(premoderated=True, author_is_staff=True) == ""


def test_a_first_comment_with_a_link_waits_and_a_later_one_does_not() -> None:
    assert rule_for(links=(LINK,)) == "first-comment-with-link"
    assert rule_for(links=(LINK,), author_published_before=1) == ""
    assert rule_for(links=(LINK,) * 4, author_published_before=9) == "many-links"


def test_links_to_trusted_sites_count_for_nothing() -> None:
    assert rule_for(links=("https://www.dunmara.example/a",) * 9, hosts=HOSTS) == ""
    assert rule_for(links=("https://dunmara.example.evil.example/",), hosts=HOSTS) == "first-comment-with-link"


@pytest.mark.parametrize(
    "link",
    [
        "https://shop.example",
        "http://SHOP.example:8080/x",
        "https://a.b.shop.example./?q",
        "//shop.example",
        "https://shop.example\\@dunmara.example/x",
        "https://sh%6fp.example/x",
    ],
)
def test_a_link_to_an_unwanted_site_is_not_taken_from_anybody(link: str) -> None:
    verdict = verdict_for(links=(link,), author_published_before=9, hosts=HOSTS)
    assert (verdict.rule, verdict.effect) == ("listed-host", Effect.REFUSE)
    assert "shop.example" in verdict.for_moderator


def test_the_nearer_name_decides() -> None:
    assert rule_for(links=("https://good.shop.example/",), hosts=HOSTS) == ""
    assert rule_for(links=("https://notshop.example/",), author_published_before=1, hosts=HOSTS) == ""


def test_hosts_are_compared_as_ascii() -> None:
    assert host_of("https://bücher.example/") == as_host(" BÜCHER.example. ") == "xn--bcher-kva.example"
    assert host_of("https://[broken") == ""


def test_a_listed_word_asks_holds_or_refuses_as_its_list_says() -> None:
    for effect in (Effect.NUDGE, Effect.HOLD, Effect.REFUSE):
        verdict = verdict_for("What a MÚPPET.", lexicons=(lexicon("muppet", effect=effect),))
        assert (verdict.rule, verdict.effect, verdict.evidence) == ("listed-word", effect, ("MUPPET",))


def test_whoever_was_asked_and_insists_is_taken_at_their_word() -> None:
    asked = (lexicon("muppet", effect=Effect.NUDGE),)
    assert verdict_for("muppet", lexicons=asked).effect is Effect.NUDGE
    assert verdict_for("muppet", lexicons=asked, insisted=True) == PASS
    assert verdict_for("muppet", lexicons=(*asked, lexicon("muppet")), insisted=True).effect is Effect.HOLD


def test_a_list_is_for_stories_in_its_language() -> None:
    german = (lexicon("die", language="de"),)
    assert rule_for("The die is cast.", lexicons=german, language="en") == ""
    assert rule_for("Hier ist die Stelle.", lexicons=german, language="de") == "listed-word"


def test_the_strongest_objection_decides_and_all_are_known() -> None:
    known = {"premoderated": True, "lexicons": (lexicon("muppet", effect=Effect.REFUSE),)}
    assert rule_for("muppet", **known) == "listed-word"
    found = objections(Submission(body="muppet", **known))  # type: ignore[arg-type]
    assert [one.rule for one in found] == ["premoderated-story", "listed-word"]


def test_newcomers_wait_where_the_paper_wants_it() -> None:
    assert rule_for(newcomers_wait=2, author_published_before=1) == "new-commenter"
    assert rule_for(newcomers_wait=2, author_published_before=2) == ""


def test_whoever_had_three_comments_removed_lately_waits() -> None:
    assert rule_for(author_removed_lately=2) == ""
    assert rule_for(author_removed_lately=3) == "recent-removals"


def test_a_name_with_a_listed_word_waits() -> None:
    assert rule_for(author_name="Mupp3t of Dunmara", lexicons=(lexicon("muppet"),)) == "name"


def test_shouting_waits_and_abbreviations_do_not() -> None:
    assert rule_for("THIS IS AN OUTRAGE AND EVERYBODY IN DUNMARA KNOWS IT") == "shouting"
    assert rule_for("RTE, the GAA and the ESB") == ""


WORST = Submission(
    body="LOUD " * 20,
    author_name="Loud",
    links=("https://shop.example",) * 9,
    premoderated=True,
    author_removed_lately=5,
    newcomers_wait=3,
    lexicons=(lexicon("loud"),),
    hosts=HOSTS,
)


def test_every_objection_has_words_for_author_and_moderator() -> None:
    codes = set()
    for rule in RULES:
        verdict = rule(Submission(**{**WORST.__dict__, "hosts": HostLists()}) if "links" in rule.__name__ else WORST)
        assert verdict.effect is not Effect.PASS
        assert verdict.for_author.endswith(".")
        assert verdict.for_moderator.endswith(".")
        codes.add(verdict.rule)
    assert len(codes) == len(RULES)


def test_the_author_is_never_told_which_word() -> None:
    assert "loud" not in verdict_for("loud", lexicons=(lexicon("loud"),)).for_author.casefold()


@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=3))
def test_no_text_breaks_a_rule(body: str, links: list[str]) -> None:
    screen(Submission(body=body, author_name=body, links=tuple(links), lexicons=(lexicon("muppet*"),), hosts=HOSTS))

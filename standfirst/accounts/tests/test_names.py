"""Names: what looks alike is one name, nobody speaks for the paper, and a change leaves a trail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from standfirst import clock
from standfirst.accounts.actions.names import NameRefused, choose_name, clean_name, reset_name
from standfirst.accounts.actions.people import open_account
from standfirst.accounts.lookalikes import is_mixed, is_plain, is_reserved, skeleton
from standfirst.accounts.models import NameChange, User
from standfirst.accounts.tests.factories import PASSWORD, aoife, cormac, make_reader, niamh

PAPER = "The Harbour Courier"
NAMES = [
    "Aoife Ní Bhriain", "Seán Ó Súilleabháin", "Máire O’Connor-Byrne", "Máire O'Connor", "J. R. R. Tolkien", "Þórdís",
    "Łukasz Żółć", "Nguyễn Văn Ân", "Zoë", "İpek Işık", "François Lefèvre", "Jürgen Groß", "Αγγελική", "Анна Каренина",
    "李小龍", "さくら 山田", "김민준", "محمد علي", "אבי כהן", "प्रिया शर्मा", "สมชาย ใจดี", "จำนง",
    "Նարեկ Երևանցի", "გიორგი", "Niamh 77", "Stafford Editson", "Adminah Modest",
]  # fmt: skip
ANY_NAME = st.text(
    st.characters(categories=["Lu", "Ll", "Lo", "Lt", "Nd", "Mn"], max_codepoint=0x2FFF) | st.sampled_from(" .'-"),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_people_have_pass(name: str) -> None:
    assert clean_name(name=name) == name
    assert skeleton(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "empty"), ("  \t", "empty"), ("a" * 61, "long"), ("...", "odd"), ("Niamh<b>", "odd"),
        ("Niamh\u202eB", "odd"), ("ᏟᎪᎡᎪ", "odd"), ("Ⓝiamh", "odd"), ("Nіamh", "mixed"), ("Νiamh", "mixed"),
        ("Ni\u200bamh", "odd"), ("N\u0300\u0301\u0302\u0303iamh", "odd"), ("𝐍𝐢𝐚𝐦𝐡", "odd"), ("Ｎｉａｍｈ", "odd"),
        ("ɴɪᴀᴍʜ", "odd"), ("Staff", "reserved"),
        ("M0derator", "reserved"), ("St4ff", "reserved"), ("S t a f f", "reserved"), ("The Editor", "reserved"),
        ("Harbour Courier", "reserved"), ("THE HARBOUR C0URÍER desk", "reserved"), ("TheModerators", "reserved"),
        ("Former reader", "reserved"), ("Aoife - staff", "reserved"),
    ],
)  # fmt: skip
def test_other_names_are_refused_by_what_is_wrong(name: str, code: str) -> None:
    with pytest.raises(NameRefused) as refused:
        clean_name(name=name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "alike",
    ["NIAMH", "niamh", "Níámh", "N i a m h", "N-iamh", "Nlamh", "N1amh", "NIarnh", "Ni.amh", "Nìamh"],
)
def test_what_looks_alike_has_one_skeleton(alike: str) -> None:
    assert skeleton(alike) == skeleton("Niamh")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Сosmo", "Cosmo"), ("ОСЕАН", "OCEAH"), ("РАВЕ", "pabe"), ("ΑΝΝΑ", "Anna"), ("хоре", "xope"), ("Bob", "B0b"),
     ("Ward", "VVard")],
)  # fmt: skip
def test_whole_names_in_another_alphabet_look_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Niamh", "Niav"), ("Una", "Ana"), ("প্রিয়া", "প্রয়া"), ("Tom", "Tim")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(ANY_NAME)
def test_folding_is_settled_and_blind_to_case_and_space(name: str) -> None:
    folded = skeleton(name)
    assert skeleton(folded) == folded
    assert skeleton(f" {name} ") == folded
    assert skeleton(folded.upper()) == skeleton(folded.lower())
    assert " " not in folded


@given(st.text(max_size=80))
def test_whatever_is_sent_is_taken_whole_or_refused(text: str) -> None:
    try:
        cleaned = clean_name(name=text)
    except NameRefused:
        return
    assert clean_name(name=cleaned) == cleaned
    assert is_plain(cleaned)
    assert not is_mixed(cleaned)
    assert len(skeleton(cleaned)) <= 240


@given(st.sampled_from(["Cormac", "Aoife", "Modest Mouse", "Edith"]), st.sampled_from(["", " ", ".", "-"]))
def test_a_name_of_the_paper_is_seen_within_others(name: str, between: str) -> None:
    assert is_reserved(f"{name} of {between.join(PAPER)}", paper=PAPER)
    assert not is_reserved(name, paper=PAPER)


@pytest.mark.django_db
def test_nobody_takes_a_name_that_looks_like_one_of_staff_or_of_a_reader() -> None:
    aoife()
    niamh()
    stranger = open_account(email="stranger@readers.example")
    for name in ("aoife", "Aoífe", "A0ife", "A o i f e", "Nlamh", "NÍAMH"):
        with pytest.raises(NameRefused) as refused:
            choose_name(user=stranger, name=name, now=clock.now())
        assert refused.value.code == "taken", name
    assert choose_name(user=stranger, name="Aoibhe", now=clock.now()).display_name == "Aoibhe"


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_look(client: Client) -> None:
    make_reader("Éabha")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("other@readers.example", display_name="éabha")
    client.force_login(User.objects.create_superuser("fergal@paper.example", PASSWORD, display_name="Fergal"))
    data = {"email": "b@paper.example", "display_name": "EABHA", "password1": PASSWORD, "password2": PASSWORD}
    assert "looks like it" in client.post("/desk/users/new/", data).content.decode()


@pytest.mark.django_db
def test_a_change_leaves_a_trail_and_comes_once_in_thirty_days() -> None:
    reader, now = niamh(), clock.now()
    choose_name(user=reader, name="Niamh Byrne", now=now)
    assert choose_name(user=reader, name="Niamh Byrne", now=now).display_name == "Niamh Byrne"
    with pytest.raises(NameRefused) as refused:
        choose_name(user=reader, name="Niamh Kelly", now=now + timedelta(days=29))
    assert refused.value.code == "soon"
    choose_name(user=reader, name="Niamh Kelly", now=now + timedelta(days=31))
    trail = NameChange.objects.order_by("at", "pk").values_list("before", "after", "by")
    assert list(trail) == [
        ("Niamh", "Niamh Byrne", reader.pk),
        ("Niamh Byrne", "Niamh Kelly", reader.pk),
    ]


@pytest.mark.django_db
def test_a_moderator_takes_a_name_away_and_the_reader_chooses_another_at_once() -> None:
    reader, moderator = niamh(), cormac()
    choose_name(user=reader, name="Rude Name", now=clock.now())
    reset_name(user_id=reader.pk, moderator=moderator, why="Insults somebody.", now=clock.now())
    assert NameChange.objects.get(after="").by == moderator
    assert choose_name(user=reader, name="Niamh B.", now=clock.now()).display_name == "Niamh B."


@pytest.mark.django_db
def test_staff_may_speak_for_the_paper() -> None:
    assert choose_name(user=cormac(), name="Cormac, the editor".replace(",", ""), now=clock.now())

"""The pictures of the demo paper: drawn, light enough to send, and signed inside the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image, IptcImagePlugin

from standfirst.demo.credits import CreditTooLong, iim_segment
from standfirst.demo.manuscripts import Picture, PictureInText
from standfirst.demo.pictures import DRAWINGS, UnknownPicture, draw_pictures
from standfirst.demo.reading import COPY, read_edition
from standfirst.demo.reading_pictures import read_pictures

# A lead, a chart, a portrait, and the heaviest of them all.
SAMPLE = ("north-pier.jpg", "tide-chart.jpg", "orla-fennick.jpg", "kelp.jpg")
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


@pytest.fixture(scope="module")
def book() -> dict[str, Picture]:
    return dict(read_pictures(COPY / "pictures.toml"))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return draw_pictures(tmp_path_factory.mktemp("pictures") / "new", only=SAMPLE)


def xmp_of(path: Path) -> etree._Element:
    with Image.open(path) as image:
        return etree.fromstring(image.info["xmp"])


def words_at(packet: etree._Element, name: str) -> str:
    (found,) = packet.iterfind(f".//{name}", SPACES)
    return "".join(str(text) for text in found.itertext())


def test_every_picture_in_the_book_is_drawn_and_used(book: dict[str, Picture]) -> None:
    edition = read_edition()
    used = {story.picture.file for story in edition.stories if story.picture}
    used |= {
        block.picture.file for story in edition.stories for block in story.body if isinstance(block, PictureInText)
    }
    used |= {advert.picture.file for advert in edition.paper.adverts}
    used |= {contributor.portrait.file for contributor in edition.paper.contributors}
    assert used == set(book) == set(DRAWINGS)


def test_pictures_have_the_published_size_and_weight(drawn: dict[str, Path]) -> None:
    sizes = {}
    for file, path in drawn.items():
        assert path.stat().st_size < 350_000
        with Image.open(path) as image:
            sizes[file] = image.size
    assert sizes == {
        "north-pier.jpg": (1600, 900),
        "tide-chart.jpg": (1600, 1067),
        "orla-fennick.jpg": (800, 800),
        "kelp.jpg": (1600, 1067),
    }


def test_a_picture_is_the_same_each_time_it_is_drawn(drawn: dict[str, Path], tmp_path: Path) -> None:
    again = draw_pictures(tmp_path, only=["orla-fennick.jpg"])
    assert again["orla-fennick.jpg"].read_bytes() == drawn["orla-fennick.jpg"].read_bytes()


def test_the_credit_is_in_the_file_as_iim(drawn: dict[str, Path], book: dict[str, Picture]) -> None:
    for file, path in drawn.items():
        with Image.open(path) as image:
            record = IptcImagePlugin.getiptcinfo(image)
        assert record is not None
        assert record[1, 90] == b"\x1b%G"
        picture = book[file]
        for number, words in (
            (5, picture.title),
            (80, picture.creator),
            (110, picture.credit),
            (116, picture.copyright),
            (120, picture.caption),
        ):
            assert record[2, number] == words.encode()


def test_the_credit_is_in_the_file_as_xmp(drawn: dict[str, Path], book: dict[str, Picture]) -> None:
    for file, path in drawn.items():
        packet, picture = xmp_of(path), book[file]
        assert words_at(packet, "dc:creator") == picture.creator
        assert words_at(packet, "dc:rights") == picture.copyright
        assert words_at(packet, "dc:description") == picture.caption
        assert words_at(packet, "photoshop:Credit") == picture.credit
        assert words_at(packet, "core:AltTextAccessibility") == picture.alternative


def test_the_file_says_how_the_picture_came_to_be(drawn: dict[str, Path]) -> None:
    terms = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    assert words_at(xmp_of(drawn["kelp.jpg"]), "ext:DigitalSourceType") == terms + "algorithmicMedia"
    assert words_at(xmp_of(drawn["tide-chart.jpg"]), "ext:DigitalSourceType") == terms + "dataDrivenMedia"


def test_every_credit_fits_into_its_field(book: dict[str, Picture]) -> None:
    for picture in book.values():
        assert iim_segment(picture).startswith(b"\xff\xed")


def test_a_credit_that_does_not_fit_is_refused_not_cut(book: dict[str, Picture]) -> None:
    with pytest.raises(CreditTooLong, match=r"storm\.jpg.*IIM 2:110"):
        iim_segment(replace(book["storm.jpg"], credit="Ruth Sallis for the Western News Agency"))


def test_a_picture_that_nobody_drew_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownPicture, match=r"mona\.jpg"):
        draw_pictures(tmp_path, only=["mona.jpg", "storm.jpg"])
    assert list(tmp_path.iterdir()) == []

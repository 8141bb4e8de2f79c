"""Static files and pictures: served fast, and nothing else is."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest

from standfirst.edge.server.files import SMALL, SMALL_TEXT, read_range
from standfirst.edge.server.tests.house import House, house, played, status_of

CSS = "body { color: black }\n" * 50


def lay(folder: Path, name: str, content: bytes | str) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


@played
async def test_a_file_with_its_hash_in_its_name_never_changes(tmp_path: Path) -> None:
    for name in ("web/paper.0123456789ab.css", "web/paper.css", "web/paper.0123.css", "LICENSE.0123456789ab"):
        lay(tmp_path / "static", name, CSS)
    async with house(tmp_path) as paper:
        hashed, plain = await paper.ask("/static/web/paper.0123456789ab.css"), await paper.ask("/static/web/paper.css")
        assert hashed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert plain.headers["Cache-Control"] == "public, max-age=60"
        assert "immutable" not in (await paper.ask("/static/web/paper.0123.css")).headers["Cache-Control"]
        assert "immutable" in (await paper.ask("/static/LICENSE.0123456789ab")).headers["Cache-Control"]
        assert hashed.headers["Content-Type"] == "text/css; charset=utf-8"
        assert hashed.headers["X-Content-Type-Options"] == "nosniff"
        assert hashed.body == plain.body == CSS.encode()
        assert paper.app.seen == []


@played
async def test_a_file_comes_in_the_form_the_reader_likes_and_once(tmp_path: Path) -> None:
    lay(tmp_path / "static", "web/paper.css", CSS)
    async with house(tmp_path) as paper:
        path = "/static/web/paper.css"
        packed = await paper.ask(path, Accept_Encoding="gzip, br")
        zipped = await paper.ask(path, Accept_Encoding="gzip")
        assert brotli.decompress(packed.body) == gzip.decompress(zipped.body) == CSS.encode()
        known = await paper.ask(path, Accept_Encoding="gzip, br", If_None_Match=packed.headers["ETag"])
        assert (known.status, known.body) == (304, b"")
        head = await paper.ask(path, "HEAD")
        assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(CSS)))
        assert (await paper.ask(path, "POST", b"x")).status == 405


@played
async def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    place = lay(tmp_path / "static", "a.txt", "one")
    async with house(tmp_path) as paper:
        assert (await paper.ask("/static/a.txt")).body == b"one"
        place.write_text("three")
        assert (await paper.ask("/static/a.txt")).body == b"three"
        place.unlink()
        assert (await paper.ask("/static/a.txt")).status == 404


@pytest.mark.parametrize(("name", "size"), [("big.woff2", SMALL + 1), ("big.js", SMALL_TEXT + 1)])
@played
async def test_a_big_file_comes_from_disk(tmp_path: Path, name: str, size: int) -> None:
    lay(tmp_path / "static", name, os.urandom(size))
    async with house(tmp_path) as paper:
        full = await paper.ask(f"/static/{name}")
        assert len(full.body) == size
        known = await paper.ask(f"/static/{name}", If_None_Match=full.headers["ETag"])
        assert (known.status, known.body) == (304, b"")
        assert (await paper.ask(f"/static/{name}", "HEAD")).headers["Content-Length"] == str(size)


WAYS_OUT = [
    "/static/../secret.txt",
    "/static/%2e%2e/secret.txt",
    "/static/..%2fsecret.txt",
    "/static/web/../../secret.txt",
    "/static//etc/passwd",
    "/static/%2fetc/passwd",
    "/static/link.txt",
    "/static/linked/secret.txt",
    "/static/.hidden",
    "/static/web/.git/config",
    "/static/a.txt%00.css",
    "/static/..%5csecret.txt",
    "/static/",
    "/static/web",
    "/static/web/",
    "/static/" + "a" * 5000,
    "/media/images/../original_images/pier.jpg",
    "/media/images/%2e%2e/original_images/pier.jpg",
    "/media/original_images/pier.jpg",
    "/media/documents/budget.pdf",
    "/media/",
]


async def raw_status(paper: House, path: str) -> int:
    return status_of(await paper.raw(f"GET {path} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n".encode()))


@played
async def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    secret = lay(tmp_path, "outside/secret.txt", "secret")
    lay(tmp_path, "secret.txt", "secret")
    lay(tmp_path / "static", "web/.git/config", "secret")
    lay(tmp_path / "static", ".hidden", "secret")
    (tmp_path / "static" / "link.txt").symlink_to(secret)
    (tmp_path / "static" / "linked").symlink_to(secret.parent)
    lay(tmp_path / "media", "original_images/pier.jpg", "secret")
    lay(tmp_path / "media", "documents/budget.pdf", "secret")
    lay(tmp_path / "media", "images/pier.jpg", "picture")
    async with house(tmp_path) as paper:
        for path in WAYS_OUT:
            assert await raw_status(paper, path) == 404, path
        assert paper.app.seen == []
        assert await raw_status(paper, "/media/images/pier.jpg") == 200


@played
async def test_a_file_swapped_for_a_link_is_not_followed(tmp_path: Path) -> None:
    secret = lay(tmp_path, "secret.txt", "secret")
    place = lay(tmp_path / "static", "a.txt", "one")
    async with house(tmp_path) as paper:
        assert (await paper.ask("/static/a.txt")).body == b"one"
        place.unlink()
        place.symlink_to(secret)
        assert (await paper.ask("/static/a.txt")).status == 404


@played
async def test_a_file_that_can_not_be_read_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(place: Path) -> bytes:
        raise PermissionError(place)

    lay(tmp_path / "static", "a.txt", "one")
    async with house(tmp_path) as paper:
        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert (await paper.ask("/static/a.txt")).status == 404


@played
async def test_pictures_are_shown_and_anything_else_is_only_saved(tmp_path: Path) -> None:
    lay(tmp_path / "media", "images/pier.width-800.webp", b"RIFF")
    lay(tmp_path / "media", "images/pier.svg", "<svg onload='x'/>")
    lay(tmp_path / "media", "images/pier.html", "<script>")
    async with house(tmp_path) as paper:
        shown = await paper.ask("/media/images/pier.width-800.webp")
        assert (shown.status, shown.headers["Content-Type"]) == (200, "image/webp")
        assert "Content-Disposition" not in shown.headers
        for path in ("/media/images/pier.svg", "/media/images/pier.html"):
            saved = await paper.ask(path)
            assert saved.headers["Content-Disposition"] == "attachment"
            assert saved.headers["Content-Type"] == "application/octet-stream"
            assert saved.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in saved.headers["Content-Security-Policy"]


@played
async def test_files_leave_memory_when_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.edge.server.files.MEMORY", 12_000)
    for number in range(5):
        lay(tmp_path / "static", f"{number}.txt", str(number))
    async with house(tmp_path) as paper:
        for number in [0, 1, 2, 3, 4, 0]:
            assert (await paper.ask(f"/static/{number}.txt")).body == str(number).encode()
        shelf = paper.edge._static
        assert shelf._bytes == sum(kept.page.size for kept in shelf._kept.values()) <= 12_000


@played
async def test_who_winds_a_recording_forward_gets_that_part(tmp_path: Path) -> None:
    film = bytes(range(256)) * 2048
    lay(tmp_path / "media", "recordings/x7/pier.mp4", film)
    lay(tmp_path / "media", "recordings/x7/page.html", "<script>1</script>")
    async with house(tmp_path) as paper:
        path = "/media/recordings/x7/pier.mp4"
        whole = await paper.ask(path)
        assert (whole.status, whole.headers["Accept-Ranges"], whole.headers["Content-Type"]) == (
            200,
            "bytes",
            "video/mp4",
        )
        assert whole.body == film
        part = await paper.ask(path, Range="bytes=1000-1999")
        assert (part.status, part.body) == (206, film[1000:2000])
        assert part.headers["Content-Range"] == f"bytes 1000-1999/{len(film)}"
        assert (await paper.ask(path, Range="bytes=-10")).body == film[-10:]
        assert (await paper.ask(path, Range=f"bytes={len(film) - 5}-")).body == film[-5:]
        assert (await paper.ask(path, Range="bytes=0-1,4-5")).body == film
        assert (await paper.ask(path, Range="bytes=0-9", If_Range='"other"')).body == film
        beyond = await paper.ask(path, Range=f"bytes={len(film)}-")
        assert (beyond.status, beyond.headers["Content-Range"]) == (416, f"bytes */{len(film)}")
        assert (await paper.ask("/media/recordings/x7/page.html")).headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=5-", (5, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-30", (0, 10)),
        ("bytes=2-99", (2, 10)),
        ("bytes=-0", (10, 10)),
        ("bytes=10-", (10, 10)),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("items=0-1", None),
        ("bytes=0-1, 3-4", None),
    ],
)
def test_a_part_of_ten_bytes(text: str, part: tuple[int, int] | None) -> None:
    assert read_range(text, 10) == part

"""The demo's house adverts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.demo.manuscripts import Edition

if TYPE_CHECKING:
    from standfirst.demo.building import Built


def put_adverts(edition: Edition, built: Built) -> None:
    pass

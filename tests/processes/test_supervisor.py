"""One command starts the whole site and stops it; what keeps it from starting is said in one line."""

from __future__ import annotations

import signal
import socket

import pytest

from tests.site import Site

pytestmark = pytest.mark.processes


def refused(site: Site) -> list[str]:
    """Try to start it; the lines it says before it gives up."""
    site.launch()
    assert site.supervisor is not None
    code = site.supervisor.wait(60)
    site.supervisor = None
    assert code == 2, site.log
    return site.log.splitlines()


def test_ctrl_c_stops_it_and_a_second_start_prepares_nothing_again(stopped_site: Site) -> None:
    site = stopped_site
    for _ in range(2):
        site.start()
        assert sorted(site.pids()) == ["app", "app worker", "edge", "supervisor", "worker"]
        assert "niamh-at-the-harbour" in site.log
        assert site.ask("/").status == 200
        site.stop(signal.SIGINT)
        assert "Traceback" not in site.log
    assert "bringing the tables up to date" not in site.log


def test_it_stops_while_it_is_still_starting(stopped_site: Site) -> None:
    site = stopped_site
    site.launch()
    assert site.supervisor is not None
    while len(site.pids()) < 4:
        assert site.supervisor.poll() is None, site.log
    site.stop()


def test_a_port_that_is_taken_is_told_in_one_line(stopped_site: Site) -> None:
    with socket.create_server(("127.0.0.1", stopped_site.port)):
        [line] = refused(stopped_site)
    assert line.startswith(f"error: can't listen on 127.0.0.1:{stopped_site.port} (")
    assert "PORT=" in line


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "eight thousand", "STANDFIRST_PORT takes a whole number from 1 up, not 'eight thousand'."),
        ("MODE", "prod", "STANDFIRST_MODE takes one of demo, production, not 'prod'."),
        ("APP_THREADS", "0", "STANDFIRST_APP_THREADS takes a whole number from 1 up, not '0'."),
        ("TIME_ZONE", "Mars/Base", "Mars/Base"),
        ("BASE_URL", "paper.example", "STANDFIRST_BASE_URL is an address"),
        ("MODE", "production", "STANDFIRST_SECRET_KEY"),
    ],
)
def test_a_setting_that_can_not_be_is_told_in_words(stopped_site: Site, name: str, value: str, words: str) -> None:
    stopped_site.settings = {name: value}
    first, *more = refused(stopped_site)
    assert first.startswith("error: ")
    assert words in first
    assert len(more) <= 1, "no traceback"

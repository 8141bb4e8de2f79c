"""Killing any process while comments are posted loses none that was acknowledged."""

from __future__ import annotations

import pytest

from tests.readers import Crowd, a_thread, welcome
from tests.site import Site, until

pytestmark = pytest.mark.processes


@pytest.mark.parametrize("part", ["edge", "app", "app worker", "worker"])
def test_no_acknowledged_comment_is_lost_when_a_process_is_killed(site: Site, part: str) -> None:
    crowd = Crowd(site, a_thread(site), welcome(site, 12))
    with crowd.writing():
        crowd.wait_for(8)
        killed = site.kill(part)
    crowd.check()
    until(lambda: site.pids().get(part, killed) != killed, what=f"a new {part}")
    assert site.ask("/").status == 200


def test_a_killed_supervisor_takes_its_processes_along_and_loses_nothing(fresh_site: Site) -> None:
    site = fresh_site
    crowd = Crowd(site, a_thread(site), welcome(site, 12))
    with crowd.writing():
        crowd.wait_for(8)
        site.kill("supervisor")
        until(lambda: not site.left_running(), within=20, what="the end of its processes")
        assert not site.answers()
        site.start()
    crowd.check()
    assert "All counts agree." in site.command("recount", "--check")
    assert "bringing the tables up to date" not in site.log, "a second start prepares nothing again"

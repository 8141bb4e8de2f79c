"""`python -m standfirst.edge.server`: the edge process, until it is told to stop or its supervisor is gone."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import signal
import socket
import sys
from contextlib import suppress

import uvloop
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.embed import Server

from standfirst.edge.server.app import Edge
from standfirst.edge.server.config import EdgeConfig
from standfirst.env import BadSetting

log = logging.getLogger("standfirst.edge")

STOP_WITHIN = 5.0
LOOK_FOR_PARENT_EVERY = 0.5
MOST_CONNECTIONS = 8192
BACKLOG = 2048
LARGEST_HEAD = 64 * 1024
IDLE_MILLISECONDS = 30_000


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="edge: %(message)s", stream=sys.stderr)
    try:
        config = EdgeConfig.from_environ(os.environ)
        _check_port_is_free(config)
    except (BadSetting, OSError) as problem:
        log.error("%s", problem)
        return 2
    _allow_many_connections()
    return uvloop.run(run(config))


async def run(config: EdgeConfig) -> int:
    """Serve until SIGTERM, SIGINT or the parent's end; requests under way get five seconds. Returns the exit code."""
    async with Edge(config) as edge:
        server = make_server(edge)
        serving = asyncio.create_task(server.serve())
        following = asyncio.create_task(edge.feed.follow())
        reporting = asyncio.create_task(edge.report())
        ending = asyncio.create_task(_told_to_stop(config))
        await asyncio.wait({serving, following, reporting, ending}, return_when=asyncio.FIRST_COMPLETED)
        server.stop()  # type: ignore[no-untyped-call]
        await asyncio.wait({serving}, timeout=STOP_WITHIN)
        if not serving.done():
            # granian would wait for the last reader, however slow.
            log.warning("Some requests took too long and were cut off.")
            os._exit(0)
        failures = [task.exception() for task in (serving, following, reporting) if task.done()]
        for task in (following, reporting, ending):
            task.cancel()
        await asyncio.gather(following, reporting, ending, return_exceptions=True)
    for failure in filter(None, failures):
        log.error("The edge can't go on", exc_info=failure)
    return 1 if any(failures) else 0


async def _told_to_stop(config: EdgeConfig) -> None:
    signalled = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, signalled.set)
    # Nobody tells a process that its parent is gone: it has to look.
    while not signalled.is_set() and config.parent in {None, os.getppid()}:
        with suppress(TimeoutError):
            await asyncio.wait_for(signalled.wait(), LOOK_FOR_PARENT_EVERY if config.parent else None)


def make_server(edge: Edge) -> Server:
    return Server(
        edge,
        address=edge.config.host,
        port=edge.config.port,
        interface=Interfaces.RSGI,
        # A proxy in front speaks HTTP/1.1 to us as well; one protocol is less to get wrong.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=IDLE_MILLISECONDS, max_buffer_size=LARGEST_HEAD),
        websockets=False,
        backlog=BACKLOG,
        backpressure=MOST_CONNECTIONS,
        log_level=LogLevels.error,
    )


def _check_port_is_free(config: EdgeConfig) -> None:
    """granian shares its port with any other granian on it, so a second edge would start and take half the readers."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            raise OSError(f"Can't listen on {config.host}:{config.port}: {error.strerror}.") from error


def _allow_many_connections() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    sys.exit(main())

"""The webhook: what is not Telegram's is refused, what is arrives once, and polling can take over."""

import json
import socket
import sqlite3
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from pydantic import SecretStr

from bot.telegram import webhook
from bot.telegram.inbox import Inbox
from bot.telegram.polling import TWO_COPIES
from bot.telegram.webhook import HEADER, NO_SECRET
from bot.trial.person import Person
from bot.trial.standin import StandIn
from catalog.errors import RungError
from tests.bot.telegram.inprocess import GOAL, Bots, Running

SECRET = "Secret_of-32-letters-and-figures"
UPDATE = {"update_id": 5, "message": {"message_id": 1}}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def port() -> int:
    """A port of this computer that nobody listens at."""
    return free_port()


def started(bots: Bots, standin: StandIn, port: int, folder: Path | None = None) -> Running:
    """Start a bot that listens, and wait until Telegram knows its address."""
    bot = bots.start(folder, **settings(port))
    standin.wait(lambda: bot.ended.is_set() or standin.server.webhook.url)
    return bot


def settings(port: int, secret: str = SECRET) -> dict[str, Any]:
    url = f"http://127.0.0.1:{port}/rung"
    return {"webhook_url": url, "webhook_secret": SecretStr(secret), "webhook_port": port}


def posted(port: int, body: bytes, *secrets: bytes) -> int:
    """Post raw bytes, with as many secret headers as are given, and return the status."""
    lines = [b"POST /rung HTTP/1.1", b"Host: localhost", b"Connection: close"]
    lines += [HEADER.encode() + b": " + secret for secret in secrets]
    lines += [b"Content-Length: %d" % len(body), b"", body]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"\r\n".join(lines))
        return int(connection.recv(100).split()[1])


@pytest.mark.parametrize("secret", ["", "short", SECRET[:-1], f"{SECRET}é", f"{SECRET} ", "x" * 257])
def test_row_20_a_webhook_without_a_good_secret_does_not_start(
    bots: Bots, standin: StandIn, port: int, secret: str
) -> None:
    """corsair#628. Seen to fail when the secret is only looked at if there is one."""
    with pytest.raises(RungError) as refused:
        bots.start(**settings(port, secret))
    assert str(refused.value) == NO_SECRET
    assert standin.calls == []


@pytest.mark.parametrize(
    "secrets",
    [(), (b"",), (b"wrong",), (SECRET.lower().encode(),), (SECRET[:-1].encode(),),
     (b"wrong", SECRET.encode()), ("é".encode(),), (b"\xff\xfe",), (SECRET.encode() + b"\xff",)],
)  # fmt: skip
def test_row_20_what_does_not_carry_the_secret_is_refused_and_changes_nothing(
    bots: Bots, standin: StandIn, ana: Person, port: int, secrets: tuple[bytes, ...]
) -> None:
    """corsair#628. Seen to fail when no header passes, and with a 500 when headers are compared as texts."""
    started(bots, standin, port)
    forged = {"message_id": 9, "date": 1, "chat": {"id": ana.id, "type": "private"}, "text": "/help"}
    body = json.dumps({"update_id": 5, "message": forged | {"from": ana.user.shown()}}).encode()
    assert posted(port, body, *secrets) == 401
    ana.send("/whoami")
    standin.wait(ana.messages)
    assert "Your Telegram number" in ana.newest().text and len(ana.messages()) == 1
    assert bots.faults() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"[]", 400), (b"null", 400), (b"{", 400), (b'{"update_id": "x"}', 400), (b"\xff", 400),
     (b'{"update_id": 1e999}', 400), (b'{"update_id": 99999999999999999999}', 400),
     (b'{"update_id": -1}', 400),
     (b"[" * 100_000, 400), (b'"' + b"x" * webhook.LARGEST_UPDATE + b'"', 413),
     (json.dumps(UPDATE).encode(), 200),
     (b'{"update_id": 6, "message": "hi"}', 200), (b'{"update_id": 6, "message": {"from": [1]}}', 200),
     (b'{"update_id": 6, "callback_query": "x"}', 200),
     (b'{"update_id": 6, "message": {"from": {"id": 1%s}}}' % (b"0" * 30), 200)],
)  # fmt: skip
def test_what_is_no_update_is_refused_without_a_fault(
    bots: Bots, standin: StandIn, port: int, body: bytes, status: int
) -> None:
    """What has the shape of an update in part is put aside: Telegram would send it again for ever."""
    started(bots, standin, port)
    assert posted(port, body, SECRET.encode()) == status
    assert "Traceback" not in bots.logs


def test_nothing_but_a_post_is_answered(bots: Bots, standin: StandIn, port: int) -> None:
    started(bots, standin, port)
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/rung")
    assert refused.value.code == 405


def test_a_person_is_answered_and_a_second_delivery_is_not(
    bots: Bots, standin: StandIn, ana: Person, port: int
) -> None:
    started(bots, standin, port)
    [call] = standin.calls_to("setWebhook")
    assert call.params["secret_token"] == SECRET
    assert standin.calls_to("getUpdates") == standin.calls_to("deleteWebhook") == []
    ana.send(GOAL)
    standin.wait(ana.messages)
    standin.deliver_again()
    standin.wait(lambda: not standin.pending_updates())
    ana.tap("Next")
    standin.wait(lambda: ana.newest().edited)
    assert len(ana.messages()) == 1
    assert bots.faults() == [] and SECRET not in bots.logs
    standin.assert_clean()


def test_an_update_that_is_not_committed_is_not_acknowledged(
    bots: Bots, standin: StandIn, ana: Person, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a locked file: Telegram must send it again. Seen to fail when 200 goes out first."""
    started(bots, standin, port)
    receive = Inbox.receive
    failed: list[int] = []

    async def fails_once(inbox: Inbox, updates: object) -> object:
        if not failed:
            failed.append(1)
            raise sqlite3.OperationalError("database is locked")
        return await receive(inbox, updates)  # type: ignore[arg-type]

    monkeypatch.setattr(Inbox, "receive", fails_once)
    ana.send(GOAL)
    standin.wait(lambda: ana.messages() and "fit" in ana.newest().text.splitlines()[0])
    assert failed and "update not taken" in bots.logs
    told, _ = ana.messages()
    assert told.text.startswith("I cannot save anything right now.")


def test_what_comes_while_the_bot_is_down_waits_and_polling_takes_it_over(
    bots: Bots, standin: StandIn, ana: Person, port: int
) -> None:
    first = started(bots, standin, port)
    first.stop()
    ana.send(GOAL)
    bots.start()
    standin.wait(ana.messages)
    assert standin.server.webhook.url == ""
    standin.assert_clean()


def test_a_bot_whose_address_was_taken_away_stops(
    bots: Bots, standin: StandIn, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail when nobody looks whether updates still come: the older copy stays, deaf."""
    monkeypatch.setattr(webhook, "LOOK_EVERY_S", 0.05)
    bot = started(bots, standin, port)
    standin.server.webhook.url = "https://example.org/newer"
    standin.wait(bot.ended.is_set)
    assert isinstance(bot.failure, RungError) and str(bot.failure) == TWO_COPIES


def test_an_address_that_telegram_refuses_is_named_with_its_cure(bots: Bots, port: int) -> None:
    bot = bots.new(**(settings(port) | {"webhook_url": "http://example.org/"})).begin()
    assert bot.ended.wait(30)
    assert isinstance(bot.failure, RungError) and "must begin with https://" in str(bot.failure)


def test_a_port_that_is_taken_is_named_with_its_cure(bots: Bots) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        bot = bots.new(**settings(number)).begin()
        assert bot.ended.wait(30)
    assert (
        str(bot.failure) == f"Port {number} of this computer is taken. Name another one in RUNG_WEBHOOK_PORT."
    )

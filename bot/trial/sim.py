"""The user side over HTTP, for clients in other processes: POST an act of a person, GET what there is to see.

`POST /_sim/<secret>/<act>` takes a JSON object and answers with "ok" and "result", or with "error".
The secret is random and the server listens on loopback alone.
"""

import base64
import secrets
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.trial.calls import Ledger
from bot.trial.faults import Faults
from bot.trial.group import Group, add_group
from bot.trial.incoming import unanswered
from bot.trial.person import Person, Shown, add_person
from bot.trial.transcript import as_json, as_lines
from bot.trial.world import Json, User, World

_LONGEST_WAIT = 30.0


class Sim:
    def __init__(self, world: World, faults: Faults, ledger: Ledger) -> None:
        self._world, self._faults, self._ledger = world, faults, ledger
        self.secret = secrets.token_urlsafe(16)
        self._acts: dict[str, Callable[[Json], Any]] = {
            "person": self._add_person,
            "group": self._add_group,
            "attach": self._attach,
            "advance": lambda body: self._world.clock.advance(float(body["seconds"])),
            "fault": lambda body: self._faults.add(**body) and None,
            "deliver_again": lambda body: self._again(body["update_id"]),
        }
        self._acts |= {name: self._of_person(name) for name in _PERSONAL}
        self._acts |= {name: self._of_group(name) for name in _GROUP}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/_sim/{secret}/{act}", self._post),
            web.get("/_sim/{secret}/{what}", self._get),
        ]

    async def _post(self, request: web.Request) -> web.Response:
        act = self._acts.get(request.match_info["act"])
        if act is None or not self._allowed(request):
            return web.json_response({"ok": False, "error": "no such act"}, status=404)
        try:
            result = act(await request.json())
        except (AssertionError, KeyError, TypeError, ValueError) as error:
            return web.json_response({"ok": False, "error": f"{error}"}, status=400)
        return web.json_response({"ok": True, "result": result})

    async def _get(self, request: web.Request) -> web.Response:
        if not self._allowed(request):
            return web.json_response({"ok": False, "error": "no such page"}, status=404)
        match request.match_info["what"]:
            case "transcript.txt":
                return web.Response(text="\n".join(as_lines(self._world)) + "\n")
            case "transcript":
                return web.json_response(await self._transcript(request))
            case "messages":
                return web.json_response(self._messages(request))
            case "calls":
                return web.json_response([asdict(call) for call in self._ledger.calls])
            case "state":
                return web.json_response(self._state())
            case _:
                return web.json_response({"ok": False, "error": "no such page"}, status=404)

    def _allowed(self, request: web.Request) -> bool:
        return secrets.compare_digest(request.match_info["secret"].encode(), self.secret.encode())

    async def _transcript(self, request: web.Request) -> Json:
        """Events from `after` on; with `wait`, as soon as there is one, at most so many seconds."""
        after, wait = int(request.query.get("after", 0)), float(request.query.get("wait", 0))
        end = self._world.now() + min(wait, _LONGEST_WAIT)
        while len(self._world.events) <= after and (left := end - self._world.now()) > 0:
            await self._world.pulse.next(left)
        events = as_json(self._world)[after:]
        return {"events": events, "next": after + len(events)}

    def _messages(self, request: web.Request) -> list[Json]:
        chat = request.query.get("chat")
        place = self._person(request.query) if chat is None else self._group(request.query)
        return [_plain(shown) for shown in place.messages()]

    def _state(self) -> Json:
        with self._world.pulse.lock:
            return {
                "now": self._world.now(),
                "pending_updates": len(self._world.queue),
                "unanswered_taps": [tap.id for tap in unanswered(self._world)],
                "refusals": [call.line() for call in self._ledger.refusals()],
                "unknown": list(self._ledger.unknown),
            }

    def _person(self, body: Any) -> Person:
        return Person(self._world, self._world.users[int(body["person"])])

    def _group(self, body: Any) -> Group:
        return Group(self._world, self._world.chats[int(body["chat"])])

    def _of_person(self, name: str) -> Callable[[Json], Any]:
        def act(body: Json) -> Any:
            given = _rest(body)
            if "chat" in body:
                given["chat"] = self._group(body)
            return getattr(self._person(body), name)(**given)

        return act

    def _of_group(self, name: str) -> Callable[[Json], Any]:
        def act(body: Json) -> Any:
            given = _rest(body)
            if "person" in body:
                given["by"] = self._person(body)
            result = getattr(self._group(body), name)(**given)
            return {"id": result.id} if isinstance(result, Group) else result

        return act

    def _add_person(self, body: Json) -> Json:
        fields: Json = {"id": 1_000_001 + len(self._world.users), "first_name": "Ana"} | body
        user = User(**fields)
        return {"id": add_person(self._world, user).id}

    def _add_group(self, body: Json) -> Json:
        supergroup = bool(body.get("supergroup"))
        members = [int(member) for member in body["members"]]
        return {"id": add_group(self._world, body["title"], members, supergroup=supergroup).id}

    def _attach(self, body: Json) -> Any:
        """The bytes of a file come as base64."""
        data = {"data": base64.b64decode(body["data"])} if "data" in body else {}
        return self._of_person("attach")(body | data)

    def _again(self, update_id: int) -> None:
        with self._world.pulse.lock:
            self._world.queue.again(update_id)
        self._world.pulse.beat()


_PERSONAL = (
    *("send", "edit", "delete", "tap", "forge", "block", "unblock", "inline", "inline_answer"),
    *("toast_of", "action_times", "draft", "commands"),
)
_GROUP = (
    *("join", "leave", "promote", "promote_bot", "kick_bot", "add_bot", "upgrade", "topic"),
    "send_anonymously",
)


def _rest(body: Json) -> Json:
    return {name: value for name, value in body.items() if name not in {"person", "chat"}}


def _plain(shown: Shown) -> Json:
    """A message without the bytes of its file."""
    file = None if shown.file is None else {"name": shown.file[0], "size": len(shown.file[1])}
    return asdict(shown) | {"file": file}

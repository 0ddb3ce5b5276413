"""The HTTP side: /bot<token>/<method> in every shape of a request, the bytes of files, and the faults."""

import json
import re
from typing import Any

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from bot.trial.calls import Call, Ledger
from bot.trial.faults import Fault, Faults
from bot.trial.files import UPLOAD_LIMIT
from bot.trial.known import NAMES, unknown
from bot.trial.methods import METHODS
from bot.trial.params import Params, Upload, as_form
from bot.trial.polling import Polling
from bot.trial.rates import TooMany
from bot.trial.refusal import Refusal
from bot.trial.webhook import Webhook
from bot.trial.world import World

# ClientManager.cpp: what a token has to look like before it is looked up.
_TOKEN = re.compile(r"[1-9][0-9]*:[A-Za-z0-9_-]{1,60}")


class Server:
    def __init__(self, world: World, faults: Faults, ledger: Ledger, *, strict: bool) -> None:
        self._world, self._faults, self._ledger, self._strict = world, faults, ledger, strict
        self.webhook = Webhook(world)
        self.polling = Polling(world, self.webhook)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self._call),
            web.get("/file/bot{token}/{path:.+}", self._download),
        ]

    async def perform(self, method: str, params: Params, *, ordered: bool = False) -> Call:
        """Do one call and write it down."""
        name = NAMES.get(method.lower())
        try:
            if name is None:
                self._ledger.unknown.append(f"method {method}")
                raise Refusal("method not found", 404)
            self._check_names(name, params)
            if name == "getUpdates":
                result = await self.polling.get_updates(params)
                call = self._record(name, params, 200, "", result, ordered=ordered)
            else:
                with self._world.pulse.lock:  # who sees what a call did finds the call too
                    call = self._record(name, params, 200, "", self._do(name, params), ordered=ordered)
        except Refusal as refusal:
            call = self._refused(name or method, params, refusal, ordered)
        self._world.pulse.beat()
        return call

    def _do(self, name: str, params: Params) -> Any:
        match name:
            case "setWebhook":
                return self.webhook.set(params)
            case "deleteWebhook":
                return self.webhook.delete(params)
            case "getWebhookInfo":
                return self.webhook.info()
            case _:
                return METHODS[name](self._world, params)

    def _check_names(self, name: str, params: Params) -> None:
        """Telegram ignores a name that it does not know; here it is a fault, told at the end."""
        uploads = {
            part.partition('"')[0]
            for value in params.values.values()
            for part in value.split("attach://")[1:]
        }
        wrong = unknown(name, set(params.values) | set(params.files), uploads)
        if self._strict and wrong:
            self._ledger.unknown.extend(f"parameter {each} of {name}" for each in sorted(wrong))

    def _refused(self, name: str, params: Params, refusal: Refusal, ordered: bool) -> Call:
        excused = isinstance(refusal, TooMany) and not refusal.early
        words = refusal.description
        marks = {"ordered": ordered, "excused": excused}
        return self._record(name, params, refusal.code, words, refusal.parameters, **marks)

    def _record(
        self, name: str, params: Params, code: int, description: str, result: Any, **marks: bool
    ) -> Call:
        """Write a call down; `marks` are those of Call: ordered, excused."""
        ok = code == 200
        call = Call(self._world.now(), name, params.recorded(), ok, code, description, result, **marks)
        with self._world.pulse.lock:
            self._ledger.calls.append(call)
        return call

    async def _call(self, request: web.Request) -> web.StreamResponse:
        problem = self._token_problem(request.match_info["token"])
        if problem:
            return _failure(401, problem)
        method = request.match_info["method"]
        try:
            params = await read(request)
        except Refusal as refusal:
            return _reply(self._refused(NAMES.get(method.lower(), method), Params({}), refusal, False))
        fault = self._faults.of(method, params)
        if fault is None:
            return _reply(await self.perform(method, params))
        return await self._faulty(request, method, params, fault)

    async def _faulty(
        self, request: web.Request, method: str, params: Params, fault: Fault
    ) -> web.StreamResponse:
        name = NAMES.get(method.lower(), method)
        if fault.executes:
            call = await self.perform(method, params, ordered=True)
        else:
            call = self._record(name, params, fault.code or 0, fault.words, {}, ordered=True)
            self._world.pulse.beat()
        return await self._break(request, fault, call)

    async def _break(self, request: web.Request, fault: Fault, call: Call) -> web.StreamResponse:
        """Answer in the way that was ordered: late, wrong, or not at all."""
        if wait := (fault.delay or 0) + (fault.hang or 0):
            await self._world.pulse.sleep(wait)
        if fault.reset or fault.hang is not None or (fault.lose_reply and fault.code is None):
            return _cut(request)
        if fault.code is None:
            return _reply(call)
        if fault.html:
            page = f"<html><head><title>{fault.code} {fault.words}</title></head><body></body></html>"
            return web.Response(status=fault.code, text=page, content_type="text/html")
        parameters = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
        return _failure(fault.code, fault.words, parameters)

    def _token_problem(self, token: str) -> str:
        if not _TOKEN.fullmatch(token):
            return "Unauthorized: invalid token specified"
        return "" if token == self._world.token else "Unauthorized"

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file; the address holds the token, so nothing of it is written down."""
        problem = self._token_problem(request.match_info["token"])
        if problem:
            return _failure(401, problem)
        fault = self._faults.of("download", Params({"path": request.match_info["path"]}))
        with self._world.pulse.lock:
            held = self._world.files.at(request.match_info["path"])
        if fault is not None:
            call = Call(self._world.now(), "download", {}, held is not None, fault.code or 0, fault.words)
            if not fault.executes or held is None:
                return await self._break(request, fault, call)
            await self._world.pulse.sleep(fault.delay or 0)
        if held is None:
            return _failure(404, "Not Found")
        return web.Response(body=held.data, content_type="application/octet-stream")


async def read(request: web.Request) -> Params:
    """Query string, form, multipart and JSON; the body wins over the query."""
    values = dict(request.query)
    files: dict[str, Upload] = {}
    match request.content_type:
        case "application/json":
            values |= _json_object(await request.read())
        case "multipart/form-data":
            values |= await _parts(request, files)
        case "application/x-www-form-urlencoded":
            form = await request.post()
            values |= {name: value for name, value in form.items() if isinstance(value, str)}
    return Params({name: value for name, value in values.items() if value != ""}, files)


def _json_object(raw: bytes) -> dict[str, str]:
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        raise Refusal("can't parse JSON object") from None
    return as_form(body) if isinstance(body, dict) else {}


async def _parts(request: web.Request, files: dict[str, Upload]) -> dict[str, str]:
    values: dict[str, str] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = await _bounded(part)
        if part.filename is None:
            values[part.name] = data.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, mime, data)
    return values


async def _bounded(part: BodyPartReader) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        data += chunk
        if len(data) > UPLOAD_LIMIT:
            raise Refusal("Request Entity Too Large", 413)
    return bytes(data)


def _reply(call: Call) -> web.Response:
    if call.ok:
        return web.json_response({"ok": True, "result": call.result})
    return _failure(call.code, call.description, call.result)


def _failure(code: int, description: str, parameters: Any = None) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=code)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()

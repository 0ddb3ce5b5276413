"""What aiogram routes of an upload: an administrator's file, the taps of its screens, and its commands."""

import asyncio

from aiogram import Router
from aiogram.types import CallbackQuery, Message, User

from bot.screens import admin as admin_screens
from bot.screens import applying, columns
from bot.screens import upload as screens
from bot.screens.diff import PARTS, diff_page, diff_screen
from bot.screens.screen import Action, unpacked
from bot.screens.upload_report import refused_rows, report
from bot.telegram.admin import is_admins_message, is_admins_tap, is_by_admin
from bot.telegram.files import download
from bot.telegram.handlers import Called
from bot.telegram.outcome import Outcome
from bot.telegram.pending import Upload, free_name
from bot.telegram.receiving import FULL, LARGEST, Sent, shown_columns, waits
from bot.telegram.upload_desk import UploadDesk
from catalog.sources.sidecar import SKIP, read_sidecar, suggestion
from catalog.template import template as template_file


async def is_catalogue(message: Message) -> bool:
    """Whether a document is meant as a catalogue: plain text without such a name is a goal."""
    file = message.document
    if file is None:
        return False
    name = (file.file_name or "").casefold()
    return file.mime_type != "text/plain" or name.endswith((".csv", ".tsv", ".json", ".jsonl", ".ndjson"))


async def is_upload_tap(query: CallbackQuery) -> bool:
    """Whether a tap is one of an upload's screens."""
    action = unpacked(query.data or "")
    return action is not None and action.op in screens.OPS


async def document(message: Message, uploads: UploadDesk) -> Outcome | None:
    """Take a catalogue file, or one of an album."""
    file, bot = message.document, message.bot
    assert file is not None and bot is not None and message.from_user is not None
    sent = Sent(
        message.message_id, message.from_user.id, message.chat.id, _name(message.from_user),
        message.media_group_id, file.file_name, file.file_size,
    )  # fmt: skip
    return await uploads.receiving.receive(sent, lambda: download(bot, file.file_id, LARGEST))


async def template(_: Message) -> Outcome:
    """Send the spreadsheet to begin with."""
    return Outcome(screens.template_sent(await asyncio.to_thread(template_file)))


async def sources(_: Message, uploads: UploadDesk) -> Outcome:
    """List the sources."""
    return _sources(uploads, None)


async def waiting(_: Message, uploads: UploadDesk) -> Outcome:
    """Show the upload that waits, or how one begins."""
    upload = uploads.waiting()
    return Outcome(await uploads.screen(upload) if upload else screens.none_waits())


async def tap(query: CallbackQuery, uploads: UploadDesk) -> Outcome | None:
    """Do what a button of an upload says."""
    assert query.message is not None and query.data is not None
    action, message = unpacked(query.data), query.message.message_id
    assert action is not None
    async with uploads.work.lock:
        try:
            return await _done(query, uploads, action, message)
        except OSError as trouble:
            if trouble.errno not in FULL:
                raise
            return Outcome(screens.disk_full())


async def _done(query: CallbackQuery, uploads: UploadDesk, action: Action, message: int) -> Outcome | None:
    """Do what a button says, once nothing else is decided."""
    if action.op == "rollback":
        return await _back(uploads, action.list_id, message)
    if action.op == "upload" and action.arg == "sources":
        return _sources(uploads, message)
    if action.op == "upload" and action.arg.startswith("remove."):
        return await _remove(uploads, action, query, message)
    upload = uploads.waiting()
    if upload is None or upload.id != action.list_id:
        return Outcome(uploads.over(action) or (waits(upload) if upload else screens.none_waits()), message)
    if action.op == "cancel":
        if uploads.work.must_end:
            return Outcome(screens.busy())
        await uploads.cancel()
        return Outcome(applying.cancelled(), message)
    if uploads.work.is_running:
        return Outcome(screens.busy())
    if upload.message != message:  # shown to another administrator, or anew: it goes on there
        upload.message, upload.chat = message, query.from_user.id
        uploads.pending.write(upload)
    return await _DOINGS[action.op](uploads, upload, action, query.from_user.id)


async def _upload(uploads: UploadDesk, upload: Upload, action: Action, _: int) -> Outcome | None:
    what, *numbers = action.arg.split(".")
    if not upload.looked or upload.stage == "gathering" or not what:
        return Outcome(await uploads.screen(upload), upload.message)
    if what == "store":
        return await _store(uploads, upload, numbers)
    if what == "refused":
        return Outcome(refused_rows(upload.id, upload.looked))
    if upload.stage == "columns":
        upload.stage = "report"
        uploads.pending.write(upload)
    return Outcome(report(upload.id, upload.looked), upload.message)


async def _store(uploads: UploadDesk, upload: Upload, numbers: list[str]) -> Outcome | None:
    """Ask where a file goes, or put it there."""
    at = _at(numbers[:1], len(upload.files))
    file, sources = upload.files[at], uploads.receiving.sources()
    if len(numbers) < 2:
        return Outcome(screens.choose_place(upload.id, file.name, at, sources), upload.message)
    others = [one.name for one in upload.files if one is not file]
    if numbers[1] == "add":
        name, replaces = free_name(file.name, [*sources, *others]), False
    else:
        name, replaces = sources[_at(numbers[1:2], len(sources))], True
        if name in others:
            return Outcome(screens.choose_place(upload.id, file.name, at, sources), upload.message)
    await uploads.receiving.move(upload, file, name, replaces)
    return None


async def _columns(uploads: UploadDesk, upload: Upload, action: Action, _: int) -> Outcome | None:
    """Show a file's columns, ask for one, ask what it holds, and write what was said."""
    parts = action.arg.split(".")
    if not upload.looked or upload.stage == "gathering":
        return Outcome(await uploads.screen(upload), upload.message)
    at = _at(parts[:1], len(upload.looked))
    looked = upload.looked[at]
    if len(parts) == 1:
        return Outcome(shown_columns(upload, at), upload.message)
    if parts[1] == "pick":
        page = _at(parts[2:3], 1000)
        return Outcome(columns.choose_column(upload.id, looked, at, page), upload.message)
    names = columns.all_columns(looked)
    column = _at(parts[1:2], len(names))
    if len(parts) < 3:
        return Outcome(columns.choose_field(upload.id, looked, at, column), upload.message)
    word = parts[2].replace("-", "_")
    if word != SKIP and word not in columns.FIELDS:
        return Outcome(shown_columns(upload, at), upload.message)
    file = upload.files[at]
    said = {**read_sidecar(uploads.pending.path(file)).columns, names[column]: word}
    used = {name: field for name, field in said.items() if field != SKIP}
    mapping = suggestion(used, [name for name in said if name not in used])
    await uploads.receiving.read_again(upload, file, mapping)
    return None


async def _diff(uploads: UploadDesk, upload: Upload, action: Action, person: int) -> Outcome | None:
    """Show what the draft would change; without a draft, build it."""
    found = await uploads.comparing.compared(upload)
    if found is None:
        if (since_s := uploads.rebuild.running_s) is not None:
            return Outcome(admin_screens.already(since_s))
        await uploads.build()
        return None
    part, _, page = action.arg.partition(".")
    if part in PARTS:
        return Outcome(diff_page(upload.id, found, part, _at([page], 100_000)), upload.message)
    return Outcome(diff_screen(upload.id, found, person in upload.asking), upload.message)


async def _draft(uploads: UploadDesk, upload: Upload, _: Action, person: int) -> Outcome | None:
    """Answer this administrator's goals from the draft from now on."""
    found = await uploads.comparing.compared(upload)
    if found is None:
        return Outcome(applying.draft_gone(upload.id), upload.message)
    upload.asking = sorted({*upload.asking, person})
    uploads.pending.write(upload)
    await uploads.comparing.ask(upload)
    return Outcome(diff_screen(upload.id, found, asks=True), upload.message)


async def _apply(uploads: UploadDesk, upload: Upload, action: Action, _: int) -> Outcome | None:
    """Ask before the draft goes live, and let it."""
    if (since_s := uploads.rebuild.running_s) is not None:
        return Outcome(admin_screens.already(since_s))
    found = await uploads.comparing.compared(upload)
    if found is None:
        return Outcome(applying.draft_gone(upload.id), upload.message)
    if action.arg != "go":
        return Outcome(applying.asked(upload.id, found), upload.message)
    await uploads.apply()
    return None


async def _back(uploads: UploadDesk, version: int, message: int) -> Outcome:
    """Serve the version before."""
    if (since_s := uploads.rebuild.running_s) is not None:
        return Outcome(admin_screens.already(since_s))
    return Outcome(await uploads.go_back(version), message)


async def _remove(uploads: UploadDesk, action: Action, query: CallbackQuery, message: int) -> Outcome | None:
    """Begin a draft without a source; nothing is removed before it is applied."""
    names = [path.name for path in uploads.applied.uploaded()]
    number = action.arg.removeprefix("remove.")
    is_old = action.list_id != uploads.served.advisor.generation.number
    if is_old or not number.isdecimal() or int(number) >= len(names):
        return _sources(uploads, message)
    if (since_s := uploads.rebuild.running_s) is not None:
        return Outcome(admin_screens.already(since_s))
    person = query.from_user
    sent = Sent(message, person.id, person.id, _name(person), None, None, None)
    return await uploads.remove(sent, names[int(number)])


def _sources(uploads: UploadDesk, into: int | None) -> Outcome:
    uploaded = [path.name for path in uploads.applied.uploaded()]
    server = [name for name in uploads.receiving.sources() if name not in uploaded]
    return Outcome(screens.sources(uploads.served.advisor.generation.number, uploaded, server), into)


_DOINGS = {"upload": _upload, "columns": _columns, "diff": _diff, "draft": _draft, "apply": _apply}


def _at(numbers: list[str], count: int) -> int:
    """Return a place in a list of that length; a forged one is the first."""
    number = int(numbers[0]) if numbers and numbers[0].isdecimal() else 0
    return number if number < count else 0


def _name(user: User) -> str:
    return user.first_name or str(user.id)


def router() -> Router:
    """Return what is routed here; anything that is no administrator's passes by."""
    found = Router(name="uploads")
    found.message.register(template, Called("template"), is_admins_message)
    found.message.register(sources, Called("sources"), is_admins_message)
    found.message.register(waiting, Called("upload"), is_admins_message)
    found.message.register(document, is_catalogue, is_by_admin)
    found.callback_query.register(tap, is_admins_tap, is_upload_tap)
    return found

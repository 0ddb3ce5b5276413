"""What becomes of an upload: its draft is built, compared, asked, applied or thrown away; and the way back.

What a restart interrupts is begun again from what the disk says.
"""

import asyncio
from contextlib import suppress

import structlog

from bot.screens import admin as admin_screens
from bot.screens import applying
from bot.screens import upload as screens
from bot.screens.diff import diff_screen
from bot.screens.screen import Action, Screen
from bot.screens.upload_report import report
from bot.telegram.comparing import Comparing
from bot.telegram.outcome import Outcome
from bot.telegram.pending import Upload
from bot.telegram.rebuild import Progress
from bot.telegram.receiving import GATHER_S, Receiving, Sent, begun, shown_columns, waits
from bot.telegram.sender import Patience
from bot.telegram.served import Served
from catalog.errors import GenerationError, RungError
from index.held import discard, held, release
from index.manifest import CURRENT, linked_number, previous_number, read_manifest
from index.publish import rollback

log = structlog.get_logger(__name__)


class UploadDesk:
    """The one upload that waits, and what is done with it."""

    def __init__(
        self, served: Served, patience: Patience, comparing: Comparing, receiving: Receiving
    ) -> None:
        self.served, self._patience, self.comparing, self.receiving = served, patience, comparing, receiving
        self.work, self.applied = receiving.work, receiving.applied
        self.pending, self.rebuild = self.work.pending, self.work.rebuild

    def settle(self) -> None:
        """Let a build read what belongs to the version that is served now."""
        try:
            self.applied.settle()
            files = self.applied.files()
        except (OSError, GenerationError) as trouble:
            log.error("sources not settled", trouble=type(trouble).__name__)
            return
        self.rebuild.reads(files, sample=not files and self.served.shelf().is_sample)

    def waiting(self) -> Upload | None:
        """Return the upload that waits; one whose draft is served already, by whomever, waits no more."""
        upload = self.pending.read()
        if upload is None or self.work.must_end or (number := self._served_as(upload)) is None:
            return upload
        self.served.hide_draft()
        self.pending.drop("applied", number)
        return None

    def over(self, action: Action) -> Screen | None:
        """Return what became of the last upload, for a button of it that is tapped once more."""
        past = self.pending.last()
        if past is None or int(past.began.timestamp()) != action.list_id:
            return None
        if past.version is not None and past.version == linked_number(self.served.data / CURRENT):
            return applying.live(past.version, previous_number(self.served.data, past.version))
        is_again = past.became == "cancelled" and action.op == "cancel"
        return applying.cancelled() if is_again else None

    def _served_as(self, upload: Upload) -> int | None:
        """Return the number under which an upload's draft is served, if it is."""
        with suppress(GenerationError):
            current = linked_number(self.served.data / CURRENT)
            if upload.seal and current and read_manifest(self.served.data, current).seal == upload.seal:
                return current
        return None

    async def build(self) -> None:
        """Build the draft, and show what it would change."""
        await self.work.begin(self._build())

    async def apply(self) -> None:
        """Serve the draft; from now on it is too late to cancel."""
        await self.work.begin(self._apply(), must_end=True)

    async def cancel(self) -> None:
        """Forget the upload and its draft."""
        await self.work.halt()
        upload = self.pending.read()
        self.served.hide_draft()
        if upload is not None and await asyncio.to_thread(self._has_draft, upload):
            with suppress(GenerationError):  # a build that runs now removes it
                await asyncio.to_thread(discard, self.served.data)
        self.pending.drop()
        await asyncio.to_thread(self.settle)

    def _has_draft(self, upload: Upload) -> bool:
        """Whether a draft is held for an upload, be it one of before its columns were changed."""
        number = held(self.served.data)
        return number is not None and (self.comparing.number(upload) == number or self.applied.has(number))

    async def remove(self, asked: Sent, name: str) -> Outcome | None:
        """Begin a draft without a source, shown in the message that asked."""
        if (upload := self.pending.read()) is not None:
            return Outcome(waits(upload))
        removal = begun(asked)
        removal.removes, removal.stage, removal.message = [name], "report", asked.message
        if not self.receiving.paths(removal):
            return Outcome(screens.last_source())
        self.pending.write(removal)
        await self.build()
        return None

    async def go_back(self, version: int) -> Screen:
        """Serve the version before `version`, if that is still the one that is served."""
        data = self.served.data
        current = linked_number(data / CURRENT)
        if current is not None and current < version == previous_number(data, current):
            return applying.back(current)  # tapped once more
        if current != version:
            return applying.not_back(applying.not_served(version))
        try:
            number = await asyncio.to_thread(rollback, data)
        except RungError as refusal:
            return applying.not_back(str(refusal))
        self.served.hide_draft()
        await self.served.renew()
        return applying.back(number)

    async def resume(self) -> None:
        """Go on where an earlier run was stopped: the upload is offered again."""
        upload = self.pending.read()
        if upload is None:
            self.pending.drop()
        else:
            await self.work.begin(self._resume(upload))

    async def screen(self, upload: Upload) -> Screen:
        """Return what an upload shows at the step that it has come to."""
        if upload.stage == "draft":
            found = await self.comparing.compared(upload)
            if found is None:
                return applying.draft_gone(upload.id)
            return diff_screen(upload.id, found, bool(upload.asking))
        if upload.stage == "gathering":
            return screens.reading(upload.id, len(upload.files))
        if upload.removes and not upload.files:
            return applying.not_built(upload.id, None)
        if upload.stage == "report":
            return report(upload.id, upload.looked)
        return shown_columns(upload, 0)

    async def _resume(self, upload: Upload) -> None:
        if (number := self._served_as(upload)) is not None:
            return await self._end(upload, number)
        if upload.stage == "gathering":
            return await self.receiving.read(GATHER_S)
        upload.message = None  # an event: it is offered below what was written since
        if upload.asking:
            await self.comparing.ask(upload)
        await self.work.say(upload, await self.screen(upload))
        return None

    async def _build(self) -> None:
        upload = self.work.upload()

        async def show(progress: Progress) -> None:
            if not self._patience.rests(upload.chat):
                at = admin_screens.progress(progress.what, progress.done, progress.total, progress.left_s)
                await self.work.say(upload, at)

        await self.work.say(upload, admin_screens.starting())
        ended = await self.work.built(show, self.receiving.paths(upload))
        if ended.built is None:
            return await self.work.say(upload, applying.not_built(upload.id, ended.reason))
        # With its files from the first moment on: the command line may serve it too.
        number = ended.built.generation
        await asyncio.to_thread(self.applied.keep, number, self.receiving.uploaded(upload))
        upload.seal = read_manifest(self.served.data, number).seal
        upload.stage = "draft"
        self.pending.write(upload)
        await self.work.say(upload, await self.screen(upload))
        return None

    async def _apply(self) -> None:
        upload = self.work.upload()
        try:
            if (number := await self.comparing.draft(upload)) is None:
                return await self.work.say(upload, applying.draft_gone(upload.id))
            await self.work.say(upload, applying.applying(number))
            # First the files, then the swap: whoever finds the version served finds what it was made of.
            await asyncio.to_thread(self.applied.keep, number, self.receiving.uploaded(upload))
            await asyncio.to_thread(release, self.served.data)
            await self._end(upload, number)
        except (RungError, OSError) as refusal:
            log.warning("draft not applied", trouble=type(refusal).__name__)
            reason = str(refusal) if isinstance(refusal, RungError) else refusal.strerror or ""
            await self.work.say(upload, applying.not_applied(upload.id, reason))

    async def _end(self, upload: Upload, number: int) -> None:
        """Say that the draft is live, and forget that it waited."""
        self.served.hide_draft()
        await self.served.renew()
        self.pending.drop("applied", number)
        before = previous_number(self.served.data, number)
        await self.work.say(upload, applying.live(number, before), is_kept=False)

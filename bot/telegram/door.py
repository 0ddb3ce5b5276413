"""The door for those who do not know yet, the question about too wide a goal, the areas, and the contact."""

from collections.abc import Awaitable, Callable

import msgspec

from bot.advisor import Advisor
from bot.areas import Area
from bot.goal.goal import Goal
from bot.jobs import jobs_of
from bot.nearby import Near, job_name, job_of, job_of_code, key_of_job, nearby
from bot.query import wanted_text
from bot.request import Request
from bot.screens import areas, door, keywords, plain
from bot.screens.choices import chosen
from bot.screens.screen import Action, Op, Screen
from bot.screens.talk import talk
from bot.telegram.listing import Listing
from bot.telegram.lists import Lists, Shown
from bot.telegram.outcome import Outcome, Tap, Who
from bot.telegram.served import Served
from bot.understood import understood
from bot.words import say, spoken
from catalog.terms import Listed

_LOOKED_AT = 15
"""So many near jobs are looked up in the catalogue for five: those that it teaches come first."""
_LONGEST_CHOICE = 80
_DOOR_WORDS = ("i don't know yet", "i don't know", "i dont know", "i dont know yet", "no idea")


class Door:
    """What helps where there is no goal yet; its state is in the buttons and in the list they belong to."""

    def __init__(self, served: Served, lists: Lists, listing: Listing, contact: str | None) -> None:
        """Take what answers, what is kept, what shows lists, and whom to name as a person to talk to."""
        self._served, self._lists, self._listing, self._contact = served, lists, listing, contact
        self.doings: dict[Op, Callable[[Tap], Awaitable[Outcome]]] = {
            "door": self._through,
            "areas": self._areas,
            "talk": self._talk,
        }

    async def typed(self, who: Who, text: str, at: Action | None) -> Action | None:
        """Return what typed words mean that say what a button of the screen `at` says, or lead here."""
        words = keywords.plain(text)
        if at is not None and at.op in ("door", "areas") and len(text) <= _LONGEST_CHOICE:
            screen = await self._screen_at(who, at)
            if screen is not None and (action := chosen(text, screen)):
                return action
            if at.op == "door" and (job := self._only_a_job(text)):
                return Action("door", at.list_id, f"j.{key_of_job(job)}")
        if words in _DOOR_WORDS:
            return Action("door")
        labels: dict[str, Op] = {
            say("I don't know yet"): "door",
            say("See the areas"): "areas",
            say("Show an example"): "example",
            say("How it works"): "how",
        }
        if self._contact:
            labels[say("Talk to a person")] = "talk"
        op = next((op for said, op in labels.items() if words == keywords.plain(said)), None)
        return Action(op, at.list_id if at and op == "talk" else 0) if op else None

    async def asked(self, who: Who, request: Request, goal_message: int, at: Action | None) -> Outcome | None:
        """Answer a goal that is too wide or names only what was; None where it can be searched for.

        One question at most: a second vague text is searched for as it stands.
        """
        goal = request.goal
        if goal.intent not in ("goal", "unclear"):
            return None
        was = jobs_of(goal).current if not wanted_text(goal) else ()
        if was and (job := job_of_code(was[0].code)):
            kept = await self._keep(who, request, goal_message)
            return await self._near(job, 0, kept.id, None)
        choices = await self._served.ask(lambda advisor: _choices(advisor, request))
        if choices is None:
            return None
        if at is not None and (at.op, at.arg) == ("areas", areas.ASKED):
            return await self._listing.new(who, _roughly(request), goal_message)
        kept = await self._keep(who, request, goal_message)
        screen = self._which(choices, kept)
        return Outcome(screen, None, kept.id, Action("areas", kept.id, areas.ASKED))

    async def _screen_at(self, who: Who, at: Action) -> Screen | None:
        """Return the screen that a person is at, made again."""
        tap = Tap(who, at, None, 0)
        if at.op == "areas" and at.arg == areas.ASKED:
            shown = await self._own(tap)
            if shown is None:
                return None
            choices = await self._served.ask(lambda advisor: _choices(advisor, shown.request))
            return self._which(choices, shown) if choices is not None else None
        if at.arg.startswith(("n.", "t.")) or at.arg == areas.ANYTHING:
            return None
        return (await self.doings[at.op](tap)).screen

    def _which(self, choices: tuple[Area, ...], shown: Shown) -> Screen:
        goal = shown.request.goal
        noted = "" if wanted_text(goal) else " ".join(understood(goal, self._listing.today()))
        return areas.which(choices, noted, goal.target, shown.id)

    async def _through(self, tap: Tap) -> Outcome:
        """Show the step of the door that a button leads to."""
        kind, _, rest = tap.action.arg.partition(".")
        list_id, first, _, second = tap.action.list_id, *rest.partition(".")
        if kind == "n" and (last := job_of(first)) and (wanted := job_of(second)):
            return await self._goal(tap, job_name(wanted, spoken()), job_name(last, spoken()))
        if kind == "j" and (last := job_of(first)) and (second in ("", door.END) or second.isdecimal()):
            page = len(nearby(last)) if second == door.END else int(second or 0)
            return await self._near(last, page, list_id, tap.message)
        place = int(kind[1:]) if kind[:1] == "g" and kind[1:].isdecimal() else None
        if place is not None and place < len(door.GROUPS):
            return Outcome(door.jobs_of_kind(place, list_id), tap.message, at=tap.action)
        return Outcome(door.last_job(list_id, self._contact), tap.message, at=Action("door", list_id))

    async def _near(self, last: Listed, page: int, list_id: int, into: int | None) -> Outcome:
        jobs = await self._served.ask(lambda advisor: self._jobs(advisor, last, page))
        screen = door.near_jobs(jobs, list_id, self._contact)
        arg = f"j.{key_of_job(last)}.{page}"
        return Outcome(screen, into, at=Action("door", list_id, arg))

    def _jobs(self, advisor: Advisor, last: Listed, page: int) -> door.NearJobs:
        """Return five of the next nearest jobs, those that the catalogue has courses for before others."""
        window = nearby(last)[page * _LOOKED_AT : (page + 1) * _LOOKED_AT]
        today, taught, untaught = self._listing.today(), list[Near](), list[Near]()
        for near in window:
            request = _request_for(Goal("goal", spoken()), job_name(near.job, spoken()), None)
            (taught if advisor.has_courses(request, today) else untaught).append(near)
            if len(taught) == door.ON_PAGE:
                break
        filled = untaught[: door.ON_PAGE - len(taught)]
        shown = tuple(near for near in window if near in taught or near in filled)
        more = page + 1 if len(nearby(last)) > (page + 1) * _LOOKED_AT else None
        return door.NearJobs(last, shown, tuple(near.job for near in filled), more)

    async def _areas(self, tap: Tap) -> Outcome:
        """Show areas, or the list that one of them leads to."""
        kind, _, key = tap.action.arg.partition(".")
        listed = await self._served.ask(lambda advisor: advisor.areas)
        if kind == areas.ANYTHING and (shown := await self._own(tap)):
            request = _roughly(shown.request)
            outcome = await self._listing.changed(shown, request, tap.message)
            return outcome or Outcome(plain.outlived())
        if kind == "t" and (area := listed.of_key(key)):
            return await self._goal(tap, area.called(spoken()), None)
        page = int(kind[1:]) if kind[:1] == "p" and kind[1:].isdecimal() else 0
        screen = areas.areas(listed.largest, page, tap.action.list_id, self._contact)
        return Outcome(screen, tap.message, at=Action("areas", tap.action.list_id, f"p{page}"))

    async def _talk(self, tap: Tap) -> Outcome:
        if not self._contact:
            return Outcome(plain.outlived())
        at = Action("talk", tap.action.list_id) if tap.action.list_id else None
        return Outcome(talk(self._contact, tap.action.list_id), tap.message, at=at)

    async def _goal(self, tap: Tap, target: str, current: str | None) -> Outcome:
        """Show the list of a goal that was tapped together, with the limits of the words it began with."""
        shown = await self._own(tap)
        goal = shown.request.goal if shown else Goal("goal", spoken())
        request = _request_for(goal, target, current)
        if shown:
            outcome = await self._listing.changed(shown, request, tap.message)
        else:
            outcome = await self._listing.new(tap.who, request, 0)
        return outcome or Outcome(plain.outlived())

    async def _keep(self, who: Who, request: Request, goal_message: int) -> Shown:
        """Keep words that are no goal yet, as a list that is not shown yet: its buttons refer to them."""
        generation = self._served.advisor.generation.number
        return await self._lists.make(who.person, who.chat, request, generation, goal_message)

    async def _own(self, tap: Tap) -> Shown | None:
        shown = await self._lists.get(tap.action.list_id) if tap.action.list_id else None
        return shown if shown and tap.who.owns(shown) else None

    def _only_a_job(self, text: str) -> Listed | None:
        """Return the job where a text names one and says nothing else: at the door that is the last one."""
        goal = Request.of(text, self._listing.today()).goal
        is_alone = goal.target is not None and keywords.plain(goal.target) == keywords.plain(text)
        target = text if is_alone else None
        found = jobs_of(Goal("goal", spoken(), target=target)).target if target else ()
        found = found or (jobs_of(goal).target if is_alone else ())
        return job_of_code(found[0].code) if found else None


def _choices(advisor: Advisor, request: Request) -> tuple[Area, ...] | None:
    """Return the areas to choose from where a request is too vague; None where it can be searched for."""
    if not advisor.is_searched(request.goal):
        return advisor.areas.largest[:4]
    return advisor.choices(request) or None


def _request_for(goal: Goal, target: str, current: str | None) -> Request:
    found = msgspec.structs.replace(
        goal, intent="goal", target=target, current=current or goal.current, unused=(), skills_wanted=()
    )
    return Request(target, found)


def _roughly(request: Request) -> Request:
    """Return a vague request as one that is searched for, by its words where no wish was read of them."""
    goal = request.goal
    target = goal.target if wanted_text(goal) else request.message
    found = msgspec.structs.replace(goal, intent="goal", target=target)
    return msgspec.structs.replace(request, goal=found, is_rough=True)

"""Changing what a list asks for: by taps, by sentences typed at it, by refusing one of its courses."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from msgspec.structs import replace as with_values

from bot.advisor import Advisor
from bot.goal.changes import changed, changed_part
from bot.goal.goal import Goal
from bot.goal.pointing import Pointed, pointed
from bot.refine import (
    PART_OF,
    PARTS,
    arg_of,
    as_set,
    asking,
    below_cost,
    below_length,
    changed_fields,
    cheaper,
    refinements_of,
    shorter,
)
from bot.reply import PAGE_SIZE, Answer, Course
from bot.request import Request
from bot.screens import change, keywords, not_for_me, plain
from bot.screens.parts import args_of, changed_line
from bot.screens.screen import Action, Line, Op, Screen
from bot.screens.typed import in_list
from bot.telegram.feedback import Feedback
from bot.telegram.listing import Listing, Page
from bot.telegram.lists import Lists, Shown
from bot.telegram.outcome import Outcome, Tap, Who
from bot.telegram.served import Served
from bot.words import ENGLISH, say

TO_RESULTS = ".r"
"""Ends the argument of a button that shows the list after it has changed it."""
_NO_LESS = "none."
"""Begins the argument of what cannot be: cheaper than courses whose prices are not known."""
_STEPS = ("beginner", "intermediate", "advanced")


class Changing:
    """All that changes the request of a list; every change can be taken back."""

    def __init__(self, served: Served, lists: Lists, listing: Listing, feedback: Feedback) -> None:
        """Take what answers, where lists are kept, what shows them, and where reasons are noted."""
        self._served, self._lists, self._listing, self._feedback = served, lists, listing, feedback
        self.of_a_list: dict[Op, Callable[[Tap], Awaitable[Outcome]]] = {
            "change": self._change,
            "set": self._set,
            "undo": self._undo,
            "unlike": self._unlike,
        }

    async def part_said(self, who: Who, text: str, at: Action | None) -> Outcome | None:
        """Read a text as the part that was asked for; None where none was, or the text says none."""
        shown = await self._own(who, at) if at and at.op == "change" and at.arg else None
        if at is None or shown is None:
            return None
        part, word = at.arg.partition(".")[0], keywords.meant(text)
        said = word if word == keywords.ANY else text
        request = changed_part(shown.request, part, said, self._listing.today())
        if request is None:
            return None
        if part == "goal":
            outcome = await self._listing.changed(shown, request, None)
            return replace(outcome, replaces=shown.message) if outcome else None
        return replace(await self._now(shown, request, None), replaces=shown.message)

    async def pointed_at(self, who: Who, text: str, at: Action | None) -> Action | None:
        """Return what a text means that only points at something in the list; None for any other."""
        shown = await self._own(who, at)
        asked = None
        if shown:
            asked = pointed(text, shown.request.goal.language) or pointed(keywords.meant(text), ENGLISH)
        page = await self._listing.page(shown.request, shown.view) if shown and asked else None
        return _meant(asked, page, shown.id) if shown and asked and page else None

    async def followed(self, who: Who, text: str, at: Action | None) -> Outcome | None:
        """Show the list as a sentence changes it; None where the sentence is a goal of its own, or none."""
        shown = await self._own(who, at)
        request = changed(shown.request, text, self._listing.today()) if shown else None
        outcome = await self._listing.changed(shown, request, None) if shown and request else None
        return replace(outcome, replaces=shown.message) if shown and outcome else None

    async def _own(self, who: Who, at: Action | None) -> Shown | None:
        shown = await self._lists.get(at.list_id) if at and at.list_id else None
        return shown if shown and who.owns(shown) else None

    async def _change(self, tap: Tap) -> Outcome:
        shown = _shown(tap)
        part, _, typing = tap.action.arg.partition(".")
        if part == "goal" or (typing and part in PARTS):
            return Outcome(change.typing(shown.id, part), tap.message, shown.id, tap.action)
        if part in PARTS:
            screen = await self._ask(
                shown.request,
                lambda advisor, answer: _choices(advisor, shown.request, answer, shown.id, part),
            )
            return Outcome(screen, tap.message, shown.id, tap.action)
        return await self._now(shown, shown.request, tap.message)

    async def _set(self, tap: Tap) -> Outcome:
        shown, today, arg = _shown(tap), self._listing.today(), tap.action.arg
        if arg.startswith(_NO_LESS):
            said = (
                say("Nothing shown here is known to be cheaper.")
                if arg.endswith(keywords.CHEAPER)
                else say("Nothing shown here is known to be shorter.")
            )
            return await self._listing.turned(shown, shown.view, tap.message, said)
        goal = as_set(shown.request.goal, arg.removesuffix(TO_RESULTS))
        if goal is None:
            return Outcome(plain.outlived(shown.id))
        request = asking(shown.request, goal)
        if not arg.endswith(TO_RESULTS):
            return await self._now(shown, request, tap.message)
        said = changed_line(shown.request.goal, goal, today)
        return await self._listing.changed(shown, request, tap.message, said) or Outcome(plain.outlived())

    async def _undo(self, tap: Tap) -> Outcome:
        if not _shown(tap).changes:
            return await self._nothing_undone(tap, _shown(tap))
        await self._lists.undo(_shown(tap).id)
        shown = await self._lists.get(_shown(tap).id) or _shown(tap)
        if tap.action.arg:
            return await self._now(shown, shown.request, tap.message)
        return await self._listing.turned(shown, None, tap.message)

    async def _nothing_undone(self, tap: Tap, shown: Shown) -> Outcome:
        said = say("There is nothing left to undo.")
        if not tap.action.arg:
            return await self._listing.turned(shown, shown.view, tap.message, said)
        outcome = await self._now(shown, shown.request, tap.message)
        screen = replace(outcome.screen, lines=(Line(said), *outcome.screen.lines))
        return replace(outcome, screen=screen)

    async def _unlike(self, tap: Tap) -> Outcome:
        shown, today = _shown(tap), self._listing.today()
        key, _, reason = tap.action.arg.partition(".")
        course = await self._served.ask(lambda advisor: advisor.course(shown.request, today, key))
        if course is None:
            return Outcome(plain.gone(shown.id), tap.message, shown.id, Action("list", shown.id))
        if reason not in not_for_me.REASONS:
            return Outcome(not_for_me.reasons(course, shown.id), tap.message, shown.id, tap.action)
        await self._feedback.note(tap.who.person, key, reason)
        request = disliked(shown.request, course, key, reason)
        said = not_for_me.left_out(course, changed_line(shown.request.goal, request.goal, today))
        return await self._listing.changed(shown, request, tap.message, said) or Outcome(plain.outlived())

    async def _now(self, shown: Shown, request: Request, message: int | None) -> Outcome:
        """Show the screen of changes for a request, which is kept where it is another than before."""
        changes = shown.changes
        if request != shown.request:
            await self._lists.change(shown.id, request)
            changes += 1
        screen = await self._ask(
            request, lambda advisor, answer: _parts(advisor, request, answer, shown.id, changes > 0)
        )
        return Outcome(screen, message, shown.id, Action("change", shown.id))

    async def _ask(self, request: Request, shows: Callable[[Advisor, Answer], Screen]) -> Screen:
        today = self._listing.today()

        def question(advisor: Advisor) -> Screen:
            answer = advisor.page(request, today)
            return shows(advisor, answer) if answer else plain.outlived()

        return await self._served.ask(question)


def _parts(advisor: Advisor, request: Request, answer: Answer, list_id: int, can_undo: bool) -> Screen:
    less = {keywords.CHEAPER: cheaper(answer, advisor.rates), keywords.SHORTER: shorter(answer)}
    goals = {name: goal for name, goal in less.items() if goal} | refinements_of(request.goal)
    counts = advisor.fitting(request, answer.today, list(goals.values()))
    offered = [
        change.Refinement(name, goal, count)
        for (name, goal), count in zip(goals.items(), counts, strict=True)
        if count
    ]
    return change.change(answer, list_id, offered, can_undo)


def _choices(advisor: Advisor, request: Request, answer: Answer, list_id: int, part: str) -> Screen:
    made = ((arg, as_set(request.goal, arg)) for arg in args_of(request.goal, part, answer.today))
    goals = {arg: goal for arg, goal in made if goal is not None}
    counts = advisor.fitting(request, answer.today, list(goals.values()))
    return change.choices(answer, list_id, part, dict(zip(goals, counts, strict=True)))


def disliked(request: Request, course: Course, key: str, reason: str) -> Request:
    """Return the request without a course, and with the limit that the reason against it sets."""
    goal, program = request.goal, course.suggestion.program
    changed_goal: Goal | None = None
    if reason == "cost":
        changed_goal = below_cost(goal, course.suggestion)
    elif reason == "time":
        changed_goal = below_length(goal, course.suggestion)
    elif reason == "from" and program.provider:
        names = dict.fromkeys([*goal.not_providers, program.provider])
        kept = tuple(name for name in goal.providers if name.casefold() != program.provider.casefold())
        changed_goal = with_values(goal, not_providers=tuple(names), providers=kept)
    elif reason in ("easy", "hard") and program.level in _STEPS:
        step = _STEPS.index(program.level) + (1 if reason == "easy" else -1)
        changed_goal = with_values(goal, level=_STEPS[min(max(step, 0), len(_STEPS) - 1)])
    asked = asking(request, changed_goal) if changed_goal else request
    return with_values(asked, unwanted=tuple(dict.fromkeys([*request.unwanted, key])))


def _meant(asked: Pointed, page: Page, list_id: int) -> Action:
    answer = page.answer
    if asked.ask in ("cheaper", "shorter"):
        goal = cheaper(answer, page.rates) if asked.ask == "cheaper" else shorter(answer)
        if goal is None:
            return Action("set", list_id, f"{_NO_LESS}{asked.ask}")
        part = PART_OF[changed_fields(answer.goal, goal)[0]]
        return Action("set", list_id, arg_of(goal, part) + TO_RESULTS)
    if asked.ask in ("place", "number"):
        first = PAGE_SIZE * answer.view.page if answer.view and asked.ask == "place" else 0
        return in_list(str(first + asked.at), answer, list_id)
    return in_list(asked.ask, answer, list_id)


def _shown(tap: Tap) -> Shown:
    assert tap.shown is not None
    return tap.shown

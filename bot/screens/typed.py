"""Typed words that do what a button does, for hands and clients that have none."""

from collections.abc import Mapping

from bot.refine import PARTS
from bot.reply import PAGE_SIZE, Answer, key_of
from bot.screens import keywords
from bot.screens.files import WHOLE_PATH
from bot.screens.not_for_me import REASONS
from bot.screens.parts import name_of
from bot.screens.results import arg_of, neighbours
from bot.screens.screen import Action, Op
from bot.screens.wrong import FACTS
from bot.words import say

_AT_A_COURSE: dict[str, Op] = {
    keywords.WHERE_FROM: "where",
    keywords.READ_MORE: "read",
    keywords.READ_ON: "read",
    keywords.BACK_TO_COURSE: "course",
    keywords.NOT_FOR_ME: "unlike",
    keywords.SAVE: "save",
    keywords.REMOVE: "unsave",
    keywords.REPORT: "wrong",
}
_OF_A_COURSE: tuple[Op, ...] = ("course", "where", "read", "wrong", "unlike")
BEFORE_A_LIST: tuple[Op, ...] = ("door", "areas")
"""Where words may be kept that are no list yet: nothing of a list can be done with them."""
_SHORTEST_PART = 3
_AT_A_LIST: dict[str, Op] = {
    keywords.PATH: "path",
    keywords.JOB: "job",
    keywords.CHANGE: "change",
    keywords.UNDO: "undo",
}


def action_of(text: str, at: Action | None) -> Action | None:
    """Return what typed words ask for on the screen that the person is at, or None for any other text.

    Words that lead to a page, a group or a place in a list need its answer: `in_list` knows them.
    """
    word = keywords.meant(text)
    if word == keywords.SAVED:
        return Action("saved")
    if at is None:
        # What only a screen can mean is no goal: there is none to go on from.
        return Action("new") if keywords.is_known(text) else None
    if at.op in BEFORE_A_LIST:
        return None
    if at.op == "forget":
        return {keywords.DELETE_ALL: Action("forget", arg="all"), keywords.KEEP_THEM: Action("keep")}.get(
            word
        )
    if saving := _of_saving(word, at):
        return saving
    is_somewhere = at.list_id or at.op in _OF_A_COURSE
    if word == keywords.NEW_GOAL and (is_somewhere or at.op in ("saved", "unsave")):
        return Action("new", at.list_id)
    if word == keywords.BACK and at.list_id:
        return Action("change" if at.op == "change" and at.arg else "back", at.list_id)
    if word in (keywords.FILE, keywords.DEGREE) and is_somewhere:
        return _of_plan(word, at)
    if word in _AT_A_LIST and at.list_id:
        return Action(_AT_A_LIST[word], at.list_id)
    if at.op == "change" and (part := _part_named(word)):
        return Action("change", at.list_id, part)
    if at.op == "unlike" and (reason := _labelled(word, REASONS)):
        return Action("unlike", at.list_id, f"{at.arg.partition('.')[0]}.{reason}")
    if word in _AT_A_COURSE and at.op in _OF_A_COURSE:
        return _at_a_course(_AT_A_COURSE[word], at, onward=word == keywords.READ_ON)
    # At a list, words of a course show the list again: its last lines say what can be typed there.
    return Action("back", at.list_id) if word in _AT_A_COURSE and at.list_id else None


def same_again(text: str, at: Action | None) -> Action | None:
    """Return what shows a person's screen again, for words of taps that it has not; None for any other text.

    It says what can be typed there. A word that is taken for a goal would replace what they look at.
    """
    word = keywords.meant(text)
    if not keywords.is_known(word):
        return None
    if at is None:
        return Action("new")
    if at.op in ("saved", "unsave"):
        return Action("saved")
    if at.op == "forget":
        return Action("forget", arg="ask")
    if at.op in BEFORE_A_LIST:
        return Action("new")
    if at.list_id:
        return Action("back", at.list_id)
    is_course = at.op in _OF_A_COURSE and not (at.op == "course" and word == keywords.BACK)
    return Action("course", 0, at.arg.partition(".")[0]) if is_course else Action("new")


def _of_saving(word: str, at: Action) -> Action | None:
    """Return what words ask for that are said of a path, of a fact, or behind a removal."""
    if at.op == "path" and word == keywords.SAVE:
        return Action("save", at.list_id, WHOLE_PATH)
    if at.op == "unsave" and word == keywords.UNDO:
        return Action("save", at.list_id, f"{at.arg}.undo")
    if at.op == "wrong" and (fact := _labelled(word, FACTS)):
        return Action("wrong", at.list_id, f"{at.arg.partition('.')[0]}.{fact}")
    return None


def _part_named(word: str) -> str | None:
    """Return the part of a goal that is called so."""
    return next((part for part in PARTS if keywords.plain(name_of(part)) == word), None)


def _labelled(word: str, labels: Mapping[str, str]) -> str | None:
    """Return the name of the button whose label a text is, or whose label alone it is a part of ("cost")."""
    said = {keywords.plain(words): name for name, label in labels.items() for words in (label, say(label))}
    part = {name for words, name in said.items() if f" {word}" in f" {words}"}
    is_told = len(word) >= _SHORTEST_PART and len(part) == 1
    return said.get(word) or (part.pop() if is_told else None)


def _of_plan(word: str, at: Action) -> Action:
    """Return what is asked of the plan that the person looks at: a course, or else the path."""
    key = at.arg.partition(".")[0] if at.op in (*_OF_A_COURSE, "file", "degree") else ""
    if word == keywords.FILE:
        return Action("file", at.list_id, key or WHOLE_PATH)
    return Action("degree", at.list_id, "" if key == WHOLE_PATH else key)


def _at_a_course(op: Op, at: Action, onward: bool) -> Action:
    key, _, page = at.arg.partition(".")
    if op == "read":
        number = int(page or 0) + 1 if onward and at.op == "read" else 0
        return Action("read", at.list_id, f"{key}.{number}")
    return Action(op, at.list_id, key)


def may_be_in_list(text: str) -> bool:
    """Whether a text could be words of a list, so that its answer is worth looking up."""
    word = keywords.meant(text)
    return word.isdecimal() or word in (
        keywords.COMPARE,
        keywords.NEXT,
        keywords.PREVIOUS,
        *keywords.GROUPS.values(),
    )


def in_list(text: str, answer: Answer, list_id: int) -> Action:
    """Return what typed words ask for in a list: a place in it, another page, another group.

    Where there is no such place, page or group the list is shown again: it says what there is.
    """
    word, same = keywords.meant(text), Action("back", list_id)
    if word.isdecimal():
        first = 1 + (answer.view.page * PAGE_SIZE if answer.view else 0)
        place = int(word) - first if len(word) < 9 else -1
        if not 0 <= place < len(answer.suggestions):
            return same
        return Action("course", list_id, key_of(answer.suggestions[place].program.id))
    if word == keywords.COMPARE and answer.view and len(answer.suggestions) > 1:
        return Action("compare", list_id, arg_of(answer.view))
    view = dict(neighbours(answer)).get(word)
    return Action("list", list_id, arg_of(view)) if view else same

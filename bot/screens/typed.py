"""Typed words that do what a button does, for hands and clients that have none."""

from collections.abc import Mapping

from bot.screens import keywords
from bot.screens.change import REASONS
from bot.screens.files import WHOLE_PATH
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
        return Action("back", at.list_id)
    if word in (keywords.FILE, keywords.DEGREE) and is_somewhere:
        return _of_plan(word, at)
    if word in _AT_A_LIST and at.list_id:
        return Action(_AT_A_LIST[word], at.list_id)
    if at.op == "unlike" and (reason := _labelled(word, REASONS)):
        return Action("unlike", at.list_id, f"{at.arg.partition('.')[0]}.{reason}")
    if word in _AT_A_COURSE and at.op in _OF_A_COURSE:
        return _at_a_course(_AT_A_COURSE[word], at, onward=word == keywords.READ_ON)
    # At a list, words of a course show the list again: its last lines say what can be typed there.
    return Action("back", at.list_id) if word in _AT_A_COURSE and at.list_id else None


def _of_saving(word: str, at: Action) -> Action | None:
    """Return what words ask for that are said of a path, of a fact, or behind a removal."""
    if at.op == "path" and word == keywords.SAVE:
        return Action("save", at.list_id, WHOLE_PATH)
    if at.op == "unsave" and word == keywords.UNDO:
        return Action("save", at.list_id, f"{at.arg}.undo")
    if at.op == "wrong" and (fact := _labelled(word, FACTS)):
        return Action("wrong", at.list_id, f"{at.arg.partition('.')[0]}.{fact}")
    return None


def _labelled(word: str, labels: Mapping[str, str]) -> str | None:
    """Return the name of the button whose label a text is."""
    said = {keywords.plain(words): name for name, label in labels.items() for words in (label, say(label))}
    return said.get(word)

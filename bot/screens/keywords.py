"""The words that people can type in place of a tap: in the language that is spoken, and in English always."""

import unicodedata
from collections.abc import Iterable

from bot.fit import Group
from bot.words import mark, say

NEW_GOAL = mark("new goal")
BACK = mark("back")
WHERE_FROM = mark("where from")
READ_MORE = mark("read more")
READ_ON = mark("read on")
BACK_TO_COURSE = mark("back to course")
DELETE_ALL = mark("delete all")
KEEP_THEM = mark("keep them")
COMPARE = mark("compare")
PATH = mark("path")
JOB = mark("job")
FILE = mark("file")
DEGREE = mark("beside a degree")
CHANGE = mark("change")
SHOW_RESULTS = mark("show results")
UNDO = mark("undo")
CHEAPER = mark("cheaper")
SHORTER = mark("shorter")
ANY = mark("any")
NOT_FOR_ME = mark("not for me")
SAVE = mark("save")
SAVED = mark("saved")
REMOVE = mark("remove")
REPORT = mark("report")
NEXT = mark("next")
PREVIOUS = mark("previous")
GROUPS: dict[Group, str] = {
    "fits": mark("fits"),
    "not_stated": mark("not stated"),
    "one_off": mark("one thing off"),
    "related": mark("more off"),
}
_EVERY = (
    NEW_GOAL, BACK, WHERE_FROM, READ_MORE, READ_ON, BACK_TO_COURSE, DELETE_ALL, KEEP_THEM, COMPARE, PATH, JOB,
    FILE, DEGREE, CHANGE, SHOW_RESULTS, UNDO, CHEAPER, SHORTER, ANY, NOT_FOR_ME, SAVE, SAVED, REMOVE, REPORT,
    NEXT, PREVIOUS, *GROUPS.values(),
)  # fmt: skip
_SAME = {
    "back to list": BACK,
    "list": BACK,
    SHOW_RESULTS: BACK,
    "more": NEXT,
    "next page": NEXT,
    "prev": PREVIOUS,
    "degree": DEGREE,
    "delete": DELETE_ALL,
    "keep": KEEP_THEM,
}
"""Other words that are taken for one of these."""


def offered(words: Iterable[str]) -> str:
    """Return the choices of a screen in words; numbers, commands and labels stay as they are."""
    said = ", ".join(say(word) if word in _EVERY else word for word in words)
    return say("You can also type: {words}.", words=said)


def meant(text: str) -> str:
    """Return the word of this module that a text is in the spoken language or in English, else the text."""
    words = plain(text)
    word = next((one for one in _EVERY if words in (one, plain(say(one)))), words)
    return _SAME.get(word, word)


def is_known(text: str) -> bool:
    """Whether a text is a word for a tap, and no goal, wherever it is typed."""
    return meant(text) in _EVERY


def plain(text: str) -> str:
    """Return a text without capitals, accents, and the signs and blanks around it."""
    # Python folds the Turkish capital into two characters.
    folded = unicodedata.normalize("NFKD", text.replace("İ", "i").replace("’", "'").casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(bare.split()).strip(" .!?¿¡“”„«»\"'’")

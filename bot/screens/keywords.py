"""The words that people can type in place of a tap: in the language that is spoken, and in English always."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from bot.fit import Group
from bot.words import mark, say, speaking, spoken

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
_LABELS = {
    mark("Back to list"): BACK,
    mark("Where from?"): WHERE_FROM,
    mark("Compare these"): COMPARE,
    mark("Plan a path"): PATH,
    mark("About the job"): JOB,
    mark("As a file"): FILE,
    mark("Beside a degree"): DEGREE,
    mark("Change what I look for"): CHANGE,
    mark("Save this path"): SAVE,
    mark("Saved courses"): SAVED,
    mark("Back to saved"): SAVED,
    mark("Remove from saved"): REMOVE,
    mark("Remove one"): REMOVE,
    mark("Report a wrong fact"): REPORT,
}
"""Labels of buttons that say more than the word which does the same."""
_SHORTEST_SLIP = 4


def offered(words: Iterable[str]) -> str:
    """Return the choices of a screen in words; numbers, commands and labels stay as they are."""
    said = ", ".join(say(word) if word in _EVERY else word for word in words)
    return say("You can also type: {words}.", words=said)


def meant(text: str) -> str:
    """Return the word of this module that a text is in the spoken language or in English, else the text."""
    words = plain(text)
    return _meanings(spoken()).get(words, words)


def is_known(text: str) -> bool:
    """Whether a text is a word for a tap, and no goal, wherever it is typed."""
    return meant(text) in _EVERY


def righted(text: str) -> str:
    """Return the word for a tap that a text is with two neighbouring letters swapped, else the text.

    No other slip is righted: a letter more, less or instead makes another word too easily ("remote",
    "fire"), and nothing is deleted on a slip.
    """
    words = plain(text)
    if len(words) < _SHORTEST_SLIP or is_known(words):
        return text
    swapped = (words[:at] + words[at + 1] + words[at] + words[at + 2 :] for at in range(len(words) - 1))
    known = _meanings(spoken())
    return next((one for one in swapped if one in known and known[one] != DELETE_ALL), text)


def plain(text: str) -> str:
    """Return a text without capitals, accents, and the signs and blanks around it."""
    # Python folds the Turkish capital into two characters.
    folded = unicodedata.normalize("NFKD", text.replace("İ", "i").replace("’", "'").casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(bare.split()).strip(" .!?¿¡“”„«»\"'’")


@cache
def _meanings(language: str) -> dict[str, str]:
    """Return what each text means that is a word for a tap in a language; asked at every message.

    A word itself goes before other words for it, and those before the labels of buttons.
    """
    with speaking(language):
        found = {
            words: word for label, word in _LABELS.items() for words in (plain(label), plain(say(label)))
        }
        found |= _SAME
        for word in reversed(_EVERY):
            found |= dict.fromkeys((plain(say(word)), word), _SAME.get(word, word))
        return found

"""The words that people can type in place of a tap: English, for the bot reads no others yet."""

from bot.fit import Group

NEW_GOAL = "new goal"
BACK = "back"
WHERE_FROM = "where from"
READ_MORE = "read more"
READ_ON = "read on"
BACK_TO_COURSE = "back to course"
DELETE_ALL = "delete all"
KEEP_THEM = "keep them"
COMPARE = "compare"
PATH = "path"
JOB = "job"
FILE = "file"
DEGREE = "degree"
CHANGE = "change"
UNDO = "undo"
CHEAPER = "cheaper"
SHORTER = "shorter"
NOT_FOR_ME = "not for me"
SAVE = "save"
SAVED = "saved"
REMOVE = "remove"
REPORT = "report"
WRONG = {"time": "time", "cost": "cost", "what comes out": "outcome", "link": "link", "other": "other"}
"""What is said to be wrong, by the words for it."""
NEXT = "next"
PREVIOUS = "previous"
REASONS = {
    "costs too much": "cost",
    "takes too long": "time",
    "too easy": "easy",
    "too hard": "hard",
    "not this provider": "from",
    "not what i mean": "other",
}
"""Why a course is not for somebody, by the name of the reason in a button."""
GROUPS: dict[Group, str] = {
    "fits": "fits",
    "not_stated": "not stated",
    "one_off": "one thing off",
    "related": "more off",
}
SAME = {
    "back to list": BACK,
    "list": BACK,
    "show results": BACK,
    "more": NEXT,
    "next page": NEXT,
    "prev": PREVIOUS,
    "delete": DELETE_ALL,
    "keep": KEEP_THEM,
}
"""Other words that are taken for one of these."""

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
SAVE = "save"
SAVED = "saved"
REMOVE = "remove"
UNDO = "undo"
REPORT = "report"
WRONG = {"time": "time", "cost": "cost", "what comes out": "outcome", "link": "link", "other": "other"}
"""What is said to be wrong, by the words for it."""
NEXT = "next"
PREVIOUS = "previous"
GROUPS: dict[Group, str] = {
    "fits": "fits",
    "not_stated": "not stated",
    "one_off": "one thing off",
    "related": "more off",
}
SAME = {
    "back to list": BACK,
    "list": BACK,
    "more": NEXT,
    "next page": NEXT,
    "prev": PREVIOUS,
    "delete": DELETE_ALL,
    "keep": KEEP_THEM,
}
"""Other words that are taken for one of these."""

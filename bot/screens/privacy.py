"""What is kept of a person, said literally, and the question before it is deleted."""

from bot import phrases
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.plain import KEPT_DAYS
from bot.screens.screen import Action, Button, Screen, lines, rows
from bot.words import say


def privacy(contact: str | None) -> Screen:
    """Return what is kept, for how long, and who can see it; literally true."""
    return Screen(
        lines(
            [
                say(
                    "At most {days}, I keep: your Telegram number, your language and your goals, "
                    "the chats and messages that my lists are in, and what you say of courses.",
                    days=phrases.count(KEPT_DAYS, "day"),
                ),
                say("They make the buttons under your lists work."),
                say("A message that I failed to answer is kept as long, so that the fault can be mended."),
            ],
            [
                say(
                    "Saved courses stay until you remove them, with what you wanted when you saved them. "
                    "They go a year after you last looked at them."
                ),
                say("Of a pasted job advert I keep only the job, the skills, and what it says of you."),
                say("Of a message about a danger to your life I keep nothing."),
                say("I also count goals by area each day, without names or words."),
            ],
            [
                say("The operator of this bot could read them; Telegram carries them. They are in no log."),
                say("Please do not write health or identity details."),
            ],
            [
                say("/export sends you all that I keep of you."),
                say("/forget deletes it here at once. This chat stays in Telegram until you delete it."),
            ],
            say("To talk to a person: {contact}.", contact=contact) if contact else "",
        ),
        rows(
            [
                Button(say("Delete what you keep"), Action("forget", arg="ask")),
                new_goal_button(),
            ]
        ),
    )


def forget_asked(goals: int, saved: int = 0) -> Screen:
    """Ask before deleting; the safe button first."""
    return Screen(
        lines(
            [
                say("Delete all that I keep of you here? This cannot be undone."),
                say("Goals: {count}.", count=phrases.number(goals)) if goals else "",
                say("Saved courses: {count}.", count=phrases.number(saved)) if saved else "",
            ],
            keywords.offered([keywords.DELETE_ALL]),
        ),
        rows(
            [
                Button(say("Keep them"), Action("keep")),
                Button(say("Delete all"), Action("forget", arg="all"), danger=True),
            ]
        ),
    )

"""What handlers get and give: who speaks, a tap, what to show and where, and what a tap is told at once."""

from dataclasses import dataclass

from bot.screens.screen import Action, Screen
from bot.telegram.lists import Shown


@dataclass(frozen=True, slots=True)
class Who:
    """Who speaks, and in which chat: a list belongs to both."""

    person: int
    chat: int

    @property
    def in_private(self) -> bool:
        """A private chat has its person's number (Bot API: Chat)."""
        return self.person == self.chat

    def owns(self, shown: Shown) -> bool:
        """Whether a list is this person's, in this chat."""
        return (shown.person, shown.chat) == (self.person, self.chat)


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that was tapped, or typed words that mean one."""

    who: Who
    action: Action
    message: int | None
    """The message that carries the button, to be edited; None for typed words."""
    update_id: int
    shown: Shown | None = None
    """The person's list that the button belongs to; None for a button of no list."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to show, and where: in place of a message, or as a new one."""

    screen: Screen
    into: int | None = None
    """The message to edit; None for a new one."""
    list_id: int | None = None
    """The list that the message shows from now on."""
    at: Action | None = None
    """The screen that the person is at from now on."""
    replaces: int | None = None
    """A message whose buttons are taken away, because this screen takes its place."""
    forgets: bool = False
    """Whether the update that led here must leave no trace either."""


@dataclass(frozen=True, slots=True)
class Toast:
    """The immediate answer to a tap, to be said; an alert is for what must be read."""

    text: str
    alert: bool = False

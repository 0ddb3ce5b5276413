"""Which language a person is answered in: as they chose, else as their last message tells."""

from bot.goal.language import is_told
from bot.request import Request
from bot.screens.language import AS_WRITTEN, language_asked, language_chosen
from bot.screens.screen import Action
from bot.screens.typed import BEFORE_A_LIST
from bot.telegram.lists import Lists
from bot.telegram.outcome import Outcome, Tap, Who
from bot.telegram.people import People
from bot.words import ENGLISH, languages, speak, spoken


class Language:
    """Hears languages in messages, and lets people choose."""

    def __init__(self, people: People, lists: Lists) -> None:
        """Take what is kept of people, and of the list that each goes on with."""
        self._people, self._lists = people, lists

    async def hear(self, who: Who, request: Request) -> None:
        """Answer in the language of the message where it tells one, unless another was chosen.

        Of a crisis nothing is kept.
        """
        language = request.goal.language
        is_crisis = request.goal.intent == "crisis"
        is_sure = is_crisis or request.is_advert or is_told(request.message)  # their texts are not kept
        if (language == ENGLISH or language in languages()) and is_sure:
            people, person = self._people, who.person
            speak(await (people.language(person) if is_crisis else people.hear(person, language)) or language)

    async def asked(self, who: Who, into: int | None = None) -> Outcome:
        """Ask which language is wanted."""
        at = Action("language", await self._list_at(who))
        return Outcome(language_asked(await self._people.chosen(who.person)), into, at=at)

    async def chosen(self, tap: Tap) -> Outcome:
        """Speak the language that a button names, and keep it."""
        wanted = tap.action.arg
        if wanted not in (AS_WRITTEN, ENGLISH, *languages()):
            return await self.asked(tap.who, tap.message)
        language = None if wanted == AS_WRITTEN else wanted
        speak(await self._people.choose(tap.who.person, language) or spoken())
        list_id = await self._list_at(tap.who)
        at = Action("list", list_id) if list_id else Action("new")
        return Outcome(language_chosen(language), tap.message, at=at)

    async def _list_at(self, who: Who) -> int:
        """Return the list that a person goes on with behind a screen that has none; 0 where there is none."""
        at = await self._lists.where(who.person, who.chat)
        return at.list_id if at and at.op not in BEFORE_A_LIST else 0

"""The screens of the door, the areas and the contact: within the limits of a screen, whatever the job."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.areas import areas_of
from bot.nearby import nearby
from bot.screens import areas, door
from bot.screens.choices import chosen
from bot.screens.plain import LANGUAGES_READ
from bot.screens.screen import Action, Button, Screen, Visit, unpacked
from bot.screens.talk import talk, with_talk
from bot.trial.lint import screen_faults
from bot.words import say, speaking
from catalog import terms
from catalog.terms import Listed
from tests.bot.test_areas import catalogue

LIST = 999_999_999_999
JOBS = terms.occupations()[:400]
CASHIER = next(job for job in terms.occupations() if job.name == "cashier")


def taps(screen: Screen) -> list[Button]:
    return [button for row in screen.rows for button in row]


def faults(screen: Screen) -> list[str]:
    buttons = [
        [
            {"text": one.label, "callback_data": one.does.packed() if isinstance(one.does, Action) else ""}
            for one in row
        ]
        for row in screen.rows
    ]
    return screen_faults(screen.text, [], buttons)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(JOBS))
def test_near_jobs_are_a_good_screen_for_every_job(last: Listed) -> None:
    """Short enough, its buttons' data too; every job that is shown can be tapped, and back leads on."""
    found = nearby(last)[:5]
    assume(found)
    screen = door.near_jobs(door.NearJobs(last, found, [one.job for one in found], 1), LIST, "room 12")
    assert not faults(screen)
    for button in taps(screen):
        assert isinstance(button.does, Action)
        assert unpacked(button.does.packed()) == button.does and len(button.does.packed()) < 40
    assert len(taps(screen)) == len(found) + 4
    for near in found:
        listed = len(near.job.essential)
        assert f"You already have {len(near.shared)} of its {listed} listed skill" in screen.text


def typed_in(screen: Screen) -> list[str]:
    """The lines of what can also be typed."""
    return screen.text.partition(say("You can also type one of these:"))[2].strip().splitlines()


@pytest.mark.parametrize("language", LANGUAGES_READ)
def test_kinds_of_work_can_be_typed_and_stand_two_on_a_line(language: str) -> None:
    with speaking(language):
        screen = door.last_job(LIST, None)
        shown = typed_in(screen)
        assert all(one.count(", ") == 1 for one in shown)
        words = [word for one in shown for word in one.split(", ")]
        assert {chosen(word, screen) for word in words} == {one.does for one in taps(screen)[:-1]}
        assert not faults(screen)


@pytest.mark.parametrize("language", LANGUAGES_READ)
def test_each_job_of_a_kind_can_be_typed_by_its_number_or_its_name(language: str) -> None:
    """One on a line. Long names are cut alike on buttons: number and whole name tell them apart."""
    with speaking(language):
        for kind in range(len(door.GROUPS)):
            screen = door.jobs_of_kind(kind, LIST)
            *jobs, back, _ = taps(screen)
            shown = typed_in(screen)
            assert chosen(shown.pop(), screen) == back.does
            assert [chosen(one, screen) for one in shown] == [one.does for one in jobs]
            assert [chosen(str(at), screen) for at in range(1, len(jobs) + 1)] == [one.does for one in jobs]
            names = [one.partition(". ")[2] for one in shown]
            assert [chosen(one, screen) for one in names] == [jobs[names.index(one)].does for one in names]
            assert len({one.label for one in jobs}) == len(jobs) and not faults(screen)


def test_the_last_page_leads_on_and_says_that_it_is_the_last() -> None:
    last = CASHIER
    screen = door.near_jobs(door.NearJobs(last, (), (), None), 0, None)
    assert screen.text.startswith("I know no more jobs that share skills with: ") and not faults(screen)
    assert {"See the areas", "Back", "New goal"} == {button.label for button in taps(screen)}


@pytest.mark.parametrize("place", range(len(door.GROUPS)))
def test_every_kind_of_work_shows_its_jobs(place: int) -> None:
    screen = door.jobs_of_kind(place, LIST)
    assert not faults(screen) and len(taps(screen)) == len(door.GROUPS[place][1]) + 2
    assert not faults(door.last_job(LIST, "room 12"))


def test_typed_labels_and_numbers_do_what_the_buttons_do() -> None:
    last = CASHIER
    screen = door.near_jobs(door.NearJobs(last, nearby(last)[:2], (), None), 0, None)
    first = taps(screen)[0].does
    assert chosen("1", screen) == first == chosen(taps(screen)[0].label[3:].upper(), screen)
    assert chosen(" none of these. ", screen) == taps(screen)[2].does
    assert chosen("3", screen) is None and chosen("", screen) is None


def test_areas_are_shown_in_pages_and_a_question_has_four_at_most() -> None:
    numbers, vectors, titles = catalogue()
    listed = areas_of(numbers, vectors, titles, ["en"] * len(titles)).largest * 3
    first, second = areas.areas(listed, 0, 0, None), areas.areas(listed, 1, 0, "room 12")
    assert "More areas" in {one.label for one in taps(first)} and not faults(first)
    assert "More areas" not in {one.label for one in taps(second)} and not faults(second)
    asked = areas.which(listed[:4], "Free only.", "a wide word " * 9, LIST)
    assert not faults(asked) and "I noted: Free only." in asked.text


@pytest.mark.parametrize(
    ("contact", "opens"),
    [
        ("https://advice.example.org/a?b=1", True),
        ("http://advice.example.org", False),
        ("https://localhost/a", False),
        ("https://[broken", False),
        ("Call 555 or https://advice.example.org", False),
    ],
)
def test_only_an_address_that_opens_is_a_link(contact: str, opens: bool) -> None:
    """One bad address would fail the whole message."""
    screen = talk(contact, LIST)
    assert contact in screen.text and not faults(screen)
    assert any(isinstance(button.does, Visit) for button in taps(screen)) is opens


def test_the_way_to_a_person_stands_before_the_way_back() -> None:
    screen = door.jobs_of_kind(0, 0)
    assert with_talk(screen, None) == screen
    assert [button.label for button in with_talk(screen, "room 12").rows[-2]] == ["Talk to a person"]

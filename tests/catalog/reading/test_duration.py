"""Durations: what prose, bare numbers, clock forms and ISO 8601 say about three clocks."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.program import Duration
from catalog.reading import Context
from catalog.reading.duration import read_duration

Ends = tuple[float | None, ...]
UNKNOWN = Duration()

# Text -> hours, weeks, hours a week: each from and to.
PROSE: list[tuple[str, Ends]] = [
    ("Approx. 23 hours to complete", (23, 23, None, None, None, None)),
    ("Estimated timeApprox. 2 Months", (None, None, 8.7, 8.7, None, None)),
    ("45 minutes", (0.75, 0.75, None, None, None, None)),
    ("1h30", (1.5, 1.5, None, None, None, None)),
    ("1h 19m", (1.32, 1.32, None, None, None, None)),
    ("2½ Stunden", (2.5, 2.5, None, None, None, None)),
    ("1,5 Stunden", (1.5, 1.5, None, None, None, None)),
    ("12M", (None, None, 52, 52, None, None)),
    ("16 – 60 months", (None, None, 69.3, 260, None, None)),
    ("13 months to 2 years", (None, None, 56.3, 104, None, None)),
    ("entre 3 y 5 meses", (None, None, 13, 21.7, None, None)),
    ("mehr als 1 Monat bis 3 Monate", (None, None, 4.3, 13, None, None)),
    ("от 3 до 6 месяцев", (None, None, 13, 26, None, None)),
    ("six weeks", (None, None, 6, 6, None, None)),
    ("3 jours (21 heures)", (21, 21, 0.4, 0.4, None, None)),
    ("12-18 Months (1,500 Hours)", (1500, 1500, 52, 78, None, None)),
    ("1.500 Stunden", (1500, 1500, None, None, None, None)),
    ("80 UE", (60, 60, None, None, None, None)),
    ("10 courses - 13 months to complete", (None, None, 56.3, 56.3, None, None)),
    ("15+ hours of study/wk per course", (None, None, None, None, 15, None)),
    ("10 hours/week\n", (None, None, None, None, 10, 10)),
    ("每周3-5小时", (None, None, None, None, 3, 5)),
    ("1 1/2 hours", (1.5, 1.5, None, None, None, None)),
    ("3 Std. 30 Min.", (3.5, 3.5, None, None, None, None)),
    ("полгода", (None, None, 26, 26, None, None)),
    ("Weeks: 8", (None, None, 8, 8, None, None)),
    ("5 days over 2 weeks", (None, None, 2, 2, None, None)),
    ("Full-time: 3 months, part-time: 6 months", (None, None, 13, 26, None, None)),
]
DERIVED: list[tuple[str, Ends]] = [
    ("6 months at 10 hours a week", (260, 260, 26, 26, 10, 10)),
    ("2-3 hours a week, 5 weeks long", (10, 15, 5, 5, 2, 3)),
    ("12 weeks 6 to 18 hours per week", (72, 216, 12, 12, 6, 18)),
    ("6 Wochen à 4 Stunden pro Woche", (24, 24, 6, 6, 4, 4)),
    ("10 ore a settimana per 6 settimane", (60, 60, 6, 6, 10, 10)),
    ("5 часов в неделю, 8 недель", (40, 40, 8, 8, 5, 5)),
    ("8 semanas, 5 horas por semana", (40, 40, 8, 8, 5, 5)),
    ("约8周完成，每周3-5小时", (24, 40, 8, 8, 3, 5)),
    ("3 Tage à 8 Stunden", (24, 24, 0.4, 0.4, None, None)),
    ("2 раза в неделю по 3 часа, 2 месяца", (52, 52, 8.7, 8.7, 6, 6)),
    ("10 sessions of 2 hours", (20, 20, None, None, None, None)),
    ("2 hours per day, 5 days a week, 4 weeks", (40, 40, 4, 4, 10, 10)),
]
BOUNDS: list[tuple[str, Ends]] = [
    ("Less Than 2 Hours", (None, 2, None, None, None, None)),
    ("bis 3 Tage", (None, None, None, 0.4, None, None)),
    ("от 6 месяцев", (None, None, 26, None, None, None)),
    ("more than 40 hours", (40, None, None, None, None, None)),
    ("até 4 semanas", (None, None, None, 4, None, None)),
    ("20+ hours", (20, None, None, None, None, None)),
]
ISO: list[tuple[str, Ends]] = [
    ("PT60H", (60, 60, None, None, None, None)),
    ("PT1H30M", (1.5, 1.5, None, None, None, None)),
    ("P10W", (None, None, 10, 10, None, None)),
    ("P2M3W4D", (None, None, 12.2, 12.2, None, None)),
    ("P1Y6M", (None, None, 78, 78, None, None)),
]
NOTHING = [
    *("", "None", "NA", "nan", "Estimated timeApprox. undefined undefined", "2 courses - nan"),
    *("Self Paced", "jours ( heures)", "Vollzeit", "6 months access", "3 credit hours", "18:00-21:00"),
    *("at least 1 year of relevant working experience", "7", "P", "PT", "P0D"),
]


def ends(duration: Duration) -> Ends:
    return (
        *(duration.hours_min, duration.hours_max, duration.weeks_min, duration.weeks_max),
        *(duration.hours_per_week_min, duration.hours_per_week_max),
    )


def assert_reads(text: str, wanted: Ends, context: Context) -> Duration:
    duration = read_duration(text, context).value
    assert ends(duration) == pytest.approx(wanted, abs=0.01)
    return duration


@pytest.mark.parametrize(("text", "wanted"), PROSE)
def test_prose_sets_the_clocks_that_it_states_and_no_other(text: str, wanted: Ends) -> None:
    """Hours, weeks and weekly effort are kept apart."""
    assert not assert_reads(text, wanted, Context()).derived


@pytest.mark.parametrize(("text", "wanted"), DERIVED)
def test_hours_are_multiplied_out_marked_and_explained(text: str, wanted: Ends) -> None:
    """What is computed says so, with its formula."""
    assert assert_reads(text, wanted, Context()).derived
    assert " x " in (read_duration(text).how or "")


@pytest.mark.parametrize(("text", "wanted"), BOUNDS)
def test_a_bound_leaves_the_other_end_open(text: str, wanted: Ends) -> None:
    """ "less than" gives the most alone, "from" the least alone."""
    assert_reads(text, wanted, Context())


@pytest.mark.parametrize(("text", "wanted"), ISO)
def test_iso_8601_keeps_work_and_calendar_apart(text: str, wanted: Ends) -> None:
    """PT60H is work, P10W is the calendar."""
    assert_reads(text, wanted, Context())


@pytest.mark.parametrize("text", NOTHING)
def test_what_states_no_duration_stays_unknown(text: str) -> None:
    """No number is made out of access, experience, credits, times of day or a number without a unit."""
    assert read_duration(text, Context(column="duration")).value == UNKNOWN


CELLS: list[tuple[str, str, str | None, Mapping[str, object], Ends]] = [
    ("2–3 hours per week", "course_effort", "edX", {"course_length": "2 Weeks"}, (4, 6, 2, 2, 2, 3)),
    ("8 hours/day", "Time_Commitment", None, {"Duration": "6 days"}, (48, 48, 0.9, 0.9, None, None)),
    ("10", "min_effort", "edX", {"max_effort": 15, "weeks_to_complete": 13}, (130, 195, 13, 13, 10, 15)),
    ("2 hours", "effort", None, {"duration": "8 weeks"}, (2, 2, 8, 8, None, None)),
    ("5-7 hours", "effort", "edX", {}, (None, None, None, None, 5, 7)),
    ("3", "effort", "edX", {}, (None, None, None, None, 3, 3)),
    (
        "2 days + 3 hours live online",
        "Duration",
        None,
        {"Time_Commitment": "8 hours/day"},
        (19, 19, 0.3, 0.3, None, None),
    ),
    ("8 hours, 5 days/week", "Time_Commitment", None, {"Duration": "5 weeks"}, (200, 200, 5, 5, 40, 40)),
    (
        "3 one-week modules",
        "Time_Commitment",
        None,
        {"Duration": "7 months"},
        (None, None, 30.3, 30.3, None, None),
    ),
    ("900", "Hours", None, {}, (900, 900, None, None, None, None)),
    ("60", "Credit Hours", None, {}, (None,) * 6),
    ("5", "validità in anni", None, {}, (None,) * 6),
    ("4-6", "duration_weeks", None, {}, (None, None, 4, 6, None, None)),
]


@pytest.mark.parametrize(("text", "column", "provider", "companion", "wanted"), CELLS)
def test_the_column_and_the_other_cells_of_the_row_are_read_together(
    text: str, column: str, provider: str | None, companion: Mapping[str, object], wanted: Ends
) -> None:
    """Units come from the column's words; a length and an effort beside each other are multiplied."""
    assert_reads(text, wanted, Context(column=column, provider=provider, companion=companion))


def test_days_of_access_are_no_length_of_an_on_demand_course() -> None:
    """6 hours with 30 days of access are 6 hours."""
    context = Context("Time_Commitment", companion={"Duration": "30 Days"}, format="Asynchronous (On-Demand)")
    assert ends(read_duration("6 Hours", context).value) == (6, 6, None, None, None, None)


def test_a_clock_form_is_read_in_the_unit_of_its_column() -> None:
    """04:00 in an effort column is four hours a week, not a time of day."""
    context = Context(column="effort", unit_hint="hours:minutes per week")
    assert ends(read_duration("04:00", context).value) == (None, None, None, None, 4, 4)


def test_weeks_of_clock_time_are_never_study_hours() -> None:
    """336 hours in an edX row are two weeks, and the reader says that it doubts."""
    reading = read_duration("336.0", Context(column="content_duration", unit_hint="hours", provider="edX"))
    assert ends(reading.value) == (None, None, 2, 2, None, None)
    assert "clock time" in (reading.warning or "")


def test_ends_that_stand_the_wrong_way_round_are_put_right_with_a_warning() -> None:
    """7 to 5 hours are 5 to 7 hours."""
    reading = read_duration("7", Context(column="min_effort", companion={"max_effort": 5}))
    assert ends(reading.value) == (None, None, None, None, 5, 7)
    assert "swapped" in (reading.warning or "")


UNITS = {"hours": ("hours", 1.0), "Stunden": ("hours", 1.0), "horas": ("hours", 1.0), "часов": ("hours", 1.0)}
SPANS = {"weeks": 1.0, "Wochen": 1.0, "semaines": 1.0, "settimane": 1.0, "months": 52 / 12, "años": 52.0}
JOINERS = {"hours": "-", "Stunden": " bis ", "horas": " a ", "часов": "–"}


@settings(max_examples=60)
@given(st.integers(1, 400), st.integers(0, 300), st.sampled_from(sorted(UNITS)))
def test_a_written_range_of_hours_reads_back(low: int, more: int, unit: str) -> None:
    """N to M hours in several languages give N and M."""
    text = f"{low}{JOINERS[unit]}{low + more} {unit}"
    assert ends(read_duration(text).value)[:2] == (low, low + more)


@settings(max_examples=60)
@given(st.integers(1, 40), st.sampled_from(sorted(SPANS)))
def test_a_written_span_reads_back_in_weeks(amount: int, unit: str) -> None:
    """N weeks, months or years give their weeks and no hours."""
    wanted = round(amount * SPANS[unit], 1)
    assert ends(read_duration(f"{amount} {unit}").value) == (None, None, wanted, wanted, None, None)

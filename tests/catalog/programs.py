"""Any programme at all, for the properties of what is written and read."""

import datetime as dt
from typing import get_args

from hypothesis import strategies as st

from catalog.program import (
    Credential,
    Credits,
    Duration,
    Figure,
    Level,
    Pace,
    Period,
    Price,
    PriceKind,
    Program,
    Proof,
    Receipt,
    Status,
)
from catalog.text import clean_text

_ODD = st.sampled_from(
    [
        "=1+1|a",
        "+a",
        "-a",
        "@a",
        "'a",
        "'=a",
        "''-a",
        "[a",
        '["a"]',
        "a,b;c",
        'a"b',
        "NA a",
        "{a}",
        "</script>",
        "a\nb",
    ]
)
# No text that was read from a table has Excel's mark for a line break in it.
_CLEAN = (st.text(max_size=30) | _ODD).map(lambda text: clean_text(text.replace("_x000D_", "\n")))
TEXT = _CLEAN.filter(lambda text: any(map(str.isalpha, text)))
NAME = TEXT.map(lambda text: " ".join(text.split()))
AMOUNT = st.decimals(0, 10**6, places=2)
NUMBER = st.floats(0, 10**6) | st.none()


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


FIGURE = st.builds(
    Figure,
    amount=AMOUNT,
    currency=st.sampled_from([None, "USD"]),
    per=st.sampled_from([None, "quarter", "year"]),
    horizon=maybe(NAME),
    sample=maybe(st.integers(0, 10**6)),
    year=maybe(st.integers(1990, 2030)),
)
RECEIPT = st.builds(
    Receipt,
    source=NAME,
    words=TEXT,
    row=maybe(st.integers(1, 10**6)),
    column=maybe(NAME),
    as_of=st.none(),
    how=maybe(TEXT),
)
PRICE = st.builds(
    Price,
    kind=st.sampled_from(get_args(PriceKind)),
    amount=maybe(AMOUNT),
    amount_max=maybe(AMOUNT),
    currency=st.sampled_from([None, "USD", "EUR"]),
    per=maybe(st.sampled_from(get_args(Period))),
    certificate_amount=maybe(AMOUNT),
)
DURATION = st.builds(
    Duration,
    hours_min=NUMBER,
    hours_max=NUMBER,
    weeks_min=NUMBER,
    weeks_max=NUMBER,
    hours_per_week_min=NUMBER,
    derived=st.booleans(),
)
PROGRAM = st.builds(
    Program,
    id=NAME,
    title=NAME,
    provider=maybe(NAME),
    institution=maybe(TEXT),
    url=maybe(st.just("https://example.org/a?b=1")),
    credential=maybe(st.sampled_from(get_args(Credential))),
    description=maybe(TEXT),
    outcomes=st.lists(TEXT, unique=True, max_size=3).map(tuple),
    skills=st.lists(NAME, unique=True, max_size=3).map(tuple),
    prerequisites=maybe(TEXT),
    proof=maybe(st.sampled_from(get_args(Proof))),
    credits=maybe(st.builds(Credits, amount=AMOUNT, scheme=maybe(NAME))),
    valid_years=NUMBER,
    duration=DURATION,
    price=PRICE,
    free_access_weeks=NUMBER,
    level=st.sampled_from(get_args(Level)),
    language=st.lists(st.sampled_from(["en", "pt-BR", "zh-Hans"]), unique=True).map(tuple),
    mode=maybe(NAME),
    place=maybe(TEXT),
    pace=maybe(st.sampled_from(get_args(Pace))),
    start=maybe(st.dates(dt.date(1990, 1, 1))),
    status=maybe(st.sampled_from(get_args(Status))),
    wages=maybe(FIGURE),
    as_of=st.sampled_from([None, "2023", "2023-04", "2023-04-05"]),
    source=maybe(NAME),
    receipts=st.dictionaries(
        st.sampled_from(["title", "price", "skills"]), st.lists(RECEIPT, min_size=1).map(tuple)
    ),
    warnings=st.lists(TEXT, unique=True, max_size=2).map(tuple),
)

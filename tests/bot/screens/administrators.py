"""What an administrator's screens are made of, as examples."""

import datetime as dt

from bot.screens.admin import Built
from bot.screens.health import Health, Trouble, Uploaded
from bot.screens.held import Waiting
from bot.screens.plain import Shelf
from bot.screens.stats import Figures, Today, Wrong
from index.contents import Contents, Mendable, Said

TODAY = dt.date(2026, 11, 24)
SHELF = Shelf(412, dt.date(2026, 11, 12), ("centre.csv",), is_sample=False)
TROUBLE = Trouble(dt.datetime(2026, 11, 24, 9, 5), "KeyError", "lists.py:44", "7F3K")  # noqa: DTZ001
HEALTH = Health(
    generation=41,
    shelf=SHELF,
    applied=dt.datetime(2026, 11, 12, 10, 2),  # noqa: DTZ001 - the server's own clock
    newest=41,
    previous=40,
    held=None,
    models=["all-MiniLM-L6-v2"],
    rebuilding_s=None,
    waiting=0,
    put_aside=0,
    troubles=2,
    conflicts=0,
    running_s=200_000,
    free_bytes=11_200_000_000,
    today=Today(212, 0.1, 9),
    last_trouble=None,
    last=TROUBLE,
    upload=Uploaded(dt.datetime(2026, 11, 12, 9, 58), ["centre.csv"], "applied", 41),  # noqa: DTZ001
)
BUILT = Built(42, 1240, 3, 1, 40, 1200, before=1300, gone=60, asked=20, found=20)
HELD = Built(
    42, 300, 0, 0, 0, 300, held=True, before=1300, gone=1000, asked=20, found=11, doubts=("courses", "goals")
)
WAITING = Waiting(
    42, "a1b2c3d4e5f6", 300, 41, 1300, 1000, 2, ["Welding <basics>"] * 20, ["Nursing", "🎯 Baking"]
)
CONTENTS = Contents(
    412,
    {"centre.csv": 400, "more.xlsx": 12},
    {"price": 300, "duration": 412, "outcomes": 0, "level": 1, "language": 99},
    stale=3,
    undated=1,
    mendable=Mendable(
        tuple(Said("price", f"ask us {n}", 9 - n) for n in range(7)),
        (Said("title", "It has no title.", 3),),
        ("centre.csv: two columns are called price",),
    ),
)
FIGURES = Figures(100, 9, 4, {"22": 60, "25": 31, "23": 3, "00": 6}, 12, {"cost": 7, "time": 2})
WRONG = [Wrong(f"{n:012x}", f"Course {n} R&D <b", "cost", 9 - n, dt.date(2026, 11, 20)) for n in range(7)]

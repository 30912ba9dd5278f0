"""Days with a name: when each falls in a year.

Church, civil and Jewish feasts by arithmetic, Islamic ones by hijridate, those of other moons by `feasts.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from timeline.ancient import Day
from timeline.timex.calendar import easter, orthodox_easter, rosh_hashanah, weekday_of_month
from timeline.timex.calendars import UMM_AL_QURA, calendar_interval

_FIXED = {
    "new_year": (1, 1), "epiphany": (1, 6), "valentine": (2, 14), "womens_day": (3, 8), "patrick": (3, 17),
    "nowruz": (3, 21), "earth_day": (4, 22), "anzac_day": (4, 25), "may_day": (5, 1), "juneteenth": (6, 19),
    "independence_day_us": (7, 4), "bastille_day": (7, 14), "september_11": (9, 11), "halloween": (10, 31),
    "armistice_day": (11, 11), "veterans_day": (11, 11), "christmas_eve": (12, 24), "christmas": (12, 25),
    "boxing_day": (12, 26), "new_year_eve": (12, 31), "pakistan_day": (3, 23), "independence_day_pk": (8, 14),
    "independence_day_in": (8, 15), "republic_day_in": (1, 26), "kashmir_day": (2, 5), "victory_day": (5, 9),
    "german_unity_day": (10, 3), "all_saints": (11, 1), "st_nicholas": (12, 6), "midsummer_day": (6, 24),
    "st_georges_day": (4, 23), "st_andrews_day": (11, 30), "guy_fawkes": (11, 5), "canada_day": (7, 1),
    "australia_day": (1, 26), "april_fools": (4, 1), "assumption": (8, 15), "all_souls": (11, 2),
    "orthodox_christmas": (1, 7), "orthodox_epiphany": (1, 19), "defender_day": (2, 23), "russia_day": (6, 12),
    "unity_day_ru": (11, 4), "independence_day_ua": (8, 24), "independence_day_ee": (2, 24),
    "republic_day_tr": (10, 29), "victory_day_tr": (8, 30), "youth_day_tr": (5, 19), "childrens_day_tr": (4, 23),
    "national_day_cn": (10, 1), "songkran": (4, 13), "day_of_the_dead": (11, 2), "candlemas": (2, 2),
}  # fmt: skip

_AFTER_EASTER = {
    "palm_sunday": -7, "maundy_thursday": -3, "good_friday": -2, "holy_saturday": -1, "easter": 0, "easter_monday": 1,
    "ash_wednesday": -46, "shrove_tuesday": -47, "ascension": 39, "pentecost": 49, "whit_monday": 50,
    "corpus_christi": 60,
}  # fmt: skip

_AFTER_ORTHODOX_EASTER = {
    "orthodox_palm_sunday": -7, "orthodox_good_friday": -2, "orthodox_easter": 0, "orthodox_easter_monday": 1,
    "orthodox_pentecost": 49,
}  # fmt: skip

_NTH_WEEKDAY = {
    "martin_luther_king": (1, 1, 3), "presidents_day": (2, 1, 3), "mothers_day": (5, 7, 2),
    "memorial_day_us": (5, 1, -1), "fathers_day": (6, 7, 3), "labor_day_us": (9, 1, 1), "columbus_day": (10, 1, 2),
    "thanksgiving": (11, 4, 4), "remembrance_sunday": (11, 7, 2),
}  # fmt: skip
"""Month, weekday (1 Monday), which one of the month."""

_AFTER_THANKSGIVING = {"black_friday": 1, "cyber_monday": 4}

_AFTER_ROSH_HASHANAH = {
    "rosh_hashanah": (0, 2), "yom_kippur": (9, 1), "sukkot": (14, 7), "simchat_torah": (21, 1),
}  # fmt: skip
"""Days behind the first of the Jewish year that begins in ours, and how many they are, as Israel counts them; a feast
begins on the evening before."""
_BEFORE_ROSH_HASHANAH = {"purim": (193, 1), "passover": (163, 7), "lag_baomer": (130, 1), "shavuot": (113, 1)}
"""The same before it: those months have fixed lengths."""
_HANUKKAH, _HANUKKAH_DAYS = "hanukkah", 8

_HIJRI_DAYS = {
    "islamic_new_year": (1, 1), "ashura": (1, 10), "arbaeen": (2, 20), "mawlid": (3, 12), "eid_al_fitr": (10, 1),
    "laylat_al_qadr": (9, 27), "eid_al_adha": (12, 10),
}  # fmt: skip
_HIJRI_MONTHS = {"muharram": 1, "ramadan": 9}

_EVE = "_eve"

ONCE = {"september_11": 2001}
"""Names that mean one day in history, not one a year."""


def holiday_days(name: str, year: int) -> tuple[Day, int] | None:
    """First day and number of days of a feast in a year; None where the year has none or the name is unknown.

    A name with "_eve" behind it means the day before.

    >>> holiday_days("thanksgiving", 2025), holiday_days("eid_al_fitr", 2025)
    ((datetime.date(2025, 11, 27), 1), (datetime.date(2025, 3, 30), 1))
    >>> holiday_days("ramadan", 2025)
    (datetime.date(2025, 3, 1), 29)
    >>> holiday_days("passover_eve", 2025)
    (datetime.date(2025, 4, 12), 1)
    >>> holiday_days("yom_kippur", 1973), holiday_days("lunar_new_year", 2025), holiday_days("diwali", 1990)
    ((datetime.date(1973, 10, 6), 1), (datetime.date(2025, 1, 29), 1), None)
    """
    if not 1 < year < 9999:
        return None
    if name.endswith(_EVE) and name not in _FIXED:
        feast = holiday_days(name.removesuffix(_EVE), year)
        return feast and (feast[0] - timedelta(1), 1)
    if name in _FIXED:
        return date(year, *_FIXED[name]), 1
    if name in _AFTER_EASTER:
        return easter(year) + timedelta(_AFTER_EASTER[name]), 1
    if name in _AFTER_ORTHODOX_EASTER:
        return orthodox_easter(year) + timedelta(_AFTER_ORTHODOX_EASTER[name]), 1
    if name in _NTH_WEEKDAY:
        return weekday_of_month(year, *_NTH_WEEKDAY[name]), 1
    if name in _AFTER_THANKSGIVING:
        return weekday_of_month(year, *_NTH_WEEKDAY["thanksgiving"]) + timedelta(_AFTER_THANKSGIVING[name]), 1
    if name == "election_day_us":
        return weekday_of_month(year, 11, 1, 1) + timedelta(1), 1
    return _jewish_days(name, year) or _hijri_days(name, year) or _tabled_day(name, year)


def feast_days(name: str) -> int:
    """How many days a feast has in our tables, of a month of feast the fewest; 1 where it is told by its first alone.

    >>> feast_days("passover"), feast_days("ramadan"), feast_days("eid_al_adha")
    (7, 29, 1)
    """
    _, count = _AFTER_ROSH_HASHANAH.get(name) or _BEFORE_ROSH_HASHANAH.get(name) or (0, 1)
    return 29 if name in _HIJRI_MONTHS else _HANUKKAH_DAYS if name == _HANUKKAH else count


def known_holidays() -> frozenset[str]:
    """Names that `[slots.holiday]` may use.

    >>> "easter" in known_holidays()
    True
    """
    movable = [*_AFTER_EASTER, *_AFTER_ORTHODOX_EASTER, *_NTH_WEEKDAY, *_AFTER_THANKSGIVING, "election_day_us"]
    jewish = [*_AFTER_ROSH_HASHANAH, *_BEFORE_ROSH_HASHANAH, _HANUKKAH]
    names: list[str] = [*_FIXED, *movable, *jewish, *_HIJRI_DAYS, *_HIJRI_MONTHS, *_feasts()]
    return frozenset(names)


def _jewish_days(name: str, year: int) -> tuple[Day, int] | None:
    first = rosh_hashanah(year)
    if name in _AFTER_ROSH_HASHANAH:
        days, count = _AFTER_ROSH_HASHANAH[name]
        return first + timedelta(days), count
    if name in _BEFORE_ROSH_HASHANAH:
        days, count = _BEFORE_ROSH_HASHANAH[name]
        return first - timedelta(days), count
    if name == _HANUKKAH:
        is_long = (rosh_hashanah(year + 1) - first).days in (355, 385)  # its second month has a day more
        return first + timedelta(84 if is_long else 83), _HANUKKAH_DAYS
    return None


@cache
def _feasts() -> Mapping[str, Mapping[int, date]]:
    """Days by feast and year, as `build_feasts.py` writes them."""
    head, *rows = (Path(__file__).parent / "feasts.tsv").read_text(encoding="utf-8").splitlines()
    table: dict[str, dict[int, date]] = {name: {} for name in head.split("\t")[1:]}
    for row in rows:
        year, *cells = row.split("\t")
        for name, cell in zip(table, cells, strict=True):
            if cell:
                table[name][int(year)] = date.fromisoformat(f"{year}-{cell}")
    return table


def _tabled_day(name: str, year: int) -> tuple[Day, int] | None:
    day = _feasts().get(name, {}).get(year)
    return (day, 1) if day else None


def _hijri_days(name: str, year: int) -> tuple[Day, int] | None:
    """Umm al-Qura days; sightings of the moon may move them by one."""
    if name in _HIJRI_DAYS:
        month, day = _HIJRI_DAYS[name]
        return next(((first, 1) for first, _ in _hijri_months(year, month, day)), None)
    if name in _HIJRI_MONTHS:
        return next(iter(_hijri_months(year, _HIJRI_MONTHS[name], 1)), None)
    return None


def _hijri_months(year: int, month: int, day: int) -> list[tuple[Day, int]]:
    """Days of a Hijri month and day that fall in a Gregorian year, each with the month's length."""
    around = int((year - 622) * 33 / 32)
    found = []
    for hijri in range(around - 1, around + 3):
        whole = calendar_interval("hijri", hijri, month) if hijri in UMM_AL_QURA else None
        if whole is not None and whole.start is not None and whole.end is not None:
            told = whole.start.date() + timedelta(day - 1)
            if told.year == year:
                found.append((told, (whole.end - whole.start).days))
    return found

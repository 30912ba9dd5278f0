"""Whom a name means and whether it acts: a country that speaks is an actor, one that something happens in a place."""

from __future__ import annotations

from timeline.entities.gazetteer import Hit, Sense
from timeline.entities.page import Page

Use = str
"""actor, place, people: how a country's or capital's name is used."""
_LONGEST_LIST = 5


def pick_actor(page: Page, hit: Hit) -> Sense | None:
    """The listed actor a name means on the article's day, if it is one."""
    for sense in hit.senses:
        if sense.kind == "actor" and sense.holds_on(page.day):
            return sense
    return None


def is_medium(page: Page, hit: Hit, sense: Sense) -> bool:
    """Whether a firm or broadcaster only carries what others say: "on Twitter", "told Reuters"."""
    if sense.category not in ("firm", "organisation"):
        return False
    return page.is_before(hit.first, page.cues.medium_before) > 0 or _is_credit(page, hit)


def _is_credit(page: Page, hit: Hit) -> bool:
    """Whether a name only says whose words or picture it is: "LIMA (Reuters) -", "Ann Poole/The Washington Post"."""
    before, after = page.gap(hit.first), page.gap(hit.last + 1)
    if before.endswith("(") and after.startswith(")"):
        return after[1:].lstrip()[:1] in ("-", "–", "—", "_")
    return before == "/" and page.is_capital(hit.first - 1) and hit.first - 1 not in page.hit_at


def read_use(page: Page, hit: Hit, sense: Sense, uses: dict[int, Use]) -> Use:
    """How a country, demonym or capital is used, by the words around it.

    Args:
        uses: first word of earlier hits → their use: in "in Iraq and Syria" the second follows the first.
    """
    if sense.kind == "demonym":
        return _read_demonym(page, hit)
    if sense.kind == "country" and page.touches(hit.last + 1) and page.key(hit.last + 1) in page.cues.people_words:
        return "people"
    if sense.kind == "place" and not _is_capital(page, hit, sense):
        return "place"
    if _is_dealing(page, hit):
        return "actor"
    if _is_place_use(page, hit, uses):
        return "place"
    if sense.kind == "country":
        return "actor"
    return "actor" if _acts(page, hit) else "place"


def speaks(page: Page, hit: Hit) -> bool:
    """Whether a name stands where governments do: before their verbs, or as a party to talks."""
    return _is_dealing(page, hit) or _acts(page, hit, owns=False)


def _is_capital(page: Page, hit: Hit, sense: Sense) -> bool:
    return any(other.kind == "metonym" and other.country in (sense.country, "") for other in hit.senses)


def _read_demonym(page: Page, hit: Hit) -> Use:
    """A state's people act for it ("Pakistani security official"), live there, or name its land."""
    cues, number = page.cues, hit.last + 1
    if page.key(number) in cues.led and page.gap(number) in ("-", "‑", "–"):
        return "actor"
    for step in range(3):
        if not page.touches(number + step):
            break
        key = page.key(number + step)
        if key in cues.people_words:
            return "people"
        if step == 0 and key in cues.land_words:
            return "place"
        if key in cues.state_words:
            return "actor"
    return "people"


def _is_dealing(page: Page, hit: Hit) -> bool:
    """ "Pakistan-Afghanistan talks", "between Kabul and Islamabad", "Pakistan’s ties with"."""
    cues = page.cues
    if page.is_before(hit.first, cues.parties_before) > page.is_before(hit.first, cues.place_before):
        return True
    if page.key(hit.last + 1) in cues.actors_after and page.touches(hit.last + 1):
        return True
    number = hit.last + 1
    partner = page.hit_at.get(number)
    if partner and partner.first == number and page.gap(number) in ("-", "–", "‑", "/"):
        number = partner.last + 1
        return page.key(number) not in cues.land_words
    earlier = page.hit_at.get(hit.first - 1)
    if earlier and page.gap(hit.first) in ("-", "–", "‑", "/"):
        return page.key(number) not in cues.land_words
    return page.key(number) in cues.led and page.gap(number) in ("-", "‑", "–")


def _is_place_use(page: Page, hit: Hit, uses: dict[int, Use]) -> bool:
    cues, first = page.cues, hit.first
    while page.touches(first) and ((key := page.key(first - 1)) in cues.place_fillers or key in cues.articles):
        first -= 1
    if page.key(hit.last + 1) in cues.places_after and page.touches(hit.last + 1):
        return True
    if length := page.is_before(first, cues.place_before):
        sent = page.key(first - 1) in cues.origins and page.touches(first - length)
        return not (sent and page.key(first - length - 1) in cues.delegates)
    if (inherited := _list_use(page, hit, uses)) is not None:
        return inherited == "place"
    if page.gap(hit.first).strip() == "," and hit.first - 1 in page.hit_at:
        return True
    if page.key(hit.last + 1) in cues.land_words and page.touches(hit.last + 1):
        return True
    if page.key(hit.last + 1) in cues.compounds and page.gap(hit.last + 1) in ("-", "‑"):
        return True
    if page.is_possessive(hit.last + 1):
        owned = page.hit_at.get(hit.last + 2)
        if owned and any(sense.kind == "place" for sense in owned.senses):
            return True
        number = hit.last + 2
        return page.key(number) in cues.land_words or (
            page.touches(number + 1) and page.key(number + 1) in cues.land_words
        )
    return page.is_dateline(hit.first, hit.last)


def _list_use(page: Page, hit: Hit, uses: dict[int, Use]) -> Use | None:
    """The use of the name before it in a list: "in Iraq, Iran and Syria"."""
    gap = page.gap(hit.first).strip()
    number = hit.first - 1
    if page.key(number) in page.cues.articles:
        number -= 1
    if page.key(number) in page.cues.list_words:
        number -= 1
    elif gap != ",":
        return None
    earlier = page.hit_at.get(number)
    return uses.get(earlier.first) if earlier else None


def _acts(page: Page, hit: Hit, *, owns: bool = True) -> bool:
    """Whether a verb of policy or speech follows, or (`owns`) the name owns something.

    In "Tehran and Riyadh agreed" the verb is that of both. Where a language puts its verb first or last, the words
    of `verbs_before`, or a clause that the name opens (`clause_words` are those it may open with), say as much.
    """
    if page.is_before(hit.first, page.cues.verbs_before) or page.is_before(hit.first, page.cues.governments):
        return True
    if page.cues.clause_words and _opens_clause(page, hit):
        return True
    for _ in range(_LONGEST_LIST):
        if _verb_follows(page, hit.last + 1) or (owns and page.is_possessive(hit.last + 1)):
            return True
        number = hit.last + 1
        if page.key(number) in page.cues.list_words and page.touches(number):
            number += 1
        elif page.gap(number).strip() != ",":
            return False
        following = page.hit_at.get(number)
        if not following or following.first != number:
            return False
        hit = following
    return False


def _opens_clause(page: Page, hit: Hit) -> bool:
    """Whether a name begins a clause of a language whose verb comes last: what follows is said of it."""
    before = page.gap(hit.first)
    return page.key(hit.last + 1) != "" and (
        any(mark in before for mark in ".!?؟۔;؛\n") or page.is_before(hit.first, page.cues.clause_words) > 0
    )


def _verb_follows(page: Page, number: int) -> bool:
    cues, seen = page.cues, 0
    while page.touches(number) and page.key(number) in cues.auxiliaries and seen < 3:
        number, seen = number + 1, seen + 1
    return page.touches(number) and not page.is_capital(number) and page.key(number) in cues.verbs

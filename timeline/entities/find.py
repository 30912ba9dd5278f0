"""The room's order of steps, from an article to its mentions."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from timeline.entities import names as model
from timeline.entities.actors import Use, is_medium, pick_actor, read_use
from timeline.entities.blend import find_unexplained, merge_names, read_entities
from timeline.entities.follow import follow_names
from timeline.entities.gazetteer import Hit, Sense
from timeline.entities.own import NO_NAMES, OwnNames, apply_names
from timeline.entities.page import Name, Page, open_page
from timeline.entities.people import find_names
from timeline.entities.places import resolve_places
from timeline.languages import Lexicon
from timeline.model import Article, Mention, MentionKind, Span

_BATCH = 64
_MEDIUM = 0.4
"""Confidence of a firm or broadcaster that only carries words: "on Twitter"."""


def find_mentions(
    article: Article, sentences: Sequence[Span], lexicon: Lexicon, *, use_model: bool = True, own: OwnNames = NO_NAMES
) -> list[Mention]:
    """Names inside the sentences, in order, with what they mean in this article.

    Args:
        sentences: spans of `article.text`; the rest of the text is context only.
        lexicon: the language's words; a language without a `[names]` table gives names without grammar.
        use_model: also ask spaCy's model, for English texts and where it is installed.
        own: a user's own names, laid over the lists.

    >>> from timeline.languages import load_lexicon
    >>> text = "Islamabad accused Kabul on Saturday, officials in Peshawar said."
    >>> for m in find_mentions(Article("1", text), [Span(0, len(text))], load_lexicon("en"), use_model=False):
    ...     print(m.kind, m.text, "=", m.name, m.country)
    actor Islamabad = Pakistan PAK
    actor Kabul = Taliban government AFG
    place Peshawar = Peshawar PAK
    """
    return next(iter(find_mentions_many([(article, sentences)], lexicon, use_model=use_model, own=own)))


def find_mentions_many(
    items: Iterable[tuple[Article, Sequence[Span]]],
    lexicon: Lexicon,
    *,
    use_model: bool = True,
    own: OwnNames = NO_NAMES,
    is_worth: Callable[[Article, Span], bool] = lambda article, sentence: True,
    is_old: Callable[[Article], bool] = lambda article: False,
) -> Iterator[list[Mention]]:
    """The same for many articles of one language, one list each in order; the model reads them in batches.

    Args:
        is_worth: whether a sentence is worth the model's time; asked of those that hold a name nothing else explains.
        is_old: whether an article tells of times before 1500: "Athens" is then no town of Georgia.
    """
    ask = use_model and lexicon.code == "en" and model.has_model()
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH if ask else 1)):
        pages = [(open_page(article, lexicon, own, is_old=is_old(article)), sentences) for article, sentences in batch]
        drafts = [(page, sentences, find_names(page)) for page, sentences in pages]
        wanted = [
            (number, span)
            for number, (page, sentences, names) in enumerate(drafts if ask else ())
            for span in find_unexplained(page, sentences, names)
            if is_worth(page.article, span)
        ]
        seen: dict[int, list[Name]] = {}
        texts = (span.cut(drafts[number][0].text) for number, span in wanted)
        for (number, span), entities in zip(wanted, model.find_entities(texts) if wanted else (), strict=True):
            page = drafts[number][0]
            seen.setdefault(number, []).extend(read_entities(page, span, entities))
        for number, (page, sentences, names) in enumerate(drafts):
            mentions = _finish(page, sentences, names, seen.get(number, []))
            yield apply_names(mentions, own, page.gazetteer) if own.renamed else mentions


def _finish(page: Page, sentences: Sequence[Span], names: list[Name], seen: list[Name]) -> list[Mention]:
    names = follow_names(page, merge_names(page, names, seen))
    chosen = resolve_places(page, names)
    owned: dict[int, Name] = {n: name for name in names for n in range(name.first, name.last + 1)}
    hits = _hits_inside(page, sentences)
    mentions = [*_tell_hits(page, hits, chosen, owned), *_tell_names(page, names, chosen)]
    mentions.sort(key=lambda mention: mention.span)
    return _inside(_without_overlap(mentions), sentences)


def _hits_inside(page: Page, sentences: Sequence[Span]) -> list[Hit]:
    """Hits that begin in one of the sentences: how the others are used need not be asked."""
    ends = iter(sorted(sentences))
    span = next(ends, None)
    result: list[Hit] = []
    for hit in page.hits:
        start = page.words.starts[hit.first]
        while span and span.end <= start:
            span = next(ends, None)
        if span and span.start <= start:
            result.append(hit)
    return result


def _tell_hits(
    page: Page, hits: Sequence[Hit], chosen: dict[int, tuple[Sense, float]], owned: dict[int, Name]
) -> Iterator[Mention]:
    uses: dict[int, Use] = {}
    for hit in hits:
        if hit.first in owned and owned[hit.first].category != "place":
            continue
        sense, confidence = chosen.get(hit.first, (None, 0.0))
        actor = pick_actor(page, hit)
        if actor and actor.category == "person" and _has_other_forename(page, hit):
            actor = None
        if actor and not (sense and _is_placed(page, hit, sense, uses)):
            yield _tell_actor(page, hit, actor, _MEDIUM if is_medium(page, hit, actor) else 0.9)
        elif sense:
            use = uses[hit.first] = read_use(page, hit, sense, uses)
            tell = _tell_place if use == "place" else partial(_tell_state, use=use)
            yield tell(page, hit, sense, confidence)


def _has_other_forename(page: Page, hit: Hit) -> bool:
    """Whether a listed surname stands behind another's forename: "Betty Chávez" is not Hugo."""
    before = hit.first - 1
    if hit.first != hit.last or not page.is_capital(before) or not page.joins(hit.first) or before in page.hit_at:
        return False
    cues, key = page.cues, page.key(before)
    return not (key in cues.titles or key in cues.never_names or page.is_opening(before))


def _is_placed(page: Page, hit: Hit, sense: Sense, uses: dict[int, Use]) -> bool:
    return sense.kind in ("country", "place") and read_use(page, hit, sense, uses) == "place"


def _tell_actor(page: Page, hit: Hit, sense: Sense, confidence: float) -> Mention:
    span = page.span(hit.first, hit.last)
    region = _region(page, sense.country)
    return Mention(
        span, span.cut(page.text), "actor", sense.name, confidence, sense.category, country=sense.country, region=region
    )


def _tell_state(page: Page, hit: Hit, sense: Sense, confidence: float, *, use: Use) -> Mention:
    """A country, its people, or its capital, as one who acts."""
    acting = next((s for s in hit.senses if s.kind == "metonym" and s.holds_on(page.day)), sense)
    span = page.span(hit.first, hit.last)
    name = acting.name if acting.kind != "place" else page.gazetteer.countries[sense.country].name
    category = "people" if use == "people" else "state"
    sure = confidence * (0.5 if use == "people" else 1.0)
    region = _region(page, acting.country)
    return Mention(span, span.cut(page.text), "actor", name, round(sure, 2), category, "", acting.country, region)


def _tell_place(page: Page, hit: Hit, sense: Sense, confidence: float) -> Mention:
    span = page.span(*_with_land(page, hit))
    if sense.kind == "metonym":
        sense = next((s for s in hit.senses if s.kind == "place" and s.country == sense.country), sense)
    category = sense.category if sense.kind == "place" else "country"
    where = (sense.province, sense.country, _region(page, sense.country), sense.latitude, sense.longitude)
    return Mention(span, span.cut(page.text), "place", sense.name, confidence, category, *where)


def _with_land(page: Page, hit: Hit) -> tuple[int, int]:
    """The hit's words with a capitalised word for land beside it ("Lake Geneva", "Kunar Province")."""
    first, last = hit.first, hit.last
    if page.is_capital(last + 1) and page.key(last + 1) in page.cues.land_last and page.joins(last + 1):
        last += 1
    elif page.is_capital(first - 1) and page.key(first - 1) in page.cues.land_first and page.joins(first):
        first -= 1
    return first, last


def _tell_names(page: Page, names: list[Name], chosen: dict[int, tuple[Sense, float]]) -> Iterator[Mention]:
    for name in names:
        if name.category == "place" and any(n in chosen for n in range(name.first, name.last + 1)):
            continue
        span = page.span(name.first, name.last)
        kind: MentionKind = "place" if name.category == "place" else "actor"
        category = "" if kind == "place" else name.category
        country = name.country or _seat(name, chosen)
        region = _region(page, country)
        yield Mention(span, span.cut(page.text), kind, name.name, name.confidence, category, "", country, region)


def _seat(name: Name, chosen: dict[int, tuple[Sense, float]]) -> str:
    """The country that a body's own name tells ("University of Karachi")."""
    if name.category == "person":
        return ""
    inside = (chosen[number][0].country for number in range(name.first, name.last + 1) if number in chosen)
    return next(inside, "")


def _region(page: Page, country: str) -> str:
    found = page.gazetteer.countries.get(country)
    return found.region if found else ""


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    """Sorted mentions; of two that overlap the longer stays."""
    result: list[Mention] = []
    for mention in mentions:
        if result and result[-1].span.overlaps(mention.span):
            before = result[-1]
            if mention.span.end - mention.span.start > before.span.end - before.span.start:
                result[-1] = mention
            continue
        result.append(mention)
    return result


def _inside(mentions: list[Mention], sentences: Sequence[Span]) -> list[Mention]:
    """Mentions that lie in one of the sentences."""
    ordered = sorted(sentences)
    starts = [span.start for span in ordered]
    result = []
    for mention in mentions:
        place = bisect.bisect_right(starts, mention.span.start) - 1
        if place >= 0 and ordered[place].holds(mention.span):
            result.append(mention)
    return result

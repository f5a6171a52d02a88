"""Who said what: every claim of one document, with its speaker, cue and exact words."""

from collections.abc import Iterable, Iterator

from kg.facts import Claim, Form
from kg.model import EntityKind, Mention, Span
from loaders.nlp import Parsed
from loaders.rules.attribution.assembly import link_quotations, spoken_drafts
from loaders.rules.attribution.circumstances import date_of, recipient_of
from loaders.rules.attribution.confidence import weighed
from loaders.rules.attribution.drafts import Draft, select_drafts
from loaders.rules.attribution.free import free_drafts, subject_before
from loaders.rules.attribution.layout import find_layout_drafts
from loaders.rules.attribution.links import Scene
from loaders.rules.attribution.nested import find_nested
from loaders.rules.attribution.quoted import Quotes, find_quoted, index_quotes
from loaders.rules.attribution.repairs import repaired
from loaders.rules.attribution.scorer import Scorer, scorer
from loaders.rules.attribution.spans import content_spans, form, runs
from loaders.rules.attribution.stance import act_of, polarity_of
from loaders.rules.attribution.topics import Topics, countries
from loaders.rules.attribution.unmarked import UNMARKED, unmarked_drafts, without_inner
from loaders.rules.grammar import Grammar
from loaders.rules.people import AUTHOR, People

_CARRIED = ("carried-over", UNMARKED)
"""Constructions whose speaker is carried over from the text before."""
UNNAMED = "unnamed"
"""The name of a speaker whom the text does not mention at all."""


def find_claims(parsed: Parsed, people: People) -> Iterator[Claim]:
    """Every claim outside boilerplate, in the order of the text; each names the construction that made it."""
    grammar = repaired(people.grammar)
    quotes = index_quotes(find_quoted(grammar, parsed.furniture))
    known = scorer()
    scene, drafts = find_drafts(grammar, quotes, parsed.furniture, known)
    drafts = finished(scene, weighed(scene, quotes, drafts, known), quotes, parsed.furniture)
    yield from build_claims(parsed, people, grammar=grammar, quotes=quotes, drafts=drafts)


def build_claims(
    parsed: Parsed, people: People, *, grammar: Grammar, quotes: Quotes, drafts: Iterable[Draft]
) -> Iterator[Claim]:
    """The claims of drafts, whoever found them (`loaders.neural` does too): speakers resolved, topics, dates, exact words."""
    builder = _Builder(parsed, people, grammar, quotes)
    for draft in drafts:
        yield from builder.claims(draft)


def find_drafts(grammar: Grammar, quotes: Quotes, skipped: frozenset[int], known: Scorer) -> tuple[Scene, list[Draft]]:
    """The attributions of a document in token indices, without those that touch a skipped token, and their scene."""
    layout = find_layout_drafts(grammar, quotes.outer, skipped)
    laid = frozenset(token for draft in layout for token in draft.content)
    spoken = tuple(q for q in quotes.outer if q.first not in laid)
    scores = known.scores(grammar, quotes, skipped)
    marked = frozenset(i for q in spoken for i in range(q.opening, q.closing + 1))
    cues = frozenset(cue for cue, pairs in scores.items() if any(score >= known.threshold for _, score in pairs))
    scene = Scene(grammar, marked, scores, known.rates, cues, known.belongs, grammar.first_line())
    speeches, free = link_quotations(scene, spoken, known.link_score)
    drafts = select_drafts(scene, [*layout, *spoken_drafts(scene, speeches), *free_drafts(grammar, free)], known.threshold)
    for draft in drafts:
        draft.content = draft.content - skipped
    return scene, [draft for draft in drafts if draft.content]


def finished(scene: Scene, drafts: list[Draft], quotes: Quotes, skipped: frozenset[int]) -> list[Draft]:
    """The drafts of either reader that were kept, with speech whose marks are lost and with the claims inside each."""
    drafts = without_inner(drafts, unmarked_drafts(scene.grammar, drafts, quotes.outer, skipped))
    for draft in drafts:
        draft.inner = list(find_nested(scene, draft, quotes))
    return drafts


class _Builder:
    """Turns drafts into claims, remembering who spoke last."""

    def __init__(self, parsed: Parsed, people: People, grammar: Grammar, quotes: Quotes) -> None:
        self._parsed = parsed
        self._people = people
        self._grammar = grammar
        self._quotes = quotes
        self._topics = Topics(parsed, people, grammar)
        self._last: tuple[int, Mention] | None = None

    def claims(self, draft: Draft) -> Iterator[Claim]:
        """The draft's claim and behind it those of others that are quoted inside it."""
        claim = self._claim(draft, None, None)
        if claim is None:
            return
        if draft.construction not in _CARRIED:
            self._last = (max(draft.content | draft.cue_tokens), claim.speaker)
        yield claim
        for inner in draft.inner:
            nested = self._claim(inner, claim.content, claim.speaker)
            if nested is not None and nested.speaker.name != claim.speaker.name:
                yield nested

    def _claim(self, draft: Draft, inside: tuple[Span, ...] | None, outer: Mention | None) -> Claim | None:
        content = content_spans(self._parsed, self._grammar, draft.content, self._quotes)
        if not content:
            return None
        cue = tuple(self._parsed.span(first, last + 1) for first, last in runs(self._grammar, draft.cue_tokens))
        speaker = self._speaker(draft, outer)
        date, date_text = date_of(self._parsed, self._grammar, draft)
        source = (speaker.span,) if speaker.span is not None else ()
        topic = self._topics.topic(content, speaker)
        return Claim(
            evidence=tuple(sorted({*source, *cue, *content})),
            confidence=round(draft.score, 4),
            rule=draft.rule or draft.construction,
            reasons=draft.reasons,
            speaker=speaker,
            cue=cue,
            content=content,
            form=Form.DIRECT if draft.construction == UNMARKED else form(self._grammar, draft.content, self._quotes),
            act=act_of(self._grammar, draft),
            polarity=polarity_of(self._grammar, draft),
            inside=inside,
            sectors=topic.sectors,
            antecedents=topic.antecedents,
            countries=countries(content),
            recipient=recipient_of(self._people, draft),
            date=date,
            date_text=date_text,
        )

    def _speaker(self, draft: Draft, outer: Mention | None) -> Mention:
        if draft.construction in _CARRIED:
            return self._carried(min(draft.content))
        words = [i for i in draft.source if not self._grammar.text[i].isspace()]
        if draft.source_head is None or not words:
            return Mention(span=None, name=UNNAMED, kind=EntityKind.UNNAMED)
        mention = self._people.mention(draft.source_head)
        first, last = next(iter(runs(self._grammar, words)))
        span = self._parsed.span(first, last + 1)
        if mention.name == AUTHOR and outer is not None:
            return Mention(span=span, name=outer.name, kind=outer.kind, candidates=outer.candidates)
        return Mention(span=span, name=mention.name, kind=mention.kind, country=mention.country, candidates=mention.candidates)

    def _carried(self, start: int) -> Mention:
        """Who speaks a quotation without a cue: the subject of the sentence before it, or whoever spoke last."""
        subject = subject_before(self._grammar, start)
        if subject is not None:
            mention = self._people.mention(subject)
            if mention.kind is EntityKind.PERSON:
                return Mention(span=None, name=mention.name, kind=mention.kind, candidates=mention.candidates)
        if self._last is None:
            return Mention(span=None, name=UNNAMED, kind=EntityKind.UNNAMED)
        speaker = self._last[1]
        return Mention(span=None, name=speaker.name, kind=speaker.kind, candidates=speaker.candidates)

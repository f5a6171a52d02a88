"""How a speaker stands to the content: what kind of act the cue reports, and whether it asserts, denies or questions."""

from kg.facts import Act, Polarity
from loaders.rules.attribution.drafts import Draft
from loaders.rules.cues import act, polarity
from loaders.rules.grammar import Grammar

_ASKING = frozenset(("ask", "inquire", "query", "wonder", "ponder"))
_QUESTION_WORDS = frozenset(("if", "whether", "why", "how", "what", "who", "when", "where", "which"))
_NEGATABLE = frozenset(
    ("believe", "think", "accept", "agree", "see", "expect", "buy", "imagine", "suggest", "say", "claim", "recognize")
)


_ABOUT_THINGS = frozenset(("object", "passive", "predicate", "preposition", "infinitive", "noun-preposition", "adverbial"))


def act_of(grammar: Grammar, draft: Draft) -> Act:
    """What kind of attribution the draft's cue makes; what nobody says of a thing ("is expected to") is an attitude."""
    if not draft.cue_tokens:
        return Act.STATEMENT
    if draft.source_head is None and draft.construction.partition(":")[0] in _ABOUT_THINGS:
        return Act.ATTITUDE
    return act(grammar.lemma[draft.cue], grammar.pos[draft.cue], draft.construction)


def polarity_of(grammar: Grammar, draft: Draft) -> Polarity:
    """Asserted unless the cue denies or doubts; "did not deny" asserts, "does not believe" denies."""
    if not draft.cue_tokens:
        return Polarity.ASSERTED
    lemma = grammar.lemma[draft.cue]
    said = polarity(lemma)
    if lemma in _ASKING and not _is_question(grammar, draft):
        said = Polarity.ASSERTED
    negated = any(grammar.dep[c] == "neg" for c in grammar.children[draft.cue])
    if negated and said is Polarity.DENIED:
        return Polarity.ASSERTED
    if negated and said is Polarity.ASSERTED and lemma in _NEGATABLE:
        return Polarity.DENIED
    return said


def _is_question(grammar: Grammar, draft: Draft) -> bool:
    first = min((i for i in draft.content if grammar.text[i][:1].isalnum()), default=None)
    asks = first is not None and grammar.lower[first] in _QUESTION_WORDS
    return asks or any(grammar.text[i] == "?" for i in draft.content)

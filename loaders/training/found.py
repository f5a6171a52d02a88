"""A draft of either reader in characters of its text, as the marks compare it with what was annotated."""

from loaders.nlp import Parsed
from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.quoted import Quotes
from loaders.rules.attribution.spans import content_spans, runs
from loaders.rules.grammar import Grammar
from loaders.training.marks import Found


def as_found(draft: Draft, parsed: Parsed, grammar: Grammar, quotes: Quotes) -> Found | None:
    """The draft in characters of the text, with the first piece of its source; None where it has no content left."""
    content = content_spans(parsed, grammar, draft.content, quotes)
    if not content:
        return None
    words = (i for i in draft.source if not grammar.text[i].isspace())
    source = next((parsed.span(first, last + 1) for first, last in runs(grammar, words)), None)
    return Found(
        source=((source.start, source.end),) if source is not None else (),
        content=tuple((span.start, span.end) for span in content),
        confidence=draft.score,
    )

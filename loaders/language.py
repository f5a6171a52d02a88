"""Which language a text is in, where there is enough of it to tell."""

import functools

from py3langid.langid import MODEL_FILE, LanguageIdentifier

READ = ("en",)
"""The languages that the rules read; a text of unknown language is read as one of them."""

_SAMPLE = 20_000
"""Characters that are looked at."""
_LEAST_LETTERS = 40
"""Shorter texts ("Ottawa, Toronto, Québec") look like any language that shares their names."""
_SURE = 0.8
"""How probable the best language must be; a quarter of one-line English headlines stay below, whole paragraphs do not."""


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None for a text that is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _LEAST_LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


def is_read(language: str | None) -> bool:
    """Whether documents in that language are read for facts."""
    return language is None or language in READ


def language_code(declared: str) -> str | None:
    """The two-letter code in a declaration: "en-CA" → "en", "English" → "en"; None if there is none."""
    code = declared.strip().lower().replace("_", "-").split("-")[0]
    if code in ("english", "eng"):
        return "en"
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None


@functools.cache
def _identifier() -> LanguageIdentifier:
    """The identifier, restricted to languages with a two-letter code: close variants would share their probability."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(label for label in identifier.labels if len(label) == 2))
    return identifier

"""Who said what, read by network and rules together; speakers, sectors, countries and dates are found as for the rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Claim
from loaders.neural.completion import completed
from loaders.neural.model import Model, load_model
from loaders.neural.proposals import propose, select
from loaders.nlp import Parsed
from loaders.rules.attribution.quoted import find_quoted, index_quotes
from loaders.rules.attribution.repairs import repaired
from loaders.rules.claims import build_claims, finished
from loaders.rules.people import People


@dataclass(frozen=True, slots=True)
class NeuralClaims:
    """Finds claims with a model beside the rules, in the place of the rules' own `find_claims`."""

    model: Model

    def __call__(self, parsed: Parsed, people: People) -> Iterator[Claim]:
        """Every claim outside boilerplate, in the order of the text."""
        grammar = repaired(people.grammar)
        quotes = index_quotes(find_quoted(grammar, parsed.furniture))
        proposed = propose(parsed, grammar, quotes, self.model)
        kept = select(proposed.proposals, self.model.confidence)
        kept = completed(kept, proposed.layout, grammar=grammar, quoted=quotes.outer, skipped=parsed.furniture)
        drafts = finished(proposed.scene, kept, quotes, parsed.furniture)
        yield from build_claims(parsed, people, grammar=grammar, quotes=quotes, drafts=drafts)


def find_claims(parsed: Parsed, people: People) -> Iterator[Claim]:
    """Every claim of a document by the model that comes with the package."""
    return NeuralClaims(load_model())(parsed, people)

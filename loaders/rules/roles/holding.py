"""The tie between a title and its holder, before it is known for which country the post is."""

from dataclasses import dataclass

from kg.facts import PostStatus
from loaders.rules.roles.title import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A person's name at the tokens [name_start, name_end), the title they hold, and the words that say so.

    `verb` is that of the clause where a clause says so.
    """

    title: Title
    person: str
    name_start: int
    name_end: int
    start: int
    end: int
    rule: str
    confidence: float
    status: PostStatus
    verb: int | None = None

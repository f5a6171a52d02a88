"""The code lists of facts; each value is the label of a concept in `ontology/ontology.ttl` and the word in the facts JSON."""

from enum import StrEnum


class Form(StrEnum):
    """How much of a claim's content stands in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What kind of attribution a cue makes: words spoken or written, a thought, or an attitude."""

    STATEMENT = "statement"
    THOUGHT = "thought"
    ATTITUDE = "attitude"


class Polarity(StrEnum):
    """Whether the speaker asserts, denies or questions the content."""

    ASSERTED = "asserted"
    DENIED = "denied"
    QUESTIONED = "questioned"


class PostStatus(StrEnum):
    """Whether a post is held on the document's date; announced: designate, nominated or elected; acting: for somebody else."""

    CURRENT = "current"
    FORMER = "former"
    ANNOUNCED = "announced"
    ACTING = "acting"
    OUTGOING = "outgoing"

    @property
    def is_held(self) -> bool:
        """Whether the person holds the post, be it for a while."""
        return self in (PostStatus.CURRENT, PostStatus.ACTING, PostStatus.OUTGOING)


class MeasureType(StrEnum):
    """Types of trade measure; only the first two are tariffs."""

    TARIFF = "tariff"
    RETALIATORY_TARIFF = "retaliatory tariff"
    QUOTA = "quota"
    EXPORT_CONTROL = "export control"
    BAN = "ban"
    SUBSIDY = "subsidy"
    DIGITAL_TAX = "digital services tax"
    CARBON_CHARGE = "carbon border charge"


class Change(StrEnum):
    """What is done to a measure."""

    IMPOSED = "imposed"
    RAISED = "raised"
    LOWERED = "lowered"
    KEPT = "kept"
    REMOVED = "removed"
    POSTPONED = "postponed"
    EXEMPTED = "exempted"


class Status(StrEnum):
    """How real a measure is on the document's date."""

    IN_FORCE = "in force"
    ANNOUNCED = "announced"
    THREATENED = "threatened"
    PROPOSED = "proposed"
    SUSPENDED = "suspended"
    EXPECTED = "expected"
    ENDED = "ended"


class EventType(StrEnum):
    """Types of event."""

    MEETING = "meeting"
    VISIT = "visit"
    NEGOTIATION = "negotiation"
    SPEECH = "speech-event"
    DEADLINE = "deadline"
    REVIEW = "review"
    SUMMIT = "summit"
    CALL = "call"
    HEARING = "hearing"
    SIGNING = "signing"


class EventStatus(StrEnum):
    """Whether an event lies ahead on the document's date, took place, or did not."""

    PLANNED = "planned"
    HAPPENED = "happened"
    MISSED = "missed"


CODE_LISTS = (Form, Act, Polarity, PostStatus, MeasureType, Change, Status, EventType, EventStatus)

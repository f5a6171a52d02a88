"""Every error that Onrecord raises on purpose, in one tree.

OnrecordError                 what happened, where, and what to do next
├── SettingsError             a setting or an argument cannot be used
├── InputError                a document cannot be read; the others still can
│   ├── MissingInputError     no such file, or a folder without documents
│   └── UnreadableError       undecodable, binary, malformed, too large
├── IdentifierError           text that no IRI can be made of
├── StoreError                the store cannot do what was asked
│   ├── StoreLockedError      another process writes to it
│   ├── StoreVersionError     written by a newer Onrecord
│   └── StoreMissingError     nothing there to read
├── QueryError                SPARQL that is malformed, or refused
│   ├── TooLargeError         the answer, or the work for it, is larger than allowed
│   ├── TooSlowError          not answered before its deadline
│   └── BusyError             turned away because too many others run; later it may be answered
├── AuthorityError            an authority file that cannot be used
├── JudgementError            what a reader decided refers to nothing, or may be meant of several
└── QuestionError             an English question that is not understood
"""


class OnrecordError(Exception):
    """Base of all: its text tells what happened, where, and what to do next."""


class SettingsError(OnrecordError):
    """A setting or an argument cannot be used."""


class InputError(OnrecordError):
    """A document cannot be read; it never costs the other documents."""


class MissingInputError(InputError):
    """A path does not exist, or holds no document."""


class UnreadableError(InputError):
    """A document is there, but its bytes, format or size forbid reading it."""


class IdentifierError(OnrecordError):
    """A name or address that no valid IRI can be made of."""


class StoreError(OnrecordError):
    """The store cannot do what was asked of it."""


class StoreLockedError(StoreError):
    """Another process has the store open for writing."""


class StoreVersionError(StoreError):
    """The store was written by a newer version of Onrecord."""


class StoreMissingError(StoreError):
    """There is no store, or nothing was ever published in it."""


class QueryError(OnrecordError):
    """A SPARQL query is malformed, or asks for what is refused (SERVICE, LOAD, updates)."""


class TooLargeError(QueryError):
    """An answer with more rows or bytes, or a query that needs more memory, than is allowed."""


class TooSlowError(QueryError):
    """A query that was not answered before its deadline."""


class BusyError(QueryError):
    """A query that was turned away because too many others are running."""


class AuthorityError(OnrecordError):
    """An authority file that cannot be read, or says what cannot be."""


class JudgementError(OnrecordError):
    """A judgement that refers to nothing in the store, or to what may be several."""


class QuestionError(OnrecordError):
    """An English question that is not understood; its text lists what can be asked."""

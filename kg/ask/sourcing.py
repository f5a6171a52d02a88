"""Questions for the source of something, answered as questions for the thing itself: every answer tells its sources."""

import re

_PLACE = r"(?:document|article|source|outlet|report|paper|newspaper|piece|text|story|passage|publication|file)s?"
_ONE = r"(?:i|we|you|one|somebody)"
_IT = r"(?:it|they|you)"
_WHAT = r"(?:claim|statement|fact|news|report|remark|assertion|quote|quotation)"
_WHICH_PLACE = re.compile(
    rf"^(?:where (?:can|could|do|did|may|might) {_ONE} (?:read|find|see|look up|check|get|learn)(?: it)?"
    r"(?: (?:reported|stated|written|said))?"
    r"|where (?:is|was|has) it (?:been )?(?:said|written|reported|stated|claimed|told)"
    rf"|where (?:does|did|do) {_IT} (?:say|state|report|read|get)"
    rf"|(?:in )?(?:which|what) {_PLACE} (?:says?|said|states?|stated|reports?|reported|tells?|told|claims?|shows?|proves?"
    r"|confirms?|writes?|wrote)"
    rf"|(?:in )?(?:which|what) {_PLACE} (?:is|was) it (?:said|written|reported|stated|told)"
    rf"|(?:in )?(?:which|what) {_PLACE} (?:does|did|do) {_IT} (?:say|state|report)"
    r"|who reports|who reported|which outlet reports)"
    rf" (?:about |on |of )?(?:(?:the {_WHAT} )?that |(?<=say )|(?<=read )|(?<=read about ))(?:the )?",
    re.IGNORECASE,
)
_SOURCE_OF = re.compile(
    r"^(?:(?:what|which|who) (?:is|are|was)|what's|who's)? ?(?:the |your |a |any |all )?"
    rf"(?:sources?|evidence|references?|citations?|proof|provenance|origin|{_PLACE} behind)"
    r" (?:is there |are there |do you have |there is |you have |exists? )?(?:for|of|on|behind|about|that)"
    rf" (?:(?:the|this) {_WHAT} (?=that\b|about\b|of\b|by\b|[\"“]))?(?:that |about |of )?(?:the )?(?=\S)",
    re.IGNORECASE,
)
_WHERE_TO_FIND = re.compile(
    rf"^where (?:can|could|may|might|do|did) {_ONE} (?:read|find|see|look up|check|get)(?: (?:up|more))? (?:about |on |of )?"
    r"(?=\w)(?!out\b|it\b|that\b)",
    re.IGNORECASE,
)


_REPORTED = re.compile(
    r"^(?:where|(?:in|by) (?:which|what) \w+) (?:is|was|are|were|has|have) (.+?) (?:been )?"
    r"(?:reported|published|printed|stated|recorded|documented|covered)$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"^where (?:does|do|did|has|have) (?:the )?"
    r"(?:(?:information|news|reports?|claims?|statements?|details) (?:on|about|of|that) )?"
    r"(.+?) (?:come|came|stem|originate)(?: from)?$",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rf"^(?:in )?(?:which|what) {_PLACE} (?:do |does |did )?(?:covers?|mentions?|reports?|contains?|has|have|discuss(?:es)?"
    r"|carry|carries|deals? with|tells?(?: of)?|describes?|talks? about|writes? about|names?|quotes?|states?|says?)"
    r" (?:of |about |on )?(?:the )?(?=\w)",
    re.IGNORECASE,
)


def unsourced(question: str) -> tuple[str, bool]:
    """A question for the source of something as the thing itself, and whether it was one."""
    for pattern in (_WHICH_PLACE, _SOURCE_OF, _WHERE_TO_FIND):
        if found := pattern.match(question):
            return question[found.end() :], True
    for pattern in (_REPORTED, _COMING):
        if found := pattern.match(question):
            return found.group(1), True
    return question, False


def told_of(question: str) -> str | None:
    """What a question for documents wants them to tell of, "which article covers the rise …" → "rise …"; None for others."""
    found = _TELLING.match(question)
    return question[found.end() :] if found else None

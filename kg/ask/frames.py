"""The polite frame around a question, "could you please tell me …, thanks", which changes nothing and is taken off."""

import re

_GREETING = r"(?:(?:hey|hi|hello|ok|okay|so|well|and|now|please|kindly|also|thanks|quick question)[,:!]? )"
_SHOWING = (
    r"(?:(?:please |kindly )?(?:tell|show|give|find|list|name|get|fetch|display|provide|present|walk|take|bring up"
    r"|look up|pull up|search for|compile|collect|gather|see|have|know|learn|find out|identify|trace|enumerate"
    r"|break down|sort|group|arrange|compare(?= how)"
    r"|summari[sz]e|return|print|let)(?: out)?(?: (?:me|us))?(?: (?:with|through|have|see|know))?)"
)
_LIKING = (
    r"(?:i|we)(?:'d| would) be (?:interested|curious)(?: in| about| to (?:know|see|learn|hear))?"
    r"|(?:i|we)(?:'d| would| 'd)? (?:also )?(?:like|love|want|need|wish|have)"
    r"(?: (?:to (?:know|see|learn|find out|find|have|get|read|understand|hear|look at|ask)|you to tell me))?"
)
_LOOKING = (
    r"(?:i|we)(?: am|'m| are|'re) (?:looking for|searching for|interested in|trying to (?:find out|find|see|learn|understand)|"
    r"curious(?: about| to know)?|after|wondering)"
)
_KNOWING = (
    r"(?:do|does|would) (?:you|we|anybody|anyone) (?:know|have|happen to know)"
    r"|what (?:do|does) (?:we|you|one|anyone) know about(?= what)"
    r"|what (?:do|does|can) (?:we|you|one|anyone|the graph) (?:know|say|tell)(?: us| me)?(?= (?:about|on|of)\b)"
    r"|i wonder|let me (?:know|see)"
    r"|(?:any idea|is it known)"
)
_ASKING = rf"(?:can|could|would|will|may|might) (?:you|i|we|one) (?:please |kindly |perhaps |also |possibly )?{_SHOWING}"
_SUBJECT = r"(?: (?:a |the )?(?:list|overview|summary|table|collection)(?= of\b)(?: of)?)?"
_START = re.compile(
    rf"^{_GREETING}*(?:(?:{_ASKING}|{_LIKING}|{_LOOKING}|{_KNOWING}|{_SHOWING}(?!,)){_SUBJECT}"
    r"(?=[ ,:]|$),?:? ?(?:please,? )?)?",
    re.IGNORECASE,
)
_END = re.compile(r"[,.]? (?:please|thanks|thank you|thx|cheers|for me|if possible)[ .!?]*$", re.IGNORECASE)


_NEEDED = re.compile(
    r"[.,;?!] (?:(?:and|as|because) )?(?:i|we) (?:need|want|would like|'d like|require) (?:the |his |her |their |an? )?"
    r"(?:exact |full |literal |verbatim |original |direct )?(?:quotes?|quotations?|words|wording)[ .!?]*$",
    re.IGNORECASE,
)
"""A second sentence that asks for the words themselves."""


_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_TOP = re.compile(rf"\b(?:top|first) {_NUMBER}\b", re.IGNORECASE)
_FIRST_OF = re.compile(rf"\b{_NUMBER}[ -](?=(?:most|main|top|loudest)\b)", re.IGNORECASE)


def unranked(question: str) -> str:
    """A question without the number of the first that are wanted, "top 3 …", "the five most …": all are listed, in order."""
    return _FIRST_OF.sub("", _TOP.sub("most", question))


def unframed(question: str) -> str:
    """A question without greeting, request and thanks; as it stands where nothing else would be left."""
    plain = _NEEDED.sub(" verbatim", _END.sub("", question))
    found = _START.match(plain)
    rest = plain[found.end() :] if found else plain
    return rest.strip() or plain

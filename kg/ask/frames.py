"""The polite frame around a question, "could you please tell me …, thanks", which changes nothing and is taken off."""

import re

_GREETING = (
    r"(?:(?:hey|hi|hello|good (?:morning|day|afternoon|evening)|ok|okay|so|well|and|now|please|pls|plz|kindly|also|thanks"
    r"|just|simply"
    r"|(?:a )?(?:quick|short|simple) (?:question|one)|question|query|request)[,:!]? )"
)
_SAYINGS = r"\b(?:statements|positions|remarks|comments|claims|views)"
_SHOWING = (
    r"(?:(?:please |pls |kindly )?(?:tell|show|give|find|list|name|get|fetch|display|provide|present|walk|take|bring up|bring"
    r"|look up|look for|pull up|pull|pull out|dig up|dig out|pick out|search for|search|compile|collect|gather|see|have|know"
    rf"|learn|find out|identify|enumerate|break down|sort|group|arrange|compare(?= how| .*{_SAYINGS}\b)"
    r"|rank|retrieve|outline|recap|recall|remind"
    r"|point|help|summari[sz]e|sum up|return|print|let|check|check if|check whether|describe|report(?= all| every| the| any)"
    r"|explain(?= who| which| what))(?: out)?"
    r"(?: (?:me|us))?(?: (?:with|through|have|see|know|find|to|of(?= who| what| which| when| where))(?! [a-z]+ing\b))?)"
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
_LISTS = r"(?:list|listing|overview|summary|table|collection|round-up|rundown|compilation|recap)"
_SIZE = r"(?:(?:full|complete|short|brief|quick) )?"
_SUBJECT = rf"(?: (?:a |an |the )?{_SIZE}{_LISTS}(?= (?:of|on)\b)(?: (?:of|on))?)?"
_NOUN_FIRST = re.compile(
    rf"^(?:(?:a |an |the )?{_SIZE}{_LISTS} of|any (?:info|information|news|word|details|data) (?:on|about)"
    r"|(?:info|information|details) (?:on|about)) (?=\S+ )",
    re.IGNORECASE,
)
_START = re.compile(
    rf"^{_GREETING}*(?:(?:{_ASKING}|{_LIKING}|{_LOOKING}|{_KNOWING}|{_SHOWING}(?!,)){_SUBJECT}"
    r"(?=[ ,:]|$),?:? ?(?:please,? )?)?",
    re.IGNORECASE,
)
_SOURCES = r"(?:sources?|references?|citations?|evidence|links?|where it stands)"
_END = re.compile(
    r"[,.:;]? ?(?:\b(?:please|pls|plz|thanks|thank you|thx|cheers|for me|if possible|if any|if at all|do you know|or not"
    rf"|(?:with|and|including|incl\.?|plus|along with) (?:the |its |their |your |all )?{_SOURCES}))"
    r"[ .!?]*$",
    re.IGNORECASE,
)


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


_IS_ABOUT = re.compile(
    r"\b(say|says|said|think|thinks|claim|claims|state|states)(?: that)? (?:the )?(.+?) (?:is|was|are|were|will be) about$",
    re.IGNORECASE,
)
"""“What does she say the visit is about” asks what is said about it."""


def unframed(question: str) -> str:
    """A question without greeting, request and thanks; as it stands where nothing else would be left."""
    plain = _NEEDED.sub(" verbatim", _END.sub("", question))
    found = _START.match(plain)
    rest = (plain[found.end() :] if found else plain).strip() or plain
    return _IS_ABOUT.sub(r"\1 about \2", _NOUN_FIRST.sub("", rest))


_ANYONE = re.compile(
    r"^(?:is|are|was|were) (?:anyone|anybody|someone|somebody|any (?:country|government|state|side))(?= \w+ing\b)",
    re.IGNORECASE,
)
"""“Is anyone raising duties” asks who does."""


def with_who(question: str) -> str:
    """“Is anyone raising duties …?” as “who is raising duties …?”."""
    return _ANYONE.sub("who is", question)

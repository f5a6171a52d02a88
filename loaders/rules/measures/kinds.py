"""Which nouns name a trade measure, and of what kind: "duties" only in trade, "rate" only of a tariff, "curbs" on exports."""

from kg.facts import MeasureType
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.rates import is_percent
from loaders.rules.measures.relatives import told_of

_BURDENS = frozenset(
    ("additional", "extra", "steep", "stiff", "hefty", "higher", "new", "impose", "imposes", "imposed", "imposing", "levy",
     "levied", "slap", "slapped")
)  # fmt: skip
_OTHER_RATES = frozenset(
    ("interest", "inflation", "unemployment", "tax", "growth", "policy", "exchange", "mortgage", "approval", "lending", "birth",
     "corporate")
)  # fmt: skip
_ANSWERING = frozenset(("respond", "retaliate", "answer", "counter", "reply", "retaliation"))
_LEVYING = frozenset(("threaten", "impose", "levy", "slap", "decree"))
"""Verbs whose object is no other rate than a tariff's: "had threatened 37 percent in April"."""
_LEAVING = frozenset(("keep", "maintain", "retain", "leave"))
"""Verbs that leave a rate as it is: "keeps 35 percent on"."""
_RETALIATING = frozenset(("retaliate", "reciprocate"))
_STRIKING = frozenset(("hit", "strike", "fire", "fight", "punch", "push"))
_FURTHER = frozenset(("additional", "extra", "further", "another"))
_FILLERS = _FURTHER | frozenset(
    ("a", "an", "another", "up", "to", "of", "as", "much", "about", "around", "at", "least", "more", "than", "between", "and",
     "over", "per", "percent", "%", "some", "nearly", "almost", "only", "just", "–", "—", "from")
)  # fmt: skip
"""Words between a verb and the rate that it charges."""
_MOVES = frozenset(
    (
        "stand",
        "rise",
        "fall",
        "go",
        "be",
        "remain",
        "stay",
        "drop",
        "climb",
        "jump",
        "double",
        "return",
        "range",
        "average",
        "vary",
    )
)
_THRESHOLDS = frozenset(("within", "outside", "above", "beyond", "over", "exceeding", "exceed", "once", "in-quota", "inside"))
"""Words that make a quota the border of a tariff: "outside the quota"."""
_LAID = frozenset(("imposed", "placed", "slapped", "levied", "put", "set", "charged", "applied"))
_FOREIGN = frozenset(("import", "imports", "imported", "border", "customs", "foreign"))
_RISES = frozenset(("rise", "increase", "hike", "jump", "raise"))
_PLANNING = frozenset(
    ("postpone", "delay", "suspend", "pause", "threaten", "announce", "order", "cancel", "plan", "shelve", "defer", "decree")
)
"""Verbs of governments that a rise of tariffs may be the object of."""
_REMEDIES = frozenset(("dumping", "antidumping", "countervailing", "anti-dumping"))
_OTHER_MEASURES = frozenset(("military", "diplomatic", "travel", "visa"))


def measure_kind(grammar: Grammar, i: int) -> MeasureType | None:
    """The kind of measure that the noun names, None where it names none."""
    word = grammar.lower[i]
    if word in words.CHARGES and (special := _special(grammar, i)) is not _ORDINARY:
        return special
    if grammar.tag[i][:1] == "V" and (grammar.child(i, "dobj") is not None or grammar.tag[i + 1 : i + 2] == ["CD"]):
        return None
    if word in words.TARIFFS:
        free = grammar.lower[i + 1 : i + 3] in (["-", "free"], ["free"]) or grammar.lower[i + 1 : i + 2] == ["free"]
        return None if free or _is_quota(grammar, i) else _tariff(grammar, i)
    if is_percent(grammar.text[i]) and (
        _is_charged(grammar, i) or (told_of(grammar, i) is not None and _tariffs_near(grammar, i))
    ):
        return MeasureType.TARIFF
    told = (
        (word in words.DUTIES and _in_trade(grammar, i))
        or (word in words.RATES and _is_tariff_rate(grammar, i))
        or (word in _RISES and _is_new_rate(grammar, i))
    )
    if told:
        return _tariff(grammar, i)
    return _other_kind(grammar, i)


_ORDINARY = MeasureType.TARIFF


def _special(grammar: Grammar, i: int) -> MeasureType | None:
    """What a charge is that is named after data or carbon: None for a domestic "carbon tax", a tariff for all others."""
    before = set(grammar.lower[max(i - 5, 0) : i])
    if grammar.lower[i] == "cbam" or ("carbon" in before and before & {"border", "borders", "import", "imports"}):
        behind = grammar.lower[i + 1] if i + 1 < len(grammar) else ""
        return MeasureType.CARBON_CHARGE if behind not in words.CHARGES else None
    near = set(grammar.lower[max(i - 3, 0) : i])
    if grammar.lower[i] in ("adjustment", "mechanism") or near & {"carbon", "emissions"}:
        return None
    taxed = grammar.lower[i].startswith(("tax", "lev", "dut"))
    return MeasureType.DIGITAL_TAX if taxed and near & {"digital", "tech"} else _ORDINARY


def _other_kind(grammar: Grammar, i: int) -> MeasureType | None:
    word = grammar.lower[i]
    if word in words.QUOTAS and grammar.tag[i] != "VB" and not set(grammar.lower[max(i - 3, 0) : i]) & _THRESHOLDS:
        return MeasureType.QUOTA
    if word in words.CONTROLS and _about(grammar, i, "export", "exports"):
        return MeasureType.EXPORT_CONTROL
    if word in words.BANS and (_about(grammar, i, "import", "imports") or word.startswith("embargo")):
        return MeasureType.BAN
    return MeasureType.SUBSIDY if word in words.SUBSIDIES else None


def _is_charged(grammar: Grammar, i: int) -> bool:
    """As in "charges 19 percent on goods from the Philippines", where tariffs are spoken of."""
    k = i
    while (
        k > 0 and i - k < 12 and (grammar.tag[k - 1] == "CD" or grammar.lower[k - 1] in _FILLERS or grammar.text[k - 1] == "-")
    ):
        k -= 1
    charged = k > 0 and grammar.lemma[k - 1] in words.CHARGING | _LEAVING and grammar.tag[k - 1][:1] == "V"
    charged = charged or (k > 1 and grammar.lower[k - 1] == "with" and is_answer(grammar, k - 1))
    behind = grammar.lower[i + 1 : i + 2]
    above = grammar.head[i]
    threatened = grammar.lower[above] == "of" and grammar.lower[grammar.head[above]] == "threat"
    more = bool(set(grammar.lower[k:i]) & _FURTHER) and (grammar.lemma[above] in words.CHARGING or threatened)
    threatens = (
        grammar.dep[i] == "dobj"
        and grammar.lemma[above] in _LEVYING
        and grammar.tag[i + 1 : i + 2] in (["IN"], ["."], [","], ["CC"])
    )
    if threatens and _tariffs_near(grammar, i):
        return True
    return ((charged and behind in (["on"], ["for"], ["onto"])) or more) and _tariffs_near(grammar, i)


def _is_tariff_rate(grammar: Grammar, i: int) -> bool:
    """As in "faces the same 20% rate", "the rate on Japanese cars was lowered to 15%", where tariffs are spoken of."""
    before = grammar.lower[max(i - 4, 0) : i]
    if grammar.lower[i].startswith("rate") and set(before[-3:]) & _REMEDIES:
        return True
    others = set(before) & (words.TARIFFS | _OTHER_RATES) or grammar.lower[i - 1] in words.DUTIES or before[-1:] == ["from"]
    if others or not _tariffs_near(grammar, i):
        return False
    of_percent = grammar.lower[i + 1 : i + 2] == ["of"] and {"%", "percent", "cent"} & set(grammar.lower[i + 2 : i + 9])
    if grammar.lower[i - 1] in ("%", "percent", "cent") or (of_percent and _tariffs_near(grammar, i, before=60, behind=30)):
        return True
    if grammar.lower[i] not in ("rate", "rates"):
        charged = (
            grammar.lower[i] in ("charge", "charges") and grammar.lower[i + 1 : i + 2] == ["on"] and grammar.tag[i][:1] == "N"
        )
        return charged and bool({"%", "percent", "cent"} & set(grammar.lower[i + 2 : i + 12]))
    verb = grammar.head[i]
    if grammar.dep[i] == "nsubj" and grammar.lower[i - 1] in ("the", "its", "their", "'s") and grammar.lemma[verb] in _MOVES:
        return _tariffs_near(grammar, i, before=100 if grammar.tag[i - 1] == "POS" else 40, behind=0)
    percent = {"%", "percent", "cent"} & set(grammar.lower[max(i - 5, 0) : i + 9])
    faced = grammar.dep[i] == "dobj" and grammar.lemma[verb] in words.FACING
    return bool(percent) and (faced or grammar.lower[i + 1 : i + 2] in (["on"], ["for"]))


def _is_new_rate(grammar: Grammar, i: int) -> bool:
    """As in "postponed a planned rise to 30%", where tariffs are spoken of."""
    rate = grammar.lower[i + 1 : i + 2] == ["to"] and bool({"%", "percent", "cent"} & set(grammar.lower[i + 2 : i + 6]))
    verb = grammar.head[i]
    return rate and grammar.dep[i] in ("dobj", "nsubjpass") and grammar.lemma[verb] in _PLANNING and _tariffs_near(grammar, i)


def _tariffs_near(grammar: Grammar, i: int, *, before: int = 250, behind: int = 150) -> bool:
    return any(word in words.TARIFFS or word in ("duties", "duty") for word in grammar.lower[max(i - before, 0) : i + behind])


def _is_quota(grammar: Grammar, i: int) -> bool:
    return any(grammar.lower[k] in words.QUOTAS for k in range(i + 1, min(i + 4, len(grammar))))


def _tariff(grammar: Grammar, i: int) -> MeasureType:
    """A tariff; but a duty on what leaves a country holds its goods back: "India's export duty on onions"."""
    exported = i > 0 and grammar.lower[i - 1] in ("export", "exports")
    return MeasureType.EXPORT_CONTROL if exported else MeasureType.TARIFF


def _about(grammar: Grammar, i: int, *nouns: str) -> bool:
    """Whether "export" or "import" stands right before or behind "on" after the noun: "curbs on exports of gallium"."""
    before = grammar.lower[max(i - 3, 0) : i]
    after = grammar.lower[i + 1 : i + 8]
    if before and (before[-1] in nouns or (len(before) > 1 and before[-2] in nouns and before[-1] not in ("and", ","))):
        return True
    on = next((k for k, word in enumerate(after[:3]) if word in ("on", "over", "to", "for")), None)
    return on is not None and any(word in nouns for word in after[on : on + 5])


def _in_trade(grammar: Grammar, i: int) -> bool:
    """Whether "duties" are customs duties, "measures" countermeasures."""
    if grammar.lower[i] in ("duty", "duties"):
        return _is_customs_duty(grammar, i)
    near = set(grammar.lower[max(i - 4, 0) : i])
    if grammar.lower[i] in ("tax", "taxes"):
        behind = set(grammar.lower[i + 2 : i + 6]) if grammar.lower[i + 1 : i + 2] == ["on"] else set()
        return bool(near & _FOREIGN or behind & _FOREIGN)
    if near & _OTHER_MEASURES:
        return False
    if near & _REMEDIES and grammar.lower[i] in ("measure", "measures"):
        return True
    return bool(near & (words.RETALIATION | {"compensatory"})) or _answers(grammar, i) or _beside_tariffs(grammar, i)


def _is_customs_duty(grammar: Grammar, i: int) -> bool:
    if grammar.lower[i + 1 : i + 3] == ["-", "free"] or grammar.lower[max(i - 2, 0) : i] == ["heavy", "-"]:
        return False
    near = set(grammar.lower[max(i - 5, 0) : i])
    priced = (near | set(grammar.lower[i + 1 : i + 7])) & {"%", "percent", "cent"} or near & _BURDENS
    taxed = grammar.lower[i + 1 : i + 2] in (["on"], ["against"]) or _LAID & set(grammar.lower[i + 1 : i + 6])
    return bool(near & words.TRADE or priced or taxed) or (grammar.lower[i] == "duties" and _spoken_of(grammar, i))


def _answers(grammar: Grammar, i: int) -> bool:
    """As in "responded with its own measures", where tariffs are spoken of."""
    with_ = next((k for k in range(i - 1, max(i - 6, 0), -1) if grammar.lower[k] == "with"), None)
    return with_ is not None and is_answer(grammar, with_) and _spoken_of(grammar, i)


def is_answer(grammar: Grammar, with_: int) -> bool:
    """Whether the "with" at that token follows "respond", "retaliate", "hit back"."""
    return any(grammar.lemma[k] in _ANSWERING for k in range(max(with_ - 6, 0), with_)) or grammar.lower[with_ - 1] == "back"


def is_answered(grammar: Grammar, head: int) -> int | None:
    """The verb of those who answer the measure: "hit back at", "in retaliation for", "a response to the tariffs"."""
    n = head
    for _ in range(5):
        above = grammar.head[n]
        if above == n:
            return None
        if grammar.dep[n] == "prep" and grammar.lower[n] in ("for", "to", "against", "at"):
            back = any(grammar.lower[c] == "back" for c in grammar.children[above])
            answers = grammar.lemma[above] in _ANSWERING or (grammar.lemma[above] in _STRIKING and back)
            if answers or grammar.lower[above] in ("retaliation", "response", "reprisal"):
                return _verb_above(grammar, above)
        if grammar.pos[above] in ("VERB", "AUX") and grammar.dep[n] not in ("prep", "pobj"):
            return None
        n = above
    return None


_BECAUSE = frozenset(("after", "because", "since", "when", "once"))
"""Words before what is answered: "hit back after Peru imposed tariffs"."""


def _verb_above(grammar: Grammar, n: int) -> int | None:
    while grammar.pos[n] not in ("VERB", "AUX"):
        if grammar.head[n] == n:
            return None
        n = grammar.head[n]
    return n


def is_retaliation(grammar: Grammar, head: int) -> bool:
    """Whether a verb above the noun hits back or stands beside "in retaliation": "hit back by doubling its duties"."""
    n = head
    for _ in range(6):
        if grammar.dep[n] == "advcl" and any(grammar.lower[c] in _BECAUSE for c in grammar.children[n]):
            return False
        n = grammar.head[n]
        if grammar.pos[n] not in ("VERB", "AUX"):
            continue
        below = {grammar.lower[c] for c in grammar.children[n]}
        if grammar.lemma[n] in _RETALIATING or (grammar.lemma[n] in _STRIKING and "back" in below):
            return True
        answers = (grammar.child(c, "pobj") for c in grammar.children[n] if grammar.lower[c] in ("in", "as"))
        if any(noun is not None and grammar.lower[noun] in ("retaliation", "reprisal", "kind") for noun in answers):
            return True
    return False


def _beside_tariffs(grammar: Grammar, i: int) -> bool:
    """As in "removing some duties while keeping restrictions on certain steel": the same kind of measure by another word."""
    before = grammar.lower[grammar.sentence_of(i).start : i]
    named = any(word in words.TARIFFS or word == "duties" for word in before)
    return grammar.lower[i] in ("restrictions", "penalties") and grammar.lower[i + 1 : i + 2] == ["on"] and named


def _spoken_of(grammar: Grammar, i: int) -> bool:
    """Whether the words around speak of tariffs: "Those duties do not apply to goods …"."""
    near = grammar.lower[max(i - 60, 0) : i + 60]
    return any(word in words.TARIFFS or word in ("imports", "goods", "customs") for word in near)

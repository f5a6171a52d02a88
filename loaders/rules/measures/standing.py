"""What is done to a measure and how real it is: two dimensions, told by the verbs and nouns around its noun."""

from dataclasses import dataclass

from kg.facts import Change, Status
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.clauses import Clause, Part, above
from loaders.rules.measures.triggers import Trigger

_MAYBE = frozenset(("could", "may", "might", "if", "unless"))
_WILL = frozenset(("will", "wo", "’ll", "'ll", "shall"))
_DONE = frozenset(("has", "have", "had", "was", "were", "been", "are", "is"))
_NOT = frozenset(("not", "n't", "n’t", "never", "no"))
_LATER = frozenset(("later", "next", "soon", "tomorrow"))
_UPWARDS = frozenset(("lift", "raise", "up", "go", "jump", "rise", "climb", "step"))
_LOOMING = frozenset(("threat", "prospect", "risk", "possibility"))
_REFUSING = frozenset(("refuse", "decline", "avoid", "forgo", "oppose", "reject"))
_NEVER_ALONE = frozenset(("bring", "come", "enter", "go", "kick", "phase", "roll", "strike", "take"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The change and the status; `negated` if the text says that it is not so."""

    change: Change | None
    status: Status
    negated: bool


def read_standing(grammar: Grammar, trigger: Trigger, clause: Clause, *, to_rate: bool) -> Standing:
    """The standing of a measure; `to_rate` tells that a rate stands behind it, "lifted tariffs to 50%"."""
    verb = _verb_change(grammar, clause, to_rate=to_rate)
    put_off = Change.POSTPONED if clause.action is not None and verb is Change.POSTPONED else None
    change = put_off or trigger.change or clause.change or verb or _participle(grammar, trigger)
    ending = clause.verb is not None and words.VERBS.get(grammar.lemma[clause.verb]) is Change.REMOVED
    if clause.change is Change.EXEMPTED and ending:
        change = Change.IMPOSED
    own = clause.verb is not None and grammar.lemma[clause.verb] in words.VERBS and clause.part is not Part.PREPOSITION
    negated = own and clause.verb is not None and any(grammar.lower[c] in _NOT for c in grammar.children[clause.verb])
    if _is_ruled_out(grammar, clause) and not negated:
        relief = change in (Change.REMOVED, Change.LOWERED, Change.POSTPONED)
        change, negated = (Change.KEPT, False) if relief else (change, True)
    negated = negated and change is not Change.EXEMPTED
    if _is_given_up(grammar, clause):
        return Standing(change=Change.REMOVED, status=Status.ENDED, negated=False)
    undone = change in (Change.POSTPONED, Change.REMOVED)
    status = (None if undone else _adjective(grammar, trigger)) or status_of(grammar, clause, change)
    return Standing(change=change, status=_ended(change, status), negated=negated)


def _is_ruled_out(grammar: Grammar, clause: Clause) -> bool:
    """As in "ruled out imposing tariffs", "refused to impose", "has no plans to impose": what is not done."""
    if clause.verb is None or clause.part is not Part.OBJECT:
        return False
    for n in above(grammar, clause.verb):
        if n == clause.verb:
            continue
        below = {grammar.lower[c] for c in grammar.children[n]}
        if grammar.lemma[n] in _REFUSING or (grammar.lemma[n] == "rule" and "out" in below):
            return True
        if below & _NOT and grammar.lemma[n] in words.STATUSES:
            return True
    return False


def _is_given_up(grammar: Grammar, clause: Clause) -> bool:
    """As in "dropped its threat to impose": a measure that was only spoken of, and no longer is."""
    if clause.verb is None or grammar.dep[clause.verb] != "acl":
        return False
    noun = grammar.head[clause.verb]
    verb = grammar.head[noun]
    dropped = words.VERBS.get(grammar.lemma[verb]) is Change.REMOVED and grammar.dep[noun] in ("dobj", "nsubjpass")
    return dropped and grammar.lower[noun] in _SPOKEN_OF


_SPOKEN_OF = frozenset(("threat", "threats", "plan", "plans", "proposal", "proposals", "idea", "vow", "pledge", "bid"))


def _verb_change(grammar: Grammar, clause: Clause, *, to_rate: bool) -> Change | None:
    verb = clause.verb
    if verb is None or clause.part is Part.NONE:
        return None
    lemma = grammar.lemma[verb]
    phrasal = next(
        (words.PHRASAL[key] for c in grammar.children[verb] if (key := f"{lemma} {grammar.lower[c]}") in words.PHRASAL), None
    )
    if phrasal is not None or lemma in _NEVER_ALONE:
        return phrasal
    if lemma in ("put", "place") and _is_held(grammar, verb):
        return Change.POSTPONED
    return _own_change(clause, lemma, to_rate=to_rate)


def _own_change(clause: Clause, lemma: str, *, to_rate: bool) -> Change | None:
    """The change that the verb tells by its meaning alone, by what the measure is to it."""
    if clause.part is Part.WITH:
        return Change.IMPOSED if lemma in words.WITH else None
    if clause.part is Part.PREPOSITION:
        spared = lemma in words.SPARING and clause.preposition in ("from", "of")
        return Change.EXEMPTED if spared else None
    if clause.part is Part.SUBJECT or lemma in words.FACING:
        return words.SUBJECTS.get(lemma)
    return Change.RAISED if lemma in _UPWARDS and to_rate else words.VERBS.get(lemma)


def _is_held(grammar: Grammar, verb: int) -> bool:
    """As in "put its tariff on steel on hold"."""
    behind = grammar.lower[verb : grammar.right[verb] + 1]
    return any(behind[k : k + 2] in (["on", "hold"], ["on", "ice"]) for k in range(len(behind)))


def _participle(grammar: Grammar, trigger: Trigger) -> Change | None:
    """As in "tariffs imposed by China", "the duties that China imposed"."""
    for child in grammar.children[trigger.head]:
        if grammar.dep[child] in ("acl", "relcl") and grammar.tag[child] in ("VBN", "VBD"):
            return words.VERBS.get(grammar.lemma[child])
    return None


def _adjective(grammar: Grammar, trigger: Trigger) -> Status | None:
    before = grammar.lower[trigger.left : trigger.token]
    return next((words.ADJECTIVES[word] for word in before if word in words.ADJECTIVES), None)


def status_of(grammar: Grammar, clause: Clause, change: Change | None) -> Status:
    """The status by the governing verbs, from the inside out; the first that tells one decides."""
    if clause.verb is None or (clause.action is not None and grammar.lower[clause.action] in _LOOMING):
        looming = clause.action is not None and grammar.lower[clause.action] in _LOOMING
        return Status.THREATENED if looming else Status.IN_FORCE
    if clause.part is Part.PREPOSITION and clause.action is None and change is None:
        wanted = words.STATUSES.get(grammar.lemma[clause.verb]) if clause.preposition == "for" else None
        faced = _by_helpers(grammar, clause.verb) if clause.preposition in ("to", "by", "from") else None
        return wanted or faced or Status.IN_FORCE
    for n in above(grammar, clause.verb):
        aside = clause.part is Part.PREPOSITION and clause.action is None and clause.preposition != "for"
        own = n == clause.verb and (clause.part is Part.SUBJECT or aside)
        status = _by_helpers(grammar, n) or _by_state(grammar, n) or (None if own else words.STATUSES.get(grammar.lemma[n]))
        if status is not None:
            return status
        if n == clause.verb and clause.part is Part.PASSIVE and "to" in _helpers(grammar, n):
            return Status.ANNOUNCED
        if _is_future(grammar, n) if n == clause.verb else grammar.lower[n] in ("set", "going", "about"):
            return Status.ANNOUNCED
        if _is_real(grammar, n):
            break
    return Status.IN_FORCE


def _helpers(grammar: Grammar, verb: int) -> set[str]:
    return {grammar.lower[c] for c in grammar.children[verb] if grammar.dep[c] in ("aux", "auxpass", "mark", "advmod")}


def _by_helpers(grammar: Grammar, verb: int) -> Status | None:
    """What "could", "will" and "would" before a verb tell."""
    helpers = _helpers(grammar, verb)
    if helpers & _MAYBE:
        return Status.THREATENED
    if helpers & _WILL:
        return Status.ANNOUNCED
    if "should" in helpers:
        return Status.PROPOSED
    return _under_would(grammar, verb) if "would" in helpers else None


def _by_state(grammar: Grammar, verb: int) -> Status | None:
    """As in "is due to start", "are likely to rise"."""
    state = grammar.child(verb, "acomp") if grammar.lemma[verb] == "be" else None
    if state is None:
        return None
    return words.STATUSES.get(grammar.lower[state]) or (Status.ANNOUNCED if grammar.lower[state] == "set" else None)


def _under_would(grammar: Grammar, verb: int) -> Status:
    """As in "said it would impose" (announced), "a bill would impose" (proposed); under "if" it threatens."""
    for child in grammar.children[verb]:
        if grammar.dep[child] == "advcl" and any(grammar.lower[c] in ("if", "unless") for c in grammar.children[child]):
            return Status.THREATENED
    governing = (words.STATUSES.get(grammar.lemma[n]) for n in above(grammar, verb))
    return next((status for status in governing if status is not None), Status.ANNOUNCED)


def _is_real(grammar: Grammar, verb: int) -> bool:
    tag = grammar.tag[verb]
    return tag in ("VBD", "VBZ", "VBP") or (tag == "VBN" and bool(_helpers(grammar, verb) & _DONE))


def _is_future(grammar: Grammar, verb: int) -> bool:
    """As in "is increasing duties later this month": the present progressive with a time to come."""
    later = set(grammar.lower[grammar.left[verb] : grammar.right[verb] + 1]) & _LATER
    return grammar.tag[verb] == "VBG" and bool(_helpers(grammar, verb) & {"is", "are"}) and bool(later)


def _ended(change: Change | None, status: Status) -> Status:
    if status is not Status.IN_FORCE:
        return status
    if change is Change.REMOVED:
        return Status.ENDED
    return Status.SUSPENDED if change is Change.POSTPONED else status

"""The nouns by which English speaks of people, posts, organisations and documents without naming them."""

HONORIFICS = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "monsieur": "m", "herr": "m", "sheikh": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "lady": "f", "dame": "f", "queen": "f", "princess": "f",
    "madame": "f", "frau": "f", "baroness": "f", "duchess": "f",
}  # fmt: skip
"""Honorifics before a name, with the gender they tell."""

GENDERED = {
    "chairman": "m", "spokesman": "m", "congressman": "m", "businessman": "m", "councilman": "m", "alderman": "m", "man": "m",
    "father": "m", "son": "m", "brother": "m", "husband": "m", "boy": "m", "actor": "m", "uncle": "m", "grandfather": "m",
    "chairwoman": "f", "spokeswoman": "f", "congresswoman": "f", "businesswoman": "f", "councilwoman": "f", "woman": "f",
    "mother": "f", "daughter": "f", "sister": "f", "wife": "f", "girl": "f", "actress": "f", "aunt": "f", "grandmother": "f",
    "widow": "f", "heroine": "f",
}  # fmt: skip
"""Nouns that tell the gender of whom they stand for."""

POSTS = frozenset(
    (
        "admiral", "adviser", "advisor", "aide", "ambassador", "analyst", "archbishop", "assemblyman", "attorney", "author",
        "banker", "billionaire", "bishop", "broker", "businessman", "businesswoman", "candidate", "captain", "cardinal", "ceo",
        "cfo", "chair", "chairman", "chairperson", "chairwoman", "chancellor", "chief", "coach", "colonel", "columnist",
        "commander", "commissioner", "comptroller", "congressman", "congresswoman", "consul", "coordinator", "coo", "councillor",
        "councilman", "councilwoman", "counsel", "dean", "delegate", "deputy", "designer", "director", "doctor", "economist",
        "editor", "emir", "engineer", "envoy", "executive", "expert", "farmer", "founder", "general", "governor", "head",
        "historian", "host", "incumbent", "inspector", "investigator", "investor", "journalist", "judge", "justice", "king",
        "lawmaker", "lawyer", "leader", "legislator", "lieutenant", "lobbyist", "major", "manager", "mayor", "minister",
        "mogul", "negotiator", "nominee", "officer", "official", "owner", "pastor", "pm", "politician", "pollster", "pope",
        "premier", "president", "priest", "prince", "princess", "principal", "producer", "professor", "prosecutor", "queen",
        "rabbi", "regulator", "reporter", "representative", "researcher", "scholar", "scientist", "secretary", "senator",
        "sergeant", "sheriff", "singer", "skipper", "solicitor", "speaker", "spokesman", "spokesperson", "spokeswoman",
        "strategist", "striker", "student", "superintendent", "surgeon", "teacher", "teenager", "trader", "treasurer",
        "trustee", "tycoon", "undersecretary", "veteran", "whip", "writer", "goalkeeper", "midfielder", "defender", "captain",
        "trainer", "manager", "champion", "quarterback", "organizer", "organiser", "activist", "attorney-general", "chief",
        "co-founder", "vice-president", "ex-president", "president-elect", "vice-chair", "co-chair", "monarch", "ruler",
        "dictator", "premier-designate", "rival", "opponent", "predecessor", "successor", "boss", "democrat", "republican",
        "conservative", "liberal", "socialist", "actor", "actress", "star", "celebrity", "player", "midfielder",
    )
)  # fmt: skip
"""Nouns of posts and professions in the singular: they stand before names and, with an article, for persons named elsewhere."""

PRE_TITLES = frozenset(
    (
        "sen", "sen.", "rep", "rep.", "gov", "gov.", "dr", "dr.", "prof", "prof.", "gen", "gen.", "lt", "lt.", "col", "col.", "capt",
        "capt.", "sgt", "sgt.", "maj", "maj.", "adm", "adm.", "rev", "rev.", "hon", "hon.", "amb", "amb.", "del", "del.", "atty",
        "st", "first", "lady", "vice", "prime", "pm", "former", "acting", "ex", "retired", "secretary-general", "fr.", "det.",
        "cpl.", "pvt.", "sec.", "pres.", "supt.", "insp.",
    )
)  # fmt: skip
"""Abbreviated titles and the words that stand before titles."""

ABBREVIATED = {
    "sen.": "senator", "sen": "senator", "rep.": "congressman", "rep": "congressman", "gov.": "governor", "gov": "governor",
    "gen.": "general", "gen": "general", "pm": "prime minister", "premier": "prime minister", "dr.": "doctor", "dr": "doctor",
    "col.": "colonel", "amb.": "ambassador", "prof.": "professor", "congresswoman": "congressman", "representative": "congressman",
    "lawmaker": "congressman", "candidate": "nominee", "chairwoman": "chairman", "chair": "chairman", "boss": "chief",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "del.": "delegate", "ceo": "chief executive", "rev.": "pastor",
    "justice": "judge", "ex-president": "president", "trainer": "coach", "businesswoman": "businessman",
}  # fmt: skip
"""One form for titles that mean the same."""

HUMANS = frozenset(
    (
        "adviser", "advocate", "ally", "american", "analyst", "applicant", "attendee", "attorney", "author", "backer", "boy",
        "campaigner", "canadian", "child", "citizen", "client", "colleague", "commentator", "conservative", "consumer", "critic",
        "customer", "democrat", "demonstrator", "detractor", "diplomat", "driver", "economist", "employee", "employer", "expert",
        "fan", "farmer", "father", "folk", "friend", "girl", "guest", "guy", "hacker", "individual", "insider", "journalist",
        "juror", "kid", "lawmaker", "lawyer", "leader", "liberal", "man", "member", "mother", "neighbor", "neighbour",
        "observer", "official", "opponent", "organizer", "other", "parent", "passenger", "patient", "people", "person", "player",
        "politician", "producer", "progressive", "prosecutor", "protester", "rancher", "reader", "refugee", "reporter",
        "republican", "researcher", "resident", "respondent", "scholar", "scientist", "shareholder", "skeptic", "sceptic",
        "source", "spokesman", "staffer", "strategist", "student", "supporter", "survivor", "taxpayer", "teacher", "trader",
        "veteran", "victim", "viewer", "voter", "witness", "woman", "worker", "writer", "youth", "aide", "activist", "investor",
        "banker", "senator", "congressman", "minister", "governor", "mayor", "judge", "executive", "manager", "operative",
        "candidate", "nominee", "rival", "host", "historian", "pollster", "partner", "envoy", "delegate", "negotiator", "insider",
        "exporter", "importer", "manufacturer", "grower", "brewer", "retailer", "steelmaker", "automaker", "carmaker", "lobbyist",
    )
)  # fmt: skip
"""Common nouns for people, in the singular."""

ORGANISATIONS = frozenset(
    (
        "administration", "agency", "airline", "alliance", "army", "assembly", "association", "authority", "bank", "board",
        "bureau", "business", "cabinet", "camp", "campaign", "carmaker", "center", "centre", "chamber", "charity", "church",
        "city", "club", "coalition", "college", "commission", "committee", "company", "conference", "congress", "consortium",
        "corporation", "council", "country", "court", "delegation", "department", "embassy", "federation", "firm", "force",
        "foundation", "fund", "government", "group", "household", "industry", "institute", "institution", "jury", "kremlin",
        "league", "legislature", "magazine", "manufacturer", "media", "military", "ministry", "movement", "nation", "network",
        "newspaper", "office", "opposition", "organization", "organisation", "outlet", "panel", "paper", "parliament", "party",
        "police", "press", "province", "regime", "regulator", "school", "senate", "service", "site", "society", "state",
        "station", "store", "team", "think-tank", "tank", "tribunal", "union", "university", "watchdog", "website", "side",
        "white", "house", "supplier", "startup", "maker", "producer", "exchange", "subsidiary", "treasury", "crew", "staff",
        "squad", "leadership", "public", "electorate", "community", "majority", "minority", "nobody", "pentagon", "vatican",
    )
)  # fmt: skip
"""Nouns of organisations and bodies that speak, in the singular."""

DOCUMENTS = frozenset(
    (
        "account", "act", "ad", "advertisement", "affidavit", "agreement", "analysis", "announcement", "article", "audit", "bill",
        "blog", "book", "brief", "budget", "cable", "caption", "chart", "column", "comment", "communique", "communiqué",
        "complaint", "constitution", "data", "decision", "declaration", "dispatch", "document", "draft", "editorial", "email",
        "e-mail", "essay", "estimate", "evidence", "fact", "figure", "file", "filing", "finding", "forecast", "headline",
        "indictment", "indicator", "interview", "invitation", "law", "lawsuit", "leaflet", "letter", "list", "manifesto",
        "measure", "memo", "memoir", "memorandum", "message", "motion", "narrator", "newsletter", "note", "notice", "number",
        "order", "outlook", "page", "paper", "petition", "plan", "platform", "poem", "policy", "poll", "post", "poster",
        "presentation", "press", "programme", "program", "projection", "proposal", "quote", "readout", "record", "release",
        "remark", "report", "research", "resolution", "result", "review", "rule", "ruling", "rumor", "rumour", "script", "sign",
        "slogan", "song", "speech", "statement", "statistic", "story", "study", "suit", "survey", "testimony", "text",
        "theory", "transcript", "treaty", "tweet", "verdict", "video", "warrant", "website", "word",
    )
)  # fmt: skip
"""Nouns of texts and utterances, which speak for whom they come from."""

COLLECTIVES = frozenset(
    (
        "team",
        "staff",
        "crew",
        "side",
        "camp",
        "family",
        "majority",
        "minority",
        "number",
        "group",
        "pair",
        "couple",
        "duo",
        "trio",
    )
)
"""Nouns in the singular that stand for several people."""


def singular(noun: str) -> str:
    """The singular of a lower-case English noun, well enough to look it up here."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun


_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "spokesmen": "spokesman", "congressmen": "congressman",
    "businessmen": "businessman", "folks": "folk", "analyses": "analysis", "media": "media", "data": "data",
    "statistics": "statistic", "allies": "ally", "chairmen": "chairman",
}  # fmt: skip

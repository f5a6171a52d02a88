"""The words of which English makes the titles of posts, and what each tells: whose post it is, and in what standing."""

NATIONAL = frozenset(
    (
        "minister", "premier", "president", "vice-president", "chancellor", "secretary", "undersecretary", "senator",
        "sen.", "sen", "representative", "rep.", "rep", "congressman", "congresswoman", "lawmaker", "legislator", "mp",
        "parliamentarian", "ambassador", "amb.", "envoy", "negotiator", "speaker", "king", "queen", "prince", "emperor",
        "sultan", "emir", "justice", "taoiseach", "pm", "governor", "gov.", "commissioner", "whip", "attorney-general",
        "deputy", "vice-premier", "vice-minister", "prosecutor", "consul",
    )
)  # fmt: skip
"""Heads of titles that belong to a country where no organisation is named."""

OTHER_HEADS = frozenset(
    (
        "adviser", "advisor", "aide", "analyst", "boss", "ceo", "cfo", "coo", "chair", "chairman", "chairperson",
        "chairwoman", "chief", "co-chair", "co-founder", "cofounder", "coordinator", "counsel", "counselor", "counsellor",
        "czar", "tsar", "dean", "delegate", "diplomat", "director", "economist", "executive", "expert", "fellow", "founder",
        "head", "lawyer", "leader", "lobbyist", "manager", "mayor", "member", "mep", "officer", "official", "organizer",
        "owner", "partner", "principal", "professor", "researcher", "scholar", "spokesman", "spokesperson", "spokeswoman",
        "strategist", "treasurer", "vice-chair", "vice-chairman", "co-leader", "commander", "inspector", "lecturer",
        "historian", "attorney", "judge", "admiral", "colonel", "councillor", "councilor", "councilman", "councilwoman",
        "trader", "rector", "banker", "broker", "secretary-general",
    )
)  # fmt: skip
"""Heads of titles that say something of a person only together with a country or an organisation."""

HEADS = NATIONAL | OTHER_HEADS

SUFFIXES = frozenset(
    (
        "general", "elect", "designate", "nominee", "emeritus", "designee",
    )
)  # fmt: skip
"""Words behind the head that belong to the title."""

FORMER = frozenset(
    (
        "former", "ex", "onetime", "one-time", "then", "late", "past", "previous", "retired", "ousted", "sacked",
        "longtime-former", "deposed", "ex-",
    )
)  # fmt: skip
ANNOUNCED = frozenset(
    (
        "incoming", "elect", "designate", "nominee", "designee", "presumptive", "newly-nominated", "future",
    )
)  # fmt: skip
STANDING = frozenset(
    (
        "acting", "interim", "outgoing", "current", "new", "caretaker", "newly", "elected", "appointed", "longtime",
        "veteran", "sitting", "long-time", "departing", "powerful", "popular", "influential", "conservative-leaning",
        "left-wing", "right-wing", "leftist", "populist", "centrist",
    )
)  # fmt: skip
"""Words before a title that tell nothing of what the post is."""

NOT_HELD = frozenset(
    (
        "would-be", "aspiring", "potential", "prospective", "next", "possible", "candidate", "hopeful",
    )
)  # fmt: skip
"""Words that make a title one that nobody holds."""

FIELDS = frozenset(
    (
        "trade", "commerce", "commercial", "treasury", "finance", "financial", "foreign", "affairs", "intergovernmental",
        "external", "international", "economy", "economic", "economics", "economical", "industry", "industries",
        "industrial", "innovation", "science", "technology", "agriculture", "agricultural", "agri-food", "agrifood", "food",
        "energy", "natural", "resources", "environment", "environmental", "climate", "health", "labour", "labor",
        "employment", "defence", "defense", "interior", "internal", "home", "homeland", "security", "public", "safety",
        "justice", "education", "transport", "transportation", "infrastructure", "housing", "immigration", "migration",
        "citizenship", "culture", "heritage", "tourism", "sport", "sports", "development", "investment", "export",
        "exports", "import", "imports", "business", "small", "competition", "consumer", "digital", "budget", "tax",
        "revenue", "planning", "communications", "communication", "information", "media", "press", "policy", "political",
        "legal", "campaign", "research", "market", "markets", "currency", "commodity", "commodities", "equity", "credit",
        "rates", "strategy", "operating", "operations", "technical", "customs", "relations", "supply", "chain",
        "cooperation", "reform", "veterans", "women", "rural", "fisheries", "fishery", "oceans", "mines", "mining",
        "forestry", "power", "petroleum", "oil", "gas", "water", "railways", "railway", "aviation", "shipping", "civil",
        "service", "indigenous", "northern", "farm", "steel", "aluminum", "aluminium", "auto", "automotive", "copper",
        "dairy", "tariff", "textile", "textiles", "chemicals", "pharmaceuticals", "telecom", "telecommunications", "it",
        "electronics", "ecological", "transition", "privatisation", "enterprise", "enterprises", "productive", "resilience",
        "growth", "social", "welfare", "family", "youth", "population", "prime", "vice", "deputy", "assistant", "associate",
        "senior", "junior", "first", "second", "lead", "top", "key", "chief", "head", "managing", "executive", "general",
        "national", "federal", "provincial", "state", "regional", "principal", "parliamentary", "permanent", "cabinet",
        "majority", "minority", "opposition", "official", "senate", "house", "congressional", "floor", "party", "joint",
        "special", "presidential", "founding", "corporate", "co", "attorney", "crown", "central", "shadow", "governmental",
        "government", "country", "military", "army", "navy", "air", "global", "high", "plenipotentiary", "veteran", "union",
        "group", "company", "association", "bank", "cyber", "nuclear", "diplomatic", "consular", "ranking", "committee",
        "commission", "governing", "ruling", "cabinet-level", "trading", "multilateral", "bilateral", "supreme", "court",
        "appeals",
    )
)  # fmt: skip
"""Words that tell what a post is about or of what rank it is; in front of a head they are part of the title."""

BODY_WORDS = frozenset(
    (
        "administration", "agency", "airlines", "alliance", "association", "authority", "bank", "board", "brewers",
        "brotherhood", "bureau", "cabinet", "centre", "center", "chamber", "coalition", "college", "commission",
        "committee", "company", "confederation", "conference", "congress", "consulate", "consulting", "corp", "corp.",
        "corporation", "council", "court", "department", "dept.", "economics", "embassy", "exchange", "farmers",
        "federation", "foundation", "forum", "fund", "group", "growers", "holdings", "house", "inc", "inc.", "institute",
        "institution", "kremlin", "laboratories", "league", "ltd", "ltd.", "llc", "llp", "manufacturers", "ministry",
        "mission", "motors", "motor", "office", "organization", "organisation", "parliament", "partners", "partnership",
        "party", "pentagon", "plc", "police", "press", "producers", "project", "refiners", "research", "reserve",
        "roundtable", "school", "secretariat", "securities", "senate", "service", "society", "steelworkers", "store",
        "systems", "steel", "taskforce", "teamsters", "technologies", "treasury", "tribunal", "trust", "union",
        "university", "workers", "network", "initiative", "bloc", "caucus", "capital", "markets", "advisors", "advisers",
        "lobby", "retailers", "exporters", "importers", "makers", "team",
    )
)  # fmt: skip
"""Words in which the names of organisations end."""

PUBLIC_BODIES = frozenset(
    (
        "ministry", "department", "parliament", "congress", "senate", "house", "government", "administration", "commission",
        "embassy", "army", "navy", "court", "agency", "authority", "central", "reserve", "bank", "customs", "cabinet",
        "mission", "consulate", "office", "bureau",
    )
)  # fmt: skip
"""Words of bodies that belong to a country."""

LEGISLATURES = frozenset(
    (
        "house", "senate", "congress", "parliament", "commons", "lords", "bundestag", "knesset", "diet", "assembly",
    )
)  # fmt: skip

PARTIES = {
    "conservative": "Conservative Party", "conservatives": "Conservative Party", "tory": "Conservative Party",
    "tories": "Conservative Party", "liberal": "Liberal Party", "liberals": "Liberal Party", "labour": "Labour Party",
    "labor": "Labor Party", "ndp": "NDP", "new democratic": "New Democratic Party", "green": "Green Party",
    "greens": "Green Party", "republican": "Republican Party", "republicans": "Republican Party",
    "democratic": "Democratic Party", "democrat": "Democratic Party", "democrats": "Democratic Party", "bjp": "BJP",
    "gop": "Republican Party", "bloc québécois": "Bloc Québécois", "bloc quebecois": "Bloc Québécois",
    "lib dem": "Liberal Democrats", "liberal democrat": "Liberal Democrats",
}  # fmt: skip
"""Short names of parties, as they stand before "leader" or a lawmaker's title."""

US_PARTIES = frozenset(
    (
        "Republican Party", "Democratic Party",
    )
)  # fmt: skip

SPELLINGS = {
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
    "chairperson": "chair", "ceo": "chief executive", "chief executive officer": "chief executive",
    "cfo": "chief financial officer", "coo": "chief operating officer", "pm": "prime minister", "sen.": "senator",
    "sen": "senator", "rep.": "representative", "rep": "representative", "gov.": "governor", "amb.": "ambassador",
    "advisor": "adviser", "mp": "member of parliament", "congressman": "representative", "congresswoman": "representative",
    "vice-president": "vice president", "sec.": "secretary", "vice-chairman": "vice chair", "vice-chair": "vice chair",
    "tsar": "czar", "counsellor": "counselor", "vice-minister": "vice minister", "vice-premier": "vice premier",
    "cofounder": "co-founder", "director-general": "director general", "secretary-general": "secretary general",
    "attorney-general": "attorney general", "mep": "member of the european parliament", "boss": "chief executive",
}  # fmt: skip
"""One form for heads that mean the same."""

PARTICLES = frozenset(
    (
        "von", "van", "der", "den", "de", "da", "do", "dos", "das", "du", "del", "della", "di", "la", "le", "el", "al",
        "bin", "bint", "ben", "ibn", "ter", "zu", "st.", "y", "e", "af",
    )
)  # fmt: skip
"""Lower-case words inside the names of persons."""

NOT_NAMES = frozenset(
    (
        "act", "administration", "agency", "association", "award", "bank", "board", "building", "cabinet", "campaign",
        "center", "centre", "chair", "club", "college", "commission", "committee", "congress", "council", "court", "cup",
        "department", "foundation", "general", "group", "house", "hotel", "institute", "league", "library", "ministry",
        "office", "officers", "party", "press", "program", "programme", "report", "said", "says", "school", "senate",
        "state", "states", "street", "summit", "team", "tower", "university", "i", "it", "the", "this", "that", "we",
        "they", "you", "but", "and", "if", "when", "in", "on", "at", "for", "with", "who", "what", "why", "how", "as", "to",
        "of", "will", "would", "can", "is", "was", "has", "had", "his", "her", "their", "our", "no", "yes", "not", "all",
        "inc", "inc.", "corp", "corp.", "ltd", "plc", "co.", "emeritus", "elect", "designate", "republican", "republicans",
        "democrat", "democrats", "democratic", "news", "times", "post", "journal", "media", "mr.", "mrs.", "ms.", "dr.",
        "minister", "ministers", "president", "secretary", "senator", "leader", "officer", "executive", "director",
        "representatives", "trade", "finance", "europe", "asia", "after", "before", "while", "during",
    )
)  # fmt: skip
"""Capitalised words that end a person's name or never start one."""

HONORIFICS = frozenset(
    (
        "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "sir", "dame", "lord", "lady", "prof.", "hon.", "madam",
        "rev.", "gen.", "adm.", "col.", "lt.",
    )
)  # fmt: skip

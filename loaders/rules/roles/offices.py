"""Which countries have which public offices, and how likely a bare title means one of theirs."""

_MONARCHIES = frozenset(
    ("AU", "BE", "BH", "BN", "BS", "BT", "CA", "DK", "ES", "GB", "JM", "JO", "JP", "KH", "KW", "LS", "LU", "MA", "MY", "NL",
     "NO", "NZ", "OM", "PG", "QA", "SA", "SE", "SZ", "TH", "TO", "AD", "LI", "MC", "VA")
)  # fmt: skip
"""Countries with a monarch, and so without a president."""

_WITHOUT_PRIME_MINISTER = frozenset(
    ("AR", "BO", "BR", "CH", "CL", "CN", "CO", "CR", "CY", "DO", "EC", "EU", "GH", "GT", "HN", "ID", "KE", "MX", "NG", "NI",
     "PA", "PH", "PY", "SV", "TR", "US", "UY", "VE", "ZA")
)  # fmt: skip
"""Countries and blocs whose government has no prime minister."""

_ONLY_IN = {
    "chancellor": ("DE", "AT"), "chancellor of the exchequer": ("GB",), "home secretary": ("GB",),
    "secretary of state": ("US",), "press secretary": ("US", "GB", "PH"), "trade representative": ("US",),
    "treasury secretary": ("US", "PH"), "commissioner": ("EU",), "vice premier": ("CN", "TW", "VN"),
    "commerce secretary": ("US", "IN", "PH"), "defense secretary": ("US", "PH"), "economy secretary": ("MX",),
    "foreign secretary": ("GB", "IN", "PH"), "chief cabinet secretary": ("JP",), "state councilor": ("CN",),
    "member of the european parliament": ("EU",), "business secretary": ("GB",), "trade secretary": ("GB", "PH"),
    "business and trade secretary": ("GB",), "international trade secretary": ("GB",), "work and pensions secretary": ("GB",),
    "environment secretary": ("GB", "MX", "PH"), "transport secretary": ("GB", "PH"), "defence secretary": ("GB", "IN"),
    "culture secretary": ("GB", "MX"), "justice secretary": ("GB", "PH"),
}  # fmt: skip
"""Posts that only these countries have under that name; news means the first unless it says otherwise."""

_CROWNED = frozenset(("king", "queen", "prince", "crown prince", "princess", "emperor"))
_SECRETARIES = frozenset(("BD", "GB", "HK", "IN", "LK", "MX", "PH", "PK", "US"))
"""Countries where ministers, or the heads of their ministries, are called secretaries."""

_STAFF = frozenset(("press", "chief", "cabinet", "general", "party", "executive", "private"))
_CEREMONIAL = frozenset(
    (
        "AT",
        "BD",
        "CZ",
        "DE",
        "EE",
        "ET",
        "FI",
        "GR",
        "HU",
        "IE",
        "IL",
        "IN",
        "IQ",
        "IS",
        "IT",
        "LV",
        "MT",
        "NP",
        "SG",
        "SI",
        "SK",
    )
)
"""Countries whose president represents and does not govern: news seldom speaks of that president without saying so."""

_FEDERAL = frozenset(
    ("AE", "AR", "AT", "AU", "BA", "BE", "BR", "CA", "CH", "DE", "ET", "IN", "MX", "MY", "NG", "NP", "PK", "RU", "US", "VE")
)
"""Federations, which alone have federal ministers."""

_UNDER_ANOTHER_NAME = frozenset((("finance minister", "GB"), ("trade minister", "GB"), ("interior minister", "GB")))
"""Posts that a country's own news calls otherwise: chancellor of the exchequer."""
_RARELY = 0.3
_SECOND = 0.6


def allows(title: str, country: str) -> bool:
    """Whether the country has such a post at all: Canada has no president, the United States no minister."""
    if title in _ONLY_IN:
        return country in _ONLY_IN[title]
    if title in ("president", "vice president", "first lady") or title in _CROWNED:
        return country != "EU" and (country in _MONARCHIES) == (title in _CROWNED)
    if title in ("prime minister", "deputy prime minister"):
        return country not in _WITHOUT_PRIME_MINISTER
    if title == "secretary" or (title.endswith(" secretary") and title.split()[-2] not in _STAFF):
        return country in _SECRETARIES
    if title.startswith(("deputy secretary of ", "assistant secretary of ", "under secretary of ")):
        return country in _SECRETARIES
    return not (title.endswith((" minister", "premier", "member of parliament")) and country in ("US", "EU"))


def likelihood(title: str, country: str, *, federal: bool = False) -> float:
    """How likely a bare title is one of the country's among countries that are spoken of alike; 0 where it has none such."""
    if not allows(title, country) or (federal and country not in _FEDERAL):
        return 0.0
    if title == "president" and country in _CEREMONIAL:
        return _RARELY
    if (title, country) in _UNDER_ANOTHER_NAME:
        return _RARELY
    named = _ONLY_IN.get(title, ())
    return _SECOND if len(named) > 1 and country != named[0] else 1.0


def only_country(title: str) -> str | None:
    """The country that such an office means where a text speaks of none: "treasury secretary" → US."""
    return _ONLY_IN.get(title, (None,))[0]

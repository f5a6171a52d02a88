"""Money that one country has: a text that counts in rand or ringgit is mostly written there."""

import re

from kg.facts import CountryCode

_MONEY: dict[str, str] = {
    "AU": r"A\$|Australian dollars?",
    "BD": "taka",
    "BR": r"R\$|reais|reals",
    "CA": r"C\$|Canadian dollars?",
    "CL": "Chilean pesos?",
    "CN": "yuan|renminbi",
    "CO": "Colombian pesos?",
    "CZ": "koruna",
    "DK": "Danish kroner",
    "GH": "cedis?",
    "HU": "forint",
    "ID": "rupiah",
    "IL": "shekels?",
    "IN": "crore|lakh|Indian rupees?",
    "JP": "yen",
    "KE": "Kenyan shillings?",
    "KR": "(?:billion|trillion|million) won",
    "MX": "Mexican pesos?",
    "MY": "ringgit",
    "NG": "naira",
    "NZ": r"NZ\$|New Zealand dollars?",
    "PK": "Pakistani rupees?",
    "PL": "zlot(?:y|ys|ies)",
    "RU": "roubles?|rubles?",
    "SE": "kronor",
    "SG": r"S\$|Singapore dollars?",
    "TH": "baht",
    "TR": "lira",
    "TW": r"NT\$",
    "UA": "hryvnias?",
    "VN": r"(?:billion|trillion|million) dong",
    "ZA": r"rand|R\d+(?:[.,]\d+)*(?:bn|m)?",
}
_PATTERN = re.compile("|".join(rf"(?P<{code}>(?<![\w$])(?:{money})(?!\w*[A-Za-z]{{3}}))" for code, money in _MONEY.items()))
_MOST = 3


def counted_in(text: str) -> dict[CountryCode, int]:
    """How often a text counts in the money of each country, three times at most."""
    found: dict[CountryCode, int] = {}
    for match in _PATTERN.finditer(text):
        code = CountryCode(str(match.lastgroup))
        found[code] = min(found.get(code, 0) + 1, _MOST)
    return found

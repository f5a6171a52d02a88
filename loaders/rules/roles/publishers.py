"""The country that a document is written in, by its publisher, the agency in its dateline or its web address."""

import re
from urllib.parse import urlsplit

from kg.facts import CountryCode
from kg.lexicon import lexicon
from loaders.rules.people import People

_ENDINGS = {
    "au": "AU", "br": "BR", "ca": "CA", "cn": "CN", "de": "DE", "es": "ES", "fr": "FR", "gov": "US", "ie": "IE", "in": "IN",
    "it": "IT", "jp": "JP", "kr": "KR", "mx": "MX", "nz": "NZ", "uk": "GB",
}  # fmt: skip
"""Countries that the last part of a web address tells."""

_OUTLETS = {
    "associated press": "US", "(ap)": "US", "cnn": "US", "npr": "US", "politico": "US", "axios": "US", "new york times": "US",
    "washington post": "US", "wall street journal": "US", "fox news": "US", "(upi)": "US", "bbc": "GB", "guardian": "GB",
    "financial times": "GB", "canadian": "CA", "cbc": "CA", "ctv": "CA", "globe and mail": "CA", "global news": "CA",
    "press trust of india": "IN", "(pti)": "IN", "hindu": "IN", "times of india": "IN", "kyodo": "JP", "nikkei": "JP",
    "asahi": "JP", "yomiuri": "JP", "nhk": "JP", "mainichi": "JP", "xinhua": "CN", "china daily": "CN", "global times": "CN",
    "cgtn": "CN", "yonhap": "KR", "korea": "KR", "chosun": "KR", "folha": "BR", "agência brasil": "BR", "agencia brasil": "BR",
    "el universal": "MX", "mexico news": "MX", "reforma": "MX", "deutsche welle": "DE", "dpa": "DE", "ansa": "IT", "rte": "IE",
    "japan times": "JP", "hindustan": "IN", "ndtv": "IN", "mint": "IN",
}  # fmt: skip
"""Outlets and agencies that write for readers at home."""


def published_in(people: People) -> CountryCode | None:
    """The country of the outlet: by its name, by the agency that the dateline names, by the end of the web address."""
    document = people.parsed.document
    publisher = document.publisher or ""
    found = {each.value for each in lexicon().find_countries(publisher)}
    if len(found) == 1:
        return found.pop()
    names = f"{publisher} {document.text[:300] if not publisher else ''}".casefold()
    for outlet, code in _OUTLETS.items():
        if outlet in names if outlet.startswith("(") else re.search(rf"\b{outlet}\b", publisher.casefold()):
            return CountryCode(code)
    host = urlsplit(document.url or "").hostname or ""
    ending = _ENDINGS.get(host.rpartition(".")[-1]) if "." in host else None
    return CountryCode(ending) if ending else None

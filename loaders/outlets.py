"""Who publishes news: names by which texts call agencies, and the words that names of outlets end in."""

import re

AGENCIES = (
    ("The Associated Press", ("The Associated Press", "Associated Press", "AP")),
    ("Reuters", ("Reuters", "Thomson Reuters")),
    ("Agence France-Presse", ("Agence France-Presse", "AFP")),
    ("The Canadian Press", ("The Canadian Press", "Canadian Press", "CP")),
    ("Bloomberg", ("Bloomberg News", "Bloomberg", "Bloomberg L.P.")),
    ("United Press International", ("United Press International", "UPI")),
    ("PA Media", ("PA Media", "Press Association", "PA")),
    ("Press Trust of India", ("Press Trust of India", "PTI")),
    ("Asian News International", ("Asian News International", "ANI")),
    ("Indo-Asian News Service", ("Indo-Asian News Service", "IANS")),
    ("Australian Associated Press", ("Australian Associated Press", "AAP")),
    ("Deutsche Presse-Agentur", ("Deutsche Presse-Agentur", "dpa", "DPA")),
    ("EFE", ("EFE", "Agencia EFE")),
    ("ANSA", ("ANSA",)),
    ("Xinhua", ("Xinhua", "Xinhua News Agency")),
    ("Kyodo News", ("Kyodo News", "Kyodo")),
    ("Yonhap", ("Yonhap", "Yonhap News Agency")),
    ("TASS", ("TASS", "Tass")),
    ("Anadolu Agency", ("Anadolu Agency", "Anadolu", "AA")),
    ("Dow Jones Newswires", ("Dow Jones Newswires", "Dow Jones")),
    ("CNN", ("CNN", "CNN Business", "CNN Wire")),
    ("BBC News", ("BBC News", "BBC")),
    ("CNBC", ("CNBC",)),
    ("CBC News", ("CBC News", "CBC")),
    ("NPR", ("NPR",)),
    ("Politico", ("POLITICO", "Politico")),
    ("Axios", ("Axios",)),
    ("Al Jazeera", ("Al Jazeera",)),
    ("European Pressphoto Agency", ("EPA", "EPA-EFE")),
    ("Getty Images", ("Getty Images", "Getty")),
)
"""Canonical name and the names that texts use; a short form counts only where agencies are named, in datelines and bylines."""

_PICTURE_AGENCIES = (
    "Shutterstock",
    "iStock",
    "iStockphoto",
    "Alamy",
    "Unsplash",
    "Pixabay",
    "Pexels",
    "Wikimedia Commons",
    "Zuma Press",
    "SIPA",
)

_WRITTEN = {name.casefold(): canonical for canonical, names in AGENCIES for name in names}

AGENCY_PATTERN = (
    "(?:"
    + "|".join(
        re.escape(n)
        for n in sorted(
            {
                *_PICTURE_AGENCIES,
                *(n for _, ns in AGENCIES for n in ns),
                "THE CANADIAN PRESS",
                "REUTERS",
                "GETTY IMAGES",
                "BLOOMBERG",
            },
            key=lambda n: (-len(n), n),
        )
    )
    + ")"
)
"""Any agency, as credits and datelines write it; a regular expression without groups."""

_OUTLET_ENDS = frozenset(
    """Advertiser Agency Argus Bee Broadcasting Bulletin Chronicle Citizen Courier Daily Digest Dispatch Echo Enquirer Examiner Express Gazette Globe Guardian
    Herald Independent Inquirer Insider Journal Ledger Leader Mail Magazine Media Mercury Mirror Monitor Network News Newspapers Newswire Nugget Observer Post
    Press Radio Recorder Register Reporter Republic Review Sentinel Spectator Standard Star Statesman Sun Telegraph Times Today Tribune TV Union Weekly Wire
    World""".split()
)


def agency(name: str) -> str | None:
    """The canonical name of an agency or broadcaster, by any of its names: "AP" → "The Associated Press"."""
    return _WRITTEN.get(name.strip(" .,").casefold())


def outlet(name: str) -> str | None:
    """The publisher that a phrase names, canonical where it is an agency; None where it does not read like a publisher."""
    plain = " ".join(name.split()).strip(" .,;|–—-")
    known = agency(plain)
    if known:
        return known
    words = plain.split()
    if not 1 < len(words) <= 6 or not words[0][:1].isupper():
        return None
    last = words[-1].removesuffix(".com")
    capitalised = all(word[:1].isupper() or word in ("of", "the", "and", "&", "for") for word in words)
    return (
        plain
        if capitalised and (last in _OUTLET_ENDS or last.title() in _OUTLET_ENDS or words[-1].endswith((".com", ".ca", ".org")))
        else None
    )

"""Damage to texts as data: each function takes a text and gives it damaged, or takes a length and gives a text."""

import re
import unicodedata
from collections.abc import Callable
from random import Random

from hypothesis import strategies as st

ARTICLE = """Lumber talks stall as Ottawa weighs its answer

OTTAWA - Trade Minister Ruth Sample said on Monday that the talks on lumber had stalled.

"We will not sign a bad deal," she told reporters. "They know why, and they know what it costs."

According to the industry council, prices will rise by 12 per cent. Its chief, Omar Field, denied that mills would close.

"I have seen this before," said Field, who runs two mills in British Columbia. "It ends when somebody blinks."

The prime minister, Joan Marsh, warned of a long winter and promised help for workers. Marsh's office did not answer.

Subscribe to our newsletter
"""


MARKS = {
    "straight": '""',
    "curly": "“”",
    "both opening": "““",
    "both closing": "””",
    "reversed": "”“",
    "low": "„“",
    "low, closing": "„”",
    "guillemets": "«»",
    "reversed guillemets": "»«",
    "single guillemets": "‹›",
    "wide": "＂＂",
    "primes": "″″",
    "corners": "「」",
    "single": "''",
    "curly single": "‘’",
    "grave": "`'",
}
PAIRS = {
    **{name: (pair[0], pair[1]) for name, pair in MARKS.items()},
    "spaced guillemets": ("« ", " »"),
    "no-break guillemets": ("«\u202f", "\u202f»"),
    "doubled": ("''", "''"),
    "typed": ("``", "''"),
    "doubled acute": ("´´", "´´"),
    "two commas": (",,", "''"),
    "doubled curly": ("‘‘", "’’"),
    "doubled straight": ('""', '""'),
    "tripled": ('"""', '"""'),
    "escaped": ('\\"', '\\"'),
    "angles": ("<<", ">>"),
    "entities": ("&quot;", "&quot;"),
    "named entities": ("&ldquo;", "&rdquo;"),
    "numbered entities": ("&#8220;", "&#8221;"),
    "mixed": ("“", '"'),
    "mixed back": ('"', "”"),
}


def _hyphenated(text: str) -> str:
    return text.replace("reporters", "re-\nporters").replace("council", "coun-\ncil").replace("winter", "win-\nter")


SAME: dict[str, Callable[[str], str]] = {
    "paragraph tags": lambda t: "".join(f'<p class="x">{line}</p>\n' for line in t.split("\n\n")),
    "inline tags": lambda t: t.replace("deal", "<em>deal</em>").replace("winter", '<a href="https://example.org">winter</a>'),
    "entities": lambda t: t.replace('"', "&quot;").replace("-", "&#45;"),
    "bullets": lambda t: "".join(f"• {line}\n" for line in t.split("\n\n")),
    "stars": lambda t: "".join(f"* {line}\n" for line in t.split("\n\n")),
    "table": lambda t: "".join(f"| {i} | {line} |\n" for i, line in enumerate(t.rstrip().split("\n\n"))),
    "carriage returns": lambda t: t.replace("\n", "\r\n"),
    "old line ends": lambda t: t.replace("\n", "\r"),
    "line separators": lambda t: t.replace("\n", "\u2028"),
    "form feeds": lambda t: t.replace("\n\n", "\n\x0c\n"),
    "no-break spaces": lambda t: t.replace(" ", "\xa0"),
    "zero-width spaces": lambda t: t.replace('"', '"\u2060'),
    "byte order mark": lambda t: "\ufeff" + t,
    "trailing spaces": lambda t: t.replace("\n", "   \n"),
}
"""Damage that takes no word away: what is read stays the same."""


LOSSY: dict[str, Callable[[str], str]] = {
    "rn for m": lambda t: t.replace("m", "rn"),
    "m for rn": lambda t: t.replace("rn", "m"),
    "0 for o": lambda t: t.replace("o", "0").replace("O", "0"),
    "1 for l": lambda t: t.replace("l", "1").replace("I", "l"),
    "broken words": _hyphenated,
    "soft hyphens": lambda t: t.replace("t", "t\xad"),
    "spaced letters": " ".join,
    "no spaces": lambda t: t.replace(". ", ".").replace(", ", ","),
    "capitals": str.upper,
    "small letters": str.lower,
    "swapped case": str.swapcase,
    "lost opening marks": lambda t: re.sub(r'(?<!\S)"', "", t),
    "lost closing marks": lambda t: re.sub(r'"(?!\w)', "", t),
    "every other mark lost": lambda t: "".join(p + ('"' if i % 2 else "") for i, p in enumerate(t.split('"'))),
    "mark on every word": lambda t: t.replace(" ", ' "'),
    "zero-width in words": lambda t: t.replace("a", "a\u200b"),
    "joiners": lambda t: t.replace("e", "e\u200d"),
    "combining": lambda t: unicodedata.normalize("NFD", "\u0301".join(t)),
    "half pairs": lambda t: t.replace("e", "e\ud83d"),
    "other halves": "\udc80".join,
    "nulls": lambda t: t.replace(" ", "\0"),
    "pictures": lambda t: t.replace(" ", " 🙂"),
    "right to left": lambda t: t.replace(" ", " \u202e", 9) + 'قال الوزير: “لن نوقع”. שר המסחר אמר: "לא".',
    "mixed scripts": lambda t: (
        t.replace("Monday", "周一").replace("reporters", "репортёрам") + "部长说：“不。” Министр: «Нет»."
    ),
    "no line breaks": lambda t: t.replace("\n", " "),
    "one word a line": lambda t: t.replace(" ", "\n"),
    "tabs": lambda t: t.replace(" ", "\t"),
    "reversed": lambda t: t[::-1],
    "cut off": lambda t: t[: len(t) // 2 - 7],
    "open tags": lambda t: t.replace(" ", " <p ", 20).replace("\n", "<"),
    "nested marks": lambda t: t.replace('"', '"“‘«'),
}
"""Damage that takes words away or joins them: what is read is read exactly."""


ODD = (
    "",
    "Trade Minister Ruth Sample according to «Trade Minister Ruth Sample  — Trade Minister Ruth Sample ",
    " \n\t",
    "\"'“”‘’«»„.,;:!?—–-()[]{}" * 40,
    '"' * 2000,
    "'" * 2000,
    "“" * 900 + "”" * 900,
    ":\n" * 300,
    "— " * 500,
    "<" * 3000,
    "((" * 400 + "Ruth Sample said no." + "))" * 400,
    "a" * 20_000,
    "said " + "x-" * 2000,
    "\ufeff",
    "\u200b" * 99,
    "\ud800" * 99,
    "🙂" * 500,
    "Q: Will you sign?\nA: We will not sign a bad deal.\nQ: Why?\nA: They know why.\n",
    "THE PRESIDENT: We will not sign.\n\nQ Mr. President, why?\n\nTHE PRESIDENT: It costs.\n(LAUGHTER)\nMS. SAMPLE: Thanks.\n",
    'Name\tWords\nRuth Sample\tShe said that talks had stalled\nOmar Field\tsaid "no"\n',
    "- Ruth Sample: we will not sign\n- Omar Field: it ends\n1) he said no\n2) she said yes\n",
    'said said said said, said. "said" said said: said said? said that said said that said.',
)


FRAGMENTS = st.sampled_from(
    (
        "Trade Minister Ruth Sample ",
        "she ",
        "He ",
        "they ",
        "the prime minister ",
        "Omar Field, 45, ",
        "who ",
        "said ",
        "told reporters ",
        "said that ",
        "denied ",
        "warned of ",
        "according to ",
        "talks on lumber ",
        "had stalled",
        "prices will rise",
        "a 10 per cent tariff on steel ",
        "the United States ",
        "imposed ",
        "Canadian ",
        ", ",
        ". ",
        ".\n\n",
        ": ",
        "; ",
        "? ",
        "! ",
        " — ",
        "-",
        "\n",
        "\r\n",
        "\t",
        '"',
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "''",
        "``",
        "'",
        "(",
        ")",
        "&quot;",
        "&amp;",
        "<p>",
        "</p>",
        "<br/>",
        "| ",
        "• ",
        "* ",
        "\u200b",
        "\xad",
        "\ud83d",
        "\u202e",
        "🙂",
        "قال ",
        "部长",
        "Q: ",
        "THE PRESIDENT: ",
        "Subscribe to our newsletter\n",
        "Also Read: ",
        "OTTAWA (Reuters) - ",
        "rn0l1",
        "SAID ",
        "@who ",
        "https://a.example/b ",
        "\0",
        "e\u0301\u0323",
        "\u2067",
        "\u200d",
        "word" * 150 + " ",
        "1) ",
        "Name\tWords\n",
        "\x0c",
        "\x85",
        "<a href='x'>",
        "<!-- ",
        " -->",
        "TRADE MINISTER RUTH SAMPLE: ",
    )
)


GIVEN = ("Ann", "Omar", "Joan", "Peter", "Lena", "Carl", "Ruth", "Hugo", "Mira", "Tom")
FAMILY = tuple(
    start + end for start in ("Bar", "Col", "Dun", "Fen", "Gar", "Hol") for end in ("ton", "ley", "man", "well", "son")
)


def news(length: int) -> str:
    """Running news of about so many characters, with names, quotations, measures and pronouns that vary."""
    choose, parts, size = Random(7), [], 0
    while size < length:
        given_name, family = choose.choice(GIVEN), choose.choice(FAMILY)
        parts.append(
            f"Trade Minister {given_name} {family} said on Monday that the talks on lumber under NAFTA had stalled. "
            f'"We will not sign a bad deal," {family} told reporters. "They know why, and they know what it costs."\n\n'
            f"According to the council, the United States imposed a tariff of {choose.randint(5, 60)} per cent on Canadian "
            f"steel. The minister denied that mills would close, and she said that prices would rise.\n"
        )
        size += len(parts[-1])
    return "\n".join(parts)[:length]


def _filled(pattern: str) -> Callable[[int], str]:
    return lambda length: pattern * (length // len(pattern))


GROWING: dict[str, Callable[[int], str]] = {
    "news": news,
    "news in one line": lambda length: news(length).replace("\n", " "),
    "news in capitals": lambda length: news(length).upper(),
    "short quotations": _filled('"We know," he said. '),
    "marks never closed": _filled('"We go on and on.\n'),
    "turns of speech": _filled("JOAN MARSH: We go on and on.\n"),
    "endless sentence": _filled("the minister said that the talks and the mills of the north were open and "),
    "endless enumeration": _filled("the minister, "),
    "agreements": _filled("The USMCA and NAFTA bind Ann Barton. "),
    "short lines": _filled("Said:\n"),
    "menus": _filled("Home | News | Sport\nRead more: The talks\n"),
    "unbroken": _filled("x-"),
    "lists": _filled("- Ruth Sample: we will not sign a bad deal\n"),
    "tables": _filled("| Ruth Sample | said that talks had stalled |\n"),
    "furniture in one line": _filled("Read more: The talks go on. "),
}

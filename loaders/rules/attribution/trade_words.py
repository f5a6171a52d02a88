"""The words by which news speaks of trade as such, as patterns."""

import re

TRADE_TALKS = r"agreement|deal|discussions|dispute|frictions?|negotiations|pact|talks|tensions"
"""What trade news calls talks, as alternatives of a pattern."""
_MATTERS = "barriers|deficit|issues|relations|surplus|war"
_OFFICES = (
    r"(?:adviser|advisor|ambassador|analyst|association|bloc|body|chief|commission|commissioner|committee|council|department|"
    r"economist|envoy|expert|group|lawyer|minister|ministry|negotiator|office|official|organi[sz]ation|policy chief|"
    r"remedies|representative|secret|secretary|show|spokes\w+|union|unionist)s?\b"
)
TRADE = re.compile(
    r"\b(?:tariffs?|surtax(?:es)?|exports?|imports?|export(?:ed|ing)|import(?:ed|ing)|import (?:tax(?:es)?|dut(?:y|ies))|"
    r"anti-?dumping|counter-?tariffs?|protectionis[mt]|free[- ]trade|World Trade Organi[sz]ation|WTO|market access|"
    r"trade[ds] with|trans-?shipments?|"
    rf"trade (?:{TRADE_TALKS}|{_MATTERS})|(?:economic|commercial|trading) (?:relations?|relationship|ties|partnership|war)|"
    r"economic and security (?:relations?|relationship|ties|partnership)|(?:tariff|non-tariff) barriers|rules of origin)\b",
    re.IGNORECASE,
)
"""What is about trade in any text."""
OF_TRADE = re.compile(
    r"\b(?:duty|duties|levies|levy|surcharges?|trading (?:arrangements?|blocs?|nations?|partners?|rules|system|terms|with)|"
    r"retaliat\w+|counter-?measures?|quotas?|dumping|customs|safeguards?|(?:floor|minimum) prices?|price floors?|"
    rf"(?-i:(?<!business and )trade(?!-| {_OFFICES})|TRADE)|reciproc(?:al|ity)(?: \w+)?|"
    r"(?:open|opening|opened|access to|close|closing) (?:[\w.\u2019']+ ){1,3}markets?)\b",
    re.IGNORECASE,
)
"""What is about trade in a text about trade."""
HINTS = re.compile(
    rf"\b(?:(?i:trade) {_OFFICES}|(?:Commerce|Trade|commerce|trade) (?:Department|Ministry|department|ministry)|"
    r"(?:exporters?|importers?|import (?:bans?|licen[cs]es?|permits?)|dumped|supply management)\b|"
    r"goods (?:now )?(?:are charged|face|pay)\b)"
)
"""What makes it likely that a text is about trade."""
TALKS = re.compile(
    r"\b(?:accord|agreements?|barriers|breakthrough|carve-?outs?|coerci\w+|compromise|concessions?|de-?escalat\w+|deals?|"
    r"dialogue|discussions?|disputes?|dollar for dollar|escalat\w+|fair competition|(?:hit|hits|hitting) back|"
    r"level playing field|baseline|exemptions?|waivers?|(?:full|higher|lower|new|the|this) rate|"
    r"negotiat\w+|offers?|pact|progress|renegotiat\w+|reprisals?|restrictions|review|settlement|tit-for-tat|talks?|treaty|truce|"
    r"(?:discriminatory|unfair|wrong) (?:\w+ )?practices|(?:surplus|deficit) with)\b",
    re.IGNORECASE,
)
"""What is about trade in a text about trade, as talks are."""
TRADE_TOO = re.compile(
    rf"\b(?:trade (?:{TRADE_TALKS}|order|relations|war)|trading system|tariff (?:negotiations|talks|war)|economic war|"
    r"protectionism|free trade|trad(?:es?|ing) with|open (?:our|its|their) markets?|"
    r"WTO (?:commitments|law|obligations|rules))\b",
    re.IGNORECASE,
)
"""What is about trade as such beside the sectors that a content names."""
FLOWS = frozenset(("export", "exports", "import", "imports"))
"""Words for goods in general that mean the goods spoken of before, if any were."""

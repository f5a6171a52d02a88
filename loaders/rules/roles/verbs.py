"""The verbs that tell of posts, by what they say: that somebody is, becomes, is made or ceases to be what follows."""

BEING = frozenset(("be", "become", "remain"))
NAMING = frozenset(
    ("appoint", "name", "nominate", "elect", "reelect", "install", "pick", "choose", "tap", "select", "reappoint", "designate",
     "confirm", "promote", "approve", "elevate", "swear", "make")
)  # fmt: skip
HOLDING = frozenset(
    ("serve", "work", "act", "return", "continue", "stay", "remain", "start", "begin", "take", "rule", "double", "assume")
)
LEAVING = frozenset(("resign", "quit", "step", "retire", "leave", "oust", "remove", "dismiss", "fire", "sack"))
SEEING = frozenset(
    ("see", "describe", "regard", "view", "cast", "portray", "denounce", "praise", "hail", "identify", "treat", "know",
     "introduce", "characterize", "characterise", "brand", "depict", "recognize", "recognise", "label", "use", "consider")
)  # fmt: skip
"""Verbs whose "as" tells what somebody else is taken for."""
TURNOVER = frozenset(("replace", "succeed"))
STARTING = (NAMING - {"make", "nominate"}) | TURNOVER | frozenset(("become", "take", "assume", "start", "begin", "return"))
"""Verbs whose date is the beginning of the post."""

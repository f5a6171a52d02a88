"""What page furniture looks like on news sites: one entry a kind, so that grep finds why a line was set aside."""

import re
from dataclasses import dataclass

from loaders.outlets import AGENCY_PATTERN

_REST = r"(?:\s*[:|>»–—-]+\s*.*|\s*)"
"""The end of a line that may go on after a colon, bar or dash."""
_NETWORK = (
    r"(?:twitter|facebook|x|instagram|threads|bluesky|linkedin|youtube|tiktok|telegram|whatsapp|google news|flipboard"
    r"|mastodon)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of furniture: a whole line of at most so many words.

    `in_paragraphs`: also the last or first sentence of a paragraph. `imperative`: its wording is that of an appeal to the
    reader, which prose can quote: lines that tell who spoke are spared.
    """

    name: str
    pattern: re.Pattern[str]
    words: int = 30
    in_paragraphs: bool = False
    imperative: bool = False

    def covers(self, text: str) -> bool:
        """Whether the whole text is furniture of this kind."""
        return text.count(" ") < self.words and self.pattern.fullmatch(text) is not None


def _any(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


KINDS = (
    Kind(
        name="upload hint",
        imperative=True,
        pattern=_any(
            r"(?:up to|max(?:imum)?(?: of)?) \d+ files?\b.*",
            r"(?:drag (?:and|&) drop|choose (?:a )?file|browse files|upload (?:a |your )?(?:file|photo|image|video))s?\b.*",
            r"(?:supported|allowed|accepted) (?:file )?(?:types?|formats?)\b.*",
            r"(?:max(?:imum)?\.? )?(?:file )?size(?: limit)?:? \d+ ?[kmg]b\b.*",
        ),
        words=20,
    ),
    Kind(
        name="breadcrumb",
        pattern=_any(
            r"home\s*(?:[>»/›|→]|[-–—](?=\s)|::)\s*\S.*",
            r"you are here:.*",
            r"(?:(?-i:[A-Z])[^.>»›→/]{1,40}\s[>»›→/]\s){2,}(?-i:[A-Z])[^>»›→]{2,250}",
        ),
        words=60,
    ),
    Kind(
        name="cross-reference",
        imperative=True,
        pattern=_any(
            r"(?:also|must|further|next|now) read(?:ing)?\s*[:|>»–—-].*",
            r"(?:also|must|next|further)[ -]read(?:ing|s)?",
            r"read (?:more|also|next|on|the full (?:story|article|report)|full (?:story|article))(?:\s*[:|>»–—-].*|"
            r"(?: on| at| about| from)? .{0,60}|)",
            r"see also\b" + _REST,
            r"(?:watch|listen|gallery|in pictures|photos|slideshow|podcast)\s*[:|].*",
            r"related(?: (?:article|storie|story|coverage|content|link|post|new|topic|reading|video|item)s?)?" + _REST,
            r"more (?:on|from|about|in|like) (?:this|our|the|us|.{2,40}[:»>])(?:\s?(?:story|topic|author|section|series"
            r"|news|article|subject|issue)s?)?:?",
            r"(?:recommended|suggested)(?: (?:for you|reading|stories|articles|videos?|links?))?:?",
            r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in|have missed)\b.{0,60}",
            r"(?:most|more) (?:popular|read|viewed|shared|commented|recent|stories|news|headlines|articles)\b.{0,20}",
            r"(?:trending|popular)(?: (?:now|stories|news|topics|articles|posts|today))?:?",
            r"(?:top|latest|recent|featured|more|other|today['’]s top) (?:stories|headlines|news|posts|articles|videos"
            r"|updates)",
            r"(?:up next|what to read next|editor['’]?s['’]? (?:picks?|choice)|don['’]t miss(?: this)?"
            r"|in case you missed it|icymi)" + _REST,
            r"(?:previous|next) (?:article|story|post)\b" + _REST,
            r"(?:continue|keep) reading\b.{0,80}",
            r"(?:show|load|see|view|read)(?: all| more| less| gallery| full| transcript)+(?: (?:stories|articles|posts"
            r"|photos|images|videos?|news|story|article|post))?",
            r"(?:click|tap|press|go) here\b.*",
            r"visit (?:our|the) (?:website|site|homepage|page)\b.{0,60}",
        ),
        in_paragraphs=True,
    ),
    Kind(
        name="advertisement",
        imperative=True,
        pattern=_any(
            r"(?:advertisement|advertising|sponsored(?: content| post| by .{2,40})?|promoted(?: content)?"
            r"|ads? by .{2,40}|paid (?:content|post|partnership.*))",
            r"(?:story|article|content|text|post)s? continues? (?:below|after|underneath)\b.{0,60}",
            r"(?:remove|report|skip|hide|close) (?:this |the )?(?:ads?|advertisement)s?\b.{0,30}",
            r"scroll (?:down )?(?:to|for)\b.{0,40}",
            r"skip (?:to|past)\b.{0,40}",
        ),
    ),
    Kind(
        name="subscription prompt",
        imperative=True,
        pattern=_any(
            r"(?:please |click to |register and )?(?:sign|log)[ -]?(?:up|in)(?:,? (?:now|today|here|free|below))?(?: "
            r"(?:for|to|with|and|or|here|now|today|below)\b.*)?",
            r"(?:please )?(?:subscribe|register)(?: (?:to|for|now|today|here|free|and|on|via|with|us|our)\b.*|)",
            r"get (?:the |our |all |your |more |breaking |daily |weekly |free )*.{0,80}\b(?:in|to|into|on) your "
            r"(?:inbox|phone|e-?mail|mailbox|device)\b.*",
            r"(?:enter|provide|confirm|type|submit) your e-?mail\b.*",
            r"by (?:signing up|subscribing|clicking|submitting|entering|providing|continuing"
            r"|registering)\b.{0,200}\byou(?:r| (?:agree|accept|consent|acknowledge))\b.*",
            r"(?:thank you|thanks) for (?:subscribing|signing up|your (?:subscription|support|feedback|patience)"
            r"|reading|visiting|joining)\b.*",
            r"log in,? .{0,30}\b(?:register|subscribe|sign up)\b.*",
            r"already (?:a |an |have a )?(?:subscriber|member|registered|subscribed|subscription)\b.*",
            r"(?:support|help fund|fund) (?:our|independent|quality|local|public-service|the)(?: independent| local"
            r"| quality)? journalism\b.*",
            r"become an? (?:\w+ )?(?:member|subscriber|supporter|patron|insider)\b.*",
            r"(?:download|install|open|get|try) (?:the|our|your)(?: [\w’']+){0,3} app\b.*",
            r"create (?:an|your|a free|a new) account\b.*",
            r"(?:you['’]ve|you have) (?:reached|used|read|\d+|one|two|three)\b.{0,60}\barticles?\b.*",
            r"(?:this|the) (?:article|story|content) is (?:only |exclusively |reserved )*(?:available |exclusive )?"
            r"(?:for|to) .{0,40}(?:subscriber|member)s?.*",
            r"(?:to|want to) (?:continue|keep) reading\b.*",
            r"(?:our |free |daily |weekly |email |e-mail |morning )*newsletters?(?: (?:sign[ -]?up|subscription|archive))?",
            r"(?:join|follow|like|find|connect with) us\b.{0,80}",
            r"(?:donate|subscribe|register|contribute|upgrade|join)(?: (?:now|today|here|for free))?",
            r"join (?:the|our) (?:\w+ ){0,3}(?:conversation|discussion|debate|community|channel|group|mailing list)\b.*",
            r"(?:please )?(?:check|verify) your (?:e-?mail|inbox|spam)\b.*",
        ),
        words=45,
    ),
    Kind(
        name="comment prompt",
        imperative=True,
        pattern=_any(
            r"leave (?:a|your) (?:reply|comment|response|message|feedback)\b.{0,40}",
            r"(?:post|add|write|submit|view|show|see|hide|load|read|join|make)(?: an?| your| all| the| in the| \d+)* "
            r"(?:more )?comments?\b.{0,20}",
            r"(?:\d[\d,.]*[km]?|no|zero) (?:comments?|replies|responses|shares?|likes?|views?|reads|reactions|retweets)",
            r"(?:recent )?comments?(?: \(?\d+\)?)?(?: (?:are closed|are off|policy|section|on this (?:story|article).*))?",
            r"comments? (?:are|have been|is) (?:closed|disabled|turned off|moderated|now closed|switched off)\b.*",
            r"your e-?mail address will not be published\b.*",
            r"required fields are marked\b.*",
            r"(?:your )?(?:name|e-?mail|website|comment|message|subject|phone|first name|last name|captcha)"
            r"(?: \(?required\)?)? ?\*",
            r"save my name, e-?mail\b.*",
            r"you must be (?:logged|signed) in\b.*",
            r"(?:share|tell us|let us know|send us) (?:your|what you) (?:thoughts|views?|opinions?|comments?|feedback"
            r"|story|stories|think)\b.*",
            r"(?:have your say|what do you think\?|be the first to comment|got something to say\?).{0,60}",
            r"report (?:an? )?(?:abuse|comment|typo|error|mistake|inaccuracy|spam)\b.*",
            r"notify me (?:of|when|by|about)\b.*",
            r"this site uses akismet\b.*",
            r"(?:got|have|send us|do you have)(?: a| any| your)?(?: news| confidential)? (?:tips?|story ideas?"
            r"|corrections?)\b.*",
            r"(?:feedback|questions|corrections)\?.{0,100}",
            r"(?:e-?mail|contact|write(?: to)?|reach|call|text) (?:us|him|her|them|the (?:author|writer|reporter|editor"
            r"|newsroom))\b.{0,20}(?: at| on| via|:).*",
        ),
    ),
    Kind(
        name="legal notice",
        pattern=_any(
            r"(?:this|our) (?:web)?site uses cookies\b.*",
            r"we (?:and our partners |also )?use cookies\b.*",
            r"(?:accept|reject|manage|allow|decline)(?: all| optional)? (?:cookies|preferences|settings|choices|consent)\b.*",
            r"(?:cookie|privacy)(?: (?:policy|settings|notice|preferences|statement|center|choices))?(?:\s*[|•·&,/-].*"
            r"| policy| notice| settings)",
            r"terms (?:of (?:use|service)|and conditions|& conditions|of sale)\b.{0,60}",
            r"(?:[^.]{0,80}\s)?all rights reserved\b.*",
            r"(?:©|\(c\)(?= ?(?:copyright|\d{4}|[A-Z]))|copyright(?= ?(?:©|\(c\)|\d{4}|by\b))).*",
            r"this material may not be (?:published|reproduced|broadcast|copied)\b.*",
            r"(?:do not|don['’]t) sell (?:or share )?my (?:personal )?(?:information|data)\b.*",
            r"disclaimer:.*",
            r"our standards:.*",
            r"opens? (?:in )?(?:a )?new (?:tab|window)",
            r"(?:the )?(?:views|opinions)(?: and opinions)? expressed\b.{0,200}",
        ),
        words=70,
        in_paragraphs=True,
    ),
    Kind(
        name="publication note",
        pattern=_any(
            r"(?:[—–-]\s*)?(?:a version of )?this (?:report|article|story|post|column|piece|content|interview|op-ed"
            r"|essay|dispatch)(?: by .{2,60}?)? (?:was|has|is)\b"
            r"(?: been| also| originally| first| last)* (?:published|appeared|posted|updated|corrected|produced"
            r"|republished|syndicated|translated|amended|supplied|provided|generated)\b.*",
            r"(?:[—–-]\s*)?the (?:article|story|post|column|piece) (?:was|has)(?: been| also)* (?:(?:originally|first"
            r"|last) (?:published|appeared|posted|updated)|updated|corrected|amended)\b.*",
            r"(?:[—–-]\s*)?(?:first|originally) (?:published|posted|appeared)\b.*",
            r"(?:this is )?an? (?:breaking|developing)(?: news)? story\b.*",
            r"(?:more (?:details )?to come|developing(?: story)?|check back for updates)\b.{0,60}",
            r"(?:correction|clarification|editor['’]?s['’]? note|publisher['’]s note|note to (?:readers|editors))"
            r"(?: appended)?(?:\s?[:–—(].*|)",
            r"(?:as )?published in (?:the )?[A-Z].{2,60}",
            r"(?:for immediate release|(?:press|news|media) release|media advisory|exclusive|breaking(?: news)?)[:!]?",
            r"[-—–]\s?30\s?[-—–]",
        ),
        words=70,
        in_paragraphs=True,
    ),
    Kind(
        name="staff note",
        pattern=_any(
            r"[(\[]?(?:(?:with )?(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written"
            r"|production|research|graphics?|translation)|reported) (?:by|from):? .*",
            r"[(\[—–-]*\s?(?:with|including) (?:additional )?(?:files?|reporting|inputs?|reports?|content"
            r"|contributions?|material|information) (?:from|by) .*",
            r"[(\[—–-]*\s?.{2,160} contributed(?: (?:to|reporting|research|to the reporting of))?\b(?: (?:to )?(?:this"
            r"|the) (?:report|story|article|piece|post))?(?: from .{2,60})?[)\]]?",
            r"contributing(?: (?:writers?|reporters?|editors?))?:.*",
            r"(?:written|reported|compiled|edited|produced|posted) by:? .{2,80}",
        ),
        words=45,
        in_paragraphs=True,
    ),
    Kind(
        name="sharing prompt",
        imperative=True,
        pattern=_any(
            r"share(?: this)?(?: (?:article|story|page|post|video|content|news|link))?(?: (?:on|via|with|by|to"
            r"|this)\b.{0,80})?:?",
            r"click to (?:share|e-?mail|print|tweet|copy|enlarge|view|watch|play)\b.*",
            r"(?:please )?follow (?!the )(?:.{2,80} )?(?:on|at) " + _NETWORK + r"\b.*",
            r"follow (?:us|him|her|me|them|@\w+)\b.{0,60}",
            r"(?:twitter|facebook|instagram|x|e-?mail|threads|linkedin)\s?:\s?\S{2,60}",
            r"(?:@\w{2,30}[\s,|]*)+",
            r"tweet(?: this)?",
            r"(?:like|find|join|watch) us on\b.{0,60}",
            r"listen to (?:this|the) (?:article|story|podcast|episode)\b.{0,40}",
            r"(?:shares|views|likes|reactions|reads)",
            r"(?:reading|read) time\b.{0,30}",
            r"(?:listen(?: to this article)?[\s|·•(]*)?\d+[ -]?min(?:ute)?s?(?: (?:read|listen|video|watch))?\)?",
            r"add (?:us|.{2,30}) (?:as|to) (?:an?|your) preferred source\b.*",
            r"(?:text|font) size\b.{0,20}",
            r"(?:copy|print|save|email|gift|bookmark)(?: (?:link|this|article|story|page|for later|this (?:article"
            r"|story|page)))+",
        ),
        words=35,
    ),
    Kind(
        name="picture credit",
        pattern=_any(
            r"[(\[]?(?:photo(?:graph|graphy|graphs|s)?|image|picture|pic|video|illustration|graphic|credit|source"
            r"|cover image)s?(?: credits?| courtesy| by| source)?\s*[:|]\s*.*",
            r"(?:file|handout|stock|pool|courtesy|archive|undated|representative|representational) (?:photo|image"
            r"|picture)(?:graph)?s?\b.{0,80}",
            r"(?:photo|image|picture|illustration)s? (?:by|courtesy|from|via|provided|supplied|taken)\b.{2,80}",
            r".*[(\[](?:[^()\[\]]{2,60}?\s?[/|]\s?)" + AGENCY_PATTERN + r"(?:\s?[/,|][^()\[\]]{2,60})?[)\]]",
            r".*[(\[](?:photo|file|image|picture|credit|ap photo|reuters photo|afp photo|photograph|courtesy"
            r"|handout)\b[^()\[\]]{0,80}[)\]]",
            r"(?:enlarge(?: (?:this )?image)?|(?:open|view|toggle|hide|show) (?:image|caption|photo|gallery"
            r"|fullscreen)\b.{0,20}|image caption\b.*|caption)",
            r"(?:play|pause|mute|unmute|fullscreen|replay|loading|close|expand|zoom)(?: (?:video|audio|player|menu|this"
            r"|dialog|modal))?(?:\.{3}|…)?",
        ),
        words=70,
    ),
    Kind(
        name="picture credit in capitals",
        pattern=_any(
            r".*\b" + AGENCY_PATTERN + r"\s?/\s?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:[/,] ?[\w .]{2,30})?",
            r".*\b(?:AP|AFP|EPA|CP|PA|File|Pool|Handout|Getty|Reuters) (?:Photo|Photos|Images?|Pictures)\b[^.]{0,50}",
            r"(?:[A-Z][\w.'’&-]*(?:(?:,? [A-Z&][\w.'’&-]*){0,5}(?:\s?/\s?|\svia\s)|(?: [A-Z][\w.'’-]*){1,2}\s\|\s))?(?:"
            + AGENCY_PATTERN
            + r"|Instagram|YouTube|Facebook|Twitter)(?:/[\w .]{2,40})?",
            flags=0,
        ),
        words=70,
    ),
    Kind(
        name="tags",
        pattern=_any(
            r"(?:tags?|topics?|filed under|categories|category|keywords|posted in|in this (?:article|story)|hashtags?"
            r"|labels?)\s?:.*",
            r"(?:explore more on these topics|related topics|topics in this article)",
            r"(?:#\w+[\s,|]*)+",
        ),
    ),
    Kind(
        name="code and addresses",
        pattern=_any(
            r"(?:https?://|www\.)\S+",
            r"[.#]?[\w-]+[\w .#:,>()-]*\{.*",
            r"[a-z-]{3,30}\s?:\s?[^;\"“]{1,60};",
            r"</?[a-z][^>]{0,200}>(?:<[^>]{0,200}>)*",
            flags=0,
        ),
    ),
)
"""In the order in which they are tried."""

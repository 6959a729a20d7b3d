"""The set phrases by which a line of a news page shows what it is: credits, bylines, links and small print.

Each set lists its alternatives one a line. All repetitions are bounded, so that no line, however long, is slow to read.
"""

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_FULL_DATE = rf"(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH},?\s\d{{4}})"

# Agencies and libraries that pictures and reports are credited to; case tells "AP" from a syllable.
AGENCY = (
    r"(?:AFP|Reuters|AP|Associated\sPress|EPA(?:-EFE)?|EFE|PTI|ANI|APP|INP|PPI|PID|ISPR|UPI|TASS|IRNA|ISNA|WANA"
    r"|Tasnim|Fars|Mehr|Xinhua|Anadolu(?:\sAgency)?|AA|Bloomberg|CNN|Getty(?:\sImages)?|NurPhoto|Sipa|Shutterstock"
    r"|Alamy|dpa|KUNA|WAFA|Handout|HO|Screengrab|Screenshot|File)"
)
_PICTURE = r"(?:photo(?:graph)?|picture|image|screengrab|screenshot|video\sgrab|frame\sgrab)"


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


CREDIT = re.compile(
    _any(
        r"\b(?i:photos?|photograph|images?|pictures?|pic|credits?|photo\scredit)\s?[:/\u2013\u2014|]\s?[^.\n]{1,60}",
        r"\b(?:Photos?|Photograph|PHOTOS?|Images?|Pictures?)\s(?i:by|via|courtesy)\s[^.\n]{1,60}",
        r"\bCourtesy(?::|\sof)?\s[^.\n]{1,40}",
        rf"[\u2013\u2014|/-]\s?{AGENCY}(?:\s?[/,]\s?[\w ]{{1,30}})?(?:\s(?i:(?:file\s)?photo))?",
        rf"[(\[]\s?(?:[^()\[\]\n]{{0,40}}\b)?{AGENCY}(?:\s?[/,]\s?[^()\[\]\n]{{1,40}})?(?:\s(?i:photo))?\s?[)\]]",
        rf"\b{AGENCY}\s?/\s?(?:(?i:file|getty\simages|handout)|[A-Z][\w ]{{2,30}})",
        r"\b(?i:getty\simages|(?:file|handout|stock)\s(?:photo|picture|image)s?)",
    )
    + r"[\s.)\]]{0,5}$"
)
"""Ends a caption."""

PICTURE_OPENING = re.compile(
    _any(
        r"file\s(?:photo|picture|image|-)",
        r"(?:an?|(?:in\s)?this|the)\s(?:\w{1,20}\s){0,4}" + _PICTURE + r"\s"
        r"(?:shows?|taken|released|provided|obtained|from|made|posted)\b",
        r"a\sgeneral\sview\s",
        r"photo(?:graph)?\s?[:\u2013-]",
        r"caption\s?:",
    ),
    re.IGNORECASE,
)
"""Begins a caption."""

PICTURED = re.compile(
    r"\b(?:stands?|sits?|walks?|looks?|gathers?|patrols?|queues?|waits?|wears?|carry|carries|holds?|inspects?|poses?"
    r"|shakes?\shands|watch(?:es)?|attends?|arrives?|speaks?|addresses|leaves?|takes?\spart|(?:is|are)\s(?:seen|pictured))\b"
)
"""What people do in pictures, in the present tense."""

DATED_PICTURE = re.compile(rf"\b(?:on|in|dated)\s(?:\w{{3,6}}day,?\s)?{_FULL_DATE}")
"""The full date on which a picture was taken."""

BYLINE = re.compile(
    _any(
        r"by:?",
        r"[^\w\s]{1,9}",
        r"(?:web|news|monitoring|online|international|world|digital)\sdesk",
        r"(?:(?:our|the|a)\s)?(?:(?:staff|special|own|bureau)\s)?(?:correspondent|reporters?|report)",
        r"staff(?:\swriters?)?",
        r"(?:news\s)?agenc(?:y|ies)",
        rf"(?:with\s)?{AGENCY}(?:\s?(?:[/,&|]|and)\s?{AGENCY}){{0,5}}",
        r"\d{1,2}\s?min(?:ute)?s?\s(?:read|ago)",
        r"\d{1,2}\shours?\sago",
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
        r"[(\[]?(?:(?:additional|with)\s)?(?:reporting|writing|editing|compiled|translated|edited|written)\s"
        r"(?:and\s\w{1,20}\s)?by\b.{0,200}",
        r"by\s[^\W\d_][^.!?]{2,70}",
        r"(?:(?:first\s)?published|(?:last\s)?updated?|posted|modified)\b\s?(?:on|at)?\s?:?[^\d\n]{0,60}\d.{0,60}",
        rf"(?:\w{{3,9}},?\s)?{_FULL_DATE}.{{0,40}}",
    ),
    re.IGNORECASE,
)
"""A whole line that names authors, desks, agencies or the hour."""

BY_ALONE = re.compile(r"by:?", re.IGNORECASE)
NAME_LINE = re.compile(r"[^\W\d_][\w.'\u2019 ,&-]{1,60}")
"""What follows a line that is only "By"."""

BULLET = re.compile(r"(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u2219]\s{0,4}|[*\u2013-]\s{1,4})\S")

RELATED = re.compile(
    r"(?:[(\[>\u2022-]\s{0,3})?"
    + _any(
        r"(?:(?:also|must)\s)?reads?(?:\s(?:more|also|next|here))?\s?(?::|\u2013|-|\||$)",
        r"read\s(?:more|also)\b",
        r"also\sread\b",
        r"more\s(?:on|from|about)\sth[ie]s?\b",
        r"more\s(?:stories|news)\b",
        r"related(?:\s(?:stories|news|articles?|topics|content|coverage|links))?\s?(?::|$)",
        r"see\salso\b",
        r"you\smay\s(?:also\s)?like",
        r"recommended\b(?:\s\w{1,20}){0,3}$",
        r"don[\u2019']t\smiss\b",
        r"trending(?:\snow)?$",
        r"top\sstories$",
        r"most\s(?:read|popular|viewed)\b(?:\s\w{1,20}){0,2}$",
        r"editor[\u2019']?s[\u2019']?\spicks?$",
        r"in\spictures\s?:",
        r"watch\s?:",
    ),
    re.IGNORECASE,
)
"""Begins a link, or a list of links, to other reports."""

_CHANNEL = (
    r"(?:facebook|twitter|whatsapp|telegram|e-?mail|print|share|tweet|copy\slink|linkedin|pinterest|reddit|instagram"
    r"|youtube)"
)
BOILERPLATE = re.compile(
    _any(
        r"\(?\u00a9",
        r"\(c\)\s(?:19|20)\d\d",
        r"\(?copyright\b",
        r"all\srights\sreserved",
        r"(?:click\shere\sto\s)?(?:subscribe|sign\sup|log\sin|register)\b",
        r"(?:get|receive)\b.{0,60}\b(?:newsletter|inbox|alerts?)\b",
        r"(?:follow|like|join)\sus\b",
        r"follow\s\w{1,20}\snews\b",
        r"share\s(?:this|on|via|the)\b",
        r"(?:we|this\s(?:site|website))\suses?\scookies",
        r"accept\s(?:all\s)?cookies",
        r"cookie\s(?:policy|settings)",
        r"by\scontinuing\sto\suse",
        r"download\s(?:the|our)\s.{0,30}\bapp\b",
        r"advertisements?$",
        r"advertising$",
        r"sponsored\b",
        r"click\shere\b",
        r"(?:\d{1,6}\s)?comments?(?:\sare\sclosed)?$",
        r"leave\sa\s(?:comment|reply)",
        rf"{_CHANNEL}(?:[\s|,/\u00b7\u2022]{{1,5}}(?:{_CHANNEL}|x)){{0,12}}$",
        r"terms\s(?:of|and)\s(?:use|service|conditions)",
        r"privacy\spolicy",
        r"tags?\s?:",
        r"topics?\s?:",
        r"skip\sto\s",
        r"home\s?[>/|\u00bb]",
        r"this\sarticle\s(?:was\soriginally|first|originally)\b",
        r"support\s(?:our|independent)\sjournalism",
        r"donate\b",
    ),
    re.IGNORECASE,
)
"""Begins a line about the page itself."""

TERMINAL = re.compile(r"[.!?\u2026;:][\"'\u201d\u2019)\]]{0,4}$")
"""Ends a sentence."""

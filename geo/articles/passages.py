"""Which part of a report says what: headline, byline, captions, summary, body, links and boilerplate.

The rules are about form (position, length, final punctuation) and about the set phrases of news pages,
never about one outlet. Each line is a passage of its own; lines that one paragraph was wrapped into
are taken together.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from geo.records import Passage, PassageKind

# Longer lines are paragraphs: news headlines hold about ten words, and hardly ever more than twenty.
_HEADLINE_CHARACTERS = 160
_HEADLINE_WORDS = 25
_SHORT_WORDS = 12
_CAPTION_WORDS = 80
_BOILERPLATE_WORDS = 45
# A line shorter than this was not broken off by a fixed width.
_WRAPPED_CHARACTERS = 40

_AGENCY = (
    r"(?:AFP|Reuters|AP|Associated\sPress|EPA(?:-EFE)?|EFE|PTI|ANI|APP|INP|PPI|PID|ISPR|UPI|TASS|IRNA|ISNA|WANA|Tasnim"
    r"|Fars|Mehr|Xinhua|Anadolu(?:\sAgency)?|AA|Bloomberg|Getty(?:\sImages)?|NurPhoto|Sipa|Shutterstock|Alamy|dpa"
    r"|Handout|HO|Screengrab|Screenshot|File)"
)
_CREDIT = re.compile(
    rf"(?:\b(?i:photos?|photograph|images?|pictures?|pic|credits?|photo\scredit)\s?[:/\u2013\u2014|]\s?[^.\n]{{1,60}}"
    rf"|\b(?:Photos?|Photograph|PHOTOS?|Images?|Pictures?|Picture)\s(?i:by|via|courtesy)\s[^.\n]{{1,60}}"
    rf"|\bCourtesy(?::|\sof)?\s[^.\n]{{1,40}}"
    rf"|\s?[\u2013\u2014|/-]\s?{_AGENCY}(?:\s?[/,]\s?[\w ]{{1,30}})?(?:\s(?i:(?:file\s)?photo))?"
    rf"|[(\[]\s?(?:[^()\[\]\n]{{0,40}}\b)?{_AGENCY}(?:\s?[/,]\s?[^()\[\]\n]{{1,40}})?(?:\s(?i:photo))?\s?[)\]]"
    rf"|\b{_AGENCY}\s?/\s?(?:(?i:file|getty\simages|handout)|[A-Z][\w ]{{2,30}})"
    rf"|\b(?i:getty\simages|(?:file|handout|stock)\s(?:photo|picture|image)s?))[\s.)\]]*$"
)
_PICTURE_OPENING = re.compile(
    r"(?:file\s(?:photo|picture|image|-)|(?:an?|this|in\sthis|the)\s(?:\w+\s){0,2}"
    r"(?:file\s|handout\s|satellite\s|aerial\s|undated\s)*"
    r"(?:photo(?:graph)?|picture|image|screengrab|screenshot|video\sgrab|frame\sgrab)\s"
    r"(?:shows?|taken|released|provided|obtained|from|made|posted)|a\sgeneral\sview\s|photo(?:graph)?\s?[:\u2013-]|caption\s?:)",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_FULL_DATE = rf"(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH},?\s\d{{4}})"
# What people do in pictures, in the present tense, and the date on which the picture was taken.
_PICTURED = re.compile(
    r"\b(?:stands?|sits?|walks?|looks?|gathers?|patrols?|queues?|waits?|wears?|carry|carries|holds?|inspects?|poses?"
    r"|shakes?\shands|watch(?:es)?|attends?|arrives?|speaks?|addresses|leaves?|takes?\spart|is\sseen|are\sseen"
    r"|(?:is|are)\spictured)\b"
)
_DATED_PICTURE = re.compile(rf"\b(?:on|in|dated)\s(?:\w+day,?\s)?{_FULL_DATE}")

_BYLINE = re.compile(
    r"(?:by:?|[|/\u2022\u00b7\u2013\u2014-]+|(?:web|news|monitoring|online|international|world|digital)\sdesk|(?:our|the|a|special)?\s?"
    r"(?:staff|special|own|bureau)?\s?(?:correspondent|reporters?|report)|staff(?:\swriters?)?|agenc(?:y|ies)|news\sagencies|"
    rf"(?:with\s)?{_AGENCY}(?:\s?(?:[/,&|]|and)\s?{_AGENCY})*|\d{{1,2}}\s?min(?:ute)?s?\s(?:read|ago)|(?:\d{{1,2}}\s)?hours?\sago"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"[(\[]?(?:additional\s|with\s)?(?:reporting|writing|editing|compiled|translated|edited|written)\s(?:and\s\w+\s)?by\b.{0,200}"
    r"|by\s[^\W\d_][^.!?]{2,70}"
    rf"|(?:(?:first\s)?published|(?:last\s)?updated?|posted|modified)\b\s?(?:on|at)?\s?:?.{{0,60}}\d.{{0,60}}"
    rf"|(?:\w{{3,9}},?\s)?{_FULL_DATE}.{{0,40}})",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(r"by:?", re.IGNORECASE)
_NAME_LINE = re.compile(r"[^\W\d_][\w.'\u2019 ,&-]{1,60}")
_BULLET = re.compile(r"(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u2219]\s*|[*\u2013-]\s+)\S")
_RELATED = re.compile(
    r"(?:[(\[>\u2022-]\s*)?(?:(?:also\s|must\s)?reads?(?:\s(?:more|also|next|here))?\s?(?::|\u2013|-|$|\|)|read\s(?:more|also)\b|also\sread\b|more\s(?:on|from|about)\sth[ie]s?\b|"
    r"more\s(?:stories|news)\b|related(?:\s(?:stories|news|articles?|topics|content|coverage|links))?\s?(?::|$)|see\salso\b|"
    r"you\smay\s(?:also\s)?like|recommended\b(?:\s\w+){0,3}$|don[\u2019']t\smiss\b|trending(?:\snow)?$|top\sstories$|"
    r"most\s(?:read|popular|viewed)\b(?:\s\w+){0,2}$|editor[\u2019']?s[\u2019']?\spicks?$|in\spictures\s?:|watch\s?:)",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"(?:\u00a9|\(c\)\s(?:19|20)\d\d|copyright\b|all\srights\sreserved|(?:click\shere\sto\s)?(?:subscribe|sign\sup|log\sin|register)\b"
    r"|(?:get|receive)\b.{0,60}\b(?:newsletter|inbox|alerts?)\b|follow\s(?:us|\w+\snews)\b|share\s(?:this|on|via|the)\b|(?:we|this\s(?:site|website))\suses?\scookies"
    r"|accept\s(?:all\s)?cookies|by\scontinuing\sto\suse|cookie\s(?:policy|settings)|download\s(?:the|our)\s.{0,30}\bapp\b"
    r"|advertisements?$|advertising$|sponsored\b|click\shere\b|(?:\d+\s)?comments?(?:\sare\sclosed)?$|leave\sa\s(?:comment|reply)"
    r"|(?:facebook|twitter|whatsapp|telegram|email|e-mail|print|share|tweet|copy\slink|linkedin|pinterest|reddit|instagram|youtube)"
    r"(?:[\s|,/\u00b7\u2022]+(?:facebook|twitter|x|whatsapp|telegram|email|e-mail|print|share|tweet|copy\slink|linkedin|pinterest"
    r"|reddit|instagram|youtube))*$|terms\s(?:of|and)\s(?:use|service|conditions)|privacy\spolicy|tags?\s?:|topics?\s?:|skip\sto\s"
    r"|home\s?(?:[>/|\u00bb]).*|this\sarticle\s(?:was\soriginally|first|originally)\b|support\s(?:our|independent)\sjournalism|donate\b)",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.!?\u2026;:][\"'\u201d\u2019)\]]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the text without the white space around it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        return _TERMINAL.search(self.text) is not None


def find_passages(text: str, *, title: str = "", captions: Collection[str] = ()) -> tuple[Passage, ...]:
    """Split a text into passages and say what each is.

    Parameters
    ----------
    title
        The report's title if it is known; a line that repeats it is a headline.
    captions
        Texts known to be picture captions, whatever their form.

    Returns
    -------
    tuple of Passage
        In order, not overlapping, covering all of the text but white space.
    """
    lines = list(_split_title(_lines(text), title))
    reader = _Reader(title=_squeeze(title), captions=frozenset(map(_squeeze, captions)), alone=len(lines) == 1)
    return tuple(Passage(start=line.start, end=line.end, kind=reader.kind(line)) for line in lines)


def find_headline(text: str) -> str:
    """Return the first line that reads like a headline, or an empty string if the text starts otherwise."""
    lines = list(_lines(text))
    reader = _Reader(title="", captions=frozenset(), alone=len(lines) == 1)
    for line in lines:
        kind = reader.kind(line)
        if kind == "headline":
            return _squeeze(line.text)
        if kind in {"body", "summary"}:
            return ""
    return ""


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> Iterator[_Line]:
    """Yield the paragraphs of a text; the lines of one that was wrapped are taken together."""
    for block in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text):
        parts = [(block.start() + part.start(), part[0]) for part in re.finditer(r"[^\n]+", block[0])]
        start = None
        for index, (offset, part) in enumerate(parts):
            start = offset if start is None else start
            following = parts[index + 1][1] if index + 1 < len(parts) else ""
            if not _is_wrapped(part, following):
                yield _trimmed(text, start, offset + len(part))
                start = None


def _is_wrapped(line: str, following: str) -> bool:
    """Return whether a line goes on in the next one."""
    return (
        len(line) >= _WRAPPED_CHARACTERS
        and following.lstrip()[:1].islower()
        and not _TERMINAL.search(line.rstrip())
        and not _BULLET.match(following.lstrip())
    )


def _trimmed(text: str, start: int, end: int) -> _Line:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return _Line(start, start + len(part.strip()), part.strip())


def _split_title(lines: Iterator[_Line], title: str) -> Iterator[_Line]:
    """Take a title that stands in one line with the first sentence ("Title. The report ...") apart from it."""
    first = next(lines, None)
    if first is None:
        return
    after = first.text[len(title) :]
    if title and first.text.startswith(title) and re.match(r"\s?[.!?:|\u2013\u2014-]\s+\S", after):
        sign = re.match(r"\s?\S", after)
        end = first.start + len(title) + (len(sign[0]) if sign else 0)
        yield _trimmed_line(first, first.start, end)
        yield _trimmed_line(first, end, first.end)
    else:
        yield first
    yield from lines


def _trimmed_line(line: _Line, start: int, end: int) -> _Line:
    part = _trimmed(line.text, start - line.start, end - line.start)
    return _Line(line.start + part.start, line.start + part.end, part.text)


class _Reader:
    """Says what each line of one report is, from the top down; what came before decides with the form."""

    def __init__(self, *, title: str, captions: frozenset[str], alone: bool) -> None:
        self._title = title
        self._captions = captions
        self._alone = alone
        self._kinds: set[PassageKind] = set()
        self._after_by = False
        self._in_links = False

    def kind(self, line: _Line) -> PassageKind:
        """Return the kind of the next line."""
        kind = self._known(line) or self._furniture(line) or self._story(line)
        self._after_by = _BY_ALONE.fullmatch(line.text) is not None
        self._in_links = kind == "related"
        self._kinds.add(kind)
        return kind

    def _known(self, line: _Line) -> PassageKind | None:
        squeezed = _squeeze(line.text)
        if squeezed in self._captions:
            return "caption"
        if (
            self._title
            and "body" not in self._kinds
            and squeezed.rstrip(".:!?|\u2014\u2013- ") == self._title.rstrip(".:!?| ")
        ):
            return "headline"
        return None

    def _furniture(self, line: _Line) -> PassageKind | None:
        """Return the kind of a line that frames the story, or None if it tells it."""
        if line.words <= _BOILERPLATE_WORDS and _BOILERPLATE.match(line.text):
            return "boilerplate"
        if _RELATED.match(line.text) and line.words <= _BOILERPLATE_WORDS:
            return "related"
        if self._in_links and line.words <= _HEADLINE_WORDS and not line.is_sentence:
            return "related"
        if _BYLINE.fullmatch(line.text) or (self._after_by and _NAME_LINE.fullmatch(line.text)):
            return "byline"
        return "caption" if self._is_caption(line) else None

    def _is_caption(self, line: _Line) -> bool:
        if line.words > _CAPTION_WORDS:
            return False
        if _CREDIT.search(line.text) or _PICTURE_OPENING.match(line.text):
            return True
        is_apart = "body" not in self._kinds or not line.is_sentence
        return is_apart and _DATED_PICTURE.search(line.text) is not None and _PICTURED.search(line.text) is not None

    def _story(self, line: _Line) -> PassageKind:
        if "body" in self._kinds or self._alone:
            return "body"
        is_title_like = (
            len(line.text) <= _HEADLINE_CHARACTERS
            and line.words <= _HEADLINE_WORDS
            and not line.text.endswith((".", ";"))
        )
        if is_title_like and not self._kinds & {"headline", "summary"} and not _BULLET.match(line.text):
            return "headline"
        if is_title_like or _BULLET.match(line.text):
            return "summary"
        return "body"

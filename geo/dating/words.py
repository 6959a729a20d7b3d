"""The words and pattern fragments that expressions of time are made of.

Fragments carry their own case rule: "may", "march" and "august" are common words, so these months need a capital.
Every repetition is bounded, which keeps each attempt at a match constant in time.
"""

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAY_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "weds", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
_COUNT_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
COUNTS = {word: number for number, word in enumerate(_COUNT_WORDS.split(), start=1)} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
DAYS_OF_UNIT = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
"""Length in days; a month and a year are rounded, and their precision says so."""

# One newline may stand inside an expression, as in text that is wrapped at a fixed width; a paragraph break may not.
GAP = r"(?:[^\S\n]{1,4}|[^\S\n]{0,4}\n[^\S\n]{0,4})"
END = r"(?!\w)"
# Also bars what goes on as a longer number: "16,000", "16.5", "16%".
NUMBER_END = r"(?!\w|[.,:]\d|[^\S\n]?%)"

FULL_MONTH = (
    r"(?:(?i:january|february|april|june|july|september|october|november|december)"
    r"|August|AUGUST|May|MAY|March|MARCH)" + END
)
_SHORT_MONTH = r"(?:(?i:jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec)|Mar|MAR)(?!\w)\.?"
MONTH = rf"(?:{FULL_MONTH}|{_SHORT_MONTH})"
WEEKDAY = r"(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)" + END
# Short weekdays count only beside a day of the month: the Sun is a newspaper and sat is a verb.
SHORT_WEEKDAY = r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)(?!\w)\.?"
DAY = r"\d{1,2}(?:(?i:st|nd|rd|th))?" + NUMBER_END
YEAR = r"(?:1[5-9]|20)\d\d" + NUMBER_END
COUNT = rf"(?:(?i:a{GAP}couple{GAP}of|{'|'.join(sorted(COUNTS, key=len, reverse=True))})|\d{{1,3}})"
VAGUE_COUNT = rf"(?i:(?:a{GAP})?few|several|many|some|a{GAP}number{GAP}of)"
PART_OF_DAY = rf"(?:{GAP}(?i:morning|afternoon|evening|night|noon|midnight|dawn){END})"
DASH = r"[-\u2010-\u2014]"

_MEASURES = (
    r"villages|homes|houses|districts|schools|miles?|km|kilomet(?:re|er)s?|met(?:re|er)s?|feet|acres|tons?|tonnes"
    r"|dollars|rupees|rials|euros|pounds|percent|per\scent|years?|months?|weeks?|days?|hours?|minutes?|times|million"
    r"|billion|trillion|hundred|thousand|dozen|cases"
)
_PEOPLE_AND_THINGS = (
    r"people|persons|others?|more|men|women|children|girls|boys|troops|soldiers|officers|militants|terrorists|fighters"
    r"|gunmen|civilians|villagers|labou?rers|workers|pilgrims|refugees|families|drones?|missiles?|rockets?|tanks?"
    r"|vehicles|trucks|deaths|injured|killed|dead|wounded"
)
# What follows a number that counts, and is no day or year: "in May 16 people died", "of 2000 villagers".
NOT_MEASURED = rf"(?!{GAP}(?i:{_MEASURES}){END})"
NOT_COUNTED = rf"(?!{GAP}(?i:{_MEASURES}|{_PEOPLE_AND_THINGS}){END})"

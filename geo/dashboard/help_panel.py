"""What a reader should know before trusting the map."""

import streamlit as st

_TEXT = """
**What this is.** News reports are read by a program. It finds sentences that tell of an incident, where and when
it was, and who says so; sentences on one event are joined. Nothing is sent anywhere: all of it works offline.

**How exact a place is.** A *filled* symbol stands on a named place; the dashed circle around it, seen from nearby,
is how far off it may be, at true scale. A *hollow* symbol stands for an area, which is hatched: the incident was
somewhere in that district, province or country, not at the symbol. Whole countries are hatched faintly.

**How sure an incident is.** *Happened*: told as a fact. *Claimed*: one side's unconfirmed word, half filled.
*Denied, planned, threatened, hypothetical*: not (yet) facts; they have a table of their own and are drawn only if
you choose their status. The size grows with the number killed; a *dotted ring* says that it is unknown, which is not
zero. An arrow comes from inside the actor's country. Confidence is the program's, not a newsroom's.

**Time.** Both ends of a range of days are included, and an incident is shown if any of its days is in the range.
One known only to a week, month or year is a bar under the histogram. *As known on* goes by the day on which reports
were published: it shows what had been reported by then, with the tolls of then.

**Nothing disappears.** What has no date or no place, what is no fact, and what somebody rejected is listed in the
tabs below the map.

**Check before use.** A program misreads. Click an incident, read the quotes in their reports, see where they
disagree, and accept, reject or correct it with a reason; every change can be undone.

**Keyboard.** Tab reaches every control. *Show as list* in the timeline lists what the map shows; Enter opens an
incident. Arrow keys move the sliders.

**Sources.** Names and positions: GeoNames (CC BY 4.0). Borders: Natural Earth (public domain). Boundaries and names
shown do not imply endorsement by anyone.
"""


def show() -> None:
    """Draw the text."""
    st.markdown(_TEXT)

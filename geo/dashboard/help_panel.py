"""What a reader should know before trusting the map."""

import streamlit as st

_TEXT = """
**What this is.** News reports are read by a program. It finds sentences that tell of an incident, where and when
it was, and who says so; sentences on one event are joined. Nothing is sent anywhere: all of it works offline.

**How to read the map.** Shape and colour say what happened. A *hollow* symbol stands for an area, which is hatched
or drawn as a circle at true scale: the incident was somewhere in it. A *half-filled* one is one side's claim. The
size grows with the number killed; a *dotted ring* says that it is unknown, which is not zero. An arrow comes from
the actor's country.

**Time.** Both ends of a range of dates are included, and an incident is shown if any of its days is in the range.
One known only to a week, month or year is a bar under the histogram. One without a date or a place is listed, never
drawn.

**Check before use.** A program misreads. Click an incident, read the quotes in their reports, and treat the
confidence as a hint. Positions are those of the named places, not of the event itself.

**Sources.** Names and positions: GeoNames (CC BY 4.0). Borders: Natural Earth (public domain). Boundaries and names
shown do not imply endorsement by anyone.
"""


def show() -> None:
    """Draw the text."""
    st.markdown(_TEXT)

"""The dashboard over very many incidents: ``streamlit run tests/many_app.py -- 20000``.

A session whose address has ``?count=1000000`` gets so many.
"""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from geo.dashboard.page import main
from tests import many

if __name__ == "__main__":  # as Streamlit runs it
    # Kept, because the page takes unknown parameters out of its address.
    count = st.session_state.setdefault("count", int(st.query_params.get("count", sys.argv[1])))
    main(example=lambda: many.articles(count), reader=lambda _: many.reading(count))

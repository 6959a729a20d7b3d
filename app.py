"""The dashboard, for ``streamlit run app.py``."""

from geo.dashboard.page import main

main()

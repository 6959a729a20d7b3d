"""The dashboard: the only part of the package that imports Streamlit.

`page.main` is what ``streamlit run`` executes; each panel has a module of its own.
"""

"""The few rules of style that Streamlit's theme cannot express."""

STYLE = """<style>
.stMainBlockContainer { padding: 0.9rem 1.4rem 2rem; }
.stSidebar [data-testid="stSidebarHeader"] { height: 2.2rem; margin: 0; padding: 0.5rem 1rem 0; }
.stSidebar [data-testid="stSidebarUserContent"] { padding: 0 0 1rem; }
.stSidebar [data-testid="stVerticalBlock"] { gap: 0.5rem; }
h1.product { font-size: 1.35rem; font-weight: 700; padding: 0; margin: 0; letter-spacing: -0.01em; }
h2.panel { font-size: 1.05rem; font-weight: 600; padding: 0.5rem 0 0; margin: 0; }
h3.incident { font-size: 1.05rem; font-weight: 600; padding: 0; margin: 0; overflow-wrap: anywhere; }
p.sentence { margin: 0; font-size: 0.95rem; overflow-wrap: anywhere; }
p.summary, p.source { margin: 0; font-size: 0.86rem; opacity: 0.8; overflow-wrap: anywhere; }
div.report { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.95rem; line-height: 1.55; }
div.report mark { background: #f7d774; color: #1d242b; padding: 0.05em 0.15em; border-radius: 3px; }
.stDataFrame button[aria-label="Download as CSV"] { display: none; }
.st-key-head > div:first-child { flex: 1 1 12rem; }
iframe[title*="streamlit_folium"] { height: clamp(430px, calc(100vh - 165px), 1000px) !important; }
</style>"""

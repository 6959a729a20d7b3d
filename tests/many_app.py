"""The dashboard over very many incidents: ``streamlit run tests/many_app.py -- 20000``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from geo.dashboard.page import main
from tests import many

main(example=many.articles, reader=lambda _: many.reading(int(sys.argv[1])))

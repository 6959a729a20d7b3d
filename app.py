"""The dashboard, for ``streamlit run app.py``."""

import sys

from geo.dashboard.page import main, project_argument

main(project=project_argument(sys.argv))

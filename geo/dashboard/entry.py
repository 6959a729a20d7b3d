"""The file that Streamlit runs for ``incident-map app``: short, because it is run anew for every change of the page."""

import sys

from geo.dashboard.page import main, project_argument

main(project=project_argument(sys.argv))

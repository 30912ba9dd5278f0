"""Start the screen: `streamlit run dashboard.py`."""

from timeline.ui.shell import run

run()

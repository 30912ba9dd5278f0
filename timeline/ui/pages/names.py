"""Names: what one actor is called, who is the same as whom, and who is no actor."""

from timeline.ui.mend import show_names
from timeline.ui.view import load_library

show_names(load_library())

"""From events to figures, each with a count of what it leaves out."""

from plotly.graph_objects import Figure

from timeline.charts.density import draw_density
from timeline.charts.lanes import LeftOut, draw_bins, draw_lanes

__all__ = ["Figure", "LeftOut", "draw_bins", "draw_density", "draw_lanes"]

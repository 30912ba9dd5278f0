"""Scripts that draw one page each, top to bottom, whenever something changes."""

"""Articles in, a timeline of dated events out."""

"""What is kept of a timeline: today the files it is written out to."""

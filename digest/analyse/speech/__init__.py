"""Who speaks, who wants what of whom, who does what."""

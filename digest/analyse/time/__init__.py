"""Days and tenses: which day a sentence speaks of, and whether it is over."""

"""What tells the same as something else: repetition within a page, claims that several sources carry, figures on which they disagree."""

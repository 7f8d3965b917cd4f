"""Whether a sentence can stand alone: what it opens with, what it refers back to, what says nothing."""

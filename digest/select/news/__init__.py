"""What is new to a reader who knows the past: `novelty` compares today's sentences with what was read and printed before."""

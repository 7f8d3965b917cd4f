"""What the articles are about: the topic of the briefing, the matter they share, and what falls outside."""

"""Automated briefing digest: articles in, a dated briefing out, every printed sentence a slice of an archived text."""

"""Words: terms and stems, cue phrases, names."""

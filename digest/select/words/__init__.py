"""What the search for repetition and for old news knows of English: classes of words, peoples, amounts, as data beside the code."""

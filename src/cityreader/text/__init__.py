"""Pure text: safety, scripts, language, sentences, words, line breaking."""

# SPDX-License-Identifier: GPL-3.0-or-later
# Text to trees: text, lexicon, model, tagger, parser.
extractor_language_sources = \
  extractor/text/article.h \
  extractor/text/conllu.c \
  extractor/text/conllu.h \
  extractor/text/segmenter.h \
  extractor/text/sentence.c \
  extractor/text/sentence.h

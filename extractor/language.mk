# SPDX-License-Identifier: GPL-3.0-or-later
# Text to trees: text, lexicon, model, tagger, parser.
extractor_language_sources = \
  extractor/text/address.c \
  extractor/text/address.h \
  extractor/text/article.c \
  extractor/text/article.h \
  extractor/text/characters.c \
  extractor/text/characters.h \
  extractor/text/conllu.c \
  extractor/text/conllu.h \
  extractor/text/multiword_model.c \
  extractor/text/multiword_model.h \
  extractor/text/multiword_section.h \
  extractor/text/multiword_splitter.c \
  extractor/text/multiword_splitter.h \
  extractor/text/multiword_training.c \
  extractor/text/segmentation_rules.c \
  extractor/text/segmentation_rules.h \
  extractor/text/segmenter.c \
  extractor/text/segmenter.h \
  extractor/text/sentence.c \
  extractor/text/sentence.h \
  extractor/text/sentence_splitter.c \
  extractor/text/sentence_splitter.h \
  extractor/text/tokenizer.c \
  extractor/text/tokenizer.h \
  extractor/text/word_table.c \
  extractor/text/word_table.h

# SPDX-License-Identifier: GPL-3.0-or-later
# Data only, installed as it is, in the same folders under $(pkgdatadir).
# A new file is one line in the list of its folder.
ontologydir = $(pkgdatadir)
dist_ontology_DATA = \
  ontology/actions.ttl \
  ontology/gesta.ttl

gazetteerdir = $(pkgdatadir)/gazetteer
dist_gazetteer_DATA = \
  ontology/gazetteer/countries.ttl

queriesdir = $(pkgdatadir)/queries
dist_queries_DATA =

# The word lists of each language.
lexicon_frdir = $(pkgdatadir)/lexicon/fr
dist_lexicon_fr_DATA = \
  ontology/lexicon/fr/abbreviations.txt \
  ontology/lexicon/fr/auxiliaries.tsv \
  ontology/lexicon/fr/dates.tsv \
  ontology/lexicon/fr/multiword.tsv \
  ontology/lexicon/fr/nouns.tsv \
  ontology/lexicon/fr/tokens.tsv \
  ontology/lexicon/fr/triggers.tsv \
  ontology/lexicon/fr/words.tsv

lexicon_endir = $(pkgdatadir)/lexicon/en
dist_lexicon_en_DATA = \
  ontology/lexicon/en/abbreviations.txt \
  ontology/lexicon/en/auxiliaries.tsv \
  ontology/lexicon/en/dates.tsv \
  ontology/lexicon/en/multiword.tsv \
  ontology/lexicon/en/nouns.tsv \
  ontology/lexicon/en/tokens.tsv \
  ontology/lexicon/en/triggers.tsv \
  ontology/lexicon/en/words.tsv

modelsdir = $(pkgdatadir)/models
dist_models_DATA =

# SPDX-License-Identifier: GPL-3.0-or-later
# Data only, installed as it is, in the same folders under $(pkgdatadir).
# A new file is one line in the list of its folder.
ontologydir = $(pkgdatadir)
dist_ontology_DATA = \
  ontology/README.md \
  ontology/actions.ttl \
  ontology/confidence.tsv \
  ontology/gesta.ttl

gazetteerdir = $(pkgdatadir)/gazetteer
dist_gazetteer_DATA = \
  ontology/gazetteer/README.md \
  ontology/gazetteer/countries.ttl \
  ontology/gazetteer/organizations.ttl \
  ontology/gazetteer/places.ttl

queriesdir = $(pkgdatadir)/queries
dist_queries_DATA = \
  ontology/queries/accusers.rq \
  ontology/queries/articles.rq \
  ontology/queries/chronology.rq \
  ontology/queries/common_targets.rq \
  ontology/queries/conflict_and_cooperation.rq \
  ontology/queries/count_by_action.rq \
  ontology/queries/count_by_actor.rq \
  ontology/queries/country_pairs.rq \
  ontology/queries/denied_events.rq \
  ontology/queries/event_network.rq \
  ontology/queries/events_in_a_period.rq \
  ontology/queries/events_of_an_actor.rq \
  ontology/queries/plans_and_demands.rq \
  ontology/queries/sentences_behind_an_event.rq \
  ontology/queries/told_by_several_articles.rq \
  ontology/queries/who_acts_on_whom.rq \
  ontology/queries/who_says_so.rq

# The queries behind the commands of the interactive shell.
shellqueriesdir = $(pkgdatadir)/shell
dist_shellqueries_DATA = \
  ontology/shell/article.rq \
  ontology/shell/classes.rq \
  ontology/shell/classes_sample.rq \
  ontology/shell/describe.rq \
  ontology/shell/dyads.rq \
  ontology/shell/dyads_of_entity.rq \
  ontology/shell/event.rq \
  ontology/shell/event_by_digits.rq \
  ontology/shell/exists.rq \
  ontology/shell/find.rq \
  ontology/shell/fold.rq \
  ontology/shell/graph_names.rq \
  ontology/shell/graphs.rq \
  ontology/shell/label.rq \
  ontology/shell/labels.rq \
  ontology/shell/mentions.rq \
  ontology/shell/names.rq \
  ontology/shell/neighbours.rq \
  ontology/shell/path_step.rq \
  ontology/shell/predicates.rq \
  ontology/shell/predicates_of_class.rq \
  ontology/shell/predicates_sample.rq \
  ontology/shell/timeline.rq \
  ontology/shell/timeline_of_all.rq \
  ontology/shell/timeline_of_pair.rq

# The queries behind `gesta export`: networks and the description of a graph.
exportqueriesdir = $(pkgdatadir)/exports
dist_exportqueries_DATA = \
  ontology/exports/edges_counts.rq \
  ontology/exports/edges_events.rq \
  ontology/exports/edges_triples.rq \
  ontology/exports/nodes_of_events.rq \
  ontology/exports/nodes_of_triples.rq \
  ontology/exports/void.rq

# Templates for `gesta report`.
reportsdir = $(pkgdatadir)/reports
dist_reports_DATA = \
  ontology/reports/actor-profile.md \
  ontology/reports/chronology.md \
  ontology/reports/country-pair.md \
  ontology/reports/disagreements.md

# The word lists of each language.
lexicon_frdir = $(pkgdatadir)/lexicon/fr
dist_lexicon_fr_DATA = \
  ontology/lexicon/fr/abbreviations.txt \
  ontology/lexicon/fr/auxiliaries.tsv \
  ontology/lexicon/fr/dates.tsv \
  ontology/lexicon/fr/morphology.lexicon \
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
  ontology/lexicon/en/morphology.lexicon \
  ontology/lexicon/en/multiword.tsv \
  ontology/lexicon/en/nouns.tsv \
  ontology/lexicon/en/tokens.tsv \
  ontology/lexicon/en/triggers.tsv \
  ontology/lexicon/en/words.tsv

modelsdir = $(pkgdatadir)/models
dist_models_DATA = \
  ontology/models/README.md \
  ontology/models/en.model \
  ontology/models/fr.model

# SPDX-License-Identifier: GPL-3.0-or-later
# Articles of ours to try things on.
example_articles = \
  examples/articles/en_black_sea_centre \
  examples/articles/en_port_investment \
  examples/articles/en_vaccine_kenya \
  examples/articles/fr_accord_navigation \
  examples/articles/fr_elections_littoral \
  examples/articles/fr_greve_ports \
  examples/articles/fr_mediation_ankara \
  examples/articles/fr_proces_banque \
  examples/articles/fr_satellite_meteo \
  examples/articles/fr_sommet_climat
EXTRA_DIST += examples/README.md $(example_articles:=.txt) \
  $(example_articles:=.meta)

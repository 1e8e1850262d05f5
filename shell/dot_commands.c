// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/dot_commands.h"

#include "graph/io/rdf_writer.h"

#define ENTITY_DETAILS                                                         \
  "  A thing is named by <iri>, prefix:name, or a name in any case and with "  \
  "or\n  without accents; the beginning of a word is enough if it is one "     \
  "thing's only.\n"

const GestaDotCommand gesta_dot_commands[] = {
  {".open", "c connect", "GRAPH", "open another graph",
   "  Example: .open news.gesta\n", GESTA_DOT_GRAPH, GESTA_DOT_FILE, false,
   gesta_dot_open},
  {".create", "", "GRAPH", "make a new graph and open it",
   "  Example: .create new.gesta\n", GESTA_DOT_GRAPH, GESTA_DOT_FILE, false,
   gesta_dot_create},
  {".load", "import", "FILE…", "put RDF files into the graph",
   "  All the files or, if one is wrong, none.  Options as those of \"gesta "
   "load\".\n"
   "  Example: .load ontology/*.ttl --graph urn:gesta:ontology\n",
   GESTA_DOT_GRAPH, GESTA_DOT_FILE, true, gesta_dot_load},
  {".build", "", "FILE…", "read articles into the graph",
   "  Reading an article again replaces it.  Options as those of \"gesta "
   "build\".\n"
   "  Example: .build --language fr articles/*.txt\n",
   GESTA_DOT_GRAPH, GESTA_DOT_FILE, true, gesta_dot_build},
  {".extract", "", "SENTENCE", "show what would be found in a sentence",
   "  Nothing is kept.  Options as those of \"gesta extract\" come first; "
   "with\n  --explain it shows how each event was found.\n"
   "  Example: .extract --date 2024-03-12 Ankara a rejeté lundi ces "
   "critiques.\n",
   GESTA_DOT_GRAPH, GESTA_DOT_NOTHING, false, gesta_dot_extract},
  {".export", "dump", "[OPTIONS]", "write the graph as RDF or a network",
   "  Options as those of \"gesta export\".\n"
   "  Example: .export --format nq -o news.nq\n",
   GESTA_DOT_GRAPH, GESTA_DOT_FILE, true, gesta_dot_export},
  {".backup", "", "FILE", "copy the graph into a new file",
   "  The copy has no unused space; others may read and write meanwhile.\n"
   "  Example: .backup copy.gesta\n",
   GESTA_DOT_GRAPH, GESTA_DOT_FILE, true, gesta_dot_backup},
  {".check", "", "", "look for damage in the graph", "  Example: .check\n",
   GESTA_DOT_GRAPH, GESTA_DOT_NOTHING, true, gesta_dot_check},
  {".stats", "info dbinfo", "", "tell the counts and sizes of the graph",
   "  Example: .stats\n", GESTA_DOT_GRAPH, GESTA_DOT_NOTHING, true,
   gesta_dot_stats},
  {".prefixes", "prefix", "[NAME: [<IRI>]]",
   "list the prefixes, show one, or keep one in the graph",
   "  Those of the graph and the well-known ones need not be declared.\n"
   "  Example: .prefix ex: <http://example.org/>\n",
   GESTA_DOT_GRAPH, GESTA_DOT_PREFIX, true, gesta_dot_prefix},

  {".classes", "dt tables types", "", "count the things of each class",
   "  Example: .classes\n", GESTA_DOT_EXPLORE, GESTA_DOT_NOTHING, true,
   gesta_dot_classes},
  {".predicates", "properties schema columns", "[CLASS]",
   "count the triples of each predicate, or of a class",
   "  Example: .predicates gesta:Event\n", GESTA_DOT_EXPLORE, GESTA_DOT_CLASS,
   true, gesta_dot_predicates},
  {".graphs", "dn databases", "", "list the named graphs and their titles",
   "  Each article is one.\n  Example: .graphs\n", GESTA_DOT_EXPLORE,
   GESTA_DOT_NOTHING, true, gesta_dot_graphs},
  {".describe", "d", "THING", "print the triples about a thing",
   ENTITY_DETAILS "  Example: .describe Turquie\n", GESTA_DOT_EXPLORE,
   GESTA_DOT_ENTITY, true, gesta_dot_describe},
  {".find", "search", "WORDS", "look for words in names and sentences",
   "  In any case, with or without accents; the shortest texts come first.\n"
   "  Example: .find negociation\n",
   GESTA_DOT_EXPLORE, GESTA_DOT_NOTHING, true, gesta_dot_find},
  {".neighbours", "neighbors links", "THING",
   "list what a thing is linked with",
   "  By triples from it (→) and to it (←), and by events that both take part "
   "in.\n" ENTITY_DETAILS "  Example: .neighbours Turquie\n",
   GESTA_DOT_EXPLORE, GESTA_DOT_ENTITY, true, gesta_dot_neighbours},
  {".path", "", "THING THING", "show a shortest chain between two things",
   "  A link is a triple, or an event that two things take part in; its digits "
   "go\n  with .why.  Names with blanks stand in quotes.\n" ENTITY_DETAILS
   "  Example: .path \"Selim Aydoğan\" Turquie\n",
   GESTA_DOT_EXPLORE, GESTA_DOT_ENTITY, true, gesta_dot_path},

  {".timeline", "", "[THING [THING]]",
   "list events by date: of all, of one thing, of a pair",
   "  The last column has the digits for .why.\n" ENTITY_DETAILS
   "  Example: .timeline Russie Turquie\n",
   GESTA_DOT_EVENT, GESTA_DOT_ENTITY, true, gesta_dot_timeline},
  {".dyads", "pairs", "[THING]", "count who acts on whom",
   ENTITY_DETAILS "  Example: .dyads Turquie\n", GESTA_DOT_EVENT,
   GESTA_DOT_ENTITY, true, gesta_dot_dyads},
  {".why", "", "EVENT", "show who says so: article, sentence, rule",
   "  An event is named by its IRI or the first digits of it, as .timeline "
   "shows them.\n"
   "  The words that something is known of stand in brackets.\n"
   "  Example: .why 540047b9\n",
   GESTA_DOT_EVENT, GESTA_DOT_NOTHING, true, gesta_dot_why},

  {".format", "mode", "[NAME]", "how answers are written, rows and RDF",
   "  Of rows: " GESTA_RESULTS_CHOICES "\n  Of RDF: " GESTA_RDF_WRITER_CHOICES
   "\n  Example: .format csv\n",
   GESTA_DOT_OUTPUT, GESTA_DOT_FORMAT, false, gesta_dot_format},
  {".expanded", "x", "[on|off]", "print a variable a line, or a table again",
   "  Without a word: to and fro.  Example: .expanded on\n", GESTA_DOT_OUTPUT,
   GESTA_DOT_CHOICE, false, gesta_dot_expanded},
  {".labels", "", "[on|off|auto]", "print names instead of IRIs",
   "  auto: in the tables of these commands, not in those of queries.  A "
   "language\n  after it is preferred.\n"
   "  Example: .labels on fr\n",
   GESTA_DOT_OUTPUT, GESTA_DOT_CHOICE, false, gesta_dot_labels},
  {".bars", "", "[on|off]", "draw a bar beside each count",
   "  Example: .bars off\n", GESTA_DOT_OUTPUT, GESTA_DOT_CHOICE, false,
   gesta_dot_bars},
  {".limit", "maxrows", "[ROWS]", "print so many rows at most; 0: all",
   "  Without a limit, queries print all their rows and these commands 40.\n"
   "  Example: .limit 100\n",
   GESTA_DOT_OUTPUT, GESTA_DOT_NOTHING, false, gesta_dot_limit},
  {".timeout", "", "[SECONDS]", "give up after so long; 0: never",
   "  Example: .timeout 2.5\n", GESTA_DOT_OUTPUT, GESTA_DOT_NOTHING, false,
   gesta_dot_timeout},
  {".timing", "timer", "[on|off]", "tell how long requests took",
   "  Example: .timing on\n", GESTA_DOT_OUTPUT, GESTA_DOT_CHOICE, false,
   gesta_dot_timing},
  {".width", "", "[COLUMNS]", "how wide tables are; 0: as the terminal",
   "  Longer cells are cut, or wrapped (.wrap).  Example: .width 120\n",
   GESTA_DOT_OUTPUT, GESTA_DOT_NOTHING, false, gesta_dot_width},
  {".wrap", "", "[on|off]", "wrap cells that do not fit; else they are cut",
   "  A dot stands before what goes on.  Example: .wrap on\n", GESTA_DOT_OUTPUT,
   GESTA_DOT_CHOICE, false, gesta_dot_wrap},
  {".pager", "", "[on|off]", "show what is longer than the screen with $PAGER",
   "  $GESTA_PAGER counts more; without either it is less.\n"
   "  Example: .pager off\n",
   GESTA_DOT_OUTPUT, GESTA_DOT_CHOICE, false, gesta_dot_pager},
  {".colour", "color", "[on|off]", "colour answers and messages",
   "  Off if NO_COLOR is set.  Example: .colour off\n", GESTA_DOT_OUTPUT,
   GESTA_DOT_CHOICE, false, gesta_dot_colour},
  {".output", "o out", "[FILE]", "write answers to a file, or |COMMAND",
   "  Without FILE: to the terminal again.  A file appears when it is whole.\n"
   "  Example: .output |sort\n",
   GESTA_DOT_OUTPUT, GESTA_DOT_FILE, false, gesta_dot_output},
  {".once", "g", "FILE", "the same for the next answer only",
   "  Example: .once actors.csv\n", GESTA_DOT_OUTPUT, GESTA_DOT_FILE, false,
   gesta_dot_once},
  {".show", "settings", "", "show all these settings", "  Example: .show\n",
   GESTA_DOT_OUTPUT, GESTA_DOT_NOTHING, false, gesta_dot_show},

  {".set", "param", "[NAME VALUE]",
   "give a variable a value in all requests, or list them",
   "  A value is written as in SPARQL: <iri>, prefix:name, \"text\", "
   "\"texte\"@fr,\n  \"2024-01-06\"^^xsd:date, 42, true.\n"
   "  Example: .set who <urn:gesta:entity/gaz:TR>\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_NOTHING, false, gesta_dot_set},
  {".unset", "", "NAME", "take the value from a variable",
   "  Example: .unset who\n", GESTA_DOT_SCRIPT, GESTA_DOT_NOTHING, false,
   gesta_dot_unset},
  {".explain", "", "[QUERY]", "show the plan of a query, or of the last one",
   "  Operators with estimated and actual rows and times.\n"
   "  Example: .explain SELECT * { ?e gesta:actor ?who }\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_SPARQL, true, gesta_dot_explain},
  {".save", "", "NAME [--replace]", "save the last request under a name",
   "  It is kept in the folder gesta/queries of $XDG_DATA_HOME or "
   "~/.local/share.\n"
   "  Example: .save visits\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_QUERY, false, gesta_dot_save},
  {".run", "", "NAME [VARIABLE=VALUE…]", "run a saved query, or an example",
   "  Values are written as for .set and hold for this time only.\n"
   "  Example: .run events_of_an_actor\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_QUERY, false, gesta_dot_run},
  {".queries", "", "", "list saved queries and examples",
   "  Example: .queries\n", GESTA_DOT_SCRIPT, GESTA_DOT_NOTHING, false,
   gesta_dot_queries},
  {".read", "i include source", "FILE", "run the statements of a script",
   "  Example: .read report.rq\n", GESTA_DOT_SCRIPT, GESTA_DOT_FILE, false,
   gesta_dot_read},
  {".on-error", "bail", "[stop|continue]", "what a script does after a mistake",
   "  Whatever it does, the exit status is then 1.\n"
   "  Example: .on-error stop\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_CHOICE, false, gesta_dot_on_error},
  {".print", "echo", "TEXT", "print a line", "  Example: .print --- actors\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_NOTHING, false, gesta_dot_print},
  {".edit", "e", "", "edit the last request and run it",
   "  With $VISUAL, $EDITOR or vi.  An empty text runs nothing.\n"
   "  Example: .edit\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_NOTHING, false, gesta_dot_edit},
  {".history", "s", "[N]", "list the last N statements",
   "  Without N 20.  They are kept in gesta/history of $XDG_STATE_HOME or\n"
   "  ~/.local/state.\n"
   "  Example: .history 50\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_NOTHING, false, gesta_dot_history},
  {".help", "h ?", "[NAME]", "list these commands, or tell about one",
   "  Example: .help timeline\n", GESTA_DOT_SCRIPT, GESTA_DOT_COMMAND, false,
   gesta_dot_help},
  {".quit", "q exit bye", "", "leave, as Ctrl-D does", "  Example: .quit\n",
   GESTA_DOT_SCRIPT, GESTA_DOT_NOTHING, false, gesta_dot_quit},
};

const size_t gesta_dot_command_count = sizeof gesta_dot_commands
                                       / sizeof gesta_dot_commands[0];

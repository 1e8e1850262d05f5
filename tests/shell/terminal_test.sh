#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The interactive shell in a real terminal, which tmux plays.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
command -v tmux >/dev/null 2>&1 || skip_all "tmux is needed"

people=$srcdir/tests/shell/session/people.ttl
cd "$work" || exit 99
"$gesta" load people.gesta "$people" || exit 99
"$gesta" load news.gesta "$srcdir/tests/shell/session/news.ttl" || exit 99
# Enough for a query that takes long: every pair of pairs.
awk 'BEGIN { for (i = 0; i < 4000; i++)
  print "<urn:s" i "> <urn:p> \"" i "\" ." }' >many.nt
"$gesta" load many.gesta many.nt || exit 99

# A server of our own, that no configuration of the user changes.
terminal() { tmux -S "$work/socket" -f /dev/null "$@"; }
trap 'terminal kill-server 2>/dev/null; rm -rf "$work"' EXIT
if ! terminal new-session -d -x 80 -y 50 'exec sleep 600' 2>/dev/null; then
  skip_all "tmux cannot start here"
fi
# tmux does not always tell that a pane has died: let the pane tell it itself.
cat >run.sh <<'END'
trap : INT
LESS=; EDITOR='sed -i s/201/4/'; unset VISUAL PAGER NO_COLOR
export LESS EDITOR
TERM=$3 XDG_STATE_HOME=$PWD/state "$1" shell "$2"
echo "ended with $?"
exec sleep 600
END
start() { # graph, TERM
  terminal respawn-pane -k "cd '$work' && exec sh run.sh '$gesta' $1 ${2:-screen}"
  terminal clear-history
}
screen() { terminal capture-pane -p -J; }
type_line() { # text: typed as it is, then Enter
  case $1 in # a semicolon at the end would be tmux's own
  *\;) terminal send-keys -l "${1%;}\\;" ;;
  *) terminal send-keys -l "$1" ;;
  esac
  terminal send-keys Enter
}

# Wait for a line that matches, ten seconds at most: a busy machine is slow.
appears() { # pattern
  tries=0
  until screen | grep -qE "$1"; do
    tries=$((tries + 1))
    if [ $tries -gt 100 ]; then
      screen | grep . | sed 's/^/# /'
      return 1
    fi
    sleep 0.1
  done
}
leave() { # Ctrl-D, once there is a prompt: while a query runs it would be lost
  appears '^gesta> *$'
  terminal send-keys C-d
}
shows() { # sentence, pattern
  if appears "$2"; then pass "$1"; else fail "$1"; fi
}

start people.gesta
shows "the prompt and a line of help are shown" '^gesta> *$'
check "the banner tells of .help" sh -c "$(printf 'tmux -S %s/socket \
  capture-pane -p | grep -q .help' "$work")"

type_line 'SELECT ?name {'
shows "a statement goes on after a prompt of its own" '^  \.\.\.> *$'
type_line '  ?p foaf:name ?name ;'
type_line '    foaf:age 41 } ;'
shows "its answer comes at its end" '^ Björn'
shows "with the number of rows" '^\(1 row\)'
shows "and the time" '^[0-9]+\.[0-9]+ s$'

terminal clear-history
terminal send-keys -R C-l
terminal send-keys Up
shows "Up brings the whole statement back" 'foaf:age 41 };'
terminal send-keys Enter
shows "and Enter runs it again" '^ Björn'

terminal send-keys -R C-l
type_line 'SELECT ?forgotten {'
terminal send-keys -l 'half a li'
appears 'half a li'
terminal send-keys C-c
shows "Ctrl-C leaves the line on the screen" 'half a li\^C$'
shows "and forgets the statement" '^gesta> *$'
type_line 'ASK { ?p foaf:age 7 };'
shows "and the next one runs" '^true$'

type_line 'SELECT ?x { ?x } ;'
shows "a mistake has a line" '^line 1.*: '
shows "which is shown" '^  SELECT \?x \{ \?x \}$'

terminal send-keys -R C-l
terminal send-keys -l '.pref'
terminal send-keys Tab
terminal send-keys Enter
shows "Tab completes a command" '^PREFIX foaf: <http://xmlns.com/foaf/0.1/>'
type_line '.hepl'
shows "a mistyped command is guessed" 'did you mean \.help'

leave
shows "Ctrl-D leaves with status 0" '^ended with 0$'
check "the history is kept" grep -q 'foaf:age 41' state/gesta/history
check "nobody else may read it" \
  test "$(stat -c %a state/gesta/history)" = 600

start people.gesta
appears '^gesta> *$'
terminal send-keys Up
shows "the next session knows the last line" '\.hepl'
terminal send-keys C-u
terminal send-keys Up Up Up Up
shows "and statements of several lines as one" '\?name ;'
terminal send-keys C-c
appears '^gesta> *$'
type_line '.quit'
shows ".quit leaves with status 0" '^ended with 0$'

start news.gesta
appears '^gesta> *$'
terminal send-keys -l 'sel'
terminal send-keys Tab
shows "Tab completes a keyword" '^gesta> SELECT $'
terminal send-keys -l '?who { ?e gesta:act'
terminal send-keys Tab
shows "and lists predicates, the most frequent first" \
  '^gesta:action +gesta:actor +gesta:actsOn'
terminal send-keys -l 'or ?w'
terminal send-keys Tab
shows "and variables of the statement" 'gesta:actor \?who $'
type_line '.'

terminal send-keys -l '?e gesta:target Mor'
terminal send-keys Tab
shows "a name becomes an IRI, also lines below" 'gesta:target entity:gaz:MA $'
terminal send-keys -l '};'
terminal send-keys C-c
terminal send-keys -R C-l
terminal send-keys -l '.describe erdo'
terminal send-keys Tab
shows "several things are listed with their names" 'Mehmet Erdoğan  entity:'
terminal send-keys C-c
type_line '.why 0a1b2c3d'
shows "the sentence behind an event is shown" 'Paris a \[trigger critiqué\] Rabat'
check "and the word that tells of it is marked" sh -c "tmux -S '$work/socket' \
  capture-pane -p -e | grep -q '1;4m.*critiqué'"
# Without -R, which would forget that the shell wants pastes in brackets.
terminal send-keys C-l
appears '^gesta> *$'
printf 'SELECT ?name {\n  entity:gaz:MA\n\n  rdfs:label ?name\n} ;\n' >pasted
terminal load-buffer pasted
terminal paste-buffer -p
shows "what is pasted is one statement" '^  rdfs:label \?name$'
terminal send-keys Enter
shows "that Enter runs" '^ Maroc'
terminal resize-window -x 40 -y 30
terminal send-keys -R C-l
type_line '.dyads'
shows "after a resize tables fit the window" '^ Mehmet.* \| .{1,16} \| *1'
terminal resize-window -x 80 -y 50
leave
appears '^ended with'

start many.gesta
appears '^gesta> *$'
type_line 'SELECT * { ?s ?p ?o } LIMIT 3;'
shows "a short answer has no pager" '^\(3 rows\)'
check "its head is bold, on a terminal with colours" sh -c "tmux -S '$work/socket' \
  capture-pane -p -e | grep -q '\[1m s '"
terminal send-keys -R C-l
type_line 'SELECT * { ?s ?p ?o } LIMIT 200;'
shows "one that is longer than the screen has one" '^:$'
terminal send-keys 'q'
shows "that one may leave" '^gesta> *$'
type_line '.pager off'
type_line 'SELECT * { ?s ?p ?o } LIMIT 201;'
shows "or switch off" '^\(201 rows\)'
terminal send-keys -R C-l
type_line '.history 2'
shows "the history lists statements" '^SELECT \* \{ \?s \?p \?o \} LIMIT 201;'
type_line '.edit'
shows "the last request is edited and run" '^\(4 rows\)'
leave
appears '^ended with'

start many.gesta
appears '^gesta> *$'
type_line 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ;'
sleep 0.5
terminal send-keys C-c
shows "Ctrl-C stops a query that runs" '^cancelled$'
type_line 'ASK { ?a ?b "17" };'
shows "and the shell goes on" '^true$'
leave
appears '^ended with'

start people.gesta dumb
shows "a dumb terminal has a prompt too" '^gesta> *$'
type_line 'ASK { ?p foaf:age 41 } ;'
shows "and answers" '^true$'
leave
shows "and ends" '^ended with 0$'
finish

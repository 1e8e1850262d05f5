#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bash, zsh and fish complete command lines of the program.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
scripts=$(dirname "$gesta")/shell/complete
GESTA_DATA=${GESTA_DATA:-$srcdir/ontology}
export GESTA_DATA
mkdir "$work/here" && cd "$work/here" || exit 99
mkdir folder
"$gesta" load news.gesta "$srcdir/tests/shell/session/people.ttl" || exit 99
cp news.gesta "with blank.gesta"
: >notes.txt
: >mine.md

for shell in bash zsh fish; do
  "$gesta" help --format $shell >../script.$shell
  case $shell in
  bash) file=bash/gesta ;;
  zsh) file=zsh/_gesta ;;
  fish) file=fish/gesta.fish ;;
  esac
  check_same "the script of $shell was made" ../script.$shell "$scripts/$file"
done
"$gesta" help --format bash load >out 2>said
check "a script is about all commands" test $? -eq 2

"$gesta" help >list
commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' list)
"$gesta" export --help >help
formats=$(tr -d ' \n' <help | sed -n 's/.*--format\([a-z|]*\)\[.*/\1/p' | tr '|' ' ')
rm list help out said

# What the help calls a choice is offered, in the order of the alphabet.
sort_words() { printf '%s\n' "$@" | LC_ALL=C sort | tr '\n' ' '; }

# ---- bash ---------------------------------------------------------------------
# As readline does it: "=" is a word of its own.  The last argument is what is
# being completed; the answers come sorted, without the blank behind them.
cat >../complete.bash <<'END'
source "$1"
shift
COMP_WORDS=("$GESTA" "$@")
COMP_CWORD=$#
COMPREPLY=()
compopt() { :; }
_gesta
printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | tr '\n' ' '
END
offers() { # sentence, what is offered, words...
  sentence=$1
  wanted=$2
  shift 2
  GESTA=$gesta bash --norc ../complete.bash ../script.bash "$@" >../out 2>../said
  printf '%s ' $wanted >../wanted
  if [ -s ../said ] || ! [ "$(cat ../out)" = "$(cat ../wanted)" ]; then
    echo "# offered: $(cat ../out ../said)"
    fail "bash: $sentence"
  else
    pass "bash: $sentence"
  fi
}
if command -v bash >/dev/null; then
  offers "the beginning of a command" load lo
  offers "all commands" "$(sort_words $commands)" ''
  offers "options before a command" '--help --version' --
  offers "an option" --lenient load --le
  offers "options after operands" --lenient load news.gesta --le
  offers "a format, from the one list" trig load --format tri
  offers "all formats of an export" "$(sort_words $formats)" export --format ''
  offers "a value behind =" trig load --format = tri
  offers "all values behind =" 'nq nt' load --format = n
  offers "a word behind a value" "$(sort_words $commands)" help --format = bash ''
  offers "an option that may have a value goes on" --explain query --expl
  offers "its value" json query --explain = j
  offers "behind it an operand" news.gesta query --explain n
  offers "a graph before other files" 'folder news.gesta with blank.gesta' info ''
  offers "a file behind a graph" notes.txt load news.gesta no
  offers "any number of files" notes.txt load news.gesta a.ttl b.ttl no
  offers "a file of an option" notes.txt query -f no
  offers "no option where a file must be" notes.txt export news.gesta -o no
  offers "nothing where a number must be" '' load --batch ''
  offers "templates by name" 'chronology' report news.gesta chr
  offers "templates of one's own" 'mine.md' report news.gesta mi
  offers "operands behind --" 'notes.txt' load -- news.gesta no
  offers "a command to tell of" load help lo
  offers "the word that an operand must be" check lexicon ch
else
  skip "bash completes" "bash is not installed"
fi

# ---- fish ---------------------------------------------------------------------
fish_offers() { # sentence, what is offered, line
  HOME=$work XDG_CONFIG_HOME=$work PATH=$(dirname "$gesta"):$PATH \
    fish --no-config -c 'source ../script.fish; complete -C $argv[1]' "$3" 2>../said |
    cut -f 1 | LC_ALL=C sort | tr '\n' ' ' >../out
  printf '%s ' $2 >../wanted
  if [ "$(cat ../out)" = "$(cat ../wanted)" ]; then
    pass "fish: $1"
  else
    echo "# offered: $(cat ../out ../said)"
    fail "fish: $1"
  fi
}
if command -v fish >/dev/null; then
  fish_offers "the beginning of a command" load 'gesta lo'
  fish_offers "an option" --lenient 'gesta load --le'
  fish_offers "a format, from the one list" trig 'gesta load --format tri'
  fish_offers "all formats of an export" "$(sort_words $formats)" 'gesta export --format '
  fish_offers "graphs, before other files" 'news.gesta news.gesta-lock' 'gesta info new'
  fish_offers "a file" notes.txt 'gesta load news.gesta no'
  fish_offers "templates by name" chronology 'gesta report news.gesta chr'
  fish_offers "a command to tell of" load 'gesta help lo'
else
  skip "fish completes" "fish is not installed"
fi

# ---- At a terminal ------------------------------------------------------------
# The real thing, with the Tab key; tmux plays the terminal.
socket=
terminal() { tmux -S "$work/$socket" -f /dev/null "$@"; }
trap 'terminal kill-server 2>/dev/null; rm -rf "$work"' EXIT
completes() { # sentence, typed before the Tab key, pattern of a line
  terminal send-keys C-u
  terminal send-keys -l "$2"
  terminal send-keys Tab
  tries=0
  while [ $tries -lt 100 ]; do
    if terminal capture-pane -p | grep -q "$3"; then
      pass "$1"
      return
    fi
    sleep 0.1
    tries=$((tries + 1))
  done
  terminal capture-pane -p | sed 's/^/# /'
  fail "$1"
}
in_terminal() { # name of the shell, command
  terminal kill-server 2>/dev/null
  socket=socket-$1 # the last server may not have ended yet
  if ! terminal new-session -d -x 100 -y 30 "$2" 2>/dev/null; then
    skip "$1 completes at a terminal" "tmux cannot start here"
    return
  fi
  completes "$1 completes a command when Tab is pressed" 'gesta lo' '> gesta load'
  completes "it completes an option" 'gesta load --le' '> gesta load --lenient'
  completes "it completes a format" 'gesta export news.gesta --format tri' \
    '> gesta export news.gesta --format trig'
  completes "it completes a format behind =" 'gesta load --format=rd' \
    '> gesta load --format=rdfxml'
  completes "it completes a graph" 'gesta info ne' '> gesta info news.gesta'
  completes "and quotes what has a blank" 'gesta info wi' '> gesta info with\\ blank.gesta'
  completes "it completes a file" 'gesta load news.gesta no' \
    '> gesta load news.gesta notes.txt'
  completes "it completes a template" 'gesta report news.gesta disa' \
    '> gesta report news.gesta disagreements'
}
PATH=$(dirname "$gesta"):$PATH
export PATH
if ! command -v tmux >/dev/null; then
  skip "shells complete at a terminal" "tmux is not installed"
  finish
  exit
fi
if command -v bash >/dev/null; then
  printf 'PS1="> "\nsource %s\n' "$work/script.bash" >../bashrc
  in_terminal bash "exec bash --rcfile '$work/bashrc' -i"
fi
if command -v zsh >/dev/null; then
  mkdir ../functions && cp ../script.zsh ../functions/_gesta
  printf 'PS1="> "\nfpath=(%s $fpath)\nautoload -U compinit\ncompinit -u -D\n' \
    "$work/functions" >../.zshrc
  in_terminal zsh "ZDOTDIR='$work' exec zsh -i"
else
  skip "zsh completes" "zsh is not installed"
fi
finish

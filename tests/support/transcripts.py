# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the commands of a document and compare what they print.

A block ```console holds commands behind "$ " (continued behind "> ") and what they
print.  A line "…" stands for any number of lines.  Behind "gesta shell" lines that
begin with "gesta> " (continued behind "  ...> ") are typed, and each is followed by
its answer.  With --renew the answers of this program are written into the document.
"""
import subprocess
import sys

SHELL_PROMPT = "gesta> "
SHELL_MORE = "  ...> "


class Command:
    """A command with what it prints, or with statements and their answers."""

    def __init__(self, line):
        self.lines = [line]
        self.output = []
        self.statements = []

    def add(self, line):
        if line.startswith("> ") and not self.output and not self.statements:
            self.lines.append(line)
        elif self.statements and line.startswith(SHELL_MORE):
            self.statements[-1][0].append(line)
        elif line.startswith(SHELL_PROMPT):
            self.statements.append(([line], []))
        elif self.statements:
            self.statements[-1][1].append(line)
        else:
            self.output.append(line)

    def text(self):
        return "\n".join(line[2:] for line in self.lines)

    def run(self):
        """The exit status, and what was printed: one list, or one a statement."""
        mark = "=== transcripts.py"
        typed = "".join(
            "\n".join(line[len(SHELL_PROMPT):] for line in lines) + f"\n.print {mark}\n"
            for lines, _ in self.statements)
        done = subprocess.run(["sh", "-c", self.text()], input=typed, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              encoding="utf-8", check=False)
        if not self.statements:
            return done.returncode, [done.stdout.splitlines()]
        parts = done.stdout.split(mark + "\n")
        return done.returncode, [part.splitlines() for part in parts[:-1]]

    def expected(self):
        return [answer for _, answer in self.statements] or [self.output]


def matches(wanted, got):
    if "…" not in wanted:
        return wanted == got
    at = wanted.index("…")
    before, after = wanted[:at], wanted[at + 1:]
    return (len(got) >= len(before) + len(after) and got[:at] == before
            and (not after or got[-len(after):] == after))


def renew(wanted, got):
    """What was printed, cut where it was cut before."""
    if "…" not in wanted or matches(wanted, got):
        return wanted if matches(wanted, got) else got
    at = wanted.index("…")
    rest = len(wanted) - at - 1
    return got[:at] + ["…"] + (got[-rest:] if rest else [])


def read(lines):
    """Texts (lists of lines) and commands, in their order."""
    parts = [[]]
    inside = False
    for line in lines:
        if inside and line != "```":
            if line.startswith("$ "):
                parts.append(Command(line))
            elif isinstance(parts[-1], Command):
                parts[-1].add(line)
            else:
                sys.exit(f"transcripts.py: no command before {line!r}")
            continue
        inside = line == "```console"
        if not isinstance(parts[-1], list):
            parts.append([])
        parts[-1].append(line)
    return parts


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        parts = read(file.read().splitlines())
    renewed = []
    count = 0
    for part in parts:
        if isinstance(part, list):
            renewed += part
            continue
        count += 1
        status, got = part.run()
        wanted = part.expected()
        good = status == 0 and len(got) == len(wanted) and all(map(matches, wanted, got))
        if not good:
            print(f"# {part.text()}\n# ended with {status}")
            for lines, answer in zip(wanted, got):
                if not matches(lines, answer):
                    print("\n".join(["# expected:"] + ["#   " + line for line in lines]))
                    print("\n".join(["# printed:"] + ["#   " + line for line in answer]))
        first = part.lines[0][2:]
        print(f"{'ok' if good else 'not ok'} {count} - {first}")
        answers = list(map(renew, wanted, got))
        renewed += part.lines
        if part.statements:
            for (lines, _), answer in zip(part.statements, answers):
                renewed += lines + answer
        else:
            renewed += answers[0]
    print(f"1..{count}")
    if "--renew" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(renewed) + "\n")


main()

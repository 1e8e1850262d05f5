#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compile a morphological lexicon (see morphology.c) from Debian's word lists.

    compile_lexicon.py fr /usr/share/hunspell/fr ontology/lexicon/fr/morphology.lexicon
    compile_lexicon.py en /usr/share/wordnet ontology/lexicon/en/morphology.lexicon

French comes from hunspell-fr-classical (fr.dic and fr.aff, MPL 2.0), English
from wordnet-base (WordNet licence).  For maintainers only: building and running
Gesta need neither.  The same lists give the same bytes.
"""
import re
import struct
import sys

MASK = (1 << 64) - 1
PARTS = {"v": "VERB", "nom": "NOUN", "adj": "ADJ", "npr": "PROPN",
         "prn": "PROPN", "patr": "PROPN", "adv": "ADV", "negadv": "ADV",
         "prep": "ADP", "prepv": "ADP", "cjco": "CCONJ", "cjsub": "SCONJ",
         "interj": "INTJ", "nb": "NUM", "nbro": "NUM"}


def part_of(code):
    if re.fullmatch(r"v[0-9].*", code):
        return "VERB"
    if code.startswith("det"):
        return "DET"
    if code.startswith("pro") and code != "properobj":
        return "PRON"
    return PARTS.get(code)


def common_prefix(a, b):
    n = 0
    while n < len(a) and n < len(b) and a[n] == b[n]:
        n += 1
    return n


class Lexicon:
    def __init__(self):
        self.forms = {}

    def add(self, form, lemma, part, tag):
        n = common_prefix(form, lemma)
        strip = len(form[n:].encode())
        reading = (part, strip, lemma[n:] or "-", tag or "-")
        if strip < 256 and not re.search(r"[\s;]", form + lemma + tag):
            self.forms.setdefault(form, set()).add(reading)

    def write(self, path):
        lines, numbers, entries = [], {}, []
        for form in sorted(self.forms):
            line = ";".join("%s %d %s %s" % r for r in sorted(self.forms[form]))
            if line not in numbers:
                numbers[line] = len(lines)
                lines.append(line)
            entries.append((key_of(form.encode()), numbers[line]))
        assert len(lines) <= 65536, len(lines)
        forms = key_table(entries)
        classes = ("\n".join(lines) + "\n").encode()
        write_sections(path, [("classes", classes), ("forms", forms)])
        print("%s: %d forms, %d classes" % (path, len(entries), len(lines)))


def mix(key, value):
    key = ((key ^ value) * 0x9E3779B97F4A7C15) & MASK
    return key ^ (key >> 32)


def key_table(entries):
    """Pairs of a key and a number below 65536, to be found by the key."""
    entries = sorted(entries)
    bits = max(0, len(entries).bit_length() - 2)
    first = [0] * ((1 << bits) + 1)
    for key, _ in entries:
        first[(key >> (64 - bits)) + 1] += 1
    for i in range(1, len(first)):
        first[i] += first[i - 1]
    table = struct.pack("<II", bits, len(entries))
    table += struct.pack("<%dI" % len(first), *first)
    return table + b"".join(struct.pack("<HH", k & 0xFFFF, n) for k, n in entries)


def key_of(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001B3) & MASK
    return mix(0, h ^ (h >> 29))


def checksum(data):
    lanes = [1, 2, 3, 4]
    for i, (word,) in enumerate(struct.iter_unpack("<Q", data)):
        lane = ((lanes[i % 4] ^ word) * 0x9E3779B97F4A7C15) & MASK
        lanes[i % 4] = ((lane << 29) | (lane >> 35)) & MASK
    return (lanes[0] ^ (lanes[1] * 3) ^ (lanes[2] * 5) ^ (lanes[3] * 7)) & MASK


def write_sections(path, sections):
    """The container of extractor/model/README.md, version 2."""
    offset = 40 + 32 * len(sections)
    table, body = b"", b""
    for name, data in sections:
        padded = data + b"\0" * (-len(data) % 8)
        table += struct.pack("<16sQQ", name.encode(), offset, len(data))
        body += padded
        offset += len(padded)
    rest = table + body
    with open(path, "wb") as f:
        f.write(struct.pack("<8sIIQQQ", b"GestaMdl", 2, 0x01020304,
                            40 + len(rest), checksum(rest), len(sections)))
        f.write(rest)


def read_affixes(path):
    """flag -> [(strip, add, ending, morphology)] of the suffixes."""
    rules = {}
    for line in open(path, encoding="utf-8"):
        f = line.split()
        if len(f) >= 5 and f[0] == "SFX":
            strip = "" if f[2] == "0" else f[2]
            add = f[3].split("/")[0]
            rules.setdefault(f[1], []).append(
                (strip, "" if add == "0" else add,
                 re.compile("(?:%s)$" % f[4]), f[5:]))
    return rules


def describe(fields):
    """The values of is: and po: that are no part of speech."""
    values = [x.split(":", 1)[1] for x in fields if re.match("(is|po):", x)]
    values = [x.rstrip("!") for x in values if not part_of(x)]
    return ",".join(dict.fromkeys(values))


def compile_french(source, lexicon):
    rules = read_affixes(source + ".aff")
    for line in open(source + ".dic", encoding="utf-8"):
        fields = line.split()
        if len(fields) < 2:
            continue
        word, _, flags = fields[0].partition("/")
        flags = [flags[i:i + 2] for i in range(0, len(flags), 2)]
        morph = fields[1:]
        codes = [x[3:] for x in morph if x.startswith("po:")]
        parts = list(dict.fromkeys(p for p in map(part_of, codes) if p))
        lemma = next((x[3:] for x in morph if x.startswith("st:")), word)
        if "{}" in flags:
            continue
        for part in parts:
            if "()" not in flags:
                lexicon.add(word, lemma, part, describe(morph))
            for flag in flags:
                for strip, add, ending, more in rules.get(flag, ()):
                    if word.endswith(strip) and ending.search(word):
                        form = word[:len(word) - len(strip)] + add
                        lexicon.add(form, lemma, part,
                                    describe(morph + more))


def inflect(word, part):
    """Regular forms of an English word, with Penn's names."""
    sibilant = re.search("(s|x|z|ch|sh)$", word)
    y = re.search("[^aeiou]y$", word)
    s = word + "es" if sibilant else word[:-1] + "ies" if y else word + "s"
    if part == "NOUN":
        return [(s, "NNS")]
    if part == "ADJ":
        stem = word[:-1] + "i" if y else word[:-1] if word.endswith("e") else word
        return [(stem + "er", "JJR"), (stem + "est", "JJS")] if len(word) < 8 else []
    if part != "VERB":
        return []
    stems = [word[:-1] if re.search("[^eoy]e$", word) else word]
    if re.fullmatch("[^aeiou]*[aeiou][bdgklmnprtvz]", word) or \
            re.search("[^aeiou][aeiou][blmprt]$", word):
        stems.append(word + word[-1])
    forms = [(s, "VBZ")]
    for stem in stems:
        forms.append((stem + "ing", "VBG"))
        forms.append((word[:-1] + "ied" if y else stem + "ed", "VBD"))
    return forms


def compile_english(source, lexicon):
    for name, part in (("noun", "NOUN"), ("verb", "VERB"), ("adj", "ADJ"),
                       ("adv", "ADV")):
        irregular = set()
        for line in open("%s/%s.exc" % (source, name), encoding="utf-8"):
            form, *lemmas = line.split()
            for lemma in lemmas:
                if "_" not in form + lemma:
                    irregular.add(lemma)
                    lexicon.add(form, lemma, part, "irregular")
        for line in open("%s/index.%s" % (source, name), encoding="utf-8"):
            word = line.split(" ", 1)[0]
            if line.startswith(" ") or "_" in word:
                continue
            lexicon.add(word, word, part, "base")
            for form, tag in inflect(word, part):
                if word not in irregular or tag in ("VBG", "VBZ"):
                    lexicon.add(form, word, part, tag)


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("fr", "en"):
        sys.exit(__doc__)
    lexicon = Lexicon()
    (compile_french if sys.argv[1] == "fr" else compile_english)(sys.argv[2], lexicon)
    lexicon.write(sys.argv[3])


if __name__ == "__main__":
    main()

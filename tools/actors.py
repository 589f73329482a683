"""Make `lexicon/names/actors.tsv`: non-state armed groups with their names and spellings, as facts from public lists.

Sources, named in `lexicon/names/README.md`: the UCDP actor list 22.1 (CC BY 4.0), the CIA World Factbook's list of
terrorist groups (public domain), the Phoenix dictionary of militarised non-state actors (MIT).

Run: python tools/actors.py LISTS_FOLDER src/dateline/lexicon/names/actors.tsv
where LISTS_FOLDER holds ucdp-actor-221.csv, factbook_terror/groups.json and phoenix/Phoenix.MilNonState.actors.txt.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.lexicon.phrases import fold, table

TOO_COMMON = {
    "outlaws", "ninjas", "revival", "people", "front", "army", "unita'", "justice", "unity", "dawn", "hope",
    "movement", "the group", "vision", "military faction", "civilians", "rebels", "contras'", "opposition",
    "republicans", "communists", "islamists", "students", "muslims", "christians", "hutu", "tutsi", "kurds",
    "militia", "militias", "maoists'", "insurgents", "the movement", "resistance", "mutineers", "government",
    "barrio", "eye", "axe", "vice lords", "black", "red", "army of god", "guard", "united", "rebels (hutu)",
    "counterrevolutionaries", "anarchists", "gaza", "us", "un", "is", "the family", "salvation", "tigers",
    "panthers", "force", "anarchist faction", "revenge of the people", "state", "revolution", "resist", "the base",
    "the youth", "youth", "victory", "dragons", "november", "independents", "commandos", "sisters", "group",
    "animals", "wolves", "angels", "lions", "islamic state", "inc", "313", "aleph", "may 15", "may 98", "amal",
    "hamas", "mum", "isa", "kach", "tibet", "neutralists", "royalists", "istiqlal group", "elements", "maidan",
    "cobras", "masada", "mavericks", "emetic", "islamic movement", "islamic group", "islamic front",
    "people's army", "the organization", "democratic forces", "united front", "patriotic front", "armed forces",
    "revolutionary army", "national resistance", "popular resistance", "popular forces", "local militia",
}  # fmt: skip
"""Names in the lists that are ordinary words in a report, so that finding them would say nothing."""

FORMER = {
    "Iraq": "IQ",
    "Russia (Soviet Union)": "RU",
    "Myanmar (Burma)": "MM",
    "DR Congo (Zaire)": "CD",
    "Yemen (North Yemen)": "YE",
}
ORGANISED = re.compile(
    r"front|army|arm[ée]e|brigade|movement|party|group|force|liberation|revolution|council|cells?|command|organi[sz]ation|union|unit|league"
    r"|guard|jihad|mujah|islam|commando|legion|alliance|vanguard|resistance|ejercito|frente|militia|battalion|jaish|jaysh|lashkar|hez"
    r"|tigers|warriors|ansar|harakat|hark|jama|jund|kata|saraya|comando|movimiento|nucle|people",
    re.IGNORECASE,
)
"""What makes a name of two or three words in the Phoenix list a group; its leaders stand there too, by name."""
LATIN = re.compile(r"^[\u0000-\u024f\u1e00-\u1eff‘’`´–-]+$")


@dataclass
class Group:
    """One armed group under construction."""

    id: str
    name: str
    country: str
    aliases: list[str] = field(default_factory=list)


def countries() -> dict[str, str]:
    """Return ISO alpha-2 codes by state name, alpha-3 code ("irq") and FIPS code ("fips:iz")."""
    out = dict(FORMER)
    for row in table("names/states.tsv"):
        for name in (row["name"], *row["aliases"].split(";")):
            out.setdefault(name, row["iso2"])
        out[row["iso3"].lower()] = row["iso2"]
        out[f"fips:{row['fips'].lower()}"] = row["iso2"]
    return out


def cleaned(name: str) -> Iterator[str]:
    """Yield the usable names in one cell of a list."""
    for part in re.split(r"\s+/\s+|\s*[,;]\s*(?=\S{4})", name):
        short = re.search(r"\(([A-Z][\w-]{2,11})\)", part)
        if short:
            yield short[1]
        plain = (
            " ".join(re.sub(r"\s*\([^)]*\)", "", part).split()).strip(" -–`´'’\"").replace("`", "'").replace("´", "'")
        )
        words = fold(plain)
        plain = plain.removeprefix("the ").removeprefix("The ").removeprefix("THE ")
        usable = len(plain) > 2 and LATIN.match(plain) and not plain.islower() and words and "&" not in plain
        if usable and " ".join(words) not in TOO_COMMON and plain not in ("n/a", "N/A"):
            yield plain


def ucdp(folder: Path, iso: dict[str, str]) -> Iterator[Group]:
    """Yield UCDP's formally organised actors."""
    with (folder / "ucdp-actor-221.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if (
                row["Org"] != "1"
                or " faction" in row["NameData"]
                or row["NameData"].startswith(("Forces of", "Lashkar of"))
            ):
                continue
            short = [n for n in cleaned(row["NameData"]) if n not in iso]
            spelt = [
                n
                for key in ("NameOrigFullEng", "NewNameFullEng", "NameOrigFull", "NameOrig", "NewName")
                for n in cleaned(row[key])
            ]
            spelt = [n for n in spelt if (len(fold(n)) > 1 or n in short) and n not in iso]
            if not short and not spelt:
                continue
            names = list(dict.fromkeys([*spelt, *short]))
            name = next((n for n in short if not n.isupper() and len(n) > 5), names[0])
            where = iso.get(row["Location"].split(", ")[0], "")
            yield Group(f"ucdp:{row['ActorId']}", name, where, [n for n in names if n != name])


def factbook(folder: Path, iso: dict[str, str]) -> Iterator[Group]:
    """Yield the Factbook's groups; its country codes are FIPS."""
    for name, codes in json.loads((folder / "factbook_terror/groups.json").read_text("utf-8")).items():
        if ", " in name:
            continue
        names = list(dict.fromkeys(cleaned(name)))
        if names:
            where = iso.get(f"fips:{codes[0]}", "") if len(codes) == 1 else ""
            longest = max(names, key=len)
            yield Group(f"factbook:{'-'.join(fold(longest))}", longest, where, [n for n in names if n != longest])


def phoenix(folder: Path, iso: dict[str, str]) -> Iterator[Group]:
    """Yield Phoenix's non-state actors: a name, then its aliases after "+"."""
    group: Group | None = None
    for line in (folder / "phoenix/Phoenix.MilNonState.actors.txt").read_text("utf-8", "replace").splitlines():
        found = re.match(r"(\+?)([^\[#]+?)\s*(?:\[(\w{3})?.*)?(?:#.*)?$", line)
        if not found or line.startswith("#"):
            continue
        names = [titled(n) for n in cleaned(found[2].replace("_", " ").strip())]
        names = [
            n
            for n in names
            if n not in iso and (ORGANISED.search(n) or len(n.split()) > 3 or re.search("[A-Z]{3}|\\d", n))
        ]
        if not found[1]:
            if group:
                yield group
            key = "-".join(fold(names[0])) if names else ""
            group = (
                Group(f"phoenix:{key}", names[0], iso.get((found[3] or "").lower(), ""), names[1:]) if names else None
            )
        elif group:
            group.aliases += names
    if group:
        yield group


def titled(name: str) -> str:
    """Return a name that a list prints in capitals as a report would print it; short ones are acronyms."""
    small = {"of", "the", "and", "for", "de", "la", "al", "y", "in", "del", "ul", "e", "i"}
    words = [
        w if len(w) < 2 or w.startswith("(") else w.lower() if w.lower() in small else w.capitalize()
        for w in name.split()
    ]
    return name if len(name.split()) == 1 and len(name) <= 5 else " ".join(words)


def merged(lists: list[Iterator[Group]]) -> list[Group]:
    """Merge groups that share a spelling of two or more words; the first list gives the id."""
    out: list[Group] = []
    by_name: dict[tuple[str, ...], Group] = {}
    for groups in lists:
        for group in groups:
            names = [group.name, *group.aliases]
            known = next((by_name[fold(n)] for n in names if len(fold(n)) > 1 and fold(n) in by_name), None)
            if known and known.id.split(":")[0] != group.id.split(":")[0]:
                known.aliases += [n for n in names if n != known.name]
                group = known
            else:
                out.append(group)
            for name in names:
                by_name.setdefault(fold(name), group)
    return out


def main(folder: Path, out: Path) -> None:
    """Write one row a group."""
    iso = countries()
    lines = ["id\tname\tkind\tcountry\taliases"]
    for group in merged([ucdp(folder, iso), factbook(folder, iso), phoenix(folder, iso)]):
        seen = {fold(group.name)}
        aliases = [a for a in group.aliases if fold(a) not in seen and not seen.add(fold(a))]
        lines.append("\t".join((group.id, group.name, "group", group.country, ";".join(aliases))))
    out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

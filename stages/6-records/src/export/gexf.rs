//! How does the network stand in GEXF 1.3, Gephi's own format? As a dynamic graph: an edge exists on the days
//! of its events, so that a timeline can be drawn over it. An edge without any date exists always.

use std::io::{self, Write};

use super::network::{Edge, Network, Node, network};
use super::xml::escaped;
use crate::stored::Stored;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>Chancery</creator><description>Who acts upon whom, as news dispatches tell it</description></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">
"#;

/// The attributes of nodes and of edges: name and type.
const NODE: [(&str, &str); 6] = [
    ("key", "string"),
    ("kind", "string"),
    ("country", "string"),
    ("sectors", "string"),
    ("office", "string"),
    ("dispatches", "integer"),
];
const EDGE: [(&str, &str); 7] = [
    ("event_type", "string"),
    ("events", "integer"),
    ("dispatches", "integer"),
    ("quad", "integer"),
    ("intensity", "double"),
    ("first", "string"),
    ("last", "string"),
];

/// Writes the network of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    let Network { nodes, edges, .. } = network(records);
    out.write_all(HEAD.as_bytes())?;
    declare(out, "node", &NODE)?;
    declare(out, "edge", &EDGE)?;
    writeln!(out, "<nodes>")?;
    for (n, node) in (1..).zip(&nodes) {
        write!(out, "<node id=\"n{n}\" label=\"{}\">", escaped(&node.name))?;
        values(out, &NODE, &of_node(node))?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (n, ((actor, recipient, kind), edge)) in (1..).zip(&edges) {
        let kind = escaped(kind);
        // The kind lets Gephi keep edges of several types between the same two apart.
        write!(
            out,
            "<edge id=\"e{n}\" source=\"n{}\" target=\"n{}\" label=\"{kind}\" kind=\"{kind}\" weight=\"{}\"",
            actor + 1,
            recipient + 1,
            edge.events
        )?;
        if let Some((first, last)) = edge.days.first().zip(edge.days.last()) {
            write!(out, " start=\"{first}\" end=\"{last}\"")?;
        }
        write!(out, ">")?;
        values(out, &EDGE, &of_edge(&kind, edge))?;
        spells(out, edge)?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn declare(out: &mut dyn Write, class: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    write!(out, "<attributes class=\"{class}\" mode=\"static\">")?;
    for (name, kind) in attributes {
        write!(out, "<attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "</attributes>")
}

/// Writes values that are escaped already; what is not known is left out.
fn values(out: &mut dyn Write, attributes: &[(&str, &str)], values: &[String]) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    for ((name, _), value) in attributes.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        write!(out, "<attvalue for=\"{name}\" value=\"{value}\"/>")?;
    }
    write!(out, "</attvalues>")
}

fn of_node(node: &Node) -> [String; 6] {
    [
        escaped(&node.key),
        escaped(&node.kind),
        escaped(node.country.as_deref().unwrap_or("")),
        escaped(&node.sectors.join(" ")),
        escaped(&node.offices.join("; ")),
        node.dispatches.to_string(),
    ]
}

fn of_edge(kind: &str, edge: &Edge) -> [String; 7] {
    let day = |day: Option<&String>| day.cloned().unwrap_or_default();
    [
        kind.to_owned(),
        edge.events.to_string(),
        edge.dispatches.to_string(),
        edge.quad.to_string(),
        edge.intensity().to_string(),
        day(edge.days.first()),
        day(edge.days.last()),
    ]
}

/// Where there are several days, the edge exists on each of them and not between.
fn spells(out: &mut dyn Write, edge: &Edge) -> io::Result<()> {
    if edge.days.len() < 2 {
        return Ok(());
    }
    write!(out, "<spells>")?;
    for day in &edge.days {
        write!(out, "<spell start=\"{day}\" end=\"{day}\"/>")?;
    }
    write!(out, "</spells>")
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
        let text = written(sample().drain(..1).collect());
        let (_, body) = text.split_once("<nodes>\n").unwrap();
        assert_eq!(
            body,
            r#"<node id="n1" label="Zoë Ångström"><attvalues><attvalue for="key" value="person:NOR:Zoë Ångström"/><attvalue for="kind" value="person"/><attvalue for="country" value="NOR"/><attvalue for="sectors" value="GOV"/><attvalue for="office" value="prime minister"/><attvalue for="dispatches" value="1"/></attvalues></node>
<node id="n2" label="Daniel Muthama"><attvalues><attvalue for="key" value="person:KEN:Daniel Muthama"/><attvalue for="kind" value="person"/><attvalue for="country" value="KEN"/><attvalue for="sectors" value="GOV"/><attvalue for="office" value="minister of foreign affairs"/><attvalue for="dispatches" value="1"/></attvalues></node>
<node id="n3" label="Kenya"><attvalues><attvalue for="key" value="ref:KEN"/><attvalue for="kind" value="state"/><attvalue for="country" value="KEN"/><attvalue for="sectors" value="GOV"/><attvalue for="dispatches" value="1"/></attvalues></node>
</nodes>
<edges>
<edge id="e1" source="n1" target="n2" label="CONSULT" kind="CONSULT" weight="1" start="2025-03-14" end="2025-03-14"><attvalues><attvalue for="event_type" value="CONSULT"/><attvalue for="events" value="1"/><attvalue for="dispatches" value="1"/><attvalue for="quad" value="1"/><attvalue for="intensity" value="2.5"/><attvalue for="first" value="2025-03-14"/><attvalue for="last" value="2025-03-14"/></attvalues></edge>
<edge id="e2" source="n1" target="n3" label="SUPPORT" kind="SUPPORT" weight="1" start="2025-03-15" end="2025-03-15"><attvalues><attvalue for="event_type" value="SUPPORT"/><attvalue for="events" value="1"/><attvalue for="dispatches" value="1"/><attvalue for="quad" value="1"/><attvalue for="intensity" value="5"/><attvalue for="first" value="2025-03-15"/><attvalue for="last" value="2025-03-15"/></attvalues></edge>
<edge id="e3" source="n2" target="n1" label="CONSULT" kind="CONSULT" weight="1" start="2025-03-14" end="2025-03-14"><attvalues><attvalue for="event_type" value="CONSULT"/><attvalue for="events" value="1"/><attvalue for="dispatches" value="1"/><attvalue for="quad" value="1"/><attvalue for="intensity" value="2.5"/><attvalue for="first" value="2025-03-14"/><attvalue for="last" value="2025-03-14"/></attvalues></edge>
</edges>
</graph>
</gexf>
"#
        );
    }

    #[test]
    fn several_days_are_spells_and_no_date_is_always() {
        let first = sample().remove(0);
        let mut second = first.clone();
        second.record.events[0].date = None;
        let text = written(vec![first, second]);
        let spells = r#"<spells><spell start="2025-03-14" end="2025-03-14"/><spell start="2025-03-15" end="2025-03-15"/></spells>"#;
        assert!(text.contains(&format!("{spells}</edge>")), "{text}");
        assert!(text.contains(r#"weight="2" start="2025-03-14" end="2025-03-15">"#), "{text}");
        let undated = written(sample().drain(2..).collect());
        assert!(!undated.contains("start="), "{undated}");
    }

    #[test]
    fn names_are_escaped() {
        let mut stored = sample().remove(0);
        stored.record.actors[2].name = "<K> & \"é\"\u{1}🌾".into();
        let text = written(vec![stored]);
        assert!(text.contains("label=\"&lt;K&gt; &amp; &quot;é&quot;\u{fffd}🌾\""), "{text}");
    }

    #[test]
    fn nothing_is_a_graph_too() {
        assert!(written(Vec::new()).contains("<nodes>\n</nodes>\n<edges>\n</edges>"));
    }
}

//! Which attributions does a brat standoff file hold? PolNeAR's layout.

use std::collections::BTreeMap;

use chancery_model::span::{Char, Span};

use super::Relation;

/// Reads a brat standoff file in PolNeAR's layout: `T` lines are spans, `E` lines relations. Lines of
/// another shape are passed over.
pub fn read(annotation: &str) -> Vec<Relation> {
    let mut spans: BTreeMap<&str, Vec<Span<Char>>> = BTreeMap::new();
    let rows = || annotation.lines().filter_map(|l| l.split_once('\t'));
    for (id, rest) in rows().filter(|(id, _)| id.starts_with('T')) {
        let place = rest.split('\t').next().and_then(|p| p.split_once(' ')).map_or("", |(_, p)| p);
        let parts = place.split(';').filter_map(|p| {
            let (a, b) = p.split_once(' ')?;
            Some(Span::new(a.parse().ok()?, b.parse().ok()?))
        });
        spans.insert(id, parts.collect());
    }
    let relation = |rest: &str| {
        let mut out = Relation::default();
        for (role, id) in rest.split_whitespace().filter_map(|w| w.split_once(':')) {
            let found = spans.get(id).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => out.source.extend(found),
                "Cue" => out.cue.extend(found),
                "Content" => out.content.extend(found),
                _ => {}
            }
        }
        out
    };
    rows().filter(|(id, _)| id.starts_with('E')).map(|(_, rest)| relation(rest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standoff_is_read_and_what_is_odd_is_passed_over() {
        let gold = "T1\tSource 0 5\tQuist\nT2\tCue 6 10\tsaid\nT3\tContent 11 16;17 23\ttalks failed\n\
                    E1\tAttribution:T9 Content:T3 Cue:T2 Source:T1\n\nnoise";
        let relations = read(gold);
        assert_eq!(relations.len(), 1);
        assert_eq!(relations[0].content, [Span::new(11, 16), Span::new(17, 23)]);
        assert_eq!(relations[0].source, [Span::new(0, 5)]);
    }
}

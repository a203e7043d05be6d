//! Trees written by hand, and the cast that they give.

use chancery_actors::Actors;
use chancery_model::cast::Cast;
use chancery_model::conllu::{analysis, parse};
use chancery_model::dispatch::{Dateline, Dispatch};
use chancery_model::remark::Remark;

/// A tree in few columns: form, lemma (`=` as the form), part of speech, features, head, relation,
/// and the entity's label; an empty line ends a sentence, `P` alone starts a paragraph.
pub(crate) fn read(tree: &str, agency: Option<&str>) -> (Dispatch, Cast, Vec<Remark>) {
    let mut source = String::new();
    let mut id = 0;
    for line in tree.lines().map(str::trim) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        if cells.is_empty() {
            source.push('\n');
            id = 0;
        } else if cells[0] == "P" {
            source.push_str("# newpar\n");
        } else {
            id += 1;
            let lemma = if cells[1] == "=" { cells[0] } else { cells[1] };
            let misc = cells.get(6).map_or("_".to_owned(), |e| format!("Ent={e}"));
            let (upos, feats, head, rel) = (cells[2], cells[3], cells[4], cells[5]);
            let row = format!("{id}\t{}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{rel}\t_\t{misc}\n", cells[0]);
            source.push_str(&row);
        }
    }
    let (mut dispatch, analysis) = analysis(&parse(&source).unwrap());
    dispatch.dateline = agency.map(|a| Dateline { agency: Some(a.into()), ..Dateline::default() });
    let (cast, remarks) = Actors::load().unwrap().resolve(&dispatch, &analysis);
    hold(&dispatch, &cast);
    (dispatch, cast, remarks)
}

/// The invariants of a cast.
fn hold(dispatch: &Dispatch, cast: &Cast) {
    let mut heads: Vec<u32> = cast.mentions.iter().map(|m| m.head).collect();
    heads.sort_unstable();
    assert!(heads.windows(2).all(|w| w[0] != w[1]), "two mentions share a head");
    assert!(cast.mentions.is_sorted_by_key(|m| m.tokens.start()));
    let mut seen = 0;
    for m in &cast.mentions {
        assert!(!m.actors.is_empty() && m.tokens.has(m.head));
        assert!(!dispatch.text.slice(m.span).is_empty());
        for a in &m.actors {
            assert!(cast.actor(*a).is_some() && a.0 <= seen, "actors are in order of first mention");
            seen = seen.max(a.0 + 1);
        }
    }
    assert_eq!(seen as usize, cast.actors.len(), "every actor is mentioned");
}

/// One line a mention: its words, and whom it means.
pub(crate) fn lines(dispatch: &Dispatch, cast: &Cast) -> Vec<String> {
    let who = |m: &chancery_model::cast::Mention| {
        let each = m.actors.iter().filter_map(|a| cast.actor(*a)).map(|a| {
            let office = a.office.as_deref().map_or(String::new(), |o| format!(", {o}"));
            format!("{} [{} {}{office}]", a.name, a.country.as_deref().unwrap_or("?"), a.sectors.join("+"))
        });
        each.collect::<Vec<_>>().join(" & ")
    };
    cast.mentions.iter().map(|m| format!("{} = {}", dispatch.text.slice(m.span), who(m))).collect()
}

/// All mentions of a tree, in order.
pub(crate) fn check(tree: &str, expected: &[&str]) {
    let (dispatch, cast, _) = read(tree, None);
    assert_eq!(lines(&dispatch, &cast), expected);
}

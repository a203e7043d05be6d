//! Which common noun means which kind of body or group? The table `reference/agents.tsv`.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::reference::{plain, sectors};
use crate::table::Row;
use chancery_model::cast::ActorKind;

/// What makes a word someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The word alone.
    Any,
    /// A country that its own words give, or that they do something or something is done to them: "a Turkish man", "arrested a man".
    Told,
    /// A country that its own words give, or that it does something: "the party", "the press".
    Doer,
    /// As [`Reach::Told`], and they are of the sectors of whom they are of: "members of the gang".
    Member,
    /// That a number of them act or undergo: "some countries".
    Several,
}

/// One kind of body: "army", "air force", "rebels".
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "marks of the table, each with its own meaning")]
pub(crate) struct Body {
    /// Word groups that must all be among the modifiers; each group is a list of alternatives.
    with: Vec<Vec<String>>,
    pub(crate) sectors: Vec<&'static str>,
    pub(crate) kind: ActorKind,
    /// The designation of what is no one state's, a coalition of several; the state that alone calls its units so.
    pub(crate) code: Option<&'static str>,
    /// Whether it is a body of state: bare titles near it belong to the same state.
    pub(crate) of_state: bool,
    /// Whether the word means a body only within a name: "Ports Service", not "the service".
    pub(crate) named_only: bool,
    pub(crate) reach: Reach,
    /// Whether whoever is called so after another is not of his state: "Syria's allies", "his counterpart".
    pub(crate) relational: bool,
    /// Whether the place of the dispatch does not tell whose it is: "a drone", "two warships".
    pub(crate) straying: bool,
    /// Whether things are called after them: "rebel positions", "an army camp".
    pub(crate) owning: bool,
}

impl Body {
    /// Whether the word alone means it, whatever modifies it.
    pub(crate) fn is_bare(&self) -> bool {
        self.with.is_empty()
    }
}

/// The bodies by their head word; within one, the most specific first.
#[derive(Debug, Default)]
pub(crate) struct Agents {
    by_head: BTreeMap<String, Vec<Body>>,
}

impl Agents {
    pub(crate) fn load(rows: &[Row]) -> Result<Self, Error> {
        let mut by_head: BTreeMap<String, Vec<Body>> = BTreeMap::new();
        for row in rows {
            let kind = match row.required(3)? {
                "organisation" => ActorKind::Organisation,
                "group" => ActorKind::Group,
                other => return Err(row.unknown("kind", other, "organisation, group")),
            };
            let mark = row.cell(4);
            if !["body", "named", "told", "doer", "member", "several", "relative", "astray", ""]
                .contains(&mark)
            {
                return Err(row.unknown(
                    "mark",
                    mark,
                    "body, named, told, doer, member, several, relative, astray, empty",
                ));
            }
            let code = match row.cell(5) {
                "" => None,
                "IGO" => Some("IGO"),
                "IMG" => Some("IMG"),
                "NGO" => Some("NGO"),
                "USA" => Some("USA"),
                other => return Err(row.unknown("designation", other, "IGO, IMG, NGO, USA, empty")),
            };
            let owning = match row.cell(6) {
                "" => false,
                "owner" => true,
                other => return Err(row.unknown("mark", other, "owner, empty")),
            };
            let body = Body {
                with: groups(row.cell(1)),
                sectors: sectors(row, 2)?,
                kind,
                code,
                of_state: mark == "body",
                named_only: mark == "named",
                reach: match mark {
                    "told" => Reach::Told,
                    "doer" => Reach::Doer,
                    "member" => Reach::Member,
                    "several" => Reach::Several,
                    _ => Reach::Any,
                },
                relational: mark == "relative",
                straying: mark == "astray",
                owning,
            };
            row.required(0)?;
            for head in row.list(0) {
                by_head.entry(plain(head)).or_default().push(body.clone());
            }
        }
        for bodies in by_head.values_mut() {
            bodies.sort_by_key(|b| std::cmp::Reverse(b.with.len()));
        }
        Ok(Self { by_head })
    }

    /// The most specific body of a head word with its modifiers; names keep their plural as lemma.
    pub(crate) fn find(&self, head: &str, words: &[String]) -> Option<&Body> {
        self.all(head, words).next()
    }

    /// All bodies of a head word with its modifiers, the most specific first.
    pub(crate) fn all<'w>(
        &self,
        head: &str,
        words: &'w [String],
    ) -> impl Iterator<Item = &Body> + use<'_, 'w> {
        let head = plain(head);
        let singular = || self.by_head.get(head.strip_suffix('s')?);
        let ending = || self.by_head.get(&format!("{}y", head.strip_suffix("ies")?));
        let bodies = self.by_head.get(&head).or_else(singular).or_else(ending);
        bodies.into_iter().flatten().filter(move |b| all_among(&b.with, words))
    }
}

/// A cell "foreign|external affairs" as groups of alternatives.
pub(crate) fn groups(cell: &str) -> Vec<Vec<String>> {
    cell.split_ascii_whitespace().map(|g| g.split('|').map(plain).collect()).collect()
}

/// Whether each group has a word among the words.
pub(crate) fn all_among(groups: &[Vec<String>], words: &[String]) -> bool {
    groups.iter().all(|g| g.iter().any(|w| words.contains(w)))
}

#[cfg(test)]
mod tests {
    use crate::reference::Reference;

    #[test]
    fn the_most_specific_body_wins() {
        let r = Reference::load().unwrap();
        let sectors = |head: &str, words: &[&str]| {
            let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
            r.body(head, &words).map(|b| b.sectors.clone())
        };
        assert_eq!(sectors("ministry", &["defence"]), Some(vec!["GOV", "MIL"]));
        assert_eq!(sectors("Ministry", &[]), Some(vec!["GOV"]));
        assert_eq!(sectors("force", &["police"]), Some(vec!["COP"]));
        assert_eq!(sectors("Marines", &[]), Some(vec!["MIL"]));
        assert_eq!(sectors("cloud", &[]), None);
    }
}

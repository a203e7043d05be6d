//! Which office do the words of a title name? The table `reference/offices.tsv`.

use std::collections::BTreeMap;

use crate::agents::{all_among, groups};
use crate::error::Error;
use crate::reference::{plain, sectors};
use crate::table::Row;

/// One office: "minister of foreign affairs".
#[derive(Debug, Clone)]
pub(crate) struct Office {
    with: Vec<Vec<String>>,
    /// Its normal form.
    pub(crate) name: &'static str,
    /// Its normal form where a body is named, with `{body}`.
    pub(crate) of_body: Option<&'static str>,
    pub(crate) sectors: Vec<&'static str>,
    /// The one country that has an office so called.
    pub(crate) country: Option<&'static str>,
    /// Whether a state has one holder at a time: then office and country mean one person.
    pub(crate) one: bool,
}

/// The offices by their head word; within one, the most specific first.
#[derive(Debug, Default)]
pub(crate) struct Offices {
    by_head: BTreeMap<String, Vec<Office>>,
}

impl Offices {
    pub(crate) fn load(rows: &[Row]) -> Result<Self, Error> {
        let mut by_head: BTreeMap<String, Vec<Office>> = BTreeMap::new();
        for row in rows {
            row.required(0)?;
            let one = match row.cell(6) {
                "yes" => true,
                "" => false,
                other => return Err(row.unknown("mark", other, "yes, empty")),
            };
            let office = Office {
                with: groups(row.cell(1)),
                name: row.required(2)?,
                of_body: Some(row.cell(3)).filter(|c| !c.is_empty()),
                sectors: sectors(row, 4)?,
                country: Some(row.cell(5)).filter(|c| !c.is_empty()),
                one,
            };
            for head in row.list(0) {
                by_head.entry(plain(head)).or_default().push(office.clone());
            }
        }
        for offices in by_head.values_mut() {
            offices.sort_by_key(|o| std::cmp::Reverse(o.with.len()));
        }
        Ok(Self { by_head })
    }

    /// Whether a word can head a title.
    pub(crate) fn has_head(&self, head: &str) -> bool {
        self.by_head.contains_key(&plain(head))
    }

    /// Whether a word is one that titles are made of: "defence", "minister".
    pub(crate) fn has_word(&self, word: &str) -> bool {
        let word = plain(word);
        let with = |o: &Office| o.with.iter().flatten().any(|w| *w == word);
        self.by_head.contains_key(&word) || self.by_head.values().flatten().any(with)
    }

    /// The sectors of an office by its normal form; of one that no row has, those of a government's.
    pub(crate) fn sectors(&self, name: &str) -> &[&'static str] {
        let mut all = self.by_head.values().flatten();
        all.find(|o| o.name == name).map_or(&["GOV"], |o| &o.sectors)
    }

    /// The most specific office of a head word with its modifiers; of "secretary-general" either
    /// half may be the head.
    pub(crate) fn find(&self, head: &str, words: &[String]) -> Option<&Office> {
        let head = plain(head);
        let offices = self.by_head.get(&head)?;
        let all: Vec<String> = words.iter().cloned().chain([head]).collect();
        offices.iter().find(|o| all_among(&o.with, &all))
    }
}

#[cfg(test)]
mod tests {
    use crate::reference::Reference;

    #[test]
    fn titles_have_a_normal_form() {
        let r = Reference::load().unwrap();
        let office = |head: &str, words: &[&str]| {
            let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
            r.offices.find(head, &words).map(|o| o.name)
        };
        assert_eq!(office("Minister", &["prime"]), Some("head of government"));
        assert_eq!(office("minister", &["foreign", "expatriates"]), Some("minister of foreign affairs"));
        assert_eq!(office("secretary", &["state"]), Some("minister of foreign affairs"));
        assert_eq!(office("minister", &["maritime"]), Some("minister"));
        assert_eq!(office("Gen.", &[]), Some("general"));
        assert_eq!(office("general", &["secretary"]), Some("secretary-general"));
        assert_eq!(office("table", &[]), None);
    }
}

//! What do the outlets call the parties and the deed? Each wording with those that use it.

use std::collections::{BTreeMap, BTreeSet};

use chancery_records::incidents::{Facts, Word};
use maud::{Markup, html};

use crate::reading::{Names, shown};

/// Wordings of one thing that are listed.
const MOST: usize = 30;

pub(super) fn words(facts: &Facts, names: &Names) -> Markup {
    html! {
        section.wordings aria-labelledby="wordings" {
            h2 #wordings { "What they call it" }
            (list("Parties", &facts.parties, |meant| names.country(meant).to_owned()))
            (list("The deed", &facts.deeds, |meant| names.code(meant).to_owned()))
        }
    }
}

/// Wordings by what is meant; who uses one.
type Wordings<'f> = BTreeMap<&'f str, BTreeMap<(&'f str, bool), BTreeSet<&'f str>>>;

fn list(title: &str, all: &[Word], name: impl Fn(&str) -> String) -> Markup {
    let mut by_meaning: Wordings = BTreeMap::new();
    for word in all.iter().filter(|w| !w.words.trim().is_empty()) {
        let users = by_meaning.entry(&word.meant).or_default().entry((&word.words, word.loaded)).or_default();
        users.insert(word.outlet.as_deref().unwrap_or("an outlet that is not known"));
    }
    html! {
        @if !by_meaning.is_empty() {
            h3 { (title) }
            dl.facts {
                @for (meant, wordings) in &by_meaning {
                    div {
                        dt { bdi { (shown(&name(meant))) } }
                        " "
                        dd { ul {
                            @for ((words, loaded), users) in wordings.iter().take(MOST) {
                                li {
                                    q class=[loaded.then_some("loaded")] { (shown(words)) }
                                    @if *loaded { span.flag { "loaded" } }
                                    " " span.muted { (listed(users)) }
                                }
                            }
                            @if wordings.len() > MOST { li.muted { "and " (wordings.len() - MOST) " more" } }
                        } }
                    }
                }
            }
        }
    }
}

fn listed(users: &BTreeSet<&str>) -> String {
    users.iter().map(|u| shown(u).into_owned()).collect::<Vec<_>>().join(", ")
}

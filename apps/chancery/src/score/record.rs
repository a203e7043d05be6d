//! How well do records match annotations? Task `record`.
//!
//! Rules:
//! - Events are paired one to one, core events of the annotation first, on three levels: the same
//!   type; also an actor in common; also a recipient in common.
//! - Two parties are the same if both have a country and it is the same, or if the words of one
//!   name are among the other's. Two empty lists agree; an empty one and another do not.
//! - A reciprocal event (several actors, no recipient) is compared as a pool of parties: one in
//!   common is an actor in common, two are also a recipient in common.
//! - A predicted event without a pair that fits a paired one repeats it, and is neither right nor
//!   wrong. An annotated event without a pair that is `same_as` a paired one is not missed.
//! - Precision is over all predicted events, recall over core events.
//! - Claims: outermost ones; a link is a pair with content Jaccard of at least 0.5, source Jaccard of
//!   at least 0.5 or both empty, and a word of the cue in common.

use std::collections::BTreeSet;

use chancery_model::score::Metric;

use super::annotation::{Deed, Party, Saying, Sheet};
use super::{matching, speakers};

/// How much of an event must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Type,
    TypeActor,
    Full,
}

const LEVELS: [(Level, &str); 3] =
    [(Level::Type, "type"), (Level::TypeActor, "type and actor"), (Level::Full, "full")];

/// What was right, of how many predicted and annotated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    right: u64,
    predicted: u64,
    found: u64,
    wanted: u64,
}

impl Tally {
    fn precision(self) -> f64 {
        share(self.right, self.predicted)
    }

    fn recall(self) -> f64 {
        share(self.found, self.wanted)
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of events are far below 2^52")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Sums over dispatches, and every miss in words.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    levels: [Tally; 3],
    claims: Tally,
    /// Linked claims, and those of them that lead to the right actors.
    speakers: (usize, usize),
    /// One line a miss.
    pub(crate) misses: Vec<String>,
}

impl Scores {
    /// Compares one dispatch.
    pub(crate) fn add(&mut self, name: &str, gold: &Sheet, system: &Sheet) {
        let mut wanted: Vec<&Deed> = gold.events.iter().collect();
        wanted.sort_by_key(|e| !e.core);
        for ((level, label), tally) in LEVELS.into_iter().zip(&mut self.levels) {
            let all = (level == Level::Full).then_some(&mut self.misses);
            events(name, label, &wanted, &system.events, level, tally, all);
        }
        self.add_claims(name, &gold.claims, &system.claims);
    }

    fn add_claims(&mut self, name: &str, gold: &[Saying], system: &[Saying]) {
        let fits = |g: usize, s: usize| linked(&gold[g], &system[s]);
        let pairs = matching::pairs(gold.len(), system.len(), &fits);
        let mut used = BTreeSet::new();
        for (claim, pair) in gold.iter().zip(pairs) {
            let Some(s) = pair else {
                self.misses.push(format!("{name}\tmissed claim\t{}", one_line(&claim.words)));
                continue;
            };
            used.insert(s);
            let right = speakers::right(&claim.speakers, &system[s].speakers);
            self.speakers.0 += 1;
            self.speakers.1 += usize::from(right);
            if !right {
                let show =
                    |c: &Saying| c.speakers.iter().map(|s| s.names.join("/")).collect::<Vec<_>>().join(", ");
                let (wanted, got) = (show(claim), show(&system[s]));
                self.misses.push(format!("{name}\twrong speaker\t{wanted}\tgot {got}"));
            }
        }
        for (_, c) in system.iter().enumerate().filter(|(s, _)| !used.contains(s)) {
            self.misses.push(format!("{name}\tfalse claim\t{}", one_line(&c.words)));
        }
        let linked = used.len() as u64;
        self.claims.right += linked;
        self.claims.found += linked;
        self.claims.predicted += system.len() as u64;
        self.claims.wanted += gold.len() as u64;
    }

    /// All figures.
    pub(crate) fn metrics(&self) -> Vec<Metric> {
        let [kind, actor, full] = self.levels;
        let metric = |name: &str, value, n| Metric { metric: name.into(), value, n };
        let (linked, right) = self.speakers;
        vec![
            metric("type_f1", kind.f1(), kind.wanted),
            metric("type_actor_f1", actor.f1(), actor.wanted),
            metric("full_precision", full.precision(), full.predicted),
            metric("full_core_recall", full.recall(), full.wanted),
            metric("full_f1", full.f1(), full.wanted),
            metric("claims_link_f1", self.claims.f1(), self.claims.wanted),
            Metric::share("claims_speaker", right, linked),
        ]
    }
}

fn events(
    name: &str,
    label: &str,
    gold: &[&Deed],
    system: &[Deed],
    level: Level,
    tally: &mut Tally,
    misses: Option<&mut Vec<String>>,
) {
    let fits = |g: usize, s: usize| agree(gold[g], &system[s], level);
    let pairs = matching::pairs(gold.len(), system.len(), &fits);
    let paired = |g: usize| pairs.get(g).copied().flatten().is_some();
    let used: BTreeSet<usize> = pairs.iter().copied().flatten().collect();
    let mut lines = Vec::new();
    for (g, event) in gold.iter().enumerate().filter(|(_, e)| e.core) {
        let twin = |(o, other): (usize, &&Deed)| {
            paired(o) && (event.same_as.contains(&other.id) || other.same_as.contains(&event.id))
        };
        if paired(g) {
            tally.found += 1;
            tally.wanted += 1;
        } else if !gold.iter().enumerate().any(twin) {
            tally.wanted += 1;
            lines.push(format!("{name}\tmissed\t{}", show(event)));
        }
    }
    for (s, event) in system.iter().enumerate() {
        if used.contains(&s) {
            tally.right += 1;
            tally.predicted += 1;
        } else if !(0..gold.len()).any(|g| paired(g) && fits(g, s)) {
            tally.predicted += 1;
            lines.push(format!("{name}\tfalse ({label})\t{}", show(event)));
        }
    }
    if let Some(misses) = misses {
        misses.append(&mut lines);
    }
}

fn agree(gold: &Deed, system: &Deed, level: Level) -> bool {
    if gold.kind != system.kind {
        return false;
    }
    let reciprocal = |e: &Deed| e.recipients.is_empty() && e.actors.len() > 1;
    if level != Level::Type && (reciprocal(gold) || reciprocal(system)) {
        let pool = |e: &Deed| e.actors.iter().chain(&e.recipients).cloned().collect::<Vec<Party>>();
        let (gold, system) = (pool(gold), pool(system));
        let same = |g: usize, s: usize| same_party(&gold[g], &system[s]);
        let shared = matching::pairs(gold.len(), system.len(), &same).iter().flatten().count();
        return shared >= if level == Level::Full { 2 } else { 1 };
    }
    match level {
        Level::Type => true,
        Level::TypeActor => share_party(&gold.actors, &system.actors),
        Level::Full => {
            share_party(&gold.actors, &system.actors) && share_party(&gold.recipients, &system.recipients)
        }
    }
}

fn share_party(gold: &[Party], system: &[Party]) -> bool {
    (gold.is_empty() && system.is_empty()) || gold.iter().any(|g| system.iter().any(|s| same_party(g, s)))
}

fn same_party(a: &Party, b: &Party) -> bool {
    matching::same_name(&a.name, &b.name) || a.country.is_some() && a.country == b.country
}

fn linked(gold: &Saying, system: &Saying) -> bool {
    let half = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| {
        let shared = a.intersection(b).count();
        shared > 0 && 2 * shared >= a.len() + b.len() - shared
    };
    let sources = (gold.source.is_empty() && system.source.is_empty()) || half(&gold.source, &system.source);
    half(&gold.content, &system.content) && sources && !gold.cue.is_disjoint(&system.cue)
}

fn show(event: &Deed) -> String {
    let names = |list: &[Party]| {
        let all: Vec<String> =
            list.iter().map(|p| format!("{} [{}]", p.name, p.country.as_deref().unwrap_or("-"))).collect();
        if all.is_empty() { "-".to_owned() } else { all.join(", ") }
    };
    let parties = format!("{} -> {}", names(&event.actors), names(&event.recipients));
    format!("{}\t{parties}\t{}\t{}", event.kind, one_line(&event.words), event.by).trim_end().to_owned()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;

    fn party(name: &str, country: &str) -> Party {
        Party { name: name.into(), country: Some(country.to_owned()).filter(|c| !c.is_empty()) }
    }

    fn deed(kind: &str, actors: &[Party], recipients: &[Party]) -> Deed {
        Deed {
            kind: kind.into(),
            actors: actors.into(),
            recipients: recipients.into(),
            core: true,
            ..Deed::default()
        }
    }

    /// Type F1, full precision, full core recall.
    fn check(gold: &[Deed], system: &[Deed], expected: [f64; 3]) {
        let sheet = |events: &[Deed]| Sheet { events: events.to_vec(), ..Sheet::default() };
        let mut scores = Scores::default();
        scores.add("x", &sheet(gold), &sheet(system));
        let m = scores.metrics();
        let got = [m[0].value, m[2].value, m[3].value];
        assert!(got.iter().zip(expected).all(|(g, e)| (g - e).abs() < 1e-9), "{got:?}");
    }

    #[test]
    fn a_party_agrees_by_country_or_by_name() {
        let (quist, brandt) = (party("Lara Quist", "NOR"), party("Odo Brandt", ""));
        let gold = [deed("CONSULT", &[quist], &[brandt])];
        check(&gold, &[deed("CONSULT", &[party("envoy", "NOR")], &[party("Brandt", "DEU")])], [1.0; 3]);
        check(&gold, &[deed("CONSULT", &[party("Brandt", "")], &[party("Quist", "")])], [1.0, 0.0, 0.0]);
    }

    #[test]
    fn a_repeated_event_is_neither_right_nor_wrong() {
        let one = deed("AID", &[party("Norway", "NOR")], &[party("Togo", "TGO")]);
        check(from_ref(&one), &[one.clone(), one.clone()], [1.0; 3]);
        let two = [one.clone(), deed("ACCUSE", &[party("Togo", "TGO")], &[])];
        check(from_ref(&one), &two, [2.0 / 3.0, 0.5, 1.0]);
    }

    #[test]
    fn an_arguable_event_may_be_found_but_is_not_missed() {
        let arguable = Deed { core: false, ..deed("ACCUSE", &[party("Togo", "TGO")], &[]) };
        let one = deed("AID", &[party("Norway", "NOR")], &[party("Togo", "TGO")]);
        check(&[arguable.clone(), one.clone()], from_ref(&one), [1.0; 3]);
        check(&[arguable.clone(), one.clone()], &[one, arguable], [1.0; 3]);
    }

    #[test]
    fn a_reciprocal_event_agrees_in_any_order() {
        let (a, b) = (party("Quist", "NOR"), party("Brandt", "DEU"));
        check(&[deed("CONSULT", &[a.clone(), b.clone()], &[])], &[deed("CONSULT", &[b], &[a])], [1.0; 3]);
    }

    #[test]
    fn a_claim_links_by_content_source_and_cue() {
        let saying = |source: &[usize], cue: &[usize], content: &[usize]| Saying {
            source: source.iter().copied().collect(),
            cue: cue.iter().copied().collect(),
            content: content.iter().copied().collect(),
            ..Saying::default()
        };
        let gold = saying(&[1, 2], &[3], &[4, 5, 6, 7]);
        assert!(linked(&gold, &saying(&[2], &[3], &[5, 6, 7])));
        assert!(!linked(&gold, &saying(&[], &[3], &[4, 5, 6, 7])));
        assert!(!linked(&gold, &saying(&[1, 2], &[8], &[4, 5, 6, 7])));
        assert!(!linked(&gold, &saying(&[1, 2], &[3], &[7])));
    }
}

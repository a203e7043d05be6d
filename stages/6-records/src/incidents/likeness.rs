//! Do two reports tell of one happening? Each thing that speaks for or against it is measured apart, then weighed.

use std::cmp::Ordering;

use super::circumstances::{days, places, tolls};
use super::deeds;
use super::party::{self, Party};
use super::report::Report;

/// What speaks for and against two reports' being of one happening: mostly from -1 to 1, where 0 says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likeness {
    /// The types.
    pub kind: f64,
    /// Who did it.
    pub actors: f64,
    /// To whom.
    pub recipients: f64,
    /// When.
    pub days: f64,
    /// Where.
    pub place: f64,
    /// The triggers' words.
    pub deed: f64,
    /// The sentences' words.
    pub words: f64,
    /// The sentences' names.
    pub names: f64,
    /// The sentences' numbers.
    pub numbers: f64,
    /// How many dead they count.
    pub toll: f64,
    /// Names in and around the sentences.
    pub around: f64,
    /// The titles' words.
    pub topic: f64,
    /// The dispatches' names.
    pub setting: f64,
    /// How much the dispatches speak of the names in each other's sentence.
    pub echo: f64,
    /// Whether one sentence is the other's copy.
    pub copy: f64,
    /// Whether one dispatch tells both.
    pub together: f64,
}

impl Likeness {
    /// Compares two reports; nothing where they are certainly not of one happening.
    pub fn of(a: &Report, b: &Report) -> Option<Self> {
        let kind = kinds(&a.kind, &b.kind)?;
        let deed = deeds::kinship(&a.trigger, &b.trigger).unwrap_or(UNKNOWN_DEED);
        // One deed may be coded as two types, but not two deeds as one.
        if !statuses(a, b) || kind < 1.0 && deed < KIN {
            return None;
        }
        let (actors, recipients) = sides(a, b);
        // What is done with words is told by who says it: several states' condemnations are several.
        if actors <= -1.0 && is_said(&a.kind) {
            return None;
        }
        let like = Self {
            kind,
            actors,
            recipients,
            days: days(a, b),
            place: a.site.as_ref().zip(b.site.as_ref()).map_or(0.0, |(a, b)| places(a, b)),
            deed,
            together: together(a, b),
            ..Self::default()
        };
        if like.together > 0.0 {
            // Words of one dispatch are the same whatever they tell of.
            return Some(like);
        }
        Some(Self {
            words: overlap(&a.words, &b.words),
            names: overlap(&a.names, &b.names),
            numbers: if a.numbers.iter().any(|n| b.numbers.contains(n)) { 1.0 } else { 0.0 },
            toll: tolls(a, b),
            around: overlap(&a.around, &b.around),
            topic: overlap(&a.topic, &b.topic),
            setting: overlap(&a.setting, &b.setting),
            echo: overlap(&a.names, &b.setting).max(overlap(&b.names, &a.setting)),
            copy: jaccard(&a.words, &b.words),
            ..like
        })
    }

    /// All of it together, in thousandths; what is above 0 speaks for one happening.
    pub fn strength(&self) -> i64 {
        let weighed = [
            (self.kind, 1.0, 0.0),
            (self.actors, 0.8, 2.5),
            (self.recipients, 0.6, 1.8),
            (self.days, 1.0, 2.2),
            (self.place, 0.5, 2.5),
            (self.deed, 1.0, 0.0),
            (self.numbers, 1.0, 0.0),
            (self.toll, 0.6, 1.0),
            (self.copy, 2.0, 0.0),
            (self.together, 2.2, 0.0),
        ];
        let sum: f64 =
            weighed.iter().map(|(value, pro, con)| value * if *value < 0.0 { con } else { pro }).sum::<f64>()
                + self.story().min(STORY)
                - BIAS;
        #[allow(clippy::cast_possible_truncation, reason = "a sum of a few small numbers")]
        let thousandths = (sum * 1000.0).round() as i64;
        thousandths
    }

    /// How much the two tell one story, whichever of its deeds they are about.
    fn story(&self) -> f64 {
        0.4 * self.words + 2.0 * self.names + self.around + 0.6 * self.topic + self.setting + self.echo
    }
}

/// What all that speaks for one happening must outweigh.
const BIAS: f64 = 3.3;

/// What the same story may count at most. Its words and names come together, so that each further one says less; without
/// a limit the second raid of a week becomes the first for being told of the same villages.
const STORY: f64 = 2.5;

/// What a trigger of which the table knows nothing counts.
const UNKNOWN_DEED: f64 = 0.3;

/// How near words must be for two types to be of one deed.
const KIN: f64 = 0.7;

/// Types that coders give to one deed, by how often they do. All others are different deeds.
const KINDRED: [(&str, &str, f64); 17] = [
    ("ACCUSE", "REJECT", 0.3),
    ("ACCUSE", "THREATEN", 0.3),
    ("AGREE", "CONSULT", 0.3),
    ("AGREE", "COOPERATE", 0.6),
    ("AGREE", "SUPPORT", 0.5),
    ("AID", "AGREE", 0.3),
    ("AID", "COOPERATE", 0.5),
    ("AID", "SUPPORT", 0.4),
    ("ASSAULT", "COERCE", 0.5),
    ("ASSAULT", "MOBILIZE", 0.4),
    ("ASSAULT", "PROTEST", 0.4),
    ("COERCE", "SANCTION", 0.6),
    ("CONCEDE", "RETREAT", 0.7),
    ("CONSULT", "COOPERATE", 0.5),
    ("REQUEST", "ACCUSE", 0.3),
    ("REQUEST", "THREATEN", 0.3),
    ("MOBILIZE", "COOPERATE", 0.4),
];

fn kinds(a: &str, b: &str) -> Option<f64> {
    if a == b {
        return Some(1.0);
    }
    KINDRED.iter().find(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a)).map(|k| k.2)
}

/// What is planned is not what took place; what is denied may be what another says was done.
fn statuses(a: &Report, b: &Report) -> bool {
    let class = |r: &Report| match r.status.as_str() {
        "future" => 1,
        "hypothetical" => 2,
        "negated" if !r.is_denied() => 3,
        _ => 0,
    };
    class(a) == class(b)
}

/// How like the actors and the recipients are. Of what is done together all parties are compared at once.
fn sides(a: &Report, b: &Report) -> (f64, f64) {
    fn all<'r>(some: &'r [Party], others: &'r [Party]) -> Vec<&'r Party> {
        some.iter().chain(others).collect()
    }
    if is_mutual(&a.kind) || is_mutual(&b.kind) {
        let (x, y) = (all(&a.actors, &a.recipients), all(&b.actors, &b.recipients));
        let worst = lists((&x, a), (&y, b), f64::min);
        // One party each is half of it.
        return if x.len().min(y.len()) < 2 { (worst, 0.0) } else { (worst, worst) };
    }
    let best = |x: &[Party], y: &[Party]| lists((&all(x, &[]), a), (&all(y, &[]), b), f64::max);
    (best(&a.actors, &b.actors), best(&a.recipients, &b.recipients))
}

fn is_mutual(kind: &str) -> bool {
    matches!(kind, "AGREE" | "CONSULT" | "COOPERATE")
}

fn is_said(kind: &str) -> bool {
    matches!(kind, "ACCUSE" | "CONCEDE" | "REJECT" | "REQUEST" | "SUPPORT" | "THREATEN")
}

/// Each party of the shorter list is compared with that of the longer which is most like it; `choose` says whether
/// the best of them counts or the worst.
fn lists((x, a): (&[&Party], &Report), (y, b): (&[&Party], &Report), choose: fn(f64, f64) -> f64) -> f64 {
    let like = |p: &Party, q: &Party| {
        let sure = party::likeness(p, q);
        // A person whose country is not said may be of the country whose dispatch speaks of him.
        let heard = |p: &Party, other: &Report| {
            p.country.is_none() && p.names.iter().any(|n| other.setting.binary_search(n).is_ok())
        };
        if sure.abs() < 0.5 && (heard(p, b) || heard(q, a)) { HEARD_OF } else { sure }
    };
    let best = |p: &Party| y.iter().map(|q| like(p, q)).reduce(f64::max);
    let back = |q: &Party| x.iter().map(|p| like(p, q)).reduce(f64::max);
    let (there, back) =
        (x.iter().filter_map(|p| best(p)).reduce(choose), y.iter().filter_map(|q| back(q)).reduce(choose));
    match x.len().cmp(&y.len()) {
        Ordering::Less => there,
        Ordering::Greater => back,
        Ordering::Equal => there.zip(back).map(|(there, back)| choose(there, back)),
    }
    .unwrap_or(0.0)
}

/// What it counts that a dispatch elsewhere names a person whose country is not known.
const HEARD_OF: f64 = 0.4;

/// How much of the shorter of two sorted lists stands in the other. Short ones count less: one name in common of
/// one is little.
fn overlap(a: &[String], b: &[String]) -> f64 {
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { count(shared) / (count(least) + 1.0) }
}

/// The words in common of all.
fn jaccard(a: &[String], b: &[String]) -> f64 {
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { count(shared) / count(all) }
}

/// What one dispatch tells twice is seldom one happening, or the record would have it as one event; but its title
/// tells what its body does, and it may itself say that they are one.
fn together(a: &Report, b: &Report) -> f64 {
    let said = a.same_as.contains(&b.event) || b.same_as.contains(&a.event);
    if a.source.id != b.source.id {
        0.0
    } else if said || a.headline != b.headline {
        1.0
    } else {
        0.3
    }
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}

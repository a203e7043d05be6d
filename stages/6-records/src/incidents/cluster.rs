//! Which reports belong together? Pairs that are alike are linked as they come; the links, strongest first, then
//! build the incidents, and no link does so against what the incidents' other members say.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::Likeness;
use super::report::{RECALLED, Report};

/// All reports of a store, and which are alike.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    reports: Vec<Report>,
    /// Who might be alike: reports of one kind, party and time.
    blocks: BTreeMap<Block, Vec<usize>>,
    links: Vec<Link>,
}

/// A kind of deed, a party to it or a name in its sentence (or its dispatch), and when.
type Block = (char, String, Time);

/// Where in time a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    /// On one of these days.
    Days(i32),
    /// On some day or other that is known.
    Dated,
    /// That is not known.
    Undated,
    /// Whenever, in one dispatch.
    Together,
}

/// A dispatch's id and the event's number.
type Content<'a> = (&'a str, u32);

/// Two reports that are alike, the one whose content comes first first.
#[derive(Debug, Clone, Copy)]
struct Link {
    strength: i64,
    pair: (usize, usize),
}

/// How many days a block holds.
const BUCKET: i32 = 4;

/// Periods of as many buckets or more are no time to look under.
const COARSE: i32 = 16;

/// How strong a link must be.
const LINK: i64 = 0;

/// How strong the mean must be over all pairs of two incidents that become one.
const JOIN: i64 = 0;

/// What a pair counts that cannot be one.
const APART: i64 = -3000;

/// How many members of an incident are asked before another joins it. More would not change the mean by much, and
/// a war's incidents may have thousands.
const ASKED: usize = 24;

impl Incidents {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in reports, of one dispatch or of many. In which order they come makes no difference.
    pub fn add(&mut self, reports: impl IntoIterator<Item = Report>) {
        for report in reports {
            let new = self.reports.len();
            let (keys, asked) = blocks(&report);
            let near: BTreeSet<usize> =
                asked.iter().filter_map(|k| self.blocks.get(k)).flatten().copied().collect();
            self.reports.push(report);
            for old in near {
                let strength = self.strength(old, new);
                if strength >= LINK {
                    self.links.push(Link { strength, pair: self.ordered(old, new) });
                }
            }
            for key in keys {
                self.blocks.entry(key).or_default().push(new);
            }
        }
    }

    /// All reports, in the order in which they came.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The incidents, those that consist of one report, too; each in the order of its reports' keys, and in the
    /// order of their first reports' keys.
    pub fn clusters(&self) -> Vec<Vec<&Report>> {
        let mut links: Vec<&Link> = self.links.iter().collect();
        links.sort_by(|x, y| self.rank(x).cmp(&self.rank(y)));
        let mut groups = Groups::new(self.reports.len());
        for link in links {
            groups.join(link.pair, |some, others| self.belong(some, others));
        }
        let mut out: Vec<Vec<&Report>> = groups
            .members
            .iter()
            .filter(|g| !g.is_empty())
            .map(|g| {
                let mut group: Vec<&Report> = g.iter().filter_map(|n| self.reports.get(*n)).collect();
                group.sort_by_key(|r| r.key());
                group
            })
            .collect();
        out.sort_by_key(|g| g.first().map(|r| r.key()));
        out
    }

    /// Whether two groups are of one happening on the whole.
    fn belong(&self, some: &[usize], others: &[usize]) -> bool {
        let (some, others) = (self.asked(some), self.asked(others));
        let pairs = some.iter().flat_map(|a| others.iter().map(move |b| (*a, *b)));
        let strengths: Vec<i64> = pairs.map(|(a, b)| self.strength(a, b)).collect();
        let count = i64::try_from(strengths.len()).unwrap_or(i64::MAX);
        strengths.iter().sum::<i64>() >= JOIN * count
    }

    /// The members that speak for a group: the same whatever the order in which they came.
    fn asked(&self, group: &[usize]) -> Vec<usize> {
        let mut group = group.to_vec();
        if group.len() > ASKED {
            group.sort_by(|x, y| self.content(*x).cmp(&self.content(*y)));
            group.truncate(ASKED);
        }
        group
    }

    /// How strongly two reports hang together, in thousandths: whole numbers have the same sum in any order.
    fn strength(&self, a: usize, b: usize) -> i64 {
        let (a, b) = self.ordered(a, b);
        let pair = self.reports.get(a).zip(self.reports.get(b));
        pair.and_then(|(a, b)| Likeness::of(a, b)).map_or(APART, |l| l.strength().max(APART))
    }

    /// Where a link stands among the others.
    fn rank(&self, link: &Link) -> (i64, [Option<Content<'_>>; 2]) {
        (-link.strength, [self.content(link.pair.0), self.content(link.pair.1)])
    }

    fn ordered(&self, a: usize, b: usize) -> (usize, usize) {
        if self.content(a) <= self.content(b) { (a, b) } else { (b, a) }
    }

    /// What orders reports by what they are and not by when they came.
    fn content(&self, n: usize) -> Option<Content<'_>> {
        self.reports.get(n).map(|r| (r.source.id.as_str(), r.event))
    }
}

/// Under what a report is kept, and under what those like it are looked for. A report without a date may be like
/// any other that has a name in common; the others only like those of their days and those without a date.
fn blocks(report: &Report) -> (BTreeSet<Block>, BTreeSet<Block>) {
    let kinds = groups(&report.kind);
    let of = |names: &BTreeSet<String>, time: Time| -> Vec<Block> {
        let of = |name: &String| kinds.iter().map(|kind| (*kind, name.clone(), time)).collect::<Vec<_>>();
        names.iter().flat_map(of).collect()
    };
    let names: BTreeSet<String> = report.names.iter().cloned().collect();
    // A title may have no name that its body has: one dispatch's reports are always compared.
    let mut kept: BTreeSet<Block> =
        of(&BTreeSet::from([report.source.id.clone()]), Time::Together).into_iter().collect();
    let Some((first, last)) =
        report.days.filter(|(first, last)| last.saturating_sub(*first) < COARSE * BUCKET)
    else {
        kept.extend(of(&names, Time::Undated));
        let asked = kept.iter().cloned().chain(of(&names, Time::Dated)).collect();
        return (kept, asked);
    };
    let first = if report.recalls() { first.saturating_sub(RECALLED) } else { first };
    // A day more on both sides: dates of one night differ by one.
    let days = first.saturating_sub(1).div_euclid(BUCKET)..=last.saturating_add(1).div_euclid(BUCKET);
    // One text has "a drone" where the other has a country: what the sentence names helps where parties do not.
    let all = parties(report).union(&names).cloned().collect();
    kept.extend(days.flat_map(|d| of(&all, Time::Days(d))));
    let asked = kept.iter().cloned().chain(of(&names, Time::Undated)).collect();
    kept.extend(of(&names, Time::Dated));
    (kept, asked)
}

/// Types that may be kindred.
fn groups(kind: &str) -> &'static [char] {
    match kind {
        "ASSAULT" | "COERCE" | "PROTEST" | "SANCTION" => &['f'],
        "MOBILIZE" => &['c', 'f'],
        "ACCUSE" | "REJECT" | "REQUEST" | "THREATEN" => &['w'],
        _ => &['c'],
    }
}

/// Countries and names of the parties and of the place.
fn parties(report: &Report) -> BTreeSet<String> {
    let mut out: BTreeSet<String> = BTreeSet::new();
    for party in report.actors.iter().chain(&report.recipients).chain(&report.others) {
        out.extend(party.country.clone());
        out.extend(party.names.iter().cloned());
    }
    out.extend(report.site.iter().filter_map(|s| s.country.clone()));
    if out.is_empty() {
        out.insert(String::new());
    }
    out
}

/// Groups of reports that become one another's.
struct Groups {
    /// The members of each group; none where it has become another's.
    members: Vec<Vec<usize>>,
    /// Each report's group.
    group: Vec<usize>,
    /// Groups that were not joined, with their sizes then: asking again is idle until one of them has grown.
    apart: BTreeSet<(usize, usize, usize, usize)>,
}

impl Groups {
    fn new(reports: usize) -> Self {
        Self {
            members: (0..reports).map(|n| vec![n]).collect(),
            group: (0..reports).collect(),
            apart: BTreeSet::new(),
        }
    }

    fn join(&mut self, pair: (usize, usize), belong: impl Fn(&[usize], &[usize]) -> bool) {
        let group = |n: usize| self.group.get(n).copied();
        let Some((a, b)) = group(pair.0).zip(group(pair.1)) else { return };
        let (a, b) = (a.min(b), a.max(b));
        let Some((some, others)) = self.members.get(a).zip(self.members.get(b)) else { return };
        let asked = (a, b, some.len(), others.len());
        if a == b || self.apart.contains(&asked) {
            return;
        }
        if !belong(some, others) {
            self.apart.insert(asked);
            return;
        }
        let moved = self.members.get_mut(b).map(std::mem::take).unwrap_or_default();
        for n in &moved {
            if let Some(group) = self.group.get_mut(*n) {
                *group = a;
            }
        }
        if let Some(all) = self.members.get_mut(a) {
            all.extend(moved);
        }
    }
}

//! When was it published, and when last changed? Every statement votes for its day with the weight of
//! its kind; the day with the most weight wins, the earlier one of two alike.
//!
//! Dates of change, clocks and other articles' dates are later than publication, so of two days that
//! are stated equally well the earlier is right far more often.

use std::collections::BTreeMap;

use chancery_model::dispatch::DateBasis;

use super::address;
use super::calendar::Reading;
use super::json_ld::Linked;
use super::meta::Meta;
use super::moment::Moment;
use super::visible::Shown;
use super::walk::Page;
use crate::day::Day;
use crate::page::facts::calendar::dates;

/// All that speaks of dates.
pub(super) struct Evidence<'e> {
    pub(super) linked: &'e Linked,
    pub(super) meta: &'e Meta,
    pub(super) shown: &'e [Shown],
    pub(super) page: &'e Page<'e>,
    /// Canonical or given address; may be empty.
    pub(super) address: &'e str,
    /// Declared language.
    pub(super) language: Option<&'e str>,
}

/// What was decided: ISO 8601 as fine as it is known.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) published: Option<(String, DateBasis)>,
    pub(super) modified: Option<(String, DateBasis)>,
}

/// A day with less than this from its best witness is not stated.
const ENOUGH: u8 = 3;

/// Independent kinds of witnesses, the more exact first; each counts once a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    JsonLd,
    Meta,
    Stamp,
    Text,
    Url,
    Vague,
    OfPage,
}

impl Kind {
    fn basis(self) -> DateBasis {
        match self {
            Self::JsonLd | Self::OfPage => DateBasis::JsonLd,
            Self::Meta | Self::Vague => DateBasis::Meta,
            Self::Stamp | Self::Text => DateBasis::Text,
            Self::Url => DateBasis::Url,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Witness {
    moment: Moment,
    other: Option<Moment>,
    kind: Kind,
    weight: u8,
    /// The day it votes for.
    day: Option<Day>,
    /// Whether its own day is another zone's than its vote's.
    shifted: bool,
}

/// Weighs the evidence.
pub(super) fn decide(evidence: &Evidence<'_>) -> Dates {
    let mut witnesses = witnesses(evidence);
    let changes = changes(evidence);
    settle_orders(&mut witnesses, &changes, evidence);
    shift_to_local_days(&mut witnesses);
    let published = vote(&witnesses).or_else(|| coarse(evidence));
    let day = published.and_then(|(m, _)| m.calendar_day());
    let not_before = |m: &Moment| day.is_none_or(|d| m.calendar_day().is_some_and(|own| own >= d));
    let news = |m: &Moment| {
        published.is_none_or(|(p, _)| {
            *m != p && (m.minute.is_some() || m.calendar_day() != p.calendar_day()) && m.iso() != p.iso()
        })
    };
    let modified = changes
        .iter()
        .filter(|c| c.other.is_none())
        .find(|c| not_before(&c.moment))
        .filter(|c| news(&c.moment))
        .map(|c| (c.moment.iso(), c.kind.basis()));
    Dates { published: published.map(|(m, kind)| (m.iso(), kind.basis())), modified }
}

fn witnesses(evidence: &Evidence<'_>) -> Vec<Witness> {
    let Evidence { linked, meta, shown, .. } = *evidence;
    let mut out = Vec::new();
    let mut add = |reading: Option<Reading>, kind, weight| {
        if let Some(Reading { moment, other, .. }) = reading.filter(|r| r.moment.day.is_some()) {
            out.push(Witness { moment, other, kind, weight, day: moment.calendar_day(), shifted: false });
        }
    };
    add(linked.published, Kind::JsonLd, 6);
    if linked.published.is_none() {
        add(linked.created, Kind::JsonLd, 3);
    }
    add(linked.of_page, Kind::OfPage, 1);
    for reading in &meta.published {
        add(Some(*reading), Kind::Meta, 6);
    }
    for reading in &meta.dates {
        let changed = meta.modified.iter().chain(&linked.modified).any(|m| m.moment == reading.moment);
        add(Some(*reading), Kind::Vague, if changed { 1 } else { 3 });
    }
    for shown in shown.iter().filter(|s| !s.modified) {
        add(Some(shown.reading), if shown.stamped { Kind::Stamp } else { Kind::Text }, shown.weight);
    }
    if let Some(found) = address::date(evidence.address) {
        let reading = Reading { moment: found.moment, other: None, start: 0, end: 0 };
        add(Some(reading), Kind::Url, if found.by_steps { 5 } else { 3 });
    }
    out
}

/// Stated changes, the surest first.
fn changes(evidence: &Evidence<'_>) -> Vec<Witness> {
    let witness = |r: &Reading, kind| Witness {
        moment: r.moment,
        other: r.other,
        kind,
        weight: 0,
        day: r.moment.calendar_day(),
        shifted: false,
    };
    let linked = evidence.linked.modified.iter().map(|r| witness(r, Kind::JsonLd));
    let meta = evidence.meta.modified.iter().map(|r| witness(r, Kind::Meta));
    let mut shown: Vec<&Shown> = evidence.shown.iter().filter(|s| s.modified).collect();
    shown.sort_by_key(|s| std::cmp::Reverse(s.weight));
    let shown =
        shown.into_iter().map(|s| witness(&s.reading, if s.stamped { Kind::Stamp } else { Kind::Text }));
    linked.chain(meta).chain(shown).collect()
}

/// Decides between 3 April and 4 March by the other dates, by other dates of the same form on the
/// page, or by the language; drops what stays open.
fn settle_orders(witnesses: &mut Vec<Witness>, changes: &[Witness], evidence: &Evidence<'_>) {
    if witnesses.iter().all(|w| w.other.is_none()) {
        return;
    }
    let sure: Vec<Day> =
        witnesses.iter().chain(changes).filter(|w| w.other.is_none()).filter_map(|w| w.day).collect();
    let order = order_of_page(evidence.page).or_else(|| order_of_language(evidence));
    witnesses.retain_mut(|witness| {
        let Some(other) = witness.other else { return true };
        let known = |m: Moment| m.calendar_day().is_some_and(|d| sure.iter().any(|s| s.since(d).abs() <= 1));
        let month_first = match (known(witness.moment), known(other)) {
            (true, false) => false,
            (false, true) => true,
            _ => match order {
                Some(month_first) => month_first,
                None => return false,
            },
        };
        witness.moment = if month_first { other } else { witness.moment };
        witness.day = witness.moment.calendar_day();
        witness.other = None;
        true
    });
}

/// Whether months stand first in dates of the page that can be read in one order only.
fn order_of_page(page: &Page<'_>) -> Option<bool> {
    let mut order = None;
    for line in page.lines.iter().filter(|l| l.length() <= 240) {
        let text = line.text();
        for reading in dates(&text) {
            let words = text.get(reading.start..reading.end).unwrap_or_default();
            let mut numbers = words.split(['/', '-']).map(|n| n.trim().parse::<u32>().ok());
            let (Some(Some(a)), Some(Some(b))) = (numbers.next(), numbers.next()) else { continue };
            if reading.other.is_some() || (a <= 12 && b <= 12) || a > 31 {
                continue;
            }
            if order.is_some_and(|known| known != (b > 12)) {
                return None;
            }
            order = Some(b > 12);
        }
    }
    order
}

/// Where the language or the country leaves no doubt, the day stands first.
fn order_of_language(evidence: &Evidence<'_>) -> Option<bool> {
    let tag = evidence.language.unwrap_or_default().to_ascii_lowercase().replace('_', "-");
    let host = address::host(evidence.address).unwrap_or_default();
    let domain = host.rsplit('.').next().unwrap_or_default();
    let country =
        domain.len() == 2 && !matches!(domain, "us" | "ca" | "ph" | "tv" | "io" | "co" | "me" | "ai");
    let other_english = ["en-gb", "en-au", "en-ie", "en-in", "en-nz", "en-za", "en-pk", "en-ng", "en-ke"]
        .contains(&tag.as_str());
    let other = !tag.is_empty() && tag.split('-').next() != Some("en");
    (country || other_english || other).then_some(false)
}

/// An instant in Greenwich time whose local day is shown votes for the shown day.
fn shift_to_local_days(witnesses: &mut [Witness]) {
    let local: Vec<Day> = witnesses
        .iter()
        .filter(|w| matches!(w.kind, Kind::Text | Kind::Url | Kind::Stamp))
        .filter(|w| w.moment.offset.is_none() && w.weight >= ENOUGH)
        .filter_map(|w| w.day)
        .collect();
    for witness in witnesses.iter_mut() {
        let (Some(day), Some(minute), Some(0)) = (witness.day, witness.moment.minute, witness.moment.offset)
        else {
            continue;
        };
        if local.contains(&day) {
            continue;
        }
        // West of Greenwich it may still be the day before, east of it the day after.
        let (before, after) = (minute < 12 * 60, minute >= 10 * 60);
        let shown = local.iter().find(|d| (**d == day.plus(-1) && before) || (**d == day.plus(1) && after));
        if let Some(shown) = shown {
            (witness.day, witness.shifted) = (Some(*shown), true);
        }
    }
}

fn vote(witnesses: &[Witness]) -> Option<(Moment, Kind)> {
    let mut days: BTreeMap<Day, BTreeMap<Kind, u8>> = BTreeMap::new();
    for witness in witnesses {
        let Some(day) = witness.day else { continue };
        let known = days.entry(day).or_default().entry(witness.kind).or_default();
        *known = witness.weight.max(*known);
    }
    let mut best: Option<(u32, Day)> = None;
    for (day, kinds) in &days {
        if kinds.values().all(|w| *w < ENOUGH) {
            continue;
        }
        let score = kinds.values().map(|w| u32::from(*w)).sum();
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, *day));
        }
    }
    let day = best?.1;
    let own = witnesses.iter().filter(|w| w.day == Some(day) && !w.shifted);
    // The finest statement of the day, by the surest witness.
    own.min_by_key(|w| (w.moment.minute.is_none(), w.moment.offset.is_none(), w.kind))
        .map(|w| (w.moment, w.kind))
}

/// A month, where no day is stated.
fn coarse(evidence: &Evidence<'_>) -> Option<(Moment, Kind)> {
    let linked = evidence.linked.published.map(|r| (r.moment, Kind::JsonLd));
    let meta = evidence.meta.published.first().map(|r| (r.moment, Kind::Meta));
    let address = address::date(evidence.address).map(|d| (d.moment, Kind::Url));
    let is_coarse = |found: &(Moment, Kind)| found.0.day.is_none();
    linked.filter(is_coarse).or(meta.filter(is_coarse)).or(address.filter(is_coarse))
}

//! In what can tellings differ? Who acted on whom, the deed, its numbers, day and place; and what each says of it.

use chancery_records::incidents::{Party, Report};
use maud::{Markup, html};

use super::agreement::Answer;
use super::days;
use super::families::Telling;
use crate::reading::{Names, chain_of_voices, country, shown};

/// One thing that a telling says of an aspect.
pub(super) struct Item {
    /// By what it is compared.
    pub(super) key: String,
    /// How it is shown.
    pub(super) shown: Markup,
    /// What stands beside it, and is no part of what is compared.
    pub(super) beside: Markup,
}

impl Item {
    fn plain(key: String, shown: Markup) -> Self {
        Self { key, shown, beside: Markup::default() }
    }
}

/// What the tellings are compared in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Aspect {
    Voice,
    Actors,
    Recipients,
    Deed,
    Kind,
    Status,
    Dead,
    Injured,
    Days,
    Site,
}

impl Aspect {
    pub(super) const ALL: [Self; 10] = [
        Self::Voice,
        Self::Actors,
        Self::Deed,
        Self::Recipients,
        Self::Dead,
        Self::Injured,
        Self::Days,
        Self::Site,
        Self::Status,
        Self::Kind,
    ];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Voice => "Who says so",
            Self::Actors => "Who did it",
            Self::Recipients => "To whom",
            Self::Deed => "The deed, word for word",
            Self::Kind => "Coded as",
            Self::Status => "Whether it happened",
            Self::Dead => "Dead",
            Self::Injured => "Injured",
            Self::Days => "When",
            Self::Site => "Where",
        }
    }

    /// Whether tellings that differ in it are marked: that each has its own speakers is no disagreement.
    pub(super) fn is_compared(self) -> bool {
        self != Self::Voice
    }

    /// What a telling says of it, each once and in the order of its dispatches.
    pub(super) fn items(self, telling: &Telling, names: &Names) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for item in telling.reports.iter().flat_map(|r| self.of(r, names)) {
            if !items.iter().any(|i| i.key == item.key) {
                items.push(item);
            }
        }
        items
    }

    fn of(self, report: &Report, names: &Names) -> Vec<Item> {
        match self {
            Self::Voice => vec![voice(report)],
            Self::Actors => report.actors.iter().map(|p| party(p, names)).collect(),
            Self::Recipients => report.recipients.iter().map(|p| party(p, names)).collect(),
            Self::Deed => words(&report.deed).into_iter().collect(),
            Self::Kind => words(names.code(&report.kind)).into_iter().collect(),
            Self::Status => words(&report.status).into_iter().collect(),
            Self::Dead => report.toll.dead.map(number).into_iter().collect(),
            Self::Injured => report.toll.injured.map(number).into_iter().collect(),
            Self::Days => when(report).into_iter().collect(),
            Self::Site => site(report, names).into_iter().collect(),
        }
    }
}

/// The keys of what is said.
pub(super) fn answer(items: &[Item]) -> Answer {
    items.iter().map(|i| i.key.clone()).collect()
}

/// Words without regard to capitals and spaces.
fn key(words: &str) -> String {
    shown(words).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn words(said: &str) -> Option<Item> {
    Some(key(said)).filter(|k| !k.is_empty()).map(|key| Item::plain(key, html! { bdi { (shown(said)) } }))
}

fn number(n: u32) -> Item {
    Item::plain(n.to_string(), html! { (n) })
}

/// A party as the telling calls it, with whom the record takes it to be.
fn party(party: &Party, names: &Names) -> Item {
    let loaded = party.loaded.contains(&party.words);
    let code = party.country.as_deref();
    Item {
        key: key(&format!("{} {}", party.words, code.unwrap_or_default())),
        shown: html! {
            @if loaded { q.loaded { (shown(&party.words)) } } @else { bdi { (shown(&party.words)) } }
        },
        beside: html! {
            @if let Some(code) = code { " " (country(code, names)) }
            @if loaded { span.flag { "the outlet’s own word" } }
            @for other in party.loaded.iter().filter(|w| **w != party.words) {
                span.also { "also " q.loaded { (shown(other)) } }
            }
        },
    }
}

/// Who says it, in words: from the outlet to the innermost speaker.
fn voice(report: &Report) -> Item {
    let voices = report.voices.iter().rev();
    let voices =
        voices.map(|v| (v.speakers.iter().map(|(name, _)| name.as_str()).collect(), v.stance.as_str()));
    let told = chain_of_voices(report.source.outlet.as_deref(), voices, report.status == "negated");
    Item {
        key: key(&told),
        shown: html! { bdi { (told) } },
        beside: html! {
            @if report.is_denied() { " " span.badge.denied { "denies it" } }
        },
    }
}

fn when(report: &Report) -> Option<Item> {
    let (first, last) = report.days?;
    let written = days(Some(first), Some(last))?;
    // A day that only the dispatch's own date gives is no word of the telling: it is shown, and agrees with all.
    report.dated.then(|| Item::plain(written.clone(), html! { time { (written) } }))
}

fn site(report: &Report, names: &Names) -> Option<Item> {
    let site = report.site.as_ref()?;
    Some(Item {
        key: key(&site.name),
        shown: html! { bdi { (shown(&site.name)) } },
        beside: html! {
            @if let Some(code) = &site.country { " " (country(code, names)) }
        },
    })
}

//! What is different this week? The newest 7 days against the 28 days before them.

use serde::Serialize;
use utoipa::ToSchema;

use super::actors::ActorCount;
use super::days::as_date;
use super::dyads::{RECENT, Window};
use super::symbols::{Column, counted};
use super::tally::{Tally, foremost, rounded};
use super::{Archive, Selection};

/// How many events a change must rest on, recently or before.
const SUPPORT: u32 = 3;

/// What occurs more or less often than before.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Change {
    /// A type, a country, or two countries parted by a space.
    pub value: String,
    /// How many events it has on the recent days.
    pub recent: u32,
    /// How many on the days before.
    pub before: u32,
    /// How many it would have on the recent days if its share of all events were the same as before.
    pub expected: f64,
    /// How far that is from chance: the likelihood ratio G² of the four-field table (this or other, recent or
    /// before) after Dunning 1993; negative where it occurs less. 3.84 is p = 0.05, 10.83 is p = 0.001.
    pub g2: f64,
}

/// What rose and what fell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Movement {
    /// The surest rise first.
    pub rises: Vec<Change>,
    /// The surest fall first.
    pub falls: Vec<Change>,
}

/// What changed. Events are compared by their share of all events of their days, so that a day on which more
/// dispatches came is not one on which everything rose.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Changes {
    /// The first of the recent days.
    #[serde(serialize_with = "as_date")]
    #[schema(value_type = String)]
    pub from: i32,
    /// The last of them: the archive's newest day.
    #[serde(serialize_with = "as_date")]
    #[schema(value_type = String)]
    pub to: i32,
    /// How many events these days have.
    pub recent: u32,
    /// How many the 28 days before have.
    pub before: u32,
    /// Event types.
    pub types: Movement,
    /// Pairs of countries, whichever acts.
    pub dyads: Movement,
    /// Countries, on either side.
    pub countries: Movement,
    /// Actors of whom no earlier dispatch tells; most events first.
    pub new_actors: Vec<ActorCount>,
}

/// How many recently and how many before.
type Both = [u32; 2];

/// The signed likelihood ratio.
fn g2([recent, before]: Both, [all_recent, all_before]: Both) -> f64 {
    let (a, b) = (f64::from(recent), f64::from(before));
    let (m, n) = (f64::from(all_recent), f64::from(all_before));
    if m == 0.0 || n == 0.0 {
        return 0.0;
    }
    let term = |seen: f64, all: f64, share: f64| {
        if seen > 0.0 && share > 0.0 { seen * (seen / (all * share)).ln() } else { 0.0 }
    };
    let share = (a + b) / (m + n);
    let ratio = 2.0
        * (term(a, m, share) + term(b, n, share) + term(m - a, m, 1.0 - share) + term(n - b, n, 1.0 - share));
    if a * n >= b * m { ratio.max(0.0) } else { -ratio.max(0.0) }
}

fn movement(counts: impl Iterator<Item = (String, Both)>, all: Both, top: usize) -> Movement {
    let expected = |before: u32| f64::from(before) * f64::from(all[0]) / f64::from(all[1].max(1));
    let supported = counts.filter(|(_, both)| both.iter().any(|&n| n >= SUPPORT));
    let change = |(value, [recent, before]): (String, Both)| Change {
        value,
        recent,
        before,
        expected: rounded(expected(before)),
        g2: rounded(g2([recent, before], all)),
    };
    let mut changes: Vec<Change> = supported.map(change).filter(|c| c.g2 != 0.0).collect();
    changes.sort_by(|a, b| b.g2.abs().total_cmp(&a.g2.abs()).then_with(|| a.value.cmp(&b.value)));
    let (mut rises, mut falls): (Vec<_>, Vec<_>) = changes.into_iter().partition(|c| c.g2 > 0.0);
    rises.truncate(top);
    falls.truncate(top);
    Movement { rises, falls }
}

fn count(both: &mut Both, window: Window) {
    both[0] += u32::from(window == Window::Recent);
    both[1] += u32::from(window == Window::Before);
}

impl Archive {
    /// What changed, with the `top` surest rises and falls of each kind. Nothing without a day.
    pub fn changes(&self, top: usize) -> Option<Changes> {
        let newest = self.newest_day()?;
        let mut all = Both::default();
        let mut types = vec![Both::default(); self.events.kind.table.len()];
        let mut countries = vec![Both::default(); self.codes.len()];
        let (mut dyads, mut between) = (Tally::<Both>::default(), Vec::new());
        for position in self.recent_positions(newest) {
            let window = self.window(position, Some(newest));
            count(&mut all, window);
            let kind = self.events.kind.rows.get(position as usize).copied().unwrap_or_default();
            if let Some(both) = types.get_mut(kind as usize) {
                count(both, window);
            }
            let (actors, recipients) = self.sides(position);
            let others = recipients.iter().filter(|code| !actors.contains(code));
            for &code in actors.iter().chain(others) {
                if let Some(both) = countries.get_mut(code as usize) {
                    count(both, window);
                }
            }
            self.country_pairs(position, false, &mut between);
            for &pair in &between {
                dyads.at(pair, |both| count(both, window));
            }
        }
        let named = |column: &Column, counts: Vec<Both>| -> Vec<(String, Both)> {
            (0..).zip(counts).map(|(symbol, both)| (column.table.get(symbol).to_owned(), both)).collect()
        };
        let by_code = (0..).zip(countries).map(|(code, both)| (self.codes.get(code).to_owned(), both));
        let by_pair = dyads.rows().into_iter().map(|(pair, both)| {
            let (first, second) = self.pair_of_codes(pair, false);
            (format!("{first} {second}"), both)
        });
        Some(Changes {
            from: newest.saturating_sub(RECENT - 1),
            to: newest,
            recent: all[0],
            before: all[1],
            types: movement(named(&self.events.kind, types).into_iter(), all, top),
            dyads: movement(by_pair, all, top),
            countries: movement(by_code, all, top),
            new_actors: self.new_actors(newest, top),
        })
    }

    /// The events of the recent days and those before.
    fn recent_positions(&self, newest: i32) -> std::ops::Range<u32> {
        let days = &self.events.day;
        let start = days.partition_point(|&day| day > newest);
        let end = days.partition_point(|&day| Window::of(day, newest) != Window::Other || day > newest);
        counted(start)..counted(end)
    }

    /// Actors of whom dispatches of the recent days tell for the first time. Where the archive begins with
    /// these days everybody would be new, and nobody is.
    fn new_actors(&self, newest: i32, top: usize) -> Vec<ActorCount> {
        let mut first = vec![i32::MAX; self.actors.len()];
        for position in 0..counted(self.len()) {
            let Some(day) = self.day_told(position) else { continue };
            for &(_, number) in self.actors.parts(position) {
                if let Some(first) = first.get_mut(number as usize) {
                    *first = (*first).min(day);
                }
            }
        }
        let is_recent = |day: i32| Window::of(day, newest) == Window::Recent;
        if first.iter().all(|&day| day == i32::MAX || is_recent(day)) {
            return Vec::new();
        }
        let numbers: Vec<u32> =
            (0..).zip(&first).filter(|(_, day)| is_recent(**day)).map(|(number, _)| number).collect();
        let numbers = foremost(numbers, top, |&a, &b| {
            let more = self.actors.event_count(b).cmp(&self.actors.event_count(a));
            more.then_with(|| self.actor_key(a).cmp(&self.actor_key(b)))
        });
        numbers.into_iter().map(|number| self.actor_count(number)).collect()
    }

    /// The events of the recent days, as a selection.
    pub fn recent(&self) -> Selection {
        let recent = |newest: i32| {
            let positions = self.recent_positions(newest);
            Selection::of(positions.filter(|&p| self.window(p, Some(newest)) == Window::Recent).collect())
        };
        self.newest_day().map(recent).unwrap_or_default()
    }
}

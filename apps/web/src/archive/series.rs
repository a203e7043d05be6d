//! How many events are there in each period, by quad class?

use serde::Serialize;

use super::days::{NO_DAY, Period, as_date};
use super::{Archive, Quads, Selection, count_quad};

/// How many bins are as many as one can see.
const SEEN: usize = 120;

/// How many bins are as many as one can draw.
const DRAWN: usize = 400;

/// The events of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bin {
    /// Its first day.
    #[serde(serialize_with = "as_date")]
    pub start: i32,
    /// How many events of each quad class.
    pub quads: Quads,
}

/// Events by period, without gaps from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// The length of time of a bin.
    pub period: Period,
    /// Oldest first.
    pub bins: Vec<Bin>,
    /// How many events have no day.
    pub undated: u32,
    /// How many happened before the first bin: where there are more than 400 years.
    pub earlier: u32,
}

/// The first days of the periods from one day to another, if there are not more than so many.
fn starts(period: Period, first: i32, last: i32, most: usize) -> Option<Vec<i32>> {
    let mut starts = vec![period.start(first)];
    while let Some(next) = starts.last().map(|&start| period.next(start)).filter(|&next| next <= last) {
        if starts.len() == most {
            return None;
        }
        starts.push(next);
    }
    Some(starts)
}

impl Archive {
    /// The events of a selection by period. Without a period it is the shortest that gives at most about 120
    /// bins; one that would give more than 400 is lengthened.
    pub fn series(&self, selection: &Selection, period: Option<Period>) -> Series {
        let days = || selection.positions().iter().map(|&position| self.day_at(position));
        let (first, last) = days()
            .filter(|&day| day != NO_DAY)
            .fold((i32::MAX, NO_DAY), |(first, last), day| (first.min(day), last.max(day)));
        let mut series =
            Series { period: period.unwrap_or(Period::Day), bins: Vec::new(), undated: 0, earlier: 0 };
        if last != NO_DAY {
            let (shortest, most) = period.map_or((Period::Day, SEEN), |period| (period, DRAWN));
            let lengths = Period::ALL.into_iter().filter(|&p| p >= shortest);
            let found = lengths.map(|p| (p, starts(p, first, last, most))).find(|(_, all)| all.is_some());
            // So many years: the last of them.
            let (period, starts) = found.unwrap_or_else(|| {
                let mut years = starts(Period::Year, first, last, usize::MAX).unwrap_or_default();
                years.drain(..years.len().saturating_sub(DRAWN));
                (Period::Year, Some(years))
            });
            series.period = period;
            let bin = |start| Bin { start, quads: Quads::default() };
            series.bins = starts.unwrap_or_default().into_iter().map(bin).collect();
        }
        // Events of a day stand together: its bin is looked up once.
        let (mut known, mut place) = (NO_DAY, None);
        for &position in selection.positions() {
            let day = self.day_at(position);
            if day == NO_DAY {
                series.undated += 1;
                continue;
            }
            if day != known {
                (known, place) = (day, series.bins.partition_point(|bin| bin.start <= day).checked_sub(1));
            }
            match place.and_then(|place| series.bins.get_mut(place)) {
                Some(bin) => count_quad(&mut bin.quads, self.quad(position)),
                None => series.earlier += 1,
            }
        }
        series
    }
}

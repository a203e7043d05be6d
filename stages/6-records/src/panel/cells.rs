//! How are a panel's cells counted? Cells are many and names are few: a cell is known by four numbers of names, and names
//! are written out when all is counted.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};

use super::{Panel, SHAPE, Side};
use crate::error::Error;

/// Period, both sides and class of a cell, each by its name's number.
type Key = [u32; 4];

/// The cells so far.
#[derive(Debug)]
pub(super) struct Cells {
    panel: Panel,
    names: Names,
    /// The periods of days; only looked up, never walked.
    periods: HashMap<i32, Option<u32>>,
    /// The parties of what stands in a column; only looked up, never walked.
    parties: HashMap<String, Arc<[u32]>>,
    /// How many events, and the sum of their scores.
    counted: HashMap<Key, (i64, f64)>,
}

impl Cells {
    pub(super) fn of(panel: Panel) -> Self {
        Self {
            panel,
            names: Names::default(),
            periods: HashMap::new(),
            parties: HashMap::new(),
            counted: HashMap::new(),
        }
    }

    /// Adds a part of the answer to the panel's question.
    pub(super) fn count(&mut self, batch: &RecordBatch) {
        let [days, actors, recipients, classes, mutual, counts, sums] = batch.columns() else { return };
        let days = days.as_primitive_opt::<Date32Type>();
        let texts = [actors, recipients, classes].map(|c| c.as_string_opt::<i32>());
        let (counts, sums) = (counts.as_primitive_opt::<Int64Type>(), sums.as_primitive_opt::<Float64Type>());
        let (Some(days), Some(mutual)) = (days, mutual.as_boolean_opt()) else { return };
        let [Some(actors), Some(recipients), Some(classes)] = texts else { return };
        let (Some(counts), Some(sums)) = (counts, sums) else { return };
        for row in (0..batch.num_rows()).filter(|row| days.is_valid(*row)) {
            let Some(period) = self.period(days.value(row)) else { continue };
            let mutual = mutual.value(row);
            let actors = self.parties(actors.value(row));
            let others = if mutual { Arc::clone(&actors) } else { self.parties(recipients.value(row)) };
            let class = self.names.number(classes.value(row));
            for [source, target] in self.names.dyads(self.panel, &actors, &others, mutual) {
                let cell = self.counted.entry([period, source, target, class]).or_default();
                cell.0 += counts.value(row);
                cell.1 += sums.value(row);
            }
        }
    }

    fn period(&mut self, day: i32) -> Option<u32> {
        let (panel, names) = (self.panel, &mut self.names);
        *self.periods.entry(day).or_insert_with(|| Some(names.number(&panel.period.name(day)?)))
    }

    fn parties(&mut self, said: &str) -> Arc<[u32]> {
        if let Some(known) = self.parties.get(said) {
            return Arc::clone(known);
        }
        let parties: Arc<[u32]> = self.panel.parties(said).iter().map(|p| self.names.number(p)).collect();
        self.parties.insert(said.to_owned(), Arc::clone(&parties));
        parties
    }

    /// The table, in the order of period, sides and class.
    pub(super) fn rows(self) -> Result<RecordBatch, Error> {
        let (sorted, places) = self.names.in_order();
        let place = |n: u32| places.get(n as usize).copied().unwrap_or(n);
        #[allow(clippy::iter_over_hash_type, reason = "they are sorted at once, and no two are alike")]
        let mut cells: Vec<(Key, (i64, f64))> =
            self.counted.into_iter().map(|(key, cell)| (key.map(place), cell)).collect();
        cells.sort_unstable_by_key(|(key, _)| *key);
        let names = |at: usize| -> ArrayRef {
            let name = |(key, _): &(Key, _)| {
                key.get(at).and_then(|n| sorted.get(*n as usize)).map_or("", String::as_str)
            };
            Arc::new(cells.iter().map(|c| Some(name(c))).collect::<StringArray>())
        };
        let rounded = |x: f64| (x * 1000.0).round() / 1000.0;
        #[allow(clippy::cast_precision_loss, reason = "a count of events")]
        let mean = |(count, sum): (i64, f64)| rounded(sum / count.max(1) as f64);
        let columns: Vec<ArrayRef> = vec![
            names(0),
            names(1),
            names(2),
            names(3),
            Arc::new(cells.iter().map(|(_, cell)| Some(cell.0)).collect::<Int64Array>()),
            Arc::new(cells.iter().map(|(_, cell)| Some(rounded(cell.1))).collect::<Float64Array>()),
            Arc::new(cells.iter().map(|(_, cell)| Some(mean(*cell))).collect::<Float64Array>()),
        ];
        RecordBatch::try_new(SHAPE.arrow(), columns).map_err(Error::arrow(Path::new("panel")))
    }
}

/// Names, each with the number in which it came.
#[derive(Debug, Default)]
struct Names {
    /// Only looked up, never walked.
    numbers: HashMap<String, u32>,
    all: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), number);
        self.all.push(name.to_owned());
        number
    }

    fn name(&self, number: u32) -> &str {
        self.all.get(number as usize).map_or("", String::as_str)
    }

    /// The names in the order of the alphabet, and each number's place in it.
    fn in_order(&self) -> (Vec<String>, Vec<u32>) {
        let mut order: Vec<u32> = (0..u32::try_from(self.all.len()).unwrap_or(u32::MAX)).collect();
        order.sort_by_key(|n| self.name(*n));
        let mut places = vec![0; order.len()];
        for (place, number) in (0..).zip(&order) {
            if let Some(slot) = places.get_mut(*number as usize) {
                *slot = place;
            }
        }
        (order.iter().map(|n| self.name(*n).to_owned()).collect(), places)
    }

    /// The dyads of an event: everyone of the one side with everyone of the other; the parties of a mutual one
    /// are each both.
    fn dyads(&self, panel: Panel, actors: &[u32], others: &[u32], mutual: bool) -> Vec<[u32; 2]> {
        let mut out = Vec::with_capacity(actors.len() * others.len());
        for a in actors {
            for r in others.iter().filter(|r| !mutual || *r != a) {
                let turned = !panel.directed && self.name(*a) > self.name(*r);
                out.push(if turned { [*r, *a] } else { [*a, *r] });
            }
        }
        if !panel.directed {
            out.sort_unstable();
            out.dedup();
        }
        out
    }
}

impl Panel {
    /// "SYR IRN GOV" with sectors: "SYR GOV", "IRN GOV".
    fn parties(self, said: &str) -> Vec<String> {
        if self.side == Side::Country {
            return said.split_whitespace().map(str::to_owned).collect();
        }
        let (countries, sector) = said.rsplit_once(' ').unwrap_or((said, ""));
        countries.split_whitespace().map(|c| format!("{c} {sector}").trim_end().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::{BooleanArray, Date32Array};

    use super::super::{By, Period, Unit};
    use super::*;

    const PANEL: Panel = Panel {
        period: Period::Month,
        side: Side::Country,
        directed: true,
        by: By::Type,
        unit: Unit::Events,
    };

    fn shown(panel: Panel, actors: &str, recipients: &str) -> Vec<String> {
        let mut cells = Cells::of(panel);
        let mutual = recipients.is_empty();
        let actors = cells.parties(actors);
        let others = if mutual { Arc::clone(&actors) } else { cells.parties(recipients) };
        let dyads = cells.names.dyads(panel, &actors, &others, mutual);
        dyads.into_iter().map(|pair| pair.map(|n| cells.names.name(n)).join(">")).collect()
    }

    #[test]
    fn each_pair_counts_once() {
        assert_eq!(shown(PANEL, "USA TUR", "SYR"), ["USA>SYR", "TUR>SYR"]);
        assert_eq!(shown(PANEL, "SYR", ""), Vec::<String>::new());
        assert_eq!(shown(PANEL, "SYR IRN", ""), ["SYR>IRN", "IRN>SYR"]);
        assert_eq!(shown(PANEL, "SYR", "SYR"), ["SYR>SYR"], "what happens within a country");
        let undirected = Panel { directed: false, ..PANEL };
        assert_eq!(shown(undirected, "SYR IRN", ""), ["IRN>SYR"]);
        assert_eq!(shown(undirected, "USA", "SYR"), ["SYR>USA"]);
    }

    #[test]
    fn sectors_stay_with_their_countries() {
        let panel = Panel { side: Side::Actor, ..PANEL };
        assert_eq!(shown(panel, "SYR IRN GOV", "USA MIL"), ["SYR GOV>USA MIL", "IRN GOV>USA MIL"]);
        assert_eq!(shown(panel, "SYR ", "USA GOV"), ["SYR>USA GOV"]);
    }

    /// Day, both sides, class, count and sum.
    type Row<'a> = (Option<i32>, &'a str, &'a str, &'a str, i64, f64);

    /// Rows as the question gives them.
    fn answer(rows: &[Row<'_>]) -> RecordBatch {
        let texts = |of: fn(&Row<'_>) -> String| -> ArrayRef {
            Arc::new(rows.iter().map(|r| Some(of(r))).collect::<StringArray>())
        };
        RecordBatch::try_from_iter([
            ("day", Arc::new(rows.iter().map(|r| r.0).collect::<Date32Array>()) as ArrayRef),
            ("a", texts(|r| r.1.into())),
            ("r", texts(|r| r.2.into())),
            ("class", texts(|r| r.3.into())),
            ("mutual", Arc::new(rows.iter().map(|_| Some(false)).collect::<BooleanArray>())),
            ("n", Arc::new(rows.iter().map(|r| r.4).collect::<Int64Array>())),
            ("s", Arc::new(rows.iter().map(|r| r.5).collect::<Float64Array>())),
        ])
        .unwrap()
    }

    #[test]
    fn cells_add_up_over_days_and_stand_in_order() {
        let mut cells = Cells::of(PANEL);
        cells.count(&answer(&[
            (Some(40), "TUR", "SYR", "ASSAULT", 2, -18.0),
            (Some(1), "TUR", "SYR IRN", "ASSAULT", 1, -9.0),
            (None, "TUR", "SYR", "ASSAULT", 7, 0.0),
        ]));
        cells.count(&answer(&[
            (Some(2), "TUR", "IRN", "ASSAULT", 2, -16.0),
            (Some(2), "TUR", "", "AID", 2, 2.0),
        ]));
        let rows = cells.rows().unwrap();
        let shown = |row: usize| {
            let texts: Vec<&str> =
                rows.columns()[..4].iter().map(|c| c.as_string::<i32>().value(row)).collect();
            let mean = rows.columns()[6].as_primitive::<Float64Type>().value(row);
            format!("{} {} {mean}", texts.join(" "), rows.columns()[4].as_primitive::<Int64Type>().value(row))
        };
        assert_eq!(
            (0..rows.num_rows()).map(shown).collect::<Vec<_>>(),
            [
                "1970-01 TUR IRN ASSAULT 3 -8.333",
                "1970-01 TUR SYR ASSAULT 1 -9",
                "1970-02 TUR SYR ASSAULT 2 -9"
            ]
        );
    }
}

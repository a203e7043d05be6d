//! Who did how much of what to whom, period by period? The tables that political scientists work with.

mod cells;

use std::fmt::Write as _;
use std::io::Write;

use arrow_array::RecordBatch;
use chrono::{Datelike, Days, NaiveDate};

use crate::day;
use crate::error::Error;
use crate::schema::{Column, Kind, Table};
use crate::sql::{Format, Session};
use cells::Cells;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// What is told apart on either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Countries.
    Country,
    /// Countries with the primary sector: `SYR GOV`.
    Actor,
}

/// By what events are told apart within a dyad and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// PLOVER type.
    Type,
    /// Quad class.
    Quad,
    /// Not at all: their number, and the sum and mean of their intensity.
    Intensity,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Events: what every dispatch tells.
    Events,
    /// Incidents: what happened, however many tell of it.
    Incidents,
}

/// Which table is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panel {
    /// How long a period is.
    pub period: Period,
    /// What is told apart on either side.
    pub side: Side,
    /// Whether it matters who is actor and who recipient.
    pub directed: bool,
    /// By what events are told apart.
    pub by: By,
    /// What is counted.
    pub unit: Unit,
}

const SHAPE: Table = Table {
    name: "panel",
    about: "A dyad in a period.",
    columns: &[
        column("period", Kind::Text, "The period: its first day, its ISO week, its month or its year."),
        column("source", Kind::Text, "Who acts; of an undirected dyad the first in the alphabet."),
        column("target", Kind::Text, "Towards whom; of an undirected dyad the second."),
        column(
            "class",
            Kind::Text,
            "PLOVER event type or quad class; `all` where events are not told apart.",
        ),
        column("count", Kind::Long, "How many events or incidents."),
        column("intensity_sum", Kind::Real, "Sum of their conflict-cooperation scores, -10 to 10 each."),
        column("intensity_mean", Kind::Real, "Mean of these scores."),
    ],
};

const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, nullable: false, about }
}

/// The columns of a panel, for the reference and the codebook.
pub const COLUMNS: &[Column] = SHAPE.columns;

/// Types whose parties do it to each other where there is no recipient: of others, two actors do it side by side.
const MUTUAL: &str = "'AGREE', 'CONSULT', 'COOPERATE'";

impl Panel {
    /// The question whose answer is summed up: few rows, as it groups by what the columns hold, lists of several
    /// countries and all.
    pub fn question(self) -> String {
        let class = match self.by {
            By::Type => "type",
            By::Quad => "CAST(quad AS VARCHAR)",
            By::Intensity => "'all'",
        };
        let (actors, recipients) = match self.side {
            Side::Country => ("actor_countries", "recipient_countries"),
            Side::Actor => (
                "actor_countries || ' ' || split_part(actor_sectors, ' ', 1)",
                "recipient_countries || ' ' || split_part(recipient_sectors, ' ', 1)",
            ),
        };
        let from = match self.unit {
            Unit::Events => "events e".to_owned(),
            // Of an incident the event that was read first stands for all.
            Unit::Incidents => {
                "events e JOIN (SELECT incident AS i, min(dispatch * 100000 + event) AS first \
                 FROM reports GROUP BY incident) r ON r.first = e.dispatch * 100000 + e.event"
                    .to_owned()
            }
        };
        format!(
            "SELECT {}, {actors} AS a, {recipients} AS r, {class} AS class, recipients = '' AND type IN ({MUTUAL}) AS mutual, \
             count(*) AS n, sum(intensity) AS s \
             FROM {from} WHERE day IS NOT NULL AND status = 'actual' AND (stance IS NULL OR stance <> 'deny') \
             GROUP BY 1, 2, 3, 4, 5",
            // Whole months are few: the engine need not keep every day apart.
            match self.period {
                Period::Month => "CAST(date_trunc('month', day) AS DATE) AS day",
                Period::Year => "CAST(date_trunc('year', day) AS DATE) AS day",
                Period::Day | Period::Week => "day",
            }
        )
    }

    /// The table.
    pub fn rows(self, session: &Session) -> Result<RecordBatch, Error> {
        let mut cells = Cells::of(self);
        session.ask(&self.question(), &mut |batch| {
            cells.count(&batch);
            Ok(())
        })?;
        cells.rows()
    }

    /// Writes the table as CSV or Parquet.
    pub fn write(self, session: &Session, format: Format, out: &mut (dyn Write + Send)) -> Result<(), Error> {
        crate::sql::write_batch(&self.rows(session)?, format, out)
    }

    /// What stands in the file beside the table.
    pub fn codebook(self) -> String {
        let mut text = String::from("# Codebook of the panel\n\n");
        let unit = match self.unit {
            Unit::Events => "events as dispatches tell them",
            Unit::Incidents => "incidents: happenings of which one or more dispatches tell",
        };
        let _ = writeln!(
            text,
            "Counts {unit}, with status actual, outside claims that deny them, and with a day. {} dyads of {}, by {}, {}.\n\
             An event with several actors or recipients counts once for each pair; the parties of a meeting, an agreement \
             or common work without a recipient are each source and target. Events of which either side has no \
             country are left out. Absent rows are zeros.\n",
            if self.directed { "Directed" } else { "Undirected" },
            match self.side {
                Side::Country => "countries",
                Side::Actor => "countries with the first of the actors' PLOVER sectors",
            },
            match self.period {
                Period::Day => "day",
                Period::Week => "ISO week",
                Period::Month => "month",
                Period::Year => "year",
            },
            match self.by {
                By::Type => "PLOVER type",
                By::Quad =>
                    "quad class (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict)",
                By::Intensity => "intensity",
            },
        );
        text.push_str("| column | type | meaning |\n|---|---|---|\n");
        for c in COLUMNS {
            let _ = writeln!(text, "| {} | {} | {} |", c.name, c.kind.sql(), c.about);
        }
        text.push_str("\nCountries are ISO 3166-1 alpha-3, or PLOVER's IGO NGO ISM IMG MNC UNO EUR.\n");
        text
    }
}

impl Period {
    fn name(self, number: i32) -> Option<String> {
        let day = day::date(number)?;
        Some(match self {
            Self::Day => day.to_string(),
            Self::Week => week(day),
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Year => format!("{:04}", day.year()),
        })
    }
}

fn week(day: NaiveDate) -> String {
    let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day);
    let week = monday.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_iso_names() {
        let number = day::first("2021-01-03").unwrap();
        let name = |p: Period| p.name(number).unwrap();
        assert_eq!(name(Period::Day), "2021-01-03");
        assert_eq!(name(Period::Week), "2020-W53");
        assert_eq!(name(Period::Month), "2021-01");
        assert_eq!(name(Period::Year), "2021");
    }
}

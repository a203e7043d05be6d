//! `chancery incidents`: what several dispatches tell of, and how they differ.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use chancery_records::day;
use chancery_records::incident::{self, Incident};
use chancery_records::incidents::{Facts, Report, json};

use crate::commands::Outcome;
use crate::error::Error;

/// Lists the incidents, or shows one in full.
pub fn run(folder: &Path, number: Option<i64>, least: u32, json: bool) -> Result<Outcome, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(number) = number {
        let (incident, reports) = incident::one(folder, number)?;
        let facts = Facts::of(&reports.iter().collect::<Vec<_>>());
        if json {
            writeln!(out, "{}", json::incident(number, &incident, &facts))?;
        } else {
            out.write_all(account(number, &incident, &facts, &reports).as_bytes())?;
        }
    } else {
        let mut count = 0;
        incident::each(folder, least, |number, incident, reports| {
            count += 1;
            if json {
                let facts = Facts::of(&reports.iter().collect::<Vec<_>>());
                writeln!(out, "{}", json::incident(number, incident, &facts))?;
            } else {
                writeln!(out, "{}", heading(number, incident))?;
            }
            Ok(())
        })?;
        if count == 0 && !json {
            writeln!(out, "no happening is told by {least} dispatches")?;
        }
    }
    out.flush()?;
    Ok(Outcome::Complete)
}

fn date(number: Option<i32>) -> Option<String> {
    number.and_then(day::date).map(|d| d.to_string())
}

/// "12  2021-03-02  ASSAULT  TGO > NOR in Aba: 3 dispatches, 2 independent, 3 outlets".
fn heading(number: i64, i: &Incident) -> String {
    let when = date(i.day).unwrap_or_else(|| "undated".into());
    let side = |s: &str| if s.is_empty() { "?".to_owned() } else { s.to_owned() };
    let to = if i.recipient_countries.is_empty() {
        String::new()
    } else {
        format!(" > {}", i.recipient_countries)
    };
    let place = i.place.as_ref().map(|p| format!(" in {p}")).unwrap_or_default();
    let denied = if i.denied > 0 { format!(", denied in {}", i.denied) } else { String::new() };
    format!(
        "{number:>6}  {when}  {:<9} {}{to}{place}: {} dispatches, {} independent, {} outlets{denied}",
        i.kind,
        side(&i.actor_countries),
        i.dispatches,
        i.independent,
        i.outlets
    )
}

fn account(number: i64, i: &Incident, facts: &Facts, reports: &[Report]) -> String {
    let mut out = heading(number, i) + "\n";
    if let Some(first) = &facts.first {
        let who = first.outlet.as_deref().unwrap_or("an unnamed outlet");
        let when = first.made.as_deref().unwrap_or("at an unknown time");
        let _ = writeln!(out, "  first reported by {who}, {when}");
    }
    for ((country, kind), outlets) in &facts.outlets {
        let kind = kind.as_deref().unwrap_or("outlet");
        let country = country.as_deref().unwrap_or("unknown country");
        let names: Vec<String> = outlets.iter().map(|(name, n)| format!("{name} ({n})")).collect();
        let _ = writeln!(out, "  {country}, {kind}: {}", names.join(", "));
    }
    for (what, speakers) in [("says so", &facts.claimed), ("denies it", &facts.denied)] {
        for ((name, country), n) in speakers {
            let country = country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
            let _ = writeln!(out, "  {what}: {name}{country}, in {n} dispatches");
        }
    }
    let _ = writeln!(out, "  outlets say so themselves in {} reports", facts.asserted);
    for told in &facts.tolls {
        let outlet = told.outlet.as_deref().unwrap_or("dispatch");
        let number = |n: Option<u32>, what: &str| n.map(|n| format!("{n} {what}"));
        let both = [number(told.toll.dead, "dead"), number(told.toll.injured, "injured")];
        let both: Vec<String> = both.into_iter().flatten().collect();
        let _ = writeln!(out, "  {outlet} ({}): {}", told.dispatch, both.join(", "));
    }
    for word in facts.parties.iter().chain(&facts.deeds) {
        let outlet = word.outlet.as_deref().unwrap_or("an unnamed outlet");
        let loaded = if word.loaded { ", loaded" } else { "" };
        let _ = writeln!(out, "  {}: «{}» ({outlet}{loaded})", word.meant, word.words);
    }
    for report in reports {
        let _ = writeln!(out, "  told in {}:e{}", report.dispatch, report.event);
    }
    out
}

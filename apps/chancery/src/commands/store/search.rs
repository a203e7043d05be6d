//! `chancery search`: dispatches of a store that hold a phrase.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use chancery_records::Store;
use serde_json::json;

use crate::commands::Outcome;
use crate::error::Error;

/// Shows them, the newest first.
pub fn run(folder: &Path, phrase: &str, limit: usize, json: bool) -> Result<Outcome, Error> {
    let found = Store::open(folder)?.search(phrase, limit)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for f in &found {
        if json {
            let line = json!({"dispatch": f.dispatch, "id": f.id, "origin": f.origin, "title": f.title, "outlet": f.outlet,
                "published": f.published, "span": f.span, "context": f.context});
            writeln!(out, "{line}")?;
            continue;
        }
        let facts = [f.published.as_deref(), f.outlet.as_deref(), f.title.as_deref().or(Some(&f.origin))];
        let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        writeln!(out, "{:>8}  {facts}\n          {}", f.dispatch, f.context)?;
    }
    if found.is_empty() && !json {
        writeln!(out, "no dispatch holds these words side by side")?;
    }
    out.flush()?;
    Ok(Outcome::Complete)
}

//! `chancery correct`: what is right of an event, beside what was coded.

use std::io::{self, Write};
use std::path::Path;

use chancery_records::corrections::correct;

use crate::commands::Outcome;
use crate::error::Error;

/// Enters a correction and says what it changes.
pub fn run(folder: &Path, event: &str, correction: &str, by: &str, why: &str) -> Result<Outcome, Error> {
    let (field, value) = correction.split_once('=').ok_or_else(|| Error::Config {
        from: correction.into(),
        what: "expected FIELD=VALUE, as in type=CONSULT".into(),
    })?;
    let value = Some(value.trim()).filter(|v| !v.is_empty() && !matches!(*v, "none" | "null"));
    let made = correct(folder, event, field.trim(), value, by, why)?;
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".into());
    writeln!(
        io::stdout().lock(),
        "correction {}: {} of {event} is {} instead of {}, says {}",
        made.id,
        made.field,
        shown(&made.value),
        shown(&made.was),
        made.by
    )?;
    Ok(Outcome::Complete)
}

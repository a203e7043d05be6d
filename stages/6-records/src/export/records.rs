//! The records themselves: what `chancery read` writes, with corrections worked in. Retracted events are left
//! out, so that a corrected record can serve as gold data.

use std::io::{self, Write};

use crate::corrections::RETRACTED;
use crate::stored::Stored;

/// Writes one record a line.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    for mut stored in records {
        stored.record.events.retain(|e| e.status != RETRACTED);
        writeln!(out, "{}", stored.record.to_json())?;
    }
    Ok(())
}

//! TEMP
use std::path::Path;
use crate::commands::Outcome;
use crate::error::Error;
/// TEMP
pub fn run(_: &Path, _: Option<i64>, _: u32, _: bool) -> Result<Outcome, Error> { Ok(Outcome::Complete) }

#![doc = include_str!("../README.md")]

pub mod corrections;
pub mod day;
pub mod diff;
mod error;
pub mod export;
mod flatten;
mod gather;
pub mod incident;
pub mod incidents;
mod intake;
mod keeper;
mod ledger;
mod lock;
mod merge;
pub mod names;
pub mod panel;
mod ranges;
mod records;
mod rows;
pub mod schema;
mod segments;
mod shelf;
mod spans;
pub mod sql;
mod store;
pub mod stored;
pub mod verify;
mod writer;

pub use error::Error;
pub use intake::{Intake, Kept};
pub use ledger::{FORMAT, FileEntry, Fingerprint, Found, Run, Segment, State};
pub use records::Records;
pub use shelf::Shelf;
pub use store::{Choice, Store};
pub use stored::Stored;
pub use writer::{Added, BATCH, Writer};

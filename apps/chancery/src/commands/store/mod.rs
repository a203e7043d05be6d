//! The commands that work on a store.

pub mod adopt;
pub mod correct;
pub mod diff;
pub mod export;
pub mod incidents;
pub mod ingest;
pub mod panel;
pub mod recode;
pub mod search;
pub mod sql;
pub mod summary;
pub mod verify;

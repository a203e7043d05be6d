//! The pipeline, its configuration and the command line.
//!
//! [`pipeline::Reader`] is what other programs use: load it once, read any number of dispatches,
//! from as many threads as you like.

pub mod account;
pub mod actors;
pub mod batch;
pub mod cli;
pub mod commands;
pub mod config;
pub mod error;
pub mod explain;
pub mod inputs;
pub mod kernel;
pub mod log;
pub mod pipeline;
pub mod repeats;
pub mod score;
pub mod shard;

pub use error::Error;
pub use pipeline::Reader;

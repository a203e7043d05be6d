#![doc = include_str!("../README.md")]

mod api;
pub mod archive;
mod assets;
mod cache;
mod error;
mod guard;
mod live;
mod load;
mod metrics;
mod options;
mod pages;
mod problem;
mod reading;
mod reply;
mod server;
mod site;
mod telling;

pub use error::{Error, MIN_TOKEN};
pub use options::{Options, Pipeline};
pub use server::serve;

#![doc = include_str!("../README.md")]

mod desk;
mod error;
mod quote;
mod refusal;
mod server;
mod told;
mod tools;
mod written;

pub use error::Error;
pub use server::serve;

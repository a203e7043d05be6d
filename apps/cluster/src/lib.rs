#![doc = include_str!("../README.md")]

mod address;
mod error;
pub mod executor;
pub mod functions;
mod part;
pub mod scheduler;
pub mod submit;

pub use address::Address;
pub use error::Error;

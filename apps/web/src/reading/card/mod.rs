//! What does a card of the record say? One file for each kind of thing that is found in a dispatch.

mod actor;
mod claim;
mod correction;
mod event;
mod quotation;

pub(super) use actor::actor;
pub(super) use claim::claim;
pub(super) use event::event;

//! The nouns of Chancery. Stages meet only here: each takes layers of this model and adds one.
//!
//! [`Dispatch`](dispatch::Dispatch) → [`Analysis`](analysis::Analysis) → [`Cast`](cast::Cast) →
//! [`Claim`](claims::Claim)s → [`Event`](events::Event)s → [`Record`](record::Record).

pub mod analysis;
pub mod arguments;
pub mod cast;
pub mod claims;
pub mod clause;
pub mod codebook;
pub mod conllu;
pub mod dense;
pub mod dispatch;
pub mod events;
pub mod evidence;
pub mod pattern;
pub mod plover;
pub mod record;
pub mod remark;
pub mod rules;
pub mod score;
pub mod span;
pub mod syntax;
pub mod text;

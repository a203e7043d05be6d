//! What does a page say? Its article and the facts that it states of it.

pub(crate) mod facts;

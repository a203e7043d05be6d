//! Why is a tool's question not answered? In words that tell the one who asks what to ask instead.

/// What stands against an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Refusal(String);

impl Refusal {
    pub(crate) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl From<chancery_records::Error> for Refusal {
    fn from(e: chancery_records::Error) -> Self {
        Self(e.to_string())
    }
}

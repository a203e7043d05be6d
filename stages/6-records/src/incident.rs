//! What does the store say of an incident? One row; its events lead to all else.

/// An incident in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incident {
    /// Its first day: days since 1970.
    pub day: Option<i32>,
    /// Its last day.
    pub last_day: Option<i32>,
    /// The type that most of its events have.
    pub kind: String,
    /// Countries of the actors, parted by spaces.
    pub actor_countries: String,
    /// Countries of the recipients, parted by spaces.
    pub recipient_countries: String,
    /// Where, in the words of most.
    pub place: Option<String>,
    /// The place's country.
    pub place_country: Option<String>,
    /// Its events: dispatch and number.
    pub events: Vec<(i64, i64)>,
    /// In how many dispatches.
    pub dispatches: u32,
    /// Of how many outlets.
    pub outlets: u32,
    /// How many dispatches that repeat no other of them.
    pub independent: u32,
    /// How many of its events stand in a claim.
    pub claimed: u32,
    /// How many of its events are denied.
    pub denied: u32,
}

/// TEMP
pub fn update(_folder: &std::path::Path) -> Result<(), crate::error::Error> { Ok(()) }

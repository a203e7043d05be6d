//! Whose dispatch is it?

use serde_json::{Value, json};

use super::Telling;
use crate::written::known;

impl Telling<'_> {
    /// What every event says of its dispatch.
    pub(crate) fn source(&self) -> Value {
        let dispatch = &self.stored.record.dispatch;
        let agency = self.agency().filter(|a| dispatch.outlet.as_deref() != Some(*a));
        known(json!({
            "dispatch": self.stored.number, "id": dispatch.id, "title": dispatch.title, "outlet": dispatch.outlet,
            "agency": agency, "published": dispatch.published, "url": dispatch.url,
            "repeats": dispatch.repeats.as_ref().map(|r| &r.id),
        }))
    }

    /// All that is known of the dispatch.
    pub(crate) fn facts(&self) -> Value {
        let dispatch = &self.stored.record.dispatch;
        known(json!({
            "dispatch": self.stored.number, "id": dispatch.id, "title": dispatch.title, "outlet": dispatch.outlet,
            "outlet_country": self.stored.outlet_country, "outlet_kind": self.stored.outlet_kind,
            "bylines": dispatch.bylines, "dateline": dispatch.dateline, "published": dispatch.published,
            "published_basis": dispatch.published_basis, "modified": dispatch.modified, "section": dispatch.section,
            "url": dispatch.url, "origin": dispatch.origin, "language": dispatch.language,
            "repeats": dispatch.repeats, "read_at": self.stored.read_at, "run": self.stored.run,
            "characters": self.text.len(),
        }))
    }

    /// The agency that the dateline names.
    pub(super) fn agency(&self) -> Option<&str> {
        self.stored.record.dispatch.dateline.as_ref().and_then(|line| line.agency.as_deref())
    }
}

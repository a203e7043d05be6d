//! What does an assistant learn of an actor of a dispatch?

use chancery_model::record::{ActorOut, Span};
use serde_json::{Value, json};

use super::Telling;
use crate::written::known;

impl Telling<'_> {
    /// An actor, with its mentions within a stretch of the text; nothing where it has none there.
    pub(crate) fn actor(&self, actor: &ActorOut, within: impl Fn(Span) -> bool) -> Option<Value> {
        let mentions = actor.mentions.iter().filter(|m| within(m.span));
        let mentions: Vec<Value> = mentions.map(|m| json!({"span": m.span, "kind": m.kind})).collect();
        if mentions.is_empty() {
            return None;
        }
        let loaded = actor.loaded.iter().filter(|span| within(**span));
        Some(known(json!({
            "id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "sectors": actor.sectors,
            "office": actor.office, "office_text": actor.office_text, "reference": actor.reference,
            "basis": actor.basis, "mentions": mentions, "mentioned": actor.mentions.len(),
            "loaded": loaded.filter_map(|span| self.words(&[*span])).collect::<Vec<_>>(),
        })))
    }
}

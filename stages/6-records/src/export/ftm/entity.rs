//! How is an entity of `FollowTheMoney` written? An id, a schema, and for each property a list of strings, no
//! longer than the model allows.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::export::network::identity::{Identity, spaced};

/// An entity. The same id may be written several times, each time with what one dispatch knows of it:
/// `ftm aggregate` and Aleph put such parts together.
#[derive(Debug, Serialize)]
pub(super) struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    pub(super) fn new(id: impl Into<String>, schema: &'static str) -> Self {
        Self { id: id.into(), schema, properties: BTreeMap::new() }
    }

    /// Adds a value if it is known, once, in one line.
    pub(super) fn with<S: AsRef<str>>(
        mut self,
        property: &'static str,
        values: impl IntoIterator<Item = S>,
    ) -> Self {
        for value in values {
            let value: String = spaced(value.as_ref()).chars().filter(|c| !c.is_control()).collect();
            self.add(property, value.chars().take(longest(property)).collect());
        }
        self
    }

    /// Adds a text as it is, in as many values as it needs.
    pub(super) fn with_text(mut self, property: &'static str, text: &str) -> Self {
        let (mut part, mut length) = (String::new(), 0);
        for c in text.chars() {
            part.push(c);
            length += 1;
            if length == longest(property) {
                self.add(property, std::mem::take(&mut part));
                length = 0;
            }
        }
        self.add(property, part);
        self
    }

    fn add(&mut self, property: &'static str, value: String) {
        if value.is_empty() {
            return;
        }
        let values = self.properties.entry(property).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }

    /// Writes it in a line.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

/// How many characters the model gives a property's type.
fn longest(property: &str) -> usize {
    match property {
        "name" => 384,
        "bodyText" | "summary" | "description" | "notes" => 65_000,
        "sourceUrl" => 4096,
        "location" => 250,
        _ => 1024,
    }
}

/// The id of an actor: letters, digits, points and hyphens only, so that whoever is the same everywhere is
/// named by a hash, and whoever is nobody outside a dispatch by the dispatch.
pub(super) fn id(identity: &Identity) -> String {
    match identity {
        Identity::Here { dispatch, actor } => format!("{dispatch}.{actor}"),
        known => hashed("actor", &known.key()),
    }
}

/// A name for what has no other: FNV-1a over 128 bits, which needs no more than to be the same everywhere.
pub(super) fn hashed(what: &str, key: &str) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = key.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{what}-{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(entity: &Entity) -> String {
        let mut out = Vec::new();
        entity.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_are_lists_of_what_is_known() {
        let entity = Entity::new("a.1", "Person")
            .with("name", ["Zoë\n \"<Å>\" \u{1}🌾", "Zoë \"<Å>\" 🌾"])
            .with("country", None::<&str>)
            .with("position", [""]);
        assert_eq!(
            written(&entity),
            "{\"id\":\"a.1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Zoë \\\"<Å>\\\" 🌾\"]}}\n"
        );
    }

    #[test]
    fn what_is_too_long_is_cut_and_texts_go_on_in_a_second_value() {
        let name = "ü".repeat(500);
        assert!(
            written(&Entity::new("a", "Person").with("name", [&name]))
                .contains(&format!("[\"{}\"]", "ü".repeat(384)))
        );
        let text = format!("{}x", "🌾".repeat(65_000));
        let entity = Entity::new("a", "Article").with_text("bodyText", &text);
        assert_eq!(entity.properties["bodyText"].concat(), text);
        assert_eq!(entity.properties["bodyText"].len(), 2);
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        // The reference values of the authors for nothing and for "a".
        assert_eq!(hashed("x", ""), "x-6c62272e07bb014262b821756295c58d");
        assert_eq!(hashed("x", "a"), "x-d228cb696f1a8caf78912b704e4a8964");
    }
}

//! How is linked data written? As JSON-LD objects whose members stand in the order in which they were given.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON object that keeps its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Object(Vec<(&'static str, Value)>);

/// What a member can be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Whole(i64),
    Number(f64),
    List(Vec<Value>),
    Object(Object),
}

impl Object {
    /// An object that is something: its IRI, and its class or classes.
    pub(crate) fn named(id: impl Into<Value>, kind: impl Into<Value>) -> Self {
        Self::default().with("id", id).with("type", kind)
    }

    /// An object of a class that nobody has to refer to.
    pub(crate) fn of(kind: &str) -> Self {
        Self::default().with("type", kind)
    }

    /// A reference to what stands elsewhere.
    pub(crate) fn to(id: impl Into<Value>) -> Self {
        Self::default().with("id", id)
    }

    /// Adds a member.
    pub(crate) fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((key, value.into()));
        self
    }

    /// Adds a member if it is known.
    pub(crate) fn some(self, key: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a list if there is something in it.
    pub(crate) fn all<T: Into<Value>>(self, key: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        if values.is_empty() { self } else { self.with(key, Value::List(values)) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl<const N: usize> From<[&str; N]> for Value {
    fn from(texts: [&str; N]) -> Self {
        Self::List(texts.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            Self::Whole(number) => to.serialize_i64(*number),
            Self::Number(number) => to.serialize_f64(*number),
            Self::List(values) => to.collect_seq(values),
            Self::Object(object) => object.serialize(to),
        }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_what_is_unknown_is_left_out() {
        let object = Object::named("urn:b", ["Z", "A"])
            .with("y", 2_u32)
            .some("x", Some("\"<\u{1}🌾"))
            .some("w", None::<&str>)
            .all("v", [Object::to("urn:c")])
            .all("u", Vec::<&str>::new())
            .with("t", 0.5);
        assert_eq!(
            serde_json::to_string(&object).unwrap(),
            r#"{"id":"urn:b","type":["Z","A"],"y":2,"x":"\"<\u0001🌾","v":[{"id":"urn:c"}],"t":0.5}"#
        );
    }
}

//! What does an item of ninjs hold? IPTC's news in JSON, versions 1 and 2.

use chancery_model::dispatch::DateBasis;
use serde_json::{Map, Value};

use super::context::{bare_byline, part, remark};
use super::jsonl::{content, of_date, text};
use crate::document::{Content, Document, Facts};

/// Fields that ninjs alone has.
const MARKS: [&str; 9] = [
    "body_text",
    "body_xhtml",
    "body_html",
    "bodies",
    "headlines",
    "versioncreated",
    "pubstatus",
    "representationtype",
    "infosources",
];

/// Whether an object is such an item.
pub(crate) fn is_ninjs(object: &Map<String, Value>) -> bool {
    let marks = MARKS.iter().filter(|m| object.contains_key(**m)).count();
    object.contains_key("uri") && marks >= 1 || marks >= 3
}

/// The document that an item is.
pub(crate) fn document(origin: &str, number: u64, object: &Map<String, Value>) -> Document {
    let own = |name: &str| object.get(name).and_then(text);
    let date = |name: &str| object.get(name).and_then(of_date).map(|d| (d, DateBasis::Given));
    let listed = |name: &str, preferred: &[&str]| {
        let list: Vec<&Value> = object.get(name).and_then(Value::as_array).into_iter().flatten().collect();
        let role = |v: &&&Value, r: &str| v.get("role").and_then(Value::as_str) == Some(r);
        let found = preferred.iter().find_map(|r| list.iter().find(|v| role(v, r)));
        found.or(list.first()).and_then(|v| v.get("value")).and_then(text)
    };
    let mut remarks = Vec::new();
    if let Some(status @ ("canceled" | "cancelled" | "withheld")) =
        object.get("pubstatus").and_then(Value::as_str)
    {
        remarks.push(remark("ingest/status", format!("The wire service marked the item as {status}.")));
    }
    let kind = own("type").filter(|k| k != "text" && k != "article" && k != "composite");
    let source = object.get("infosources").and_then(Value::as_array).and_then(|s| s.first());
    let outlet = own("source").or_else(|| source.and_then(text)).or_else(|| own("copyrightholder"));
    let id = own("uri").or_else(|| own("guid")).unwrap_or_else(|| number.to_string());
    let content = body(object, kind.is_none());
    if content == Content::Plain(String::new()) {
        let what = kind.map_or_else(|| "item".to_owned(), |k| format!("item of type {k}"));
        remarks.push(remark("ingest/empty", format!("The {what} holds no text.")));
    }
    Document {
        origin: part(origin, &id),
        facts: Facts {
            url: own("url").or_else(|| own("uri")).filter(|u| u.starts_with("http")),
            title: own("headline").or_else(|| listed("headlines", &["main", "headline", "title"])),
            bylines: own("byline").or_else(|| own("by")).map(|b| bare_byline(&b)).into_iter().collect(),
            outlet,
            published: date("firstcreated").or_else(|| date("versioncreated")),
            modified: date("versioncreated"),
            language: own("language"),
            ..Facts::default()
        },
        content,
        remarks,
    }
}

/// The plain body before the marked-up one. A caption is a body only where the item is a text.
fn body(object: &Map<String, Value>, is_text: bool) -> Content {
    let named = |name: &str| object.get(name).and_then(text);
    if let Some(plain) = named("body_text") {
        return Content::Plain(plain);
    }
    if let Some(markup) = named("body_xhtml").or_else(|| named("body_html")) {
        return Content::Html(markup);
    }
    let bodies: Vec<&Value> = object.get("bodies").and_then(Value::as_array).into_iter().flatten().collect();
    let plain = |v: &&&Value| v.get("contenttype").and_then(Value::as_str).is_some_and(|t| t == "text/plain");
    let chosen = bodies.iter().find(plain).or(bodies.first());
    if let Some(body) = chosen.and_then(|v| v.get("value")).and_then(text) {
        return content(body);
    }
    let caption = named("description_text").filter(|_| is_text);
    Content::Plain(caption.unwrap_or_default())
}

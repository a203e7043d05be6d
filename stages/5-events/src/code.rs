//! What does a rule code? The `code` table of a pattern, checked when it is loaded.

use chancery_model::plover::EventType;
use chancery_model::rules::Rule;
use toml::Value;

use crate::error::Error;

/// How the captured roles become parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `actor` does it to `recipient`.
    Directed,
    /// `actor` and `partner` do it together; at least two parties.
    Reciprocal,
    /// `attendee` was present at a meeting told of before.
    Attendance,
}

/// Where the actor comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActorFrom {
    /// The captured role, which must be somebody.
    Role,
    /// The captured role, which may be nobody known.
    RoleIfAny,
    /// Whoever says the sentence: saying it is the act.
    Speaker,
    /// Whoever did what `means` names, as told before: "two strikes destroyed a bridge".
    Means,
}

/// What one pattern codes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Code {
    pub(crate) kind: EventType,
    pub(crate) mode: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) shape: Shape,
    pub(crate) actor: ActorFrom,
    pub(crate) recipient_required: bool,
    pub(crate) confidence: f32,
    pub(crate) priority: i64,
    /// What it is instead where it is done to somebody of another state: whose assets a government freezes abroad, it sanctions.
    pub(crate) foreign: Option<Box<Code>>,
}

const KEYS: [&str; 9] =
    ["type", "mode", "cameo", "shape", "actor", "recipient", "confidence", "priority", "foreign"];

/// Reads the code tables of a rule, one a pattern.
pub(crate) fn codes(rule: &Rule) -> Result<Vec<Code>, Error> {
    rule.patterns
        .iter()
        .map(|p| {
            code(&p.code).map_err(|(what, remedy)| Error::Code {
                path: rule.path.clone(),
                line: p.line,
                what,
                remedy,
            })
        })
        .collect()
}

type Problem = (String, String);

fn code(table: &toml::Table) -> Result<Code, Problem> {
    if let Some(key) = table.keys().find(|k| !KEYS.contains(&k.as_str())) {
        return Err((format!("`code` has no key `{key}`"), format!("use {}", KEYS.join(", "))));
    }
    let labels = || EventType::ALL.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(", ");
    let label = text(table, "type").unwrap_or_default();
    let kind = EventType::parse(label)
        .ok_or_else(|| (format!("`{label}` is no PLOVER type"), format!("use {}", labels())))?;
    let mode = text(table, "mode");
    if let Some(m) = mode.filter(|m| !kind.modes().contains(m)) {
        let remedy = format!("use one of: {}", kind.modes().join(", "));
        return Err((format!("`{m}` is no mode of {kind}"), remedy));
    }
    let shape = one(
        table,
        "shape",
        Shape::Directed,
        &[
            ("directed", Shape::Directed),
            ("reciprocal", Shape::Reciprocal),
            ("attendance", Shape::Attendance),
        ],
    )?;
    let actor = one(
        table,
        "actor",
        ActorFrom::Role,
        &[
            ("required", ActorFrom::Role),
            ("optional", ActorFrom::RoleIfAny),
            ("speaker", ActorFrom::Speaker),
            ("means", ActorFrom::Means),
        ],
    )?;
    let asked = one(table, "recipient", false, &[("optional", false), ("required", true)])?;
    let confidence = match table.get("confidence") {
        None => 0.8,
        Some(Value::Float(f)) if (0.0..=1.0).contains(f) => *f,
        Some(v) => return Err((format!("`{v:?}` is no confidence"), "use a number such as 0.75".into())),
    };
    Ok(Code {
        kind,
        mode: mode.map(str::to_owned),
        cameo: text(table, "cameo").map(str::to_owned),
        shape,
        actor,
        recipient_required: asked || kind.needs_recipient() && shape == Shape::Directed,
        #[allow(clippy::cast_possible_truncation, reason = "the record keeps a few digits alone")]
        confidence: confidence as f32,
        priority: table.get("priority").and_then(Value::as_integer).unwrap_or(0),
        foreign: table.get("foreign").and_then(Value::as_table).map(code).transpose()?.map(Box::new),
    })
}

fn text<'a>(table: &'a toml::Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Value::as_str)
}

fn one<T: Copy>(table: &toml::Table, key: &str, default: T, values: &[(&str, T)]) -> Result<T, Problem> {
    let Some(value) = table.get(key) else { return Ok(default) };
    let found = values.iter().find(|(name, _)| value.as_str() == Some(name));
    found.map(|(_, v)| *v).ok_or_else(|| {
        let names: Vec<&str> = values.iter().map(|(n, _)| *n).collect();
        (format!("`{value:?}` is no value of `{key}`"), format!("use {}", names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Result<Code, Problem> {
        code(&source.parse().unwrap())
    }

    #[test]
    fn a_mode_of_another_type_is_refused() {
        let (what, remedy) = read("type = \"CONSULT\"\nmode = \"aerial\"").unwrap_err();
        assert!(what.contains("aerial") && remedy.contains("visit"));
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_known_ones() {
        assert!(read("type = \"AID\"\nrecipent = \"required\"").unwrap_err().1.contains("recipient"));
    }

    #[test]
    fn what_is_done_abroad_has_a_code_of_its_own() {
        let c = read("type = \"COERCE\"\nforeign = { type = \"SANCTION\" }").unwrap();
        assert_eq!(c.foreign.map(|f| f.kind), Some(EventType::Sanction));
        assert!(read("type = \"COERCE\"\nforeign = { type = \"PRAISE\" }").unwrap_err().0.contains("PRAISE"));
    }

    #[test]
    fn what_is_not_said_has_defaults() {
        let c = read("type = \"AID\"").unwrap();
        assert!(c.recipient_required, "the codebook wants a recipient for AID");
        assert_eq!((c.shape, c.actor), (Shape::Directed, ActorFrom::Role));
        assert!((c.confidence - 0.8).abs() < 1e-6);
    }
}

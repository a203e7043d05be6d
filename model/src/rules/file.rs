//! How is a rule file written? Its TOML shape.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// A whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) meaning: Spanned<String>,
    pub(super) codebook: Spanned<String>,
    #[serde(default)]
    pub(super) pattern: Vec<PatternEntry>,
    #[serde(default)]
    pub(super) fires: Vec<FiresEntry>,
    #[serde(default)]
    pub(super) silent: Vec<SilentEntry>,
}

/// `[[pattern]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PatternEntry {
    #[serde(rename = "match")]
    pub(super) source: Spanned<String>,
    #[serde(default)]
    pub(super) code: toml::Table,
}

/// `[[fires]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FiresEntry {
    pub(super) text: Spanned<String>,
    pub(super) expect: Vec<BTreeMap<String, String>>,
}

/// `[[silent]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SilentEntry {
    pub(super) text: Spanned<String>,
}

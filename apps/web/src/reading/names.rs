//! What do the codes on the page stand for?

use std::collections::BTreeMap;

/// Names of countries and of PLOVER's codes. A code without a name stands for itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// By ISO 3166-1 alpha-3, or what PLOVER writes in a country's place.
    pub(crate) countries: BTreeMap<String, String>,
    /// By type, sector, context or quad class.
    pub(crate) plover: BTreeMap<String, String>,
}

impl Names {
    /// All names that the records know.
    pub(crate) fn all() -> Self {
        Self { countries: chancery_records::names::countries(), plover: chancery_records::names::plover() }
    }

    /// A country's name.
    pub(crate) fn country<'n>(&'n self, code: &'n str) -> &'n str {
        self.countries.get(code).map_or(code, String::as_str)
    }

    /// The name of one of PLOVER's codes.
    pub(crate) fn code<'n>(&'n self, code: &'n str) -> &'n str {
        self.plover.get(code).map_or(code, String::as_str)
    }
}

//! Which CAMEO code stands for which PLOVER type, and what do both mean? The codebook's tables
//! (`codebook/*.tsv`): labels, codes and scores are facts of PLOVER 2.0 and CAMEO, descriptions our own.

use crate::plover::EventType;

/// The table of CAMEO codes.
static CAMEO: &str = include_str!("../codebook/cameo.tsv");
const FILE: &str = "codebook/cameo.tsv";

/// A row of the table is not in order: a fault of the build.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {what}")]
pub struct Error {
    /// The file from the crate's folder.
    pub path: &'static str,
    /// 1-based line.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// One CAMEO code.
#[derive(Debug, Clone, PartialEq)]
pub struct Cameo {
    /// Two to four digits.
    pub code: &'static str,
    /// The type that it is in PLOVER 2.0; none for those that PLOVER dropped.
    pub kind: Option<EventType>,
    /// The mode of that type.
    pub mode: Option<&'static str>,
    /// PLOVER's contexts that go with it.
    pub contexts: Vec<&'static str>,
    /// The Goldstein scale's value, -10 to 10.
    pub goldstein: Option<f32>,
    /// What it stands for.
    pub description: &'static str,
}

/// All CAMEO codes, sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct Codebook {
    cameo: Vec<Cameo>,
}

impl Codebook {
    /// Reads and checks the embedded table.
    pub fn load() -> Result<Self, Error> {
        Self::parse(CAMEO)
    }

    fn parse(source: &'static str) -> Result<Self, Error> {
        let mut cameo: Vec<Cameo> = Vec::new();
        for (line, row) in (1..).zip(source.lines()).filter(|(_, l)| !l.starts_with('#')) {
            let bad = |what: &str| Error { path: FILE, line, what: what.into() };
            let entry = entry(row).map_err(bad)?;
            if cameo.last().is_some_and(|last| last.code >= entry.code) {
                return Err(bad("its code does not come after the one before it"));
            }
            cameo.push(entry);
        }
        Ok(Self { cameo })
    }

    /// All codes in order.
    pub fn codes(&self) -> &[Cameo] {
        &self.cameo
    }

    /// A code's entry; for one that the table does not have, that of the shorter code which it refines.
    pub fn entry(&self, code: &str) -> Option<&Cameo> {
        let mut part = code;
        while part.len() > 1 {
            if let Ok(at) = self.cameo.binary_search_by(|c| c.code.cmp(part)) {
                return self.cameo.get(at);
            }
            part = part.get(..part.len() - 1)?;
        }
        None
    }

    /// The shortest code of three digits or more for a type and mode; without one for the mode, the type's own.
    pub fn cameo(&self, kind: EventType, mode: Option<&str>) -> &'static str {
        let fits = |c: &&Cameo| c.kind == Some(kind) && c.mode == mode && c.code.len() > 2;
        let found = mode.and_then(|_| self.cameo.iter().filter(fits).min_by_key(|c| (c.code.len(), c.code)));
        found.map_or(kind.cameo(), |c| c.code)
    }
}

fn entry(row: &'static str) -> Result<Cameo, &'static str> {
    let cells: Vec<&'static str> = row.split('\t').collect();
    let [code, kind, mode, contexts, goldstein, _, description] = cells[..] else {
        return Err("it has not seven cells");
    };
    if !(2..=4).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_digit()) {
        return Err("its code has not two to four digits");
    }
    let some = |cell: &'static str| Some(cell).filter(|c| *c != "-");
    let kind = match some(kind) {
        None => None,
        Some(label) => Some(EventType::parse(label).ok_or("its type is none of PLOVER's")?),
    };
    let mode = some(mode);
    if mode.is_some_and(|m| !kind.is_some_and(|k| k.modes().contains(&m))) {
        return Err("its mode is none of its type");
    }
    let goldstein = match some(goldstein) {
        None => None,
        Some(number) => Some(number.parse().map_err(|_| "its Goldstein value is no number")?),
    };
    let contexts = some(contexts).map(|c| c.split(',').collect()).unwrap_or_default();
    Ok(Cameo { code, kind, mode, contexts, goldstein, description })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_to_types_and_types_to_codes() {
        let book = Codebook::load().unwrap();
        let kind = |code: &str| book.entry(code).and_then(|c| c.kind);
        assert_eq!(kind("042"), Some(EventType::Consult));
        assert_eq!(kind("0429"), Some(EventType::Consult), "an unknown child is its parent");
        assert_eq!(kind("010"), None, "PLOVER has dropped it");
        assert_eq!(kind("99"), None);
        for &k in EventType::ALL {
            assert_eq!(kind(book.cameo(k, None)), Some(k), "{k}");
            for mode in k.modes() {
                assert_eq!(kind(book.cameo(k, Some(mode))), Some(k), "{k} {mode}");
            }
        }
    }

    #[test]
    fn every_score_lies_on_the_scale() {
        let book = Codebook::load().unwrap();
        assert!(book.codes().len() > 300);
        for c in book.codes() {
            assert!(c.goldstein.is_none_or(|g| (-10.0..=10.0).contains(&g)), "{}", c.code);
            assert!(!c.description.is_empty(), "{}", c.code);
        }
    }

    #[test]
    fn a_faulty_row_is_named_by_its_line() {
        let error = Codebook::parse("# x\n042\tCONSULT\taerial\t-\t1.9\t-\tx\n").unwrap_err().to_string();
        assert!(error.starts_with("codebook/cameo.tsv:2: its mode"), "{error}");
    }
}

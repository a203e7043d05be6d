//! How good are the entities? Exact span and type, as seqeval counts in its default mode.

use std::collections::BTreeSet;

use chancery_model::score::Metric;

/// A sentence of an annotated file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// Its words.
    pub forms: Vec<String>,
    /// Their tags: `O`, `B-PER`, `I-PER`.
    pub tags: Vec<String>,
}

/// The types that are compared; others count as `O`.
pub const TYPES: [&str; 3] = ["LOC", "ORG", "PER"];

/// Reads a file of one word a line: UNER (tab; id, form, tag), wikigold (space; form, tag) or CoNLL
/// (form first, tag last). A sentence ends at an empty line; comments and `-DOCSTART-` are left
/// out.
pub fn read(source: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut sentence = Sentence::default();
    for line in source.lines() {
        let columns: Vec<&str> =
            if line.contains('\t') { line.split('\t').collect() } else { line.split_whitespace().collect() };
        let comment = line.starts_with("# ") && !is_tag(columns.last().copied().unwrap_or_default());
        if line.trim().is_empty() || line.starts_with("-DOCSTART-") {
            if !sentence.forms.is_empty() {
                out.push(std::mem::take(&mut sentence));
            }
        } else if !comment && let Some((form, tag)) = word(&columns) {
            sentence.forms.push(form.to_owned());
            sentence.tags.push(tag.to_owned());
        }
    }
    if !sentence.forms.is_empty() {
        out.push(sentence);
    }
    out
}

/// Form and tag of a line: UNER has an id first and notes after the tag, the others the tag last.
fn word<'a>(columns: &[&'a str]) -> Option<(&'a str, &'a str)> {
    match columns {
        [id, form, tag, _, ..] if id.parse::<u32>().is_ok() && is_tag(tag) => Some((form, tag)),
        [form, .., tag] if is_tag(tag) => Some((form, tag)),
        _ => None,
    }
}

fn is_tag(tag: &str) -> bool {
    tag == "O" || tag.starts_with("B-") || tag.starts_with("I-")
}

/// An entity: sentence, first word, last word, type.
type Chunk<'a> = (usize, usize, usize, &'a str);

/// The entities of tagged sentences; `I-` begins one where none of its type is open.
fn chunks(sentences: &[Vec<String>]) -> BTreeSet<Chunk<'_>> {
    let mut out = BTreeSet::new();
    for (n, tags) in sentences.iter().enumerate() {
        let mut open: Option<(usize, &str)> = None;
        for (i, tag) in tags.iter().map(String::as_str).chain(["O"]).enumerate() {
            let (prefix, kind) = tag.split_once('-').unwrap_or((tag, ""));
            let goes_on = prefix == "I" && open.is_some_and(|(_, k)| k == kind);
            if goes_on {
                continue;
            }
            if let Some((start, k)) = open.take().filter(|(_, k)| TYPES.contains(k)) {
                out.insert((n, start, i - 1, k));
            }
            if prefix == "B" || prefix == "I" {
                open = Some((i, kind));
            }
        }
    }
    out
}

/// Precision, recall and F1 over PER, ORG and LOC, together and by type.
pub fn compare(gold: &[Vec<String>], system: &[Vec<String>]) -> Vec<Metric> {
    let (gold, system) = (chunks(gold), chunks(system));
    let right: Vec<_> = gold.intersection(&system).collect();
    let mut out = vec![
        Metric { n: gold.len() as u64, ..Metric::share("precision", right.len(), system.len()) },
        Metric::share("recall", right.len(), gold.len()),
        Metric::f1("f1", gold.len(), system.len(), right.len()),
    ];
    for kind in TYPES {
        let of = |set: &BTreeSet<Chunk<'_>>| set.iter().filter(|c| c.3 == kind).count();
        let correct = right.iter().filter(|c| c.3 == kind).count();
        let name = |m: &str| format!("{m}_{kind}");
        let (g, s) = (of(&gold), of(&system));
        out.push(Metric { n: g as u64, ..Metric::share(name("precision"), correct, s) });
        out.push(Metric::share(name("recall"), correct, g));
        out.push(Metric::f1(name("f1"), g, s, correct));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(line: &str) -> Vec<Vec<String>> {
        vec![line.split(' ').map(str::to_owned).collect()]
    }

    #[test]
    fn all_three_layouts_are_read() {
        let uner = "# newdoc id = x\n# text = In Oslo .\n1\tIn\tO\t-\t-\n2\tOslo\tB-LOC\t-\tann\n\n";
        let wikigold = "In O\nOslo I-LOC\n\n";
        let conll = "-DOCSTART- -X- O O\n\nIn IN B-PP O\nOslo NNP B-NP I-LOC\n";
        assert_eq!(read(uner)[0].tags, ["O", "B-LOC"]);
        assert_eq!(read(wikigold), read(conll));
    }

    #[test]
    fn a_number_sign_may_be_a_word() {
        assert_eq!(read("# O\n1 O\n")[0].forms, ["#", "1"]);
    }

    #[test]
    fn a_span_must_be_exact_and_a_change_of_type_ends_it() {
        let metrics = compare(&tags("B-PER I-PER O I-ORG I-LOC"), &tags("B-PER O O B-ORG B-LOC"));
        assert_eq!(metrics[0].metric, "precision");
        assert!((metrics[2].value - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn other_types_do_not_count() {
        assert_eq!(compare(&tags("B-MISC O"), &tags("O B-MISC"))[2].n, 0);
    }
}

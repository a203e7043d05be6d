//! How are the figures counted? Shares of linked items, by kind, and how far chance moves them.

use std::collections::BTreeMap;

use chancery_model::claims::Form;
use chancery_model::score::Metric;

use super::links::{Item, SourceKind};

/// The two sides of one document, linked.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    pub(super) gold: Vec<Item>,
    pub(super) system: Vec<Item>,
}

/// How many, and how many of them linked.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    gold: usize,
    system: usize,
    gold_linked: usize,
    system_linked: usize,
}

impl Count {
    fn of<'d>(documents: impl Iterator<Item = &'d Document>, which: impl Fn(&Item) -> bool) -> Self {
        let count = |items: &[Item]| {
            let of = || items.iter().filter(|i| which(i));
            (of().count(), of().filter(|i| i.linked).count())
        };
        documents.fold(Self::default(), |sum, d| {
            let (gold, system) = (count(&d.gold), count(&d.system));
            Self {
                gold: sum.gold + gold.0,
                gold_linked: sum.gold_linked + gold.1,
                system: sum.system + system.0,
                system_linked: sum.system_linked + system.1,
            }
        })
    }

    fn precision(self, name: &str) -> Metric {
        Metric::share(name, self.system_linked, self.system)
    }

    fn recall(self, name: &str) -> Metric {
        Metric::share(name, self.gold_linked, self.gold)
    }

    /// The harmonic mean; the two sides may count different links.
    fn f1(self, name: impl Into<String>) -> Metric {
        let (p, r) = (self.precision("p").value, self.recall("r").value);
        Metric::new(name, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }, self.gold)
    }
}

/// The figures that the record's contract names.
pub(super) fn main(documents: &[Document]) -> Vec<Metric> {
    let count = |which: &dyn Fn(&Item) -> bool| Count::of(documents.iter(), which);
    let all = count(&|_| true);
    let statements = count(&|i| i.statement);
    let direct = count(&|i| i.form == Form::Direct);
    vec![
        all.f1("link_f1"),
        all.precision("link_precision"),
        all.recall("link_recall"),
        statements.f1("link_f1_statements"),
        statements.precision("link_precision_statements"),
        direct.precision("direct_precision"),
        direct.recall("direct_recall"),
    ]
}

/// The same links by form, by what the source is and by how often the annotation has the cue.
pub(super) fn by_kind(documents: &[Document]) -> Vec<Metric> {
    let count = |which: &dyn Fn(&Item) -> bool| Count::of(documents.iter(), which);
    let mut out = vec![count(&|i| i.statement).recall("link_recall_statements")];
    for form in [Form::Direct, Form::Mixed, Form::Indirect] {
        out.push(count(&|i| i.form == form).f1(format!("link_f1_{}", form.as_str())));
    }
    let kinds = [
        (SourceKind::Name, "name"),
        (SourceKind::Noun, "noun"),
        (SourceKind::Pronoun, "pronoun"),
        (SourceKind::None, "none"),
    ];
    for (kind, name) in kinds {
        out.push(count(&|i| i.kind == kind).f1(format!("link_f1_source_{name}")));
    }
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for item in documents.iter().flat_map(|d| &d.gold) {
        *often.entry(&item.lemma).or_default() += 1;
    }
    for (name, range) in [("once", 1..2), ("2_to_9", 2..10), ("10_up", 10..usize::MAX)] {
        let rarity = |i: &Item| often.get(i.lemma.as_str()).is_some_and(|n| range.contains(n));
        out.push(count(&rarity).recall(&format!("link_recall_cue_{name}")));
    }
    out
}

/// How often documents are drawn anew.
const DRAWS: usize = 1000;

/// The middle 95 % of `link_f1` over documents drawn with replacement, from a fixed start.
pub(super) fn interval(documents: &[Document]) -> Vec<Metric> {
    let size = documents.len() as u64;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut draw = || {
        // Steele, Lea, Flood (2014): SplitMix64.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % size.max(1)).unwrap_or(0)
    };
    let mut values: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<&Document> = documents.iter().filter_map(|_| documents.get(draw())).collect();
            Count::of(drawn.into_iter(), |_| true).f1("").value
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let at = |share: usize| values.get(share * DRAWS / 1000).copied().unwrap_or(0.0);
    vec![
        Metric::new("link_f1_low", at(25), documents.len()),
        Metric::new("link_f1_high", at(974), documents.len()),
    ]
}

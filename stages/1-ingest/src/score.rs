//! How much of an article was found, and how much beside it? The metric of
//! article-extraction-benchmark: shingles of four words, counted a page, averaged over pages.

use std::collections::BTreeMap;

use chancery_model::dispatch::Dispatch;
use chancery_model::score::Metric;

/// Words of a shingle.
const SHINGLE: usize = 4;

/// Sums over the pages so far.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    precision: (f64, usize),
    recall: (f64, usize),
    same: usize,
    pages: usize,
    /// A line a page whose words are not exactly the article's: name, precision, recall.
    pub misses: Vec<String>,
}

impl Scores {
    /// Counts one page.
    pub fn add(&mut self, name: &str, gold: &str, found: &str) {
        let (gold, found) = (words(gold), words(found));
        self.pages += 1;
        self.same += usize::from(gold == found);
        let (precision, recall) = compare(&gold, &found);
        if let Some(value) = precision {
            self.precision = (self.precision.0 + value, self.precision.1 + 1);
        }
        if let Some(value) = recall {
            self.recall = (self.recall.0 + value, self.recall.1 + 1);
        }
        if gold != found {
            let show = |v: Option<f64>| v.map_or_else(|| "-".into(), |v| format!("{v:.4}"));
            self.misses.push(format!("{name}\t{}\t{}", show(precision), show(recall)));
        }
    }

    /// F1 is that of the two means.
    #[allow(clippy::cast_precision_loss, reason = "counts of a corpus are far below 2^52")]
    pub fn metrics(&self) -> Vec<Metric> {
        let mean = |(sum, n): (f64, usize)| if n == 0 { 0.0 } else { sum / n as f64 };
        let (p, r) = (mean(self.precision), mean(self.recall));
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        let values = [("f1", f1), ("precision", p), ("recall", r)];
        let mut out: Vec<_> = values.into_iter().map(|(m, v)| Metric::new(m, v, self.pages)).collect();
        out.push(Metric::share("accuracy", self.same, self.pages));
        out
    }
}

/// What a dispatch takes for the article: its text without the title.
pub fn article(dispatch: &Dispatch) -> &str {
    let text = dispatch.text.as_str();
    let title = dispatch.text.slice(dispatch.title).len();
    text.get(title..).unwrap_or("").trim_start()
}

/// Precision, where anything was found, and recall, where there is anything to find.
#[allow(clippy::cast_precision_loss, reason = "counts of a page are far below 2^52")]
fn compare(gold: &[&str], found: &[&str]) -> (Option<f64>, Option<f64>) {
    let mut counts: BTreeMap<&[&str], (usize, usize)> = BTreeMap::new();
    for shingle in shingles(gold) {
        counts.entry(shingle).or_default().0 += 1;
    }
    for shingle in shingles(found) {
        counts.entry(shingle).or_default().1 += 1;
    }
    let sum = |of: fn(&(usize, usize)) -> usize| counts.values().map(of).sum::<usize>();
    let (in_gold, in_found, in_both) = (sum(|c| c.0), sum(|c| c.1), sum(|c| c.0.min(c.1)));
    let share = |whole: usize| (whole > 0).then(|| in_both as f64 / whole as f64);
    (share(in_found), share(in_gold))
}

/// A text of fewer words is one shingle; one without words has none.
fn shingles<'a, 'b>(words: &'a [&'b str]) -> impl Iterator<Item = &'a [&'b str]> {
    words.windows(SHINGLE.min(words.len()).max(1))
}

/// Runs of letters, digits and underscores, as `\w+` finds them.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(pages: &[(&str, &str)]) -> Vec<f64> {
        let mut scores = Scores::default();
        for (gold, found) in pages {
            scores.add("page", gold, found);
        }
        scores.metrics().iter().map(|m| (m.value * 1_000.0).round() / 1_000.0).collect()
    }

    #[test]
    fn shingles_are_counted_as_often_as_they_stand() {
        // Gold has one shingle, the find two of it and three others.
        assert_eq!(figures(&[("a b c d", "a b c d a b c d")]), [0.333, 0.2, 1.0, 0.0]);
    }

    #[test]
    fn means_are_taken_over_the_pages_that_have_something_to_share() {
        assert_eq!(figures(&[("a b c d e", "a, b c – d e!"), ("a b c d", "")]), [0.667, 1.0, 0.5, 0.5]);
        assert_eq!(figures(&[("", "")]), [0.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn a_short_text_is_one_shingle() {
        assert_eq!(figures(&[("one two", "one two"), ("one two", "one")]), [0.5, 0.5, 0.5, 0.5]);
    }
}

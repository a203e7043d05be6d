//! How many expressions of time get the right value? Two sets of invented sentences; the rules were
//! tuned on the first alone.
#![allow(clippy::print_stdout, reason = "the figures and the misses are to be seen")]

use chancery_ingest::{Content, Document, Facts, read};
use chancery_model::dispatch::{DateBasis, Dispatch, TimeExpression};

/// The share that must be right, in either set.
const FLOOR: f64 = 0.90;

fn dispatch(published: &str, sentence: &str) -> Dispatch {
    let date = (published != "-").then(|| (published.to_owned(), DateBasis::Given));
    read(Document {
        origin: "test".into(),
        facts: Facts { published: date, ..Facts::default() },
        content: Content::Plain(sentence.into()),
        remarks: Vec::new(),
    })
}

/// Expressions with their place, value and granularity, as `place words = value granularity`.
fn found(d: &Dispatch) -> Vec<String> {
    let line = |t: &TimeExpression| {
        let value = t.value.as_deref().unwrap_or("none");
        format!("{} {} = {value} {}", t.span.start(), d.text.slice(t.span), t.granularity.as_str())
    };
    d.times.iter().map(line).collect()
}

/// The same from a row's brackets.
fn expected(marked: &str, values: &str) -> Vec<String> {
    let (mut out, mut length, mut values) = (Vec::new(), 0, values.split(" | "));
    for (n, piece) in marked.split(['[', ']']).enumerate() {
        if n % 2 == 1 {
            out.push(format!("{length} {piece} = {}", values.next().unwrap_or("")));
        }
        length += piece.chars().count();
    }
    out
}

/// Right ones, and all that were expected or found beside them; misses are printed.
fn score(table: &str) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for row in table.lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [published, marked, values] = fields[..] else { panic!("three columns: {row}") };
        let got = found(&dispatch(published, &marked.replace(['[', ']'], "")));
        let want = expected(marked, values);
        let hits = want.iter().filter(|w| got.contains(w)).count();
        // A wrong span or value counts once, as missing; what stands elsewhere counts as well.
        let spurious = got.len().saturating_sub(want.len());
        if hits < want.len() || spurious > 0 {
            println!("{published} {marked}\n    want {want:?}\n    got  {got:?}");
        }
        right += hits;
        all += want.len() + spurious;
    }
    (right, all)
}

fn check(set: &str, table: &str) {
    let (right, all) = score(table);
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    let share = right as f64 / all as f64;
    println!("{set}: {right} of {all}, {share:.3}");
    assert!(share >= FLOOR, "{set}: {share:.3} is below {FLOOR}");
}

#[test]
fn expressions_get_their_values() {
    check("tuned on", include_str!("data/times.tsv"));
}

#[test]
fn expressions_kept_aside_get_their_values() {
    check("kept aside", include_str!("data/times-kept-aside.tsv"));
}

//! How well do incidents match the truth? B³: for each mention, how much of its incident tells of its happening,
//! and how much of its happening is in its incident; the means of both.

use std::collections::BTreeMap;

use chancery_model::record::Span;

/// A row of the truth: a stretch of a dispatch that tells of a happening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The dispatch's name.
    pub dispatch: String,
    /// The happening.
    pub happening: String,
    /// Its PLOVER type.
    pub kind: String,
    /// The words that hold the trigger; nothing where the dispatch as read does not have them.
    pub span: Option<Span>,
}

/// What the program says: an event and its incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The dispatch's name.
    pub dispatch: String,
    /// The event's trigger.
    pub trigger: Vec<Span>,
    /// Its PLOVER type.
    pub kind: String,
    /// Its incident.
    pub incident: String,
}

/// Precision, recall and their harmonic mean.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// How much of what is joined belongs together.
    pub precision: f64,
    /// How much of what belongs together is joined.
    pub recall: f64,
    /// Both.
    pub f1: f64,
}

/// All figures of one comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// How many mentions the truth has.
    pub mentions: usize,
    /// How many of them have an event.
    pub found: usize,
    /// B³ over all mentions; those without an event are incidents of their own.
    pub b3: Score,
    /// B³ over the mentions that have an event.
    pub b3_found: Score,
    /// Over all pairs of mentions that have an event.
    pub pairs: Score,
}

/// Reads the rows of a `truth.tsv` (dispatch, happening, type, words, with a header). `text_of` gives a dispatch's
/// text as the program read it.
pub fn mentions<'a>(truth: &str, text_of: impl Fn(&str) -> Option<&'a str>) -> Vec<Mention> {
    let row = |line: &str| {
        let [dispatch, happening, kind, words] = line.split('\t').collect::<Vec<_>>()[..] else {
            return None;
        };
        let span = text_of(dispatch).and_then(|text| locate(text, words));
        let [dispatch, happening, kind] = [dispatch, happening, kind].map(str::to_owned);
        Some(Mention { dispatch, happening, kind, span })
    };
    truth.lines().skip(1).filter_map(row).collect()
}

/// Where words stand in a text, in code points.
fn locate(text: &str, words: &str) -> Option<Span> {
    let (before, _) = text.split_once(words)?;
    let start = before.chars().count();
    let span = [start, start + words.chars().count()].map(u32::try_from);
    let [Ok(start), Ok(end)] = span else { return None };
    Some([start, end])
}

/// Compares the truth with the program's answers.
pub fn score(truth: &[Mention], answers: &[Answer]) -> Figures {
    let found: Vec<(&str, Option<&str>)> = truth
        .iter()
        .map(|m| (m.happening.as_str(), answer(m, answers).map(|a| a.incident.as_str())))
        .collect();
    let answered: Vec<(&str, Group<'_>)> =
        found.iter().filter_map(|(h, i)| Some((*h, Group::Incident((*i)?)))).collect();
    let all: Vec<(&str, Group<'_>)> =
        (0..).zip(&found).map(|(n, (h, i))| (*h, i.map_or(Group::Missed(n), Group::Incident))).collect();
    Figures {
        mentions: truth.len(),
        found: answered.len(),
        b3: b3(&all),
        b3_found: b3(&answered),
        pairs: pairs(&answered),
    }
}

/// The event that tells what a mention does: one whose trigger lies within its stretch, of the same type if there
/// are several.
pub fn answer<'a>(mention: &Mention, answers: &'a [Answer]) -> Option<&'a Answer> {
    let stretch = mention.span?;
    let within = |s: &Span| stretch[0] <= s[0] && s[1] <= stretch[1];
    let all = || answers.iter().filter(|a| a.dispatch == mention.dispatch && a.trigger.iter().any(within));
    all().find(|a| a.kind == mention.kind).or_else(|| all().next())
}

/// The incident of a mention, or its being alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group<'a> {
    Incident(&'a str),
    Missed(usize),
}

fn b3(mentions: &[(&str, Group<'_>)]) -> Score {
    let (happenings, groups, both) = sizes(mentions);
    let share = |of: &dyn Fn(&(&str, Group<'_>)) -> usize| {
        let sum: f64 = mentions.iter().map(|m| ratio(both.get(m).copied().unwrap_or_default(), of(m))).sum();
        if mentions.is_empty() { 0.0 } else { sum / as_float(mentions.len()) }
    };
    of(
        share(&|(_, g)| groups.get(g).copied().unwrap_or_default()),
        share(&|(h, _)| happenings.get(h).copied().unwrap_or_default()),
    )
}

fn pairs(mentions: &[(&str, Group<'_>)]) -> Score {
    let (happenings, groups, both) = sizes(mentions);
    let two = |n: &usize| n * n.saturating_sub(1) / 2;
    let right = both.values().map(two).sum();
    of(ratio(right, groups.values().map(two).sum()), ratio(right, happenings.values().map(two).sum()))
}

type Sizes<'a, 'b> =
    (BTreeMap<&'a str, usize>, BTreeMap<Group<'b>, usize>, BTreeMap<(&'a str, Group<'b>), usize>);

fn sizes<'a, 'b>(mentions: &[(&'a str, Group<'b>)]) -> Sizes<'a, 'b> {
    let mut sizes = Sizes::default();
    for m in mentions {
        *sizes.0.entry(m.0).or_default() += 1;
        *sizes.1.entry(m.1).or_default() += 1;
        *sizes.2.entry(*m).or_default() += 1;
    }
    sizes
}

fn of(precision: f64, recall: f64) -> Score {
    let sum = precision + recall;
    Score { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { as_float(part) / as_float(whole) }
}

fn as_float(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Kämpfe: two raids, then talks, then a raid again.";

    fn truth() -> Vec<Mention> {
        let rows = "dispatch\thappening\ttype\twords\n\
            d1\th1\tASSAULT\ttwo raids\nd1\th2\tCONSULT\tthen talks\nd1\th1\tASSAULT\ta raid again\nd2\th1\tASSAULT\traids";
        mentions(rows, |name| (name == "d1").then_some(TEXT))
    }

    fn answers(incidents: [&str; 3]) -> Vec<Answer> {
        let kinds = ["ASSAULT", "CONSULT", "ASSAULT"];
        let spans = [[12, 17], [24, 29], [38, 42]];
        let answer = |((span, kind), incident): ((Span, &str), &str)| Answer {
            dispatch: "d1".into(),
            trigger: vec![span],
            kind: kind.into(),
            incident: incident.into(),
        };
        spans.into_iter().zip(kinds).zip(incidents).map(answer).collect()
    }

    #[test]
    fn what_is_joined_rightly_scores_one() {
        let figures = score(&truth(), &answers(["a", "b", "a"]));
        assert_eq!((figures.mentions, figures.found), (4, 3));
        assert_eq!(figures.b3_found.f1.to_bits(), 1.0_f64.to_bits());
        assert_eq!(figures.pairs.precision.to_bits(), 1.0_f64.to_bits());
        assert!(figures.b3.recall < 1.0, "one mention has no event");
    }

    #[test]
    fn one_heap_costs_precision_and_singletons_cost_recall() {
        let heap = score(&truth(), &answers(["a", "a", "a"])).b3_found;
        assert!((heap.precision - (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0) / 3.0).abs() < 1e-9);
        assert!((heap.recall - 1.0).abs() < 1e-9);
        let alone = score(&truth(), &answers(["a", "b", "c"])).b3_found;
        assert!((alone.precision - 1.0).abs() < 1e-9);
        assert!((alone.recall - (0.5 + 1.0 + 0.5) / 3.0).abs() < 1e-9);
    }

    #[test]
    fn of_several_events_in_a_stretch_that_of_the_same_type_answers() {
        let mut answers = answers(["a", "b", "c"]);
        answers.insert(0, Answer { kind: "REQUEST".into(), incident: "x".into(), ..answers[0].clone() });
        assert_eq!(answer(&truth()[0], &answers).map(|a| a.incident.as_str()), Some("a"));
    }

    #[test]
    fn nothing_scores_nothing() {
        assert_eq!(score(&[], &[]), Figures::default());
    }
}

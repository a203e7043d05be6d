//! How is a text cut where what was found in it overlaps and crosses? At every boundary; each piece knows all that
//! covers it.

use std::collections::BTreeMap;

use chancery_model::record::Span;

/// In what part a stretch of text was found. The order is that of the page's layers, the outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The sentence that an event stands in.
    Sentence,
    /// An event's trigger.
    Trigger,
    /// Who makes a claim.
    Source,
    /// The word that makes it a claim.
    Cue,
    /// What is claimed.
    Content,
    /// An actor by name.
    Named,
    /// By a description.
    Nominal,
    /// By a pronoun.
    Pronoun,
    /// By a loaded designation.
    Loaded,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Sentence,
        Self::Trigger,
        Self::Source,
        Self::Cue,
        Self::Content,
        Self::Named,
        Self::Nominal,
        Self::Pronoun,
        Self::Loaded,
    ];

    /// Its class on the page.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Trigger => "trigger",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
            Self::Named => "named",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
            Self::Loaded => "loaded",
        }
    }
}

/// That something covers a stretch: its part, and which event, claim or actor of the record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cover {
    pub(super) part: Part,
    pub(super) owner: u32,
}

/// A stretch of text without a boundary inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    /// In order, each once.
    pub(super) covers: Vec<Cover>,
}

/// How many of one part are told of a piece. No sober record comes near it; without it one that lays thousands of
/// spans over each other would have a page as large as their square.
const MOST: usize = 8;

/// Cuts the stretch from 0 to `end` at the boundaries of all marks and at `cuts`. Marks are taken to lie within.
pub(super) fn pieces(end: u32, marks: &[(Span, Cover)], cuts: &[u32]) -> Vec<Piece> {
    let mut steps: Vec<(u32, Option<(Cover, bool)>)> = Vec::with_capacity(marks.len() * 2 + cuts.len() + 1);
    for ([from, to], cover) in marks {
        steps.push((*from, Some((*cover, true))));
        steps.push((*to, Some((*cover, false))));
    }
    steps.extend(cuts.iter().chain([&end]).map(|at| (*at, None)));
    steps.sort_unstable();
    let mut open: BTreeMap<Cover, usize> = BTreeMap::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    for (next, step) in steps {
        if next > at {
            pieces.push(Piece { span: [at, next], covers: covers(&open) });
            at = next;
        }
        match step {
            Some((cover, true)) => *open.entry(cover).or_default() += 1,
            Some((cover, false)) => close(&mut open, cover),
            None => {}
        }
    }
    pieces
}

fn covers(open: &BTreeMap<Cover, usize>) -> Vec<Cover> {
    if open.is_empty() {
        return Vec::new();
    }
    let of = |part: Part| {
        let range = Cover { part, owner: 0 }..=Cover { part, owner: u32::MAX };
        open.range(range).map(|(cover, _)| *cover).take(MOST)
    };
    Part::ALL.into_iter().flat_map(of).collect()
}

fn close(open: &mut BTreeMap<Cover, usize>, cover: Cover) {
    if let Some(count) = open.get_mut(&cover) {
        *count -= 1;
        if *count == 0 {
            open.remove(&cover);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each piece as "0-4 trigger0 named1".
    fn check(marks: &[(Span, Part, u32)], cuts: &[u32], expected: &[&str]) {
        let marks = marks.iter().map(|(s, part, owner)| (*s, Cover { part: *part, owner: *owner }));
        let cut = pieces(12, &marks.collect::<Vec<_>>(), cuts);
        let told = cut.iter().map(|p| {
            let span = format!("{}-{}", p.span[0], p.span[1]);
            let covers = p.covers.iter().map(|c| format!("{}{}", c.part.class(), c.owner));
            [span].into_iter().chain(covers).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn crossing_marks_are_cut_at_each_boundary() {
        check(
            &[([0, 6], Part::Content, 0), ([4, 9], Part::Trigger, 0), ([4, 6], Part::Named, 2)],
            &[],
            &["0-4 content0", "4-6 trigger0 content0 named2", "6-9 trigger0", "9-12"],
        );
    }

    #[test]
    fn a_mark_that_is_told_twice_is_shown_once() {
        check(
            &[([2, 6], Part::Named, 1), ([4, 8], Part::Named, 1)],
            &[],
            &["0-2", "2-4 named1", "4-6 named1", "6-8 named1", "8-12"],
        );
    }

    #[test]
    fn lines_are_cut_too() {
        check(
            &[([2, 9], Part::Content, 0)],
            &[5, 6],
            &["0-2", "2-5 content0", "5-6 content0", "6-9 content0", "9-12"],
        );
        check(&[], &[], &["0-12"]);
    }

    #[test]
    fn of_a_thousand_marks_in_one_place_eight_are_told() {
        let marks: Vec<_> = (0..1000).map(|n| ([0, 5], Cover { part: Part::Content, owner: n })).collect();
        let cut = pieces(5, &marks, &[]);
        assert_eq!(cut.len(), 1);
        assert_eq!(cut[0].covers.len(), MOST);
    }
}

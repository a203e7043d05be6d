//! Which blocks of a page are the article?
//!
//! Elements whose names say that they are something else fall out, the element that holds most of
//! the prose that is left is the article, and of its blocks those stay that read like one.

use std::collections::BTreeSet;

use super::blocks::{Block, Kind, Page};
use super::cues::Cue;
use super::lines::{is_furniture, is_stamp};

/// The article's blocks in order.
pub(super) fn of<'a>(page: &'a Page, title: Option<&str>) -> Vec<&'a Block> {
    let prose: Vec<usize> = page.blocks.iter().map(prose).collect();
    let dropped = dropped(page, &prose);
    let kept: Vec<usize> = page
        .blocks
        .iter()
        .zip(&prose)
        .map(|(b, words)| if is_in(&dropped, b.frame) { 0 } else { *words })
        .collect();
    let sums = sums(page, &kept);
    let title_at = page.blocks.iter().position(|b| title.is_some_and(|t| b.text == t) && b.kind.is_heading());
    let container = container(page, &sums, &dropped, title_at);
    let inside = marked(page, |frame, _| frame == container);
    let direct = direct(page, &kept);
    let total = sums.get(container).copied().unwrap_or(0);
    // Elements whose own paragraphs are a good part of the article.
    let heavy = |frame: usize| direct.get(frame).is_some_and(|d| d * 6 >= total);
    // A list stands in an element of its own.
    let outer = |frame: usize| page.frames.get(frame).map_or(0, |f| f.parent);
    let is_main = |block: &Block| {
        heavy(block.frame)
            || (block.kind == Kind::Item && is_in(&inside, outer(block.frame)) && heavy(outer(block.frame)))
    };
    let mut seen = BTreeSet::new();
    let mut chosen = Vec::new();
    for (block, words) in page.blocks.iter().zip(&kept) {
        let candidate = is_in(&inside, block.frame)
            && !is_in(&dropped, block.frame)
            && is_content(block, *words, is_main(block))
            && title.is_none_or(|t| block.text != t);
        if candidate && (block.text.len() < 60 || seen.insert(block.text.as_str())) {
            chosen.push((block, *words, is_main(block)));
        }
    }
    trimmed(&chosen)
}

/// Words of a block that is prose, else none.
fn prose(block: &Block) -> usize {
    let words = words(&block.text);
    let reads = match block.kind {
        Kind::Heading(_) => false,
        Kind::Paragraph => (words >= 4 && ends_sentence(&block.text)) || words >= 25,
        _ => (words >= 8 && ends_sentence(&block.text)) || words >= 25,
    };
    if reads && block.linked * 2 <= block.size { words } else { 0 }
}

/// Words between spaces; two characters of a script without spaces are one.
fn words(text: &str) -> usize {
    let spaced = text.split_ascii_whitespace().count();
    if text.is_ascii() {
        return spaced;
    }
    let dense =
        |c: &char| matches!(*c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    spaced.max(text.chars().filter(dense).count() / 2)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '“') || c.is_whitespace()
    })
    .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।'])
}

/// Which frames are no part of the article by their names.
fn dropped(page: &Page, prose: &[usize]) -> Vec<bool> {
    let sums = sums(page, prose);
    let total = sums.first().copied().unwrap_or(0);
    let mut holds_body: Vec<bool> = page.frames.iter().map(|f| f.cue == Cue::Body || f.article).collect();
    for (frame, f) in page.frames.iter().enumerate().rev() {
        if is_in(&holds_body, frame)
            && let Some(outer) = holds_body.get_mut(f.parent)
        {
            *outer = true;
        }
    }
    marked(page, |frame, f| {
        let share = sums.get(frame).copied().unwrap_or(0);
        match f.cue {
            Cue::Chrome => !is_in(&holds_body, frame) || share * 5 < total,
            Cue::Aside => share * 2 < total.max(1),
            _ => false,
        }
    })
}

/// Frames for which something holds, and all within them.
fn marked(page: &Page, holds: impl Fn(usize, &super::blocks::Frame) -> bool) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::with_capacity(page.frames.len());
    for (frame, f) in page.frames.iter().enumerate() {
        out.push((frame > 0 && is_in(&out, f.parent)) || holds(frame, f));
    }
    out
}

fn is_in(marks: &[bool], frame: usize) -> bool {
    marks.get(frame).copied().unwrap_or(false)
}

/// What the blocks of each frame weigh, without the frames in it.
fn direct(page: &Page, weights: &[usize]) -> Vec<usize> {
    let mut out = vec![0; page.frames.len()];
    for (block, weight) in page.blocks.iter().zip(weights) {
        if let Some(sum) = out.get_mut(block.frame) {
            *sum += weight;
        }
    }
    out
}

/// What the blocks of each frame weigh, with the frames in it.
fn sums(page: &Page, weights: &[usize]) -> Vec<usize> {
    folded(page, direct(page, weights))
}

/// Adds what each frame weighs to the frames around it.
fn folded(page: &Page, mut out: Vec<usize>) -> Vec<usize> {
    for (frame, f) in page.frames.iter().enumerate().skip(1).rev() {
        let weight = out.get(frame).copied().unwrap_or(0);
        if let Some(sum) = out.get_mut(f.parent) {
            *sum += weight;
        }
    }
    out
}

/// The innermost frame that holds the article.
fn container(page: &Page, sums: &[usize], dropped: &[bool], title: Option<usize>) -> usize {
    let sum = |frame: usize| sums.get(frame).copied().unwrap_or(0);
    let total = sum(0);
    let titled = around(page, title);
    // Of equals the outermost, which comes first; those with the title in them before all others.
    let best = |fits: &dyn Fn(usize) -> bool, share: usize| {
        let frames = (0..page.frames.len()).filter(|f| fits(*f) && !is_in(dropped, *f));
        let enough = frames.filter(|f| sum(*f) * 100 >= total * share && sum(*f) >= 30);
        let rank = |f: usize| (is_in(&titled, f) && f > 0, sum(f));
        enough.fold(None, |best: Option<usize>, f| best.filter(|b| rank(*b) >= rank(f)).or(Some(f)))
    };
    let cue = |f: usize| page.frames.get(f).map_or(Cue::None, |f| f.cue);
    let is_article = |f: usize| page.frames.get(f).is_some_and(|f| f.article);
    let article = best(&is_article, 15);
    let named = best(&|f| cue(f) == Cue::Body, 20).map(|named| {
        // A text in several pieces has several such elements.
        let bodies = marked(page, |f, _| cue(f) == Cue::Body);
        let outermost =
            |f: usize| is_in(&bodies, f) && !page.frames.get(f).is_some_and(|o| is_in(&bodies, o.parent));
        let weights: Vec<usize> =
            (0..page.frames.len()).map(|f| if outermost(f) { sum(f) } else { 0 }).collect();
        let pieces = folded(page, weights);
        let mut at = named;
        while pieces.get(at).is_some_and(|own| own * 5 < pieces.first().copied().unwrap_or(0) * 4)
            && !is_article(at)
            && at > 0
        {
            at = page.frames.get(at).map_or(0, |f| f.parent);
        }
        at
    });
    let whole = named.or(article);
    let mut at = whole.unwrap_or(0);
    // Outside of an element that says that it is the article, more is something else.
    let needed = if whole.is_some() { 90 } else { 80 };
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); page.frames.len()];
    for (frame, f) in page.frames.iter().enumerate().skip(1) {
        if let Some(list) = children.get_mut(f.parent) {
            list.push(frame);
        }
    }
    loop {
        let inner = children.get(at).into_iter().flatten().max_by_key(|f| sum(**f)).copied();
        match inner.filter(|f| sum(*f) * 100 >= sum(at) * needed && sum(*f) > 0) {
            Some(inner) => at = inner,
            None => return at,
        }
    }
}

/// The frames around a block.
fn around(page: &Page, block: Option<usize>) -> Vec<bool> {
    let mut out = vec![false; page.frames.len()];
    let mut at = block.and_then(|b| page.blocks.get(b)).map(|b| b.frame);
    while let Some(frame) = at {
        if let Some(mark) = out.get_mut(frame) {
            *mark = true;
        }
        at = page.frames.get(frame).map(|f| f.parent).filter(|_| frame > 0);
    }
    out
}

/// Whether a block of the article's element is a part of it.
fn is_content(block: &Block, prose: usize, main: bool) -> bool {
    let text = block.text.as_str();
    if is_furniture(text) {
        return false;
    }
    let linked = block.linked * 5 >= block.size * 4;
    let ends = ends_sentence(text);
    match block.kind {
        _ if prose > 0 => true,
        Kind::Heading(rank) => rank > 1 && !linked,
        Kind::Paragraph | Kind::Quotation => !linked || (ends && words(text) >= 8),
        Kind::Item | Kind::Row => !linked,
        Kind::Other => !linked && (main || (ends && words(text) >= 4)),
    }
}

/// Without what only looks like content at both ends.
fn trimmed<'a>(blocks: &[(&'a Block, usize, bool)]) -> Vec<&'a Block> {
    let Some(first) = blocks.iter().position(|(_, prose, _)| *prose > 0) else {
        return blocks.iter().map(|b| b.0).collect();
    };
    let last = blocks.iter().rposition(|(_, prose, _)| *prose > 0).unwrap_or(first);
    let mut end = last + 1;
    while let (Some((block, _, main)), Some((before, ..))) = (blocks.get(end), blocks.get(end - 1)) {
        let beside = block.frame == before.frame;
        let belongs = match block.kind {
            Kind::Paragraph | Kind::Quotation => *main || beside,
            Kind::Item => *main || (beside && before.kind == Kind::Item),
            Kind::Row => beside,
            Kind::Heading(_) | Kind::Other => false,
        };
        if !belongs || is_stamp(&block.text) {
            break;
        }
        end += 1;
    }
    let run = blocks.get(first..end).unwrap_or(&[]);
    run.iter().map(|b| b.0).collect()
}

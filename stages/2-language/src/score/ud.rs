//! How good are words, sentences, tags and trees? As the evaluation of the CoNLL 2018 shared task
//! (`conll18_ud_eval.py`) counts them.

use std::cmp::Ordering;

use chancery_model::conllu::Tree;
use chancery_model::score::Metric;

/// A word in the text without its white space.
#[derive(Debug)]
struct Word<'a> {
    /// The characters of its token, not its own if the token has several words.
    span: (usize, usize),
    multiword: bool,
    form: String,
    lemma: &'a str,
    upos: &'a str,
    relation: &'a str,
    /// Index of its head; none for a root.
    head: Option<usize>,
}

/// A file as the evaluation sees it.
#[derive(Debug, Default)]
struct Side<'a> {
    characters: usize,
    tokens: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
    words: Vec<Word<'a>>,
}

/// Relations count without their subtypes.
fn universal(relation: &str) -> &str {
    relation.split_once(':').map_or(relation, |(head, _)| head)
}

/// Characters that count: all but spaces.
fn size(form: &str) -> usize {
    form.chars().filter(|c| !c.is_whitespace()).count()
}

impl<'a> Side<'a> {
    fn new(trees: &'a [Tree]) -> Self {
        let mut side = Self::default();
        for tree in trees {
            let (base, start) = (side.words.len(), side.characters);
            let mut until = 0;
            let mut span = (0, 0);
            let mut starts = tree.multiwords.iter().peekable();
            for (i, row) in tree.rows.iter().enumerate() {
                let multi = starts.next_if(|m| m.first as usize <= i);
                if let Some(m) = multi {
                    until = m.last as usize;
                }
                if multi.is_some() || i >= until {
                    let surface = multi.map_or(row.form.as_str(), |m| m.form.as_str());
                    span = (side.characters, side.characters + size(surface));
                    side.characters = span.1;
                    side.tokens.push(span);
                }
                side.words.push(Word {
                    span,
                    multiword: i < until,
                    form: row.form.to_lowercase(),
                    lemma: &row.lemma,
                    upos: &row.upos,
                    relation: universal(&row.relation),
                    head: (row.head > 0).then(|| base + row.head as usize - 1),
                });
            }
            side.sentences.push((start, side.characters));
        }
        side
    }
}

/// How many spans two sorted lists share.
fn shared(gold: &[(usize, usize)], system: &[(usize, usize)]) -> usize {
    let (mut g, mut s, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        match b.0.cmp(&a.0) {
            Ordering::Less => s += 1,
            Ordering::Greater => g += 1,
            Ordering::Equal => {
                count += usize::from(a.1 == b.1);
                (g, s) = (g + 1, s + 1);
            }
        }
    }
    count
}

/// Pairs of the same word in both.
fn align(gold: &[Word<'_>], system: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut g, mut s) = (0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        if a.multiword || b.multiword {
            // Around multi-word tokens forms are matched by their longest common subsequence.
            let (to_g, to_s) = stretch(gold, system, &mut g, &mut s);
            let (left, right) = (gold.get(g..to_g), system.get(s..to_s));
            for (x, y) in common(left.unwrap_or_default(), right.unwrap_or_default()) {
                out.push((g + x, s + y));
            }
            (g, s) = (to_g, to_s);
        } else if a.span == b.span {
            out.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if a.span.0 <= b.span.0 {
            g += 1;
        } else {
            s += 1;
        }
    }
    out
}

/// Where the stretch around a multi-word token ends in both; `g` and `s` are moved to its start.
#[allow(clippy::many_single_char_names, reason = "gold and system run in parallel: g and s, x and y")]
fn stretch(gold: &[Word<'_>], system: &[Word<'_>], g: &mut usize, s: &mut usize) -> (usize, usize) {
    let (Some(a), Some(b)) = (gold.get(*g), system.get(*s)) else { return (*g, *s) };
    let mut end = if a.multiword { a.span.1 } else { b.span.1 };
    if a.multiword {
        while !system.get(*s).is_none_or(|w| w.multiword)
            && system.get(*s).is_some_and(|w| w.span.0 < a.span.0)
        {
            *s += 1;
        }
    } else {
        while !gold.get(*g).is_none_or(|w| w.multiword) && gold.get(*g).is_some_and(|w| w.span.0 < b.span.0) {
            *g += 1;
        }
    }
    let (mut x, mut y) = (*g, *s);
    let beyond = |words: &[Word<'_>], i: usize, end: usize| {
        words.get(i).is_none_or(|w| if w.multiword { w.span.0 >= end } else { w.span.1 > end })
    };
    loop {
        let (out_g, out_s) = (beyond(gold, x, end), beyond(system, y, end));
        let (p, q) = (gold.get(x), system.get(y));
        let gold_first = match (p, q) {
            _ if out_g && out_s => break,
            (Some(p), Some(q)) => !out_g && (out_s || p.span.0 <= q.span.0),
            (p, _) => p.is_some(),
        };
        let word = if gold_first { p } else { q };
        if let Some(w) = word.filter(|w| w.multiword) {
            end = end.max(w.span.1);
        }
        if gold_first {
            x += 1;
        } else {
            y += 1;
        }
    }
    (x, y)
}

/// The longest common subsequence of forms.
fn common(gold: &[Word<'_>], system: &[Word<'_>]) -> Vec<(usize, usize)> {
    let wide = system.len() + 1;
    let mut table = vec![0_u32; (gold.len() + 1) * wide];
    let get = |t: &[u32], g: usize, s: usize| t.get(g * wide + s).copied().unwrap_or(0);
    for (g, a) in gold.iter().enumerate().rev() {
        for (s, b) in system.iter().enumerate().rev() {
            let diagonal = if a.form == b.form { 1 + get(&table, g + 1, s + 1) } else { 0 };
            let best = diagonal.max(get(&table, g + 1, s)).max(get(&table, g, s + 1));
            if let Some(cell) = table.get_mut(g * wide + s) {
                *cell = best;
            }
        }
    }
    let (mut g, mut s, mut out) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        if a.form == b.form {
            out.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if get(&table, g, s) == get(&table, g + 1, s) {
            g += 1;
        } else {
            s += 1;
        }
    }
    out
}

/// What of an aligned pair is right.
#[derive(Debug, Default)]
struct Right {
    upos: usize,
    lemmas: usize,
    uas: usize,
    las: usize,
}

fn right(gold: &Side<'_>, system: &Side<'_>, pairs: &[(usize, usize)]) -> Right {
    let mut mapped = vec![None; system.words.len()];
    for (g, s) in pairs {
        if let Some(slot) = mapped.get_mut(*s) {
            *slot = Some(*g);
        }
    }
    let mut out = Right::default();
    for (g, s) in pairs {
        let (Some(a), Some(b)) = (gold.words.get(*g), system.words.get(*s)) else { continue };
        out.upos += usize::from(a.upos == b.upos);
        out.lemmas += usize::from(a.lemma == "_" || a.lemma == b.lemma);
        let head = match (a.head, b.head) {
            (None, None) => true,
            (Some(x), Some(y)) => mapped.get(y).copied().flatten() == Some(x),
            _ => false,
        };
        out.uas += usize::from(head);
        out.las += usize::from(head && a.relation == b.relation);
    }
    out
}

/// Scores from raw text: F1 over tokens, sentences, words, tags, lemmas and attachments. The
/// characters of both must be the same, white space apart; if they differ every figure is zero.
pub fn raw(gold: &[Tree], system: &[Tree]) -> Vec<Metric> {
    let same = characters(gold).eq(characters(system));
    let nothing = Vec::new();
    let (g, s) = (Side::new(gold), Side::new(if same { system } else { &nothing }));
    let pairs = align(&g.words, &s.words);
    let right = right(&g, &s, &pairs);
    let words = |name: &str, correct| Metric::f1(name, g.words.len(), s.words.len(), correct);
    vec![
        Metric::f1("tokens_f1", g.tokens.len(), s.tokens.len(), shared(&g.tokens, &s.tokens)),
        Metric::f1("sentences_f1", g.sentences.len(), s.sentences.len(), shared(&g.sentences, &s.sentences)),
        words("words_f1", pairs.len()),
        words("upos_f1", right.upos),
        words("lemmas_f1", right.lemmas),
        words("uas_f1", right.uas),
        words("las_f1", right.las),
    ]
}

/// Accuracies where the words are given. The words of both must be the same; a word that is
/// missing counts as wrong.
pub fn gold_tokens(gold: &[Tree], system: &[Tree]) -> Vec<Metric> {
    let (g, s) = (Side::new(gold), Side::new(system));
    let pairs: Vec<_> = (0..g.words.len().min(s.words.len())).map(|i| (i, i)).collect();
    let right = right(&g, &s, &pairs);
    let share = |name: &str, correct| Metric::share(name, correct, g.words.len());
    vec![
        share("upos", right.upos),
        share("lemmas", right.lemmas),
        share("uas", right.uas),
        share("las", right.las),
    ]
}

/// The characters of the surface forms, without white space.
fn characters(trees: &[Tree]) -> impl Iterator<Item = char> {
    trees.iter().flat_map(|tree| {
        let inside =
            |i: usize| tree.multiwords.iter().find(move |m| (m.first as usize..m.last as usize).contains(&i));
        tree.rows.iter().enumerate().flat_map(move |(i, row)| {
            let form = match inside(i) {
                Some(m) if m.first as usize == i => m.form.as_str(),
                Some(_) => "",
                None => row.form.as_str(),
            };
            form.chars().filter(|c| !c.is_whitespace())
        })
    })
}

#[cfg(test)]
mod tests {
    use chancery_model::conllu::parse;

    use super::*;

    const GOLD: &str = "1\tEnvoys\tenvoy\tNOUN\t_\t_\t4\tnsubj:pass\t_\t_\n\
        2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdid\tdo\tAUX\t_\t_\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_\n\
        4\tmeet\tmeet\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t_\tPUNCT\t_\t_\t4\tpunct\t_\t_\n";

    fn value(metrics: &[Metric], name: &str) -> f64 {
        metrics.iter().find(|m| m.metric == name).unwrap().value
    }

    #[test]
    fn a_file_agrees_with_itself() {
        let trees = parse(GOLD).unwrap();
        assert!(raw(&trees, &trees).iter().all(|m| (m.value - 1.0).abs() < 1e-12));
        assert!(gold_tokens(&trees, &trees).iter().all(|m| (m.value - 1.0).abs() < 1e-12));
    }

    #[test]
    fn subtypes_and_unwritten_lemmas_do_not_count() {
        let gold = parse(GOLD).unwrap();
        let system = parse(&GOLD.replace("nsubj:pass", "nsubj").replace(".\t_\tP", ".\tdot\tP")).unwrap();
        assert!((value(&raw(&gold, &system), "las_f1") - 1.0).abs() < 1e-12);
        assert!((value(&gold_tokens(&gold, &system), "lemmas") - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_unsplit_contraction_is_one_right_token_and_no_right_word() {
        let gold = parse(GOLD).unwrap();
        let system = "1\tEnvoys\tenvoy\tNOUN\t_\t_\t3\tnsubj\t_\t_\n\
            2\tdidn't\tdo\tAUX\t_\t_\t3\taux\t_\t_\n\
            3\tmeet\tmeet\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
            4\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_\n";
        let metrics = raw(&gold, &parse(system).unwrap());
        assert!((value(&metrics, "tokens_f1") - 1.0).abs() < 1e-12);
        assert!((value(&metrics, "words_f1") - 6.0 / 9.0).abs() < 1e-12);
    }

    #[test]
    fn other_text_scores_nothing() {
        let gold = parse(GOLD).unwrap();
        let other = parse(&GOLD.replace("meet", "greet")).unwrap();
        assert!(raw(&gold, &other).iter().all(|m| m.value == 0.0));
    }
}

#![doc = include_str!("../README.md")]

mod content;
mod cues;
mod error;
mod first_person;
mod frames;
mod nesting;
mod participles;
mod phrases;
mod printed;
mod quotes;
pub mod score;
mod signed;
mod source;
mod speakers;
mod transcript;

pub use error::Error;

use chancery_model::analysis::Analysis;
use chancery_model::arguments::is_first_person;
use chancery_model::cast::Cast;
use chancery_model::claims::{Claim, Form, Stance};
use chancery_model::clause::{Modality, clause, is_passive};
use chancery_model::dispatch::Dispatch;
use chancery_model::evidence::Evidence;
use chancery_model::remark::Remark;
use chancery_model::span::{Char, Span, Tok};
use chancery_model::syntax::Relation;

use cues::{Cues, Kind};
use frames::Site;
use phrases::Phrase;
use quotes::Quotes;
use source::Source;

/// The files that decide what this stage finds: path and text.
pub const RULES: &[(&str, &str)] = &[cues::CUES, cues::MENTAL, cues::STANDARDS];

/// What a claim of the precise mode needs. Chosen on `PolNeAR`'s development part: the lowest tenth at which
/// link precision on statements is above 0.85 there.
const SURE: f32 = 0.9;

/// Stage 4, loaded.
#[derive(Debug, Clone)]
pub struct Attribution {
    cues: Cues,
    /// Claims of less confidence are left out.
    least: f32,
}

/// A claim in tokens, before it has its spans.
struct Draft {
    rule: &'static str,
    confidence: f32,
    stance: Stance,
    lemma: String,
    head: u32,
    cue: Vec<u32>,
    source: Source,
    content: Vec<u32>,
    speech: bool,
    /// Trailing participles that share the source.
    lent: Vec<u32>,
}

impl Attribution {
    /// Loads the cue lexicon.
    pub fn load() -> Result<Self, Error> {
        Ok(Self { cues: Cues::parse(cues::CUES)?, least: 0.0 })
    }

    /// The same, which leaves out claims of which it is not sure.
    #[must_use]
    pub fn precise(self) -> Self {
        Self { least: SURE, ..self }
    }

    /// Who says what in a dispatch, in the order of the cues. Adds to the cast where it is said by "I" or "we"; ids stay in the
    /// order of the text.
    pub fn attribute(
        &self,
        dispatch: &Dispatch,
        analysis: &Analysis,
        cast: &mut Cast,
    ) -> (Vec<Claim>, Vec<Remark>) {
        let mut claims = self.claims(dispatch, analysis, cast);
        let ids = cast.add(first_person::mentions(analysis, cast, &claims));
        for id in claims.iter_mut().flat_map(|c| &mut c.sources) {
            *id = ids.get(id.0 as usize).copied().unwrap_or(*id);
        }
        (claims, Vec::new())
    }

    fn claims(&self, dispatch: &Dispatch, analysis: &Analysis, cast: &Cast) -> Vec<Claim> {
        let quotes = Quotes::find(dispatch, analysis);
        let mut drafts: Vec<Draft> = transcript::turns(analysis, cast).into_iter().map(from_phrase).collect();
        let labels: Vec<u32> = drafts.iter().map(|d| analysis.sentence_of(d.head)).collect();
        for (index, sentence) in (0..).zip(analysis.sentences()) {
            let mut found = self.in_sentence(analysis, &quotes, cast, sentence.tokens);
            if found.is_empty() && !labels.contains(&index) {
                let title = analysis.chars(sentence.tokens).overlaps(dispatch.title);
                let colon = phrases::colon(analysis, &quotes, cast, index, title);
                found.extend(colon.map(from_phrase));
            }
            close(analysis, &quotes, &mut found);
            drafts.append(&mut found);
        }
        drafts.extend(signed::signed(dispatch, analysis, &quotes, cast).into_iter().map(from_phrase));
        drafts.sort_by_key(|d| d.head);
        speakers::resolve(analysis, &quotes, cast, &self.cues, &mut drafts);
        speakers::part_from_self(analysis, &mut drafts);
        printed::drop_summaries(analysis, cast, &mut drafts);
        drafts.retain(|d| d.confidence >= self.least);
        let mut claims: Vec<Claim> =
            drafts.into_iter().filter_map(|d| finish(analysis, &quotes, d)).collect();
        nesting::nest(&mut claims);
        claims
    }

    fn in_sentence(&self, a: &Analysis, quotes: &Quotes, cast: &Cast, tokens: Span<Tok>) -> Vec<Draft> {
        let mut out: Vec<Draft> = Vec::new();
        for token in tokens.iter() {
            if let Some(phrase) = phrases::according(a, quotes, cast, &self.cues, token) {
                out.push(from_phrase(phrase));
                continue;
            }
            let (kind, lines) = self.cues.of(a, token);
            if lines.is_empty() || !is_said(a, quotes, kind, token) {
                continue;
            }
            // "expressed concern": the noun is part of the verb's claim, not one of its own.
            if kind == Kind::Noun && out.iter().any(|d| carries(a, d, token)) {
                continue;
            }
            let site = Site { a, quotes, cues: &self.cues, kind, token };
            let Some(found) = frames::find(&site, lines) else { continue };
            let shared = participles::speaker(a, quotes, &mut out, token);
            let source = match shared.or_else(|| participles::joined(a, &mut out, token)) {
                Some(shared) => shared,
                None => source::of_cue(a, quotes, cast, &self.cues, kind, token),
            };
            let source = participles::of_clause(a, quotes, cast, &self.cues, token).unwrap_or(source);
            if source.runs.is_empty() && found.needs_source || is_performed(a, &source, found.rule) {
                continue;
            }
            participles::part_coordinate(a, &mut out, token, &source);
            let mut cue = vec![token];
            cue.extend(a.by_relation(token, &[Relation::CompoundPrt]));
            if kind == Kind::Verb {
                let auxiliaries = a.by_relation(token, &[Relation::Aux, Relation::AuxPass]);
                cue.extend(auxiliaries.filter(|&x| x < token && !source.runs.iter().any(|r| r.has(x))));
            }
            cue.extend(found.cue);
            out.push(Draft {
                rule: found.rule,
                confidence: found.confidence,
                stance: found.stance,
                lemma: a.token(token).lemma.to_string(),
                head: token,
                cue,
                source,
                content: found.content,
                speech: found.speech,
                lent: Vec::new(),
            });
        }
        out
    }
}

fn from_phrase(p: Phrase) -> Draft {
    Draft {
        rule: p.rule,
        confidence: p.confidence,
        stance: p.stance,
        lemma: p.lemma,
        head: p.cue.first().copied().unwrap_or(0),
        cue: p.cue,
        source: p.source,
        content: p.content,
        speech: true,
        lent: Vec::new(),
    }
}

/// Whether a noun is the object, or passive subject, of a cue that has already taken it as content.
fn carries(a: &Analysis, draft: &Draft, noun: u32) -> bool {
    let mut top = noun;
    while a.token(top).relation == Relation::Conj {
        match a.head(top) {
            Some(up) => top = up,
            None => break,
        }
    }
    let as_object = matches!(a.token(top).relation, Relation::Obj | Relation::NsubjPass);
    let tone = draft.rule == "attitude" || draft.rule == "object" && frames::is_tonal(&draft.lemma);
    as_object && a.head(top) == Some(draft.head) && tone
}

/// Whether the clause of a cue says that it is said: not denied, asked, ordered, wished or to come.
fn is_said(a: &Analysis, quotes: &Quotes, kind: Kind, token: u32) -> bool {
    let t = a.token(token);
    if kind == Kind::Noun {
        let c = clause(a, token);
        return !c.negated && c.modality == Modality::None && !c.conditional;
    }
    if matches!(
        t.relation,
        Relation::Amod | Relation::Compound | Relation::Case | Relation::Mark | Relation::Fixed
    ) {
        return false;
    }
    // "the attack condemned by them" names who does; "the attack reported yesterday" does not.
    if t.relation == Relation::Acl && is_passive(a, token) && a.child(token, Relation::OblAgent).is_none() {
        return false;
    }
    let c = clause(a, token);
    // The question mark may be the quotation's: "Why?" he asked.
    let sentence = a.sentences().get(a.sentence_of(token) as usize).map_or(Span::new(0, 0), |s| s.tokens);
    let outside = quotes.of(token).is_none();
    let quoted_mark = outside && sentence.iter().any(|x| &*a.token(x).form == "?" && quotes.of(x).is_some());
    let asked = c.question && !quoted_mark;
    !c.negated && !c.conditional && !asked && !c.imperative && c.modality == Modality::None
}

/// "I welcome the truce": whoever says so does it by saying it, and is reported by nobody.
fn is_performed(a: &Analysis, source: &Source, rule: &str) -> bool {
    let wordless = matches!(rule, "object" | "attitude" | "object-and-phrase" | "phrase" | "infinitive");
    wordless && source.heads.iter().any(|&h| is_first_person(a, h))
}

/// Completes quotations, and lets the sentence's last speaker go on in the sentences that follow.
fn close(a: &Analysis, quotes: &Quotes, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        content::complete(a, quotes, d.head, &mut d.content);
        if d.speech {
            content::keep_quoted(a, quotes, d.head, &mut d.content);
        }
    }
    let speaks = |d: &&mut Draft| d.speech && quotes.of(d.head).is_none();
    // The outermost of the sentence: one whose cue no other content holds; the last of those.
    let cues: Vec<(u32, Vec<u32>)> = drafts.iter().map(|d| (d.head, d.content.clone())).collect();
    // Nor one in the words of a source: "…, said an aide, who said he was tired".
    let sources: Vec<Span<Tok>> = drafts.iter().flat_map(|d| d.source.runs.iter().copied()).collect();
    let outer = |head: u32| {
        !cues.iter().any(|(h, c)| *h != head && c.binary_search(&head).is_ok())
            && !sources.iter().any(|r| r.has(head))
    };
    // Whoever is quoted there goes on in quotation marks, before whoever is only reported.
    let cited = |d: &Draft| d.content.iter().any(|&t| quotes.of(t).is_some());
    let any = drafts.iter().any(|d| d.speech && quotes.of(d.head).is_none() && outer(d.head) && cited(d));
    if let Some(last) = drafts.iter_mut().filter(speaks).rfind(|d| outer(d.head) && (cited(d) || !any)) {
        content::follow(a, quotes, last.head, &mut last.content);
    }
}

/// Turns tokens into spans of the text; a draft without content gives no claim.
fn finish(a: &Analysis, quotes: &Quotes, mut d: Draft) -> Option<Claim> {
    d.cue.sort_unstable();
    d.cue.dedup();
    let mut cut = d.cue.clone();
    // The source is no part of what it says, unless the subject itself is the content.
    let source_tokens = d.source.runs.iter().flat_map(|r| r.iter());
    cut.extend(
        source_tokens.filter(|t| d.content.binary_search(t).is_ok() && d.rule != "reported-infinitive"),
    );
    let runs = content::runs(a, quotes, &d.content, &cut);
    let spans = |tokens: &[Span<Tok>]| -> Vec<Span<Char>> { tokens.iter().map(|&r| a.chars(r)).collect() };
    if runs.is_empty() {
        return None;
    }
    // A printed statement is its speaker's own words although no marks say so.
    let form = if matches!(d.rule, printed::BLOCK | transcript::TURN) {
        Form::Direct
    } else {
        content::form(a, quotes, d.head, &runs)
    };
    let cue_span = spans(&Analysis::runs(&d.cue));
    let source_span = spans(&d.source.runs);
    let evidence = Evidence {
        by: format!("attribution/{}", d.rule),
        confidence: d.confidence,
        spans: cue_span.iter().chain(&source_span).copied().collect(),
    };
    Some(Claim {
        sources: d.source.actors,
        source_span,
        cue_span,
        cue_head: d.head,
        cue_lemma: d.lemma,
        form,
        content: spans(&runs),
        content_tokens: runs,
        stance: d.stance,
        within: None,
        evidence,
    })
}

#[cfg(test)]
mod tests;

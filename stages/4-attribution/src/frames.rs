//! Which constituent of a cue is what is said? Frames tried on the tree, from the surest to the loosest.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::{complements, has_preposition, objects};
use chancery_model::claims::Stance;
use chancery_model::clause::is_passive;
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::cues::{Cue, Cues, Frame, Kind};
use crate::quotes::{Quotes, is_word};
use crate::source::subject;

/// What a frame found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// The rule's name in the evidence.
    pub(crate) rule: &'static str,
    /// How sure it is.
    pub(crate) confidence: f32,
    /// The cue's attitude.
    pub(crate) stance: Stance,
    /// The tokens of the content, unsorted, untrimmed.
    pub(crate) content: Vec<u32>,
    /// Further tokens of the cue: prepositions, the noun of attitude's head is not one.
    pub(crate) cue: Vec<u32>,
    /// Whether a following quotation without a cue goes on with it.
    pub(crate) speech: bool,
    /// Whether it holds only where somebody is named as its source.
    pub(crate) needs_source: bool,
}

/// Where a cue stands.
pub(crate) struct Site<'a> {
    pub(crate) a: &'a Analysis,
    pub(crate) quotes: &'a Quotes,
    pub(crate) cues: &'a Cues,
    pub(crate) kind: Kind,
    pub(crate) token: u32,
}

/// The content of a cue by the first frame of its lines that finds one.
pub(crate) fn find(site: &Site<'_>, lines: &[Cue]) -> Option<Found> {
    let order = |f: &Frame| match f {
        Frame::Clause => 0,
        Frame::Quote => 1,
        Frame::ObjectAnd(_) => 2,
        Frame::Predicate => 3,
        Frame::Infinitive => 4,
        Frame::Gerund => 5,
        Frame::Preposition(_) => 6,
        Frame::AttitudeObject => 7,
        Frame::Object => 8,
        Frame::Attitude => 9,
    };
    let mut all: Vec<(&Frame, &Cue)> =
        lines.iter().flat_map(|c| c.frames.iter().map(move |f| (f, c))).collect();
    all.sort_by_key(|(f, _)| order(f));
    all.into_iter().find_map(|(frame, cue)| {
        let mut found = site.by_frame(frame, cue)?;
        found.content.retain(|&t| t != site.token);
        found.content.iter().any(|&t| is_word(site.a, t)).then_some(found)
    })
}

impl Site<'_> {
    fn by_frame(&self, frame: &Frame, cue: &Cue) -> Option<Found> {
        let passive = self.kind == Kind::Verb && is_passive(self.a, self.token);
        let found = |rule, confidence, content: Vec<u32>| {
            (!content.is_empty()).then(|| Found {
                rule,
                confidence,
                stance: cue.stance,
                content,
                cue: Vec::new(),
                speech: false,
                needs_source: true,
            })
        };
        match frame {
            Frame::Clause if self.kind == Kind::Noun => {
                // A report or an accusation is somebody's even where nobody is named; a hope is not.
                let lemma = &*self.a.token(self.token).lemma;
                let hearsay = cue.stance == Stance::Accuse
                    || matches!(lemma, "report" | "claim" | "rumour" | "rumor" | "speculation");
                found("noun-clause", 0.7, self.noun_clause()).map(|f| Found { needs_source: !hearsay, ..f })
            }
            Frame::Quote if self.kind == Kind::Noun => {
                // "released the following statement:"; of a statement that says, the verb is the cue.
                if !matches!(self.a.token(self.token).relation, Relation::Obj | Relation::NsubjPass) {
                    return None;
                }
                let (rule, confidence, content) = self.after_colon()?;
                found(rule, confidence, content)
            }
            Frame::Clause | Frame::Quote => {
                let speech = |f: Found| Found { speech: true, needs_source: !passive, ..f };
                if let Some((rule, confidence, content)) = self.clause(*frame == Frame::Quote) {
                    return found(rule, confidence, content).map(speech);
                }
                if passive && *frame == Frame::Clause {
                    return found("reported-infinitive", 0.75, self.reported_infinitive())
                        .map(|f| Found { needs_source: false, ..f });
                }
                None
            }
            Frame::Infinitive => found("infinitive", 0.85, self.infinitive(cue.stance)),
            Frame::Gerund => found("gerund", 0.8, self.gerund()),
            Frame::Object => found("object", 0.8, self.object()),
            Frame::AttitudeObject => self
                .attitude_object()
                .and_then(|(stance, content)| found("attitude", 0.8, content).map(|f| Found { stance, ..f })),
            Frame::ObjectAnd(preposition) => {
                let (marks, content) = self.object_and(preposition)?;
                found("object-and-phrase", 0.85, content).map(|f| Found { cue: marks, ..f })
            }
            Frame::Predicate => found("object-and-predicate", 0.75, self.predicate()?),
            Frame::Preposition(preposition) => {
                let (marks, content) = self.under(preposition)?;
                found("phrase", 0.8, content).map(|f| Found { cue: marks, ..f })
            }
            Frame::Attitude => None,
        }
        .map(|f| self.toned(f))
    }

    /// "expressed concern": the stance is the noun's.
    fn toned(&self, mut found: Found) -> Found {
        let word = self.a.token(self.token);
        if is_tonal(&word.lemma) && found.rule == "object" {
            let noun = self
                .a
                .child(self.token, Relation::Obj)
                .or_else(|| self.a.child(self.token, Relation::NsubjPass));
            if let Some(stance) = noun.and_then(|n| self.cues.attitude(&self.a.token(n).lemma)) {
                found.stance = stance;
            }
        }
        found
    }

    fn subtree_without(&self, top: u32, below: u32) -> Vec<u32> {
        let mut out = self.a.subtree(top);
        if !self.a.is_below(below, top) {
            return out;
        }
        let cut = self.a.subtree(below);
        out.retain(|t| cut.binary_search(t).is_err());
        out
    }

    /// "a claim that …", "the statement said" is none.
    fn noun_clause(&self) -> Vec<u32> {
        let a = self.a;
        let finite = |c: u32| a.by_relation(c, &[Relation::Mark]).any(|m| a.token(m).is("that"));
        let clause = a.by_relation(self.token, &[Relation::Acl, Relation::Ccomp]).find(|&c| finite(c));
        clause.map(|c| a.subtree(c)).unwrap_or_default()
    }

    fn clause(&self, only_quoted: bool) -> Option<(&'static str, f32, Vec<u32>)> {
        let (a, v) = (self.a, self.token);
        let quoted = |t: u32| self.quotes.of(t).is_some() && self.quotes.of(t) != self.quotes.of(v);
        let mut heads: Vec<u32> = a.by_relation(v, &[Relation::Ccomp]).collect();
        if heads.is_empty() && self.kind == Kind::Verb {
            heads =
                complements(a, v).into_iter().filter(|&c| a.token(c).relation == Relation::Ccomp).collect();
        }
        if a.child(v, Relation::Expl).is_some() {
            heads.extend(a.by_relation(v, &[Relation::Csubj, Relation::CsubjPass]));
        }
        // "made it clear that": the clause may hang on the verb.
        if let Some(make) = a.head(v).filter(|&h| self.kind == Kind::Adjective && a.token(h).is("make")) {
            heads.extend(a.by_relation(make, &[Relation::Ccomp, Relation::Csubj]));
        }
        heads.retain(|&h| !only_quoted || quoted(h));
        if self.kind == Kind::Verb {
            let unquoted = if only_quoted { None } else { self.inline_block().or_else(|| self.closing()) };
            let ahead = || heads.iter().all(|&h| h < v).then(|| self.after_colon()).flatten();
            if let Some(found) = unquoted.or_else(|| self.right_after_colon()).or_else(ahead) {
                return Some(found);
            }
        }
        if !heads.is_empty() {
            let mut content: Vec<u32> = heads.iter().flat_map(|&h| a.subtree(h)).collect();
            content.extend(self.joined(&content));
            // "“If he stays,” she said, “we go”": a condition that is quoted is part of what is said.
            let more = a.by_relation(v, &[Relation::Parataxis, Relation::Advcl]).filter(|&p| quoted(p));
            content.extend(more.flat_map(|p| a.subtree(p)));
            let rule = if heads.iter().all(|&h| quoted(h)) { "quotation" } else { "clause" };
            return Some((rule, 0.95, content));
        }
        if self.kind != Kind::Verb {
            return None;
        }
        self.around(only_quoted, quoted).or_else(|| self.beside())
    }

    /// "It is claimed that A is here | and B is there": a clause with a subject of its own that "and" joins
    /// without a comma, or with "that", belongs to what is said although the tree hangs it on the cue.
    fn joined(&self, content: &[u32]) -> Vec<u32> {
        let a = self.a;
        let Some(&last) = content.iter().max() else { return Vec::new() };
        let goes_on = |&c: &u32| {
            let words = a.subtree(c);
            let mut children = a.by_relation(c, &[Relation::Mark]);
            let that = children.any(|m| a.token(m).is("that"));
            let own = a.by_relation(c, &[Relation::Nsubj, Relation::NsubjPass]).next().is_some();
            let and = words.first().is_some_and(|&f| f == last + 1 && a.token(f).relation == Relation::Cc);
            and && (own || that) && self.cues.of(a, c).1.is_empty()
        };
        let clause = a.by_relation(self.token, &[Relation::Conj]).find(goes_on);
        clause.map(|c| a.subtree(c)).unwrap_or_default()
    }

    /// "The crew, which was lost, was found, the ministry said.": a cue that ends its sentence, with its
    /// subject right before it after a comma, speaks all that stands before.
    fn closing(&self) -> Option<(&'static str, f32, Vec<u32>)> {
        let (a, v) = (self.a, self.token);
        let sentence = a.sentences().get(a.sentence_of(v) as usize)?.tokens;
        let subject = subject(a, v)?;
        let words = a.subtree(subject);
        let (&first, &last) = (words.first()?, words.last()?);
        let comma = first.checked_sub(1).filter(|&t| t > sentence.start() && &*a.token(t).form == ",")?;
        let quoted = |t: u32| self.quotes.of(t).is_some();
        let plain = (sentence.start()..v).all(|t| !quoted(t)) && self.quotes.of(v).is_none();
        let ends = (v + 1..sentence.end()).all(|t| !is_word(a, t));
        let root = a.token(v).relation == Relation::Root;
        let whole = a.by_relation(v, &[Relation::Ccomp]).next().is_some();
        (plain && ends && root && whole && last < v && first < last + 8)
            .then(|| ("clause", 0.95, (sentence.start()..comma).collect()))
    }

    /// "…, he said, …", "as he said, …": the cue hangs on what is said, or what is said loosely on it.
    fn around(
        &self,
        only_quoted: bool,
        quoted: impl Fn(u32) -> bool,
    ) -> Option<(&'static str, f32, Vec<u32>)> {
        let (a, v) = (self.a, self.token);
        let words = |t: u32| a.token(t).form.to_lowercase();
        let introduced = |p: u32| a.subtree(p).first().is_some_and(|&f| f > 0 && words(f - 1) == ":");
        let object = a.by_relation(v, &[Relation::Obj, Relation::Xcomp]).find(|&o| quoted(o));
        let loose = a.by_relation(v, &[Relation::Parataxis, Relation::Appos]);
        if let Some(p) = object.or_else(|| loose.into_iter().find(|&p| quoted(p) || p > v && introduced(p))) {
            return Some(("quotation", 0.9, a.subtree(p)));
        }
        let head = a.head(v)?;
        let has_subject = a.child(v, Relation::Nsubj).is_some();
        let as_clause = a.by_relation(v, &[Relation::Mark]).any(|m| words(m) == "as");
        let hangs = match a.token(v).relation {
            Relation::Parataxis => has_subject && !self.after_stop(),
            Relation::Advcl | Relation::AdvclRelcl => {
                has_subject
                    && as_clause
                    && a.child(v, Relation::Obj).is_none()
                    && a.token(v).has(Feature::VerbFormFin)
            }
            _ => false,
        };
        if !hangs || only_quoted && !quoted(head) {
            return None;
        }
        let confidence = if as_clause { 0.7 } else { 0.85 };
        Some(("parenthesis", confidence, self.subtree_without(head, v)))
    }

    /// Whether a semicolon, colon or dash parts the cue's clause from what goes before.
    fn after_stop(&self) -> bool {
        let first = self.a.subtree(self.token).into_iter().find(|&t| is_word(self.a, t));
        first.is_some_and(|f| f > 0 && matches!(&*self.a.token(f - 1).form, ";" | ":" | "." | "?" | "!"))
    }

    /// A quotation that stands beside the cue without hanging on it: before it, after it, or, where
    /// the sentence ends in a colon, at the start of the next one.
    fn beside(&self) -> Option<(&'static str, f32, Vec<u32>)> {
        let (a, v) = (self.a, self.token);
        let sentence = a.sentences().get(a.sentence_of(v) as usize)?.tokens;
        let own = a.subtree(v);
        let mut after = (v + 1..sentence.end())
            .filter(|&t| self.quotes.of(t).is_some() && self.quotes.of(t) != self.quotes.of(v));
        if let Some(first) = after.next() {
            let introduced = first > 0 && matches!(&*a.token(first - 1).form, "," | ":" | "that");
            let same = self.quotes.of(first);
            if introduced || first == v + 1 {
                let run: Vec<u32> = (first..sentence.end()).filter(|&t| self.quotes.of(t) == same).collect();
                if run.iter().filter(|&&t| is_word(a, t)).count() >= 3 {
                    return Some(("beside", 0.75, run));
                }
            }
        }
        let before = (sentence.start()..v)
            .rev()
            .find(|&t| is_word(a, t) && (self.quotes.of(t).is_some() || own.binary_search(&t).is_err()));
        if let Some(index) = before.and_then(|t| self.quotes.of(t)).filter(|&i| Some(i) != self.quotes.of(v))
        {
            let run: Vec<u32> = (sentence.start()..v).filter(|&t| self.quotes.of(t) == Some(index)).collect();
            if run.iter().filter(|&&t| is_word(a, t)).count() >= 3 {
                return Some(("beside", 0.75, run));
            }
        }
        None
    }

    /// "is said to have left": the subject and the infinitive.
    fn reported_infinitive(&self) -> Vec<u32> {
        let (a, v) = (self.a, self.token);
        let infinitive = a.by_relation(v, &[Relation::Xcomp]).find(|&x| self.is_infinitive(x));
        let subject = a.child(v, Relation::NsubjPass);
        match (infinitive, subject) {
            (Some(x), Some(s)) => [a.subtree(s), a.subtree(x)].concat(),
            _ => Vec::new(),
        }
    }

    fn is_infinitive(&self, clause: u32) -> bool {
        self.a.by_relation(clause, &[Relation::Mark]).any(|m| self.a.token(m).is("to"))
    }

    /// "vowed to respond", "urged them to leave", "called on them to leave", "their call to leave".
    fn infinitive(&self, stance: Stance) -> Vec<u32> {
        let (a, v) = (self.a, self.token);
        let close = if self.kind == Kind::Noun {
            vec![Relation::Acl]
        } else {
            vec![Relation::Xcomp, Relation::Ccomp]
        };
        // "wants to leave" wishes for oneself; it demands nothing.
        if a.token(v).is("want") && a.child(v, Relation::Obj).is_none() {
            return Vec::new();
        }
        let direct = a.by_relation(v, &close).find(|&x| self.is_infinitive(x));
        // The parser often hangs the infinitive of a demand as an adverbial clause.
        let adverbial = || {
            let addressed =
                a.by_relation(v, &[Relation::Obj, Relation::Obl, Relation::Iobj]).next().is_some();
            let mut clauses = a.by_relation(v, &[Relation::Advcl]);
            clauses.find(|&x| stance == Stance::Demand && addressed && x > v && self.is_infinitive(x))
        };
        direct.or_else(adverbial).map(|x| a.subtree(x)).unwrap_or_default()
    }

    fn gerund(&self) -> Vec<u32> {
        let a = self.a;
        let gerund = |&x: &u32| {
            let t = a.token(x);
            t.form.to_lowercase().ends_with("ing") && t.upos == Upos::Verb && x > self.token
        };
        let clause = a.by_relation(self.token, &[Relation::Xcomp, Relation::Ccomp]).find(gerund);
        clause.map(|c| a.subtree(c)).unwrap_or_default()
    }

    /// The object as it stands; of a passive the subject; of a relative clause the antecedent.
    fn object(&self) -> Vec<u32> {
        let (a, v) = (self.a, self.token);
        if self.kind != Kind::Verb {
            return Vec::new();
        }
        let own = if is_passive(a, v) { Relation::NsubjPass } else { Relation::Obj };
        let heads = match a.child(v, own) {
            Some(o) if !a.token(o).has(Feature::PronTypeRel) => vec![o],
            _ => objects(a, v),
        };
        let mut out: Vec<u32> = heads.into_iter().flat_map(|o| self.subtree_without(o, v)).collect();
        // "welcomed the vote | as a step forward"
        let view = a.by_relation(v, &[Relation::Obl, Relation::Advcl]).find(|&o| {
            let follows = out.iter().max().is_some_and(|&last| a.subtree(o).first() == Some(&(last + 1)));
            follows && has_preposition(a, o, "as")
        });
        out.extend(view.into_iter().flat_map(|o| a.subtree(o)));
        if is_tonal(&a.token(v).lemma) {
            out.extend(self.phrase_after(&out));
        }
        let hollow = |&t: &u32| matches!(a.token(t).upos, Upos::Pron | Upos::Adv) || !is_word(a, t);
        if out.iter().all(hollow) { Vec::new() } else { out }
    }

    /// "extended his condolences": the noun's stance and the object.
    fn attitude_object(&self) -> Option<(Stance, Vec<u32>)> {
        let a = self.a;
        let relation = if is_passive(a, self.token) { Relation::NsubjPass } else { Relation::Obj };
        let noun = a.child(self.token, relation)?;
        let stance = self.cues.attitude(&a.token(noun).lemma)?;
        let mut content = a.subtree(noun);
        content.extend(self.phrase_after(&content));
        Some((stance, content))
    }

    /// "voiced support | for the envoy": a phrase that follows the object at once belongs to the noun,
    /// wherever the parser hangs it.
    fn phrase_after(&self, object: &[u32]) -> Vec<u32> {
        const OF_ATTITUDE: [&str; 9] =
            ["for", "over", "to", "about", "with", "at", "on", "towards", "toward"];
        let a = self.a;
        let Some(&last) = object.iter().max() else { return Vec::new() };
        let follows = |&o: &u32| {
            let words = a.subtree(o);
            words.first() == Some(&(last + 1)) && OF_ATTITUDE.iter().any(|p| has_preposition(a, o, p))
        };
        let phrase = a.by_relation(self.token, &[Relation::Obl]).find(follows);
        phrase.map(|o| a.subtree(o)).unwrap_or_default()
    }

    /// "accused them of fraud": the accused and the phrase.
    fn object_and(&self, preposition: &str) -> Option<(Vec<u32>, Vec<u32>)> {
        let (a, v) = (self.a, self.token);
        let (_, phrase) = self.under_any(preposition)?;
        let party =
            if is_passive(a, v) { a.child(v, Relation::NsubjPass) } else { a.child(v, Relation::Obj) };
        let mut content: Vec<u32> = match party {
            Some(p) => self.subtree_without(p, v),
            None => objects(a, v),
        };
        if content.is_empty() {
            return None;
        }
        content.extend(phrase);
        Some((Vec::new(), content))
    }

    /// "called the vote a farce".
    fn predicate(&self) -> Option<Vec<u32>> {
        let (a, v) = (self.a, self.token);
        let subject = if is_passive(a, v) { Relation::NsubjPass } else { Relation::Obj };
        let party = a.child(v, subject)?;
        let predicate = a
            .by_relation(v, &[Relation::Xcomp])
            .find(|&x| x > v && !self.is_infinitive(x) && a.token(x).upos != Upos::Verb)?;
        Some([self.subtree_without(party, v), a.subtree(predicate)].concat())
    }

    /// What stands under a preposition, without it; it belongs to the cue.
    fn under(&self, preposition: &str) -> Option<(Vec<u32>, Vec<u32>)> {
        let (head, mut content) = self.under_any(preposition)?;
        let a = self.a;
        let marks: Vec<u32> = a
            .by_relation(head, &[Relation::Case, Relation::Mark])
            .filter(|&m| a.token(m).is(preposition))
            .collect();
        content.retain(|t| !marks.contains(t));
        Some((marks, content))
    }

    fn under_any(&self, preposition: &str) -> Option<(u32, Vec<u32>)> {
        let a = self.a;
        let phrases = [Relation::Obl, Relation::Nmod, Relation::Advcl, Relation::Acl, Relation::Xcomp];
        let marked = |&p: &u32| {
            has_preposition(a, p, preposition)
                || a.by_relation(p, &[Relation::Mark]).any(|m| a.token(m).is(preposition))
        };
        let own = a.by_relation(self.token, &phrases).filter(marked).find(|&p| p > self.token);
        // The phrase may hang on the object: "accused them of fraud" parsed as "them of fraud".
        let object = || {
            let o = a.child(self.token, Relation::Obj)?;
            a.by_relation(o, &phrases).find(marked)
        };
        let head = own.or_else(object)?;
        Some((head, a.subtree(head)))
    }
}

/// Whether a verb gives words to the attitude that its object names.
pub(crate) fn is_tonal(lemma: &str) -> bool {
    const TONAL: [&str; 11] = [
        "affirm",
        "announce",
        "assert",
        "convey",
        "declare",
        "express",
        "reaffirm",
        "reassert",
        "reiterate",
        "restate",
        "voice",
    ];
    TONAL.binary_search(&lemma).is_ok()
}

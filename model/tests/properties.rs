//! What holds for every text and every tree? Spans slice, heads become trees, walks end, records
//! round-trip.

use chancery_model::analysis::{Analysis, Entity, EntityKind, Sentence, Token};
use chancery_model::arguments::{Role, arguments};
use chancery_model::cast::{Actor, ActorId, ActorKind, Basis, Cast, Mention, MentionKind};
use chancery_model::claims::{Claim, ClaimId, Form, Stance};
use chancery_model::clause::clause;
use chancery_model::dispatch::Dispatch;
use chancery_model::evidence::Evidence;
use chancery_model::pattern::{Lexicons, Pattern};
use chancery_model::record::{Producer, Record};
use chancery_model::remark::Remark;
use chancery_model::span::{Char, Span};
use chancery_model::syntax::{Feature, FeatureSet, Relation, Upos};
use chancery_model::text::Text;
use proptest::prelude::*;

/// Words that the walks and facts look at, so that random trees reach their branches.
const LEMMAS: &[&str] = &[
    "hold", "talk", "who", "whose", "that", "to", "by", "with", "not", "no", "urge", "promise", "call", "be",
    "will", "if", "day", "each", "carry", "out", "Quist",
];

/// A token with anything in it; its head is any index of the analysis, and may lie past its end.
fn any_token() -> impl Strategy<Value = (usize, usize, usize, usize, u32)> {
    (0..LEMMAS.len(), 0..Upos::ALL.len(), 0..Relation::ALL.len(), 0..Feature::ALL.len(), 0..24_u32)
}

/// Analyses of up to two sentences with random heads, relations and entities.
fn any_analysis() -> impl Strategy<Value = Analysis> {
    (prop::collection::vec(any_token(), 1..20), 1..20_u32, prop::collection::vec((0..20_u32, 1..4_u32), 0..4))
        .prop_map(|(words, cut, names)| {
            let n = u32::try_from(words.len()).unwrap_or(0);
            let token =
                |(i, (lemma, upos, relation, feature, head)): (u32, (usize, usize, usize, usize, u32))| {
                    Token {
                        span: Span::new(6 * i, 6 * i + 5),
                        form: LEMMAS[lemma].into(),
                        lemma: LEMMAS[lemma].into(),
                        upos: Upos::ALL[upos],
                        feats: FeatureSet::default().with(Feature::ALL[feature]),
                        head,
                        relation: Relation::ALL[relation],
                    }
                };
            let tokens = (0..).zip(words).map(token).collect();
            let cut = cut.min(n);
            let runs = [Span::new(0, cut), Span::new(cut, n)];
            let sentences = runs.into_iter().filter(|s| !s.is_empty());
            let sentences = sentences.map(|tokens| Sentence { tokens, paragraph: 0 }).collect();
            let entity = |(a, l): (u32, u32)| Entity {
                tokens: Span::new(a.min(n - 1), (a + l).min(n)),
                kind: EntityKind::Person,
            };
            Analysis::new(tokens, sentences, names.into_iter().map(entity).collect())
        })
}

proptest! {
    #[test]
    fn spans_always_slice(content in any::<String>(), a in 0..200_u32, b in 0..200_u32) {
        let text = Text::new(content.clone());
        let span = Span::<Char>::new(a, b);
        let expected: String =
            content.chars().skip(a as usize).take(span.len() as usize).collect();
        prop_assert_eq!(text.slice(span), expected);
    }

    #[test]
    fn pieces_put_together_are_the_text(content in any::<String>(), mut cuts in prop::collection::vec(0..200_u32, 0..9)) {
        let text = Text::new(content.clone());
        cuts.extend([0, text.len()]);
        cuts.retain(|&c| c <= text.len());
        cuts.sort_unstable();
        let pieces: Vec<&str> = cuts.windows(2).map(|w| text.slice(Span::new(w[0], w[1]))).collect();
        prop_assert_eq!(pieces.concat(), content);
    }

    #[test]
    fn any_heads_become_a_tree(a in any_analysis()) {
        for (i, s) in (0..).zip(a.sentences()) {
            let root = a.root(i).unwrap();
            prop_assert_eq!(a.subtree(root), s.tokens.iter().collect::<Vec<_>>());
            let roots = s.tokens.iter().filter(|&t| a.head(t).is_none()).count();
            prop_assert_eq!(roots, 1);
        }
    }

    #[test]
    fn walks_end_and_stay_in_their_sentence(a in any_analysis()) {
        for t in 0..u32::try_from(a.tokens().len()).unwrap() {
            let facts = clause(&a, t);
            prop_assert_eq!(facts, clause(&a, t));
            for name in ["subject", "object", "indirect", "poss", "complement", "parties", "any:to", "obl:by", "nmod:with"] {
                let found = arguments(&a, t, &Role::parse(name).unwrap());
                prop_assert!(found.is_sorted_by(|x, y| x < y), "{} of {}: {:?}", name, t, found);
                for f in found {
                    prop_assert_eq!(a.sentence_of(f), a.sentence_of(t));
                }
            }
        }
    }

    #[test]
    fn a_pattern_captures_nothing_twice(a in any_analysis()) {
        let source = "e: negated=no\ne >subject|any:with who ?\nwho: actor=yes\ne >> below\nbelow <object verb ?\ne !<conj";
        let pattern = Pattern::parse(source, &Lexicons::default()).unwrap();
        for t in 0..u32::try_from(a.tokens().len()).unwrap() {
            let is_actor = |t: u32| a.entity_of(t).is_some();
            for (name, tokens) in pattern.at(&a, t, &is_actor).unwrap_or_default() {
                prop_assert!(tokens.is_sorted_by(|x, y| x < y), "{}: {:?}", name, tokens);
            }
        }
    }

    #[test]
    fn no_text_breaks_the_pattern_reader(source in any::<String>()) {
        if let Err(problem) = Pattern::parse(&source, &Lexicons::default()) {
            prop_assert!(problem.line >= 1 && !problem.remedy.is_empty());
        }
    }

    #[test]
    fn records_round_trip(
        content in any::<String>(), name in any::<String>(), url in prop::option::of(any::<String>()),
        a in 0..99_u32, b in 0..99_u32, confidence in 0..=1000_u16, within in any::<bool>(),
    ) {
        let span = Span::<Char>::new(a, b);
        let dispatch = Dispatch { text: Text::new(content), url, title: Span::new(0, a), ..Dispatch::default() };
        let actor = Actor {
            kind: ActorKind::Person, name: name.clone(), country: Some(name.clone()),
            sectors: vec![name.clone()], office: None, office_text: None, reference: None,
            basis: Basis::Text, loaded: vec![span], site: None, why: Vec::new(),
        };
        let mention = Mention {
            tokens: Span::new(0, 1), head: 0, span, kind: MentionKind::Named, actors: vec![ActorId(0)],
        };
        let cast = Cast { actors: vec![actor], mentions: vec![mention] };
        let claim = Claim {
            sources: vec![ActorId(0)], source_span: vec![span], cue_span: vec![], cue_head: 0,
            cue_lemma: name.clone(), content: vec![span], content_tokens: vec![], form: Form::Direct,
            stance: Stance::Deny, within: within.then_some(ClaimId(0)),
            evidence: Evidence { by: name.clone(), confidence: f32::from(confidence) / 1000.0, spans: vec![] },
        };
        let remark = Remark { stage: "ingest", code: "ingest/odd", span: Some(span), text: name.clone() };
        let producer = Producer { version: name.clone(), model: name.clone(), rules: name };
        let record = Record::new(producer, &dispatch, &cast, &[claim], &[], &[remark]);
        let json = record.to_json();
        prop_assert!(!json.contains('\n'), "one record is one line");
        let back: Record = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&back, &record);
        prop_assert_eq!(back.to_json(), json);
    }
}

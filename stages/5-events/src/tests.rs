//! Trees written down, so that the coder is tested without the language engine.

use chancery_model::cast::{Actor, ActorId, ActorKind, Basis, Mention, MentionKind};
use chancery_model::claims::{Claim, ClaimId, Form, Stance};
use chancery_model::conllu;
use chancery_model::dispatch::{Granularity, TimeBasis, TimeExpression};
use chancery_model::events::Status;
use chancery_model::evidence::Evidence;
use chancery_model::plover::EventType;
use chancery_model::span::Span;

use super::*;

mod dates;
mod logic;

/// A dispatch from words as `form lemma upos head relation [features]`, a blank line a sentence.
struct Scene {
    dispatch: Dispatch,
    analysis: Analysis,
    cast: Cast,
    claims: Vec<Claim>,
}

impl Scene {
    /// Every PROPN and every nationality is an actor, the same form the same actor; the words of
    /// `places` are places.
    fn new(source: &str, places: &[&str]) -> Self {
        let mut rows = String::new();
        let mut number = 0;
        for line in source.lines().map(str::trim) {
            let words: Vec<&str> = line.split_whitespace().collect();
            if let [form, lemma, upos, head, relation, rest @ ..] = words.as_slice() {
                number += 1;
                let feats = rest.first().unwrap_or(&"_");
                let entity = match (*upos, places.contains(form)) {
                    (_, true) => "Ent=LOC",
                    ("PROPN", _) => "Ent=PER",
                    ("ADJ", _) if form.starts_with(char::is_uppercase) => "Ent=NORP",
                    _ => "_",
                };
                let id = number.to_string();
                let columns = [id.as_str(), form, lemma, upos, "_", feats, head, relation, "_", entity];
                rows.push_str(&columns.join("	"));
                rows.push('\n');
            } else {
                rows.push('\n');
                number = 0;
            }
        }
        let (dispatch, analysis) = conllu::analysis(&conllu::parse(&rows).unwrap());
        let mut cast = Cast::default();
        for e in analysis.entities() {
            let name = dispatch.text.slice(analysis.chars(e.tokens)).to_owned();
            let kind = if places.contains(&name.as_str()) { ActorKind::Place } else { ActorKind::State };
            let at = cast.actors.iter().position(|a| a.name == name).unwrap_or_else(|| {
                cast.actors.push(actor(&name, kind));
                cast.actors.len() - 1
            });
            cast.mentions.push(Mention {
                tokens: e.tokens,
                head: e.tokens.start(),
                span: analysis.chars(e.tokens),
                kind: MentionKind::Named,
                actors: vec![ActorId(u32::try_from(at).unwrap())],
            });
        }
        Self { dispatch, analysis, cast, claims: Vec::new() }
    }

    /// Adds a claim of the actor named, cued by a word, with the tokens from a word to the end.
    fn claimed(mut self, source: &str, cue: &str, from: &str) -> Self {
        let tokens = self.analysis.tokens();
        let at = |w: &str| u32::try_from(tokens.iter().position(|t| &*t.form == w).unwrap()).unwrap();
        let (cue, from) = (at(cue), at(from));
        let content = Span::new(from, u32::try_from(tokens.len()).unwrap());
        self.claims.push(Claim {
            sources: vec![self.id(source)],
            source_span: vec![],
            cue_span: vec![],
            cue_head: cue,
            cue_lemma: String::new(),
            content: vec![self.analysis.chars(content)],
            content_tokens: vec![content],
            form: Form::Indirect,
            stance: Stance::Assert,
            within: None,
            evidence: Evidence { by: "test".into(), confidence: 1.0, spans: vec![] },
        });
        self
    }

    /// Has a word mean the actor named.
    fn meaning(mut self, word: &str, who: &str) -> Self {
        let head = self.analysis.tokens().iter().position(|t| &*t.form == word).unwrap();
        let tokens = Span::one(u32::try_from(head).unwrap());
        let (span, actors) = (self.analysis.chars(tokens), vec![self.id(who)]);
        self.cast.mentions.push(Mention {
            tokens,
            head: tokens.start(),
            span,
            kind: MentionKind::Pronoun,
            actors,
        });
        self
    }

    /// Adds an expression of time: a word and its value.
    fn at_time(mut self, word: &str, value: Option<&str>) -> Self {
        let span = self.analysis.tokens().iter().find(|t| &*t.form == word).unwrap().span;
        self.dispatch.times.push(TimeExpression {
            span,
            value: value.map(str::to_owned),
            granularity: Granularity::Year,
            basis: TimeBasis::Text,
        });
        self
    }

    fn id(&self, name: &str) -> ActorId {
        let at = self.cast.actors.iter().position(|a| a.name == name).unwrap();
        ActorId(u32::try_from(at).unwrap())
    }

    fn code(&self) -> (Vec<Event>, Vec<Remark>) {
        let stage = Events::load().unwrap_or_else(|e| panic!("{e}"));
        stage.code(&self.dispatch, &self.analysis, &self.cast, &self.claims)
    }

    /// One line an event: `TYPE/mode actors > recipients status`.
    fn lines(&self) -> Vec<String> {
        let names = |ids: &[ActorId]| {
            let names: Vec<&str> =
                ids.iter().filter_map(|&i| self.cast.actor(i)).map(|a| a.name.as_str()).collect();
            names.join("+")
        };
        let line = |e: &Event| {
            let mode = e.mode.as_deref().map(|m| format!("/{m}")).unwrap_or_default();
            let to = if e.recipients.is_empty() { String::new() } else { names(&e.recipients) };
            format!("{}{mode} {} > {to} {}", e.kind, names(&e.actors), e.status.as_str())
        };
        self.code().0.iter().map(line).collect()
    }
}

fn actor(name: &str, kind: ActorKind) -> Actor {
    Actor {
        kind,
        name: name.to_owned(),
        country: None,
        sectors: vec![],
        office: None,
        office_text: None,
        reference: None,
        basis: Basis::Text,
        loaded: vec![],
        site: None,
        why: vec![],
    }
}

const MET: &str = "Quist Quist PROPN 2 nsubj
    met meet VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    with with ADP 4 case
    Brandt Brandt PROPN 2 obl
    in in ADP 6 case
    Nairobi Nairobi PROPN 2 obl";

#[test]
fn the_embedded_rules_load() {
    let events = Events::load().unwrap_or_else(|e| panic!("{e}"));
    assert!(events.rules().rules().len() > 40);
}

#[test]
fn embedded_files_are_sorted_and_of_a_known_kind() {
    assert!(RULES.is_sorted_by(|a, b| a.0 < b.0));
    for (path, content) in RULES {
        assert!(!content.trim().is_empty(), "{path} is empty");
        assert!(path.starts_with("rules/") || path.starts_with("lexicon/"), "{path}");
    }
}

#[test]
fn rule_files_lie_in_the_folder_of_a_type_that_they_code() {
    let events = Events::load().unwrap();
    for (rule, codes) in events.rules.rules().iter().zip(&events.codes) {
        let folder = rule.id.split('/').next().unwrap_or("").to_uppercase();
        assert!(codes.iter().all(|c| c.kind.as_str() == folder), "{} codes another type", rule.id);
    }
}

#[test]
fn every_word_list_is_used() {
    let events = Events::load().unwrap();
    // Those that the code itself reads.
    let read: Vec<&str> = "allegiance-words befalling-verbs doing-verbs empty-verbs helping-nouns holding-verbs judging-verbs made-nouns \
                           private-people proxies saying-verbs settlement-nouns sparing-verbs sport-words telling-verbs work-nouns"
        .split_whitespace()
        .collect();
    for name in events.lexicons.names().filter(|n| !read.contains(n)) {
        let used = |(_, text): &&(&str, &str)| {
            text.split("in(")
                .skip(1)
                .any(|t| t.split(')').next().is_some_and(|l| l.split('|').any(|x| x == name)))
        };
        assert!(RULES.iter().any(|r| used(&r)), "no rule uses lexicon/{name}.txt");
    }
}

#[test]
fn a_meeting_has_both_parties_as_actors_and_its_place() {
    let scene = Scene::new(MET, &["Nairobi"]);
    assert_eq!(scene.lines(), ["CONSULT Quist+Brandt >  actual"]);
    assert_eq!(scene.code().0[0].place.as_ref().unwrap().name, "Nairobi");
}

#[test]
fn one_meeting_told_twice_is_one_event() {
    let again = "Brandt Brandt PROPN 2 nsubj
        met meet VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Quist Quist PROPN 2 obj";
    assert_eq!(Scene::new(&format!("{MET}\n\n{again}"), &["Nairobi"]).lines().len(), 1);
}

#[test]
fn who_attended_is_a_participant_of_the_meeting_before() {
    let attended = "Oduya Oduya PROPN 2 nsubj
        attended attend VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        the the DET 4 det
        meeting meeting NOUN 2 obj";
    let scene = Scene::new(&format!("{MET}\n\n{attended}"), &["Nairobi"]);
    let events = scene.code().0;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].participants[0].actor, scene.id("Oduya"));
}

#[test]
fn of_a_visit_the_visitor_is_actor_and_the_host_recipient() {
    let scene = Scene::new(
        "Brandt Brandt PROPN 3 nsubj:pass
        was be AUX 3 aux:pass Mood=Ind|Tense=Past|VerbForm=Fin
        received receive VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
        by by ADP 5 case
        Marek Marek PROPN 3 obl:agent",
        &[],
    );
    assert_eq!(scene.lines(), ["CONSULT/visit Brandt > Marek actual"]);
}

#[test]
fn a_place_is_never_a_party() {
    let source = "Nairobi Nairobi PROPN 2 nsubj
        condemned condemn VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Norway Norway PROPN 2 obj";
    assert_eq!(Scene::new(source, &["Nairobi"]).lines(), Vec::<String>::new());
    assert_eq!(Scene::new(source, &[]).lines(), ["ACCUSE/disapprove Nairobi > Norway actual"]);
}

#[test]
fn promised_aid_is_an_agreement() {
    let scene = Scene::new(
        "Norway Norway PROPN 3 nsubj
        will will AUX 3 aux
        send send VERB 0 root VerbForm=Inf
        aid aid NOUN 3 obj
        to to ADP 6 case
        Kenya Kenya PROPN 3 obl",
        &[],
    );
    assert_eq!(scene.lines(), ["AGREE Norway > Kenya actual"]);
}

fn attack(auxiliaries: &str) -> String {
    let n = auxiliaries.lines().count();
    let verb = n + 2;
    format!(
        "Kenya Kenya PROPN {verb} nsubj\n{}\nattacked attack VERB 0 root VerbForm=Inf\nNorway Norway PROPN {verb} obj",
        auxiliaries.replace('@', &verb.to_string())
    )
}

#[test]
fn announced_force_is_a_threat_and_denied_force_stays_denied() {
    assert_eq!(
        Scene::new(&attack("will will AUX @ aux"), &[]).lines(),
        ["THREATEN/violence Kenya > Norway actual"]
    );
    let denied = "did do AUX @ aux Mood=Ind|Tense=Past|VerbForm=Fin\nnot not PART @ advmod";
    assert_eq!(Scene::new(&attack(denied), &[]).lines(), ["ASSAULT Kenya > Norway negated"]);
    assert_eq!(Scene::new(&attack("can can AUX @ aux"), &[]).lines(), Vec::<String>::new());
}

#[test]
fn what_is_demanded_has_not_happened() {
    let scene = Scene::new(
        "Brandt Brandt PROPN 2 nsubj
        urged urge VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Kenya Kenya PROPN 2 obj
        to to PART 5 mark
        attack attack VERB 2 xcomp VerbForm=Inf
        Norway Norway PROPN 5 obj",
        &[],
    );
    assert_eq!(scene.lines(), ["REQUEST Brandt > Kenya actual"]);
}

#[test]
fn what_a_speaker_imputes_is_his_accusation() {
    let scene = Scene::new(
        "Quist Quist PROPN 2 nsubj
        said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        that that SCONJ 5 mark
        Norway Norway PROPN 5 nsubj
        undermined undermine VERB 2 ccomp Mood=Ind|Tense=Past|VerbForm=Fin
        the the DET 7 det
        truce truce NOUN 5 obj",
        &[],
    );
    assert_eq!(scene.lines(), Vec::<String>::new(), "without a claim nobody accuses");
    let scene = scene.claimed("Quist", "said", "that");
    assert_eq!(scene.lines(), ["ACCUSE/allege Quist > Norway actual"]);
    assert_eq!(scene.code().0[0].reported_by, None, "the outlet itself says that he said so");
}

#[test]
fn what_a_speaker_denies_is_not_told_as_done() {
    let mut scene = Scene::new(
        "Quist Quist PROPN 2 nsubj
        denied deny VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        that that SCONJ 5 mark
        Kenya Kenya PROPN 5 nsubj
        attacked attack VERB 2 ccomp Mood=Ind|Tense=Past|VerbForm=Fin
        Norway Norway PROPN 5 obj",
        &[],
    )
    .claimed("Quist", "denied", "that");
    assert_eq!(
        scene.lines(),
        ["REJECT Quist >  actual", "ASSAULT Kenya > Norway actual"],
        "a claim that asserts it"
    );
    scene.claims[0].stance = Stance::Deny;
    assert_eq!(scene.lines(), ["REJECT Quist >  actual", "ASSAULT Kenya > Norway negated"]);
}

#[test]
fn some_states_make_no_two_events_one() {
    let sentence = "Brandt Brandt PROPN 2 nsubj
        condemned condemn VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Some Some PROPN 2 obj";
    let both =
        format!("{sentence}\n\n{sentence}\n        and and CCONJ 5 cc\n        Norway Norway PROPN 3 conj");
    assert_eq!(
        Scene::new(&both, &[]).lines(),
        ["ACCUSE/disapprove Brandt > Some actual", "ACCUSE/disapprove Brandt > Some+Norway actual"]
    );
    // Of two that name somebody, the shorter tells of the same.
    let named = both.replace("Some", "Kenya");
    assert_eq!(Scene::new(&named, &[]).lines(), ["ACCUSE/disapprove Brandt > Kenya+Norway actual"]);
}

#[test]
fn what_is_said_does_not_hang_on_a_matter() {
    let scene = Scene::new(
        "Brandt Brandt PROPN 2 nsubj
        voiced voice VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Kenya Kenya PROPN 5 nmod:poss
        's 's PART 3 case
        interest interest NOUN 2 obj
        in in ADP 7 case
        trading trade VERB 5 acl VerbForm=Ger
        , , PUNCT 9 punct
        praising praise VERB 7 advcl Tense=Pres|VerbForm=Part
        Norway Norway PROPN 9 obj",
        &[],
    );
    assert_eq!(scene.lines(), ["SUPPORT Brandt > Norway actual"]);
}

#[test]
fn what_stands_in_a_claim_is_reported_by_it_but_its_own_cue_is_not() {
    let scene = Scene::new(
        "Brandt Brandt PROPN 2 nsubj
        condemned condemn VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        the the DET 5 det
        Norwegian Norwegian ADJ 5 amod
        raids raid NOUN 2 obj Number=Plur
        on on ADP 7 case
        Kenya Kenya PROPN 5 nmod",
        &[],
    )
    .claimed("Brandt", "condemned", "the");
    assert_eq!(
        scene.lines(),
        ["ACCUSE/disapprove Brandt > Norwegian actual", "ASSAULT Norwegian > Kenya actual"]
    );
    let events = scene.code().0;
    assert_eq!(events[0].reported_by, None);
    assert_eq!(events[1].reported_by, Some(ClaimId(0)));
}

#[test]
fn nobody_acts_upon_himself() {
    let scene = Scene::new(
        "Kenya Kenya PROPN 2 nsubj
        praised praise VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Kenya Kenya PROPN 2 obj",
        &[],
    );
    assert_eq!(scene.lines(), Vec::<String>::new());
}

#[test]
fn what_a_speaker_says_he_does_he_does_and_what_is_ours_is_not_his() {
    let scene = Scene::new(
        "Quist Quist PROPN 2 nsubj
        said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        We we PRON 4 nsubj Case=Nom|Number=Plur|Person=1
        condemn condemn VERB 2 ccomp Mood=Ind|Tense=Pres|VerbForm=Fin
        Norway Norway PROPN 4 obj",
        &[],
    )
    .claimed("Quist", "said", "We")
    .meaning("We", "Quist");
    assert_eq!(scene.lines(), ["ACCUSE/disapprove Quist > Norway actual"]);
}

#[test]
fn a_trailing_participle_of_speech_has_the_speaker_as_its_subject() {
    let scene = Scene::new(
        "Brandt Brandt PROPN 2 nsubj
        spoke speak VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        of of ADP 5 case
        the the DET 5 det
        level level NOUN 2 obl
        that that PRON 8 obj PronType=Rel
        trade trade NOUN 8 nsubj
        reached reach VERB 5 acl:relcl Mood=Ind|Tense=Past|VerbForm=Fin
        , , PUNCT 10 punct
        praising praise VERB 8 advcl Tense=Pres|VerbForm=Part
        Norway Norway PROPN 10 obj",
        &[],
    );
    assert_eq!(scene.lines(), ["SUPPORT Brandt > Norway actual"]);
}

#[test]
fn strikes_told_of_before_keep_their_parties() {
    let scene = Scene::new(
        "Kenya Kenya PROPN 2 nsubj
        conducted conduct VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        ten ten NUM 4 nummod
        strikes strike NOUN 2 obj Number=Plur
        against against ADP 6 case
        Norway Norway PROPN 4 nmod

        Two two NUM 2 nummod
        strikes strike NOUN 3 nsubj Number=Plur
        destroyed destroy VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        a a DET 5 det
        bridge bridge NOUN 3 obj
        in in ADP 7 case
        Oslo Oslo PROPN 3 obl",
        &["Oslo"],
    );
    let lines = scene.lines();
    assert!(!lines.is_empty() && lines.iter().all(|l| l.contains("Kenya > Norway actual")), "{lines:?}");
}

#[test]
fn a_report_thrown_in_does_not_do_the_deed() {
    let scene = Scene::new(
        "Kenya Kenya PROPN 2 nsubj
        struck strike VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        a a DET 4 det
        depot depot NOUN 2 obj
        , , PUNCT 7 punct
        Oduya Oduya PROPN 7 nsubj
        reported report VERB 2 parataxis Mood=Ind|Tense=Past|VerbForm=Fin
        , , PUNCT 9 punct
        killing kill VERB 7 advcl VerbForm=Ger
        Brandt Brandt PROPN 9 obj",
        &[],
    );
    let lines = scene.lines();
    assert!(lines.contains(&"ASSAULT Kenya > Brandt actual".to_owned()), "{lines:?}");
    assert!(lines.iter().all(|l| !l.contains("Oduya")), "{lines:?}");
}

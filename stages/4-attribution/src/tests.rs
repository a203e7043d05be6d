//! Every phenomenon on a tree, with its near-misses. All sentences are invented.

use chancery_model::cast::{Actor, ActorId, ActorKind, Basis, Cast, Mention, MentionKind};
use chancery_model::claims::{Claim, Form, Stance};
use chancery_model::conllu;
use chancery_model::dispatch::Dispatch;
use chancery_model::span::{Char, Span};

use super::Attribution;

mod first_person;
mod quoted;

/// A tree a block of lines: form, lemma, part of speech, head, relation, and features or an entity
/// label; `~` after a form means that no space follows; a line `¶` before a block starts a paragraph.
fn dispatch_of(source: &str) -> (Dispatch, chancery_model::analysis::Analysis) {
    let mut out = String::from("# newpar\n");
    let mut number = 0;
    for line in source.lines().map(str::trim) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [] => {
                out.push('\n');
                number = 0;
            }
            ["¶"] => out.push_str("\n# newpar\n"),
            [form, lemma, upos, head, relation, rest @ ..] => {
                number += 1;
                let plain = form.strip_suffix('~');
                let features = rest.iter().find(|r| r.contains('=') || **r == "_").copied().unwrap_or("_");
                let entity = rest.iter().find(|r| !r.contains('=') && **r != "_");
                let mut misc: Vec<String> = entity.iter().map(|e| format!("Ent={e}")).collect();
                misc.extend(plain.map(|_| "SpaceAfter=No".to_owned()));
                let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
                let form = plain.unwrap_or(form);
                let row = [&number.to_string(), form, lemma, upos, "_", features, head, relation, "_", &misc]
                    .join("\t");
                out.push_str(&row);
                out.push('\n');
            }
            other => panic!("five columns at least: {other:?}"),
        }
    }
    conllu::analysis(&conllu::parse(&out).unwrap())
}

fn text_of(dispatch: &Dispatch, spans: &[Span<Char>]) -> String {
    spans.iter().map(|&s| dispatch.text.slice(s)).collect::<Vec<_>>().join(" | ")
}

/// A cast in which every entity is an actor, and "both" and "sides" mean the first two.
fn cast_of(a: &chancery_model::analysis::Analysis) -> Cast {
    let mut cast = Cast::default();
    let mut mention = |tokens: Span<chancery_model::span::Tok>, head, actors| {
        let span = a.chars(tokens);
        cast.mentions.push(Mention { tokens, head, span, kind: MentionKind::Named, actors });
    };
    for (id, e) in (0..).zip(a.entities()) {
        let head = e.tokens.iter().find(|&t| a.head(t).is_none_or(|h| !e.tokens.has(h)));
        mention(e.tokens, head.unwrap_or(e.tokens.start()), vec![ActorId(id)]);
    }
    for t in 0..u32::try_from(a.tokens().len()).unwrap() {
        if a.token(t).is("side") {
            mention(Span::one(t), t, vec![ActorId(0), ActorId(1)]);
        }
    }
    for e in a.entities() {
        cast.actors.push(Actor {
            kind: ActorKind::Person,
            name: a.token(e.tokens.start()).form.to_string(),
            country: None,
            sectors: Vec::new(),
            office: None,
            office_text: None,
            reference: None,
            basis: Basis::Text,
            loaded: Vec::new(),
            site: None,
            why: Vec::new(),
        });
    }
    cast.mentions.sort_by_key(|m| m.span.start());
    cast
}

pub(super) struct Read {
    dispatch: Dispatch,
    cast: Cast,
    claims: Vec<Claim>,
}

fn read(source: &str) -> Read {
    let (dispatch, a) = dispatch_of(source);
    let mut cast = cast_of(&a);
    let (claims, _) = Attribution::load().unwrap().attribute(&dispatch, &a, &mut cast);
    Read { dispatch, cast, claims }
}

/// Claims as "source > cue > content", names of actors in brackets.
fn told(source: &str) -> Vec<String> {
    let read = read(source);
    let line = |c: &Claim| {
        let names: Vec<&str> = c.sources.iter().map(|&s| read.cast.actor(s).unwrap().name.as_str()).collect();
        let part = |spans: &[Span<Char>]| text_of(&read.dispatch, spans);
        format!(
            "{} [{}] > {} > {}",
            part(&c.source_span),
            names.join(" "),
            part(&c.cue_span),
            part(&c.content)
        )
    };
    read.claims.iter().map(line).collect()
}

const SAID_THAT: &str = "
    Quist Quist PROPN 2 nsubj PER
    said say VERB 0 root VerbForm=Fin|Tense=Past
    that that SCONJ 5 mark
    talks talk NOUN 5 nsubj
    failed fail VERB 2 ccomp VerbForm=Fin|Tense=Past
    . . PUNCT 2 punct";

#[test]
fn a_that_clause_is_content_with_its_that() {
    assert_eq!(told(SAID_THAT), ["Quist [Quist] > said > that talks failed"]);
    let read = read(SAID_THAT);
    assert_eq!((read.claims[0].form, read.claims[0].stance), (Form::Indirect, Stance::Assert));
    assert_eq!(read.claims[0].evidence.by, "attribution/clause");
}

#[test]
fn a_denied_or_coming_cue_says_nothing() {
    let not = "
        Quist Quist PROPN 4 nsubj PER
        did do AUX 4 aux VerbForm=Fin
        not not PART 4 advmod
        say say VERB 0 root VerbForm=Inf
        that that SCONJ 7 mark
        talks talk NOUN 7 nsubj
        failed fail VERB 4 ccomp VerbForm=Fin";
    assert!(told(not).is_empty());
    assert!(
        told(&not.replace("did do AUX", "will will AUX").replace("not not PART 4", "now now ADV 4"))
            .is_empty()
    );
    let refused = "
        Quist Quist PROPN 2 nsubj PER
        refused refuse VERB 0 root VerbForm=Fin
        to to PART 4 mark
        say say VERB 2 xcomp VerbForm=Inf
        that that SCONJ 7 mark
        talks talk NOUN 7 nsubj
        failed fail VERB 4 ccomp VerbForm=Fin";
    assert!(told(refused).is_empty());
}

#[test]
fn conjoined_cues_and_participles_share_one_source() {
    let claims = told(
        "
        Quist Quist PROPN 2 nsubj PER
        hailed hail VERB 0 root VerbForm=Fin|Tense=Past
        the the DET 4 det
        truce truce NOUN 2 obj
        and and CCONJ 6 cc
        called call VERB 2 conj VerbForm=Fin|Tense=Past
        for for ADP 8 case
        talks talk NOUN 6 obl
        , , PUNCT 10 punct
        affirming affirm VERB 2 advcl VerbForm=Ger
        that that SCONJ 13 mark
        aid aid NOUN 13 nsubj
        helps help VERB 10 ccomp VerbForm=Fin
        . . PUNCT 2 punct",
    );
    assert_eq!(
        claims,
        [
            "Quist [Quist] > hailed > the truce",
            "Quist [Quist] > called for > talks",
            "Quist [Quist] > affirming > that aid helps",
        ]
    );
}

#[test]
fn the_two_sides_are_both() {
    let claims = told(
        "
        Quist Quist PROPN 2 nsubj PER
        met meet VERB 0 root VerbForm=Fin
        Brandt Brandt PROPN 2 obj PER

        The the DET 2 det
        sides side NOUN 3 nsubj Number=Plur
        condemned condemn VERB 0 root VerbForm=Fin
        the the DET 5 det
        raid raid NOUN 3 obj",
    );
    assert_eq!(claims, ["The sides [Quist Brandt] > condemned > the raid"]);
}

#[test]
fn a_demand_leaves_the_addressee_out() {
    let claims = told(
        "
        Quist Quist PROPN 2 nsubj PER
        urged urge VERB 0 root VerbForm=Fin
        rebels rebel NOUN 2 obj
        to to PART 5 mark
        leave leave VERB 2 xcomp VerbForm=Inf
        town town NOUN 5 obj",
    );
    assert_eq!(claims, ["Quist [Quist] > urged > to leave town"]);
}

#[test]
fn an_accusation_keeps_the_accused_and_finds_the_agent() {
    let claims = told(
        "
        Rebels rebel NOUN 3 nsubj:pass
        were be AUX 3 aux:pass VerbForm=Fin
        accused accuse VERB 0 root VerbForm=Part|Voice=Pass
        by by ADP 5 case
        Quist Quist PROPN 3 obl:agent PER
        of of ADP 7 case
        theft theft NOUN 3 obl",
    );
    assert_eq!(claims, ["Quist [Quist] > were accused > Rebels | of theft"]);
}

#[test]
fn a_quotation_around_its_cue_is_one_content() {
    let source = "
        “~ “ PUNCT 3 punct
        They they PRON 3 nsubj
        left~ leave VERB 0 root VerbForm=Fin
        ,~ , PUNCT 3 punct
        ” ” PUNCT 3 punct
        Quist Quist PROPN 7 nsubj PER
        said say VERB 3 parataxis VerbForm=Fin
        . . PUNCT 3 punct

        “~ “ PUNCT 3 punct
        We we PRON 3 nsubj
        stay~ stay VERB 0 root VerbForm=Fin
        .~ . PUNCT 3 punct
        ” ” PUNCT 3 punct

        Talks talk NOUN 2 nsubj
        failed fail VERB 0 root VerbForm=Fin";
    assert_eq!(told(source), ["Quist [Quist] > said > “They left,” | “We stay.”"]);
    assert_eq!(read(source).claims[0].form, Form::Direct);
}

#[test]
fn an_open_quotation_goes_on_in_the_next_paragraph() {
    let source = "
        Quist Quist PROPN 2 nsubj PER
        said say VERB 0 root VerbForm=Fin
        :~ : PUNCT 6 punct
        “~ “ PUNCT 6 punct
        We we PRON 6 nsubj
        stay~ stay VERB 2 ccomp VerbForm=Fin
        . . PUNCT 2 punct

        ¶
        “~ “ PUNCT 3 punct
        They they PRON 3 nsubj
        left~ leave VERB 0 root VerbForm=Fin
        .~ . PUNCT 3 punct
        ” ” PUNCT 3 punct";
    assert_eq!(told(source), ["Quist [Quist] > said > “We stay. \n“They left.”"]);
}

#[test]
fn scare_quotes_make_no_claim_and_quoted_words_make_it_mixed() {
    let scare = "
        The the DET 4 det
        “~ “ PUNCT 4 punct
        so so ADV 4 advmod
        truce truce NOUN 6 nsubj
        ” ” PUNCT 4 punct
        failed fail VERB 0 root VerbForm=Fin";
    assert!(told(scare).is_empty());
    let mixed = SAID_THAT.replace("talks talk NOUN 5 nsubj", "“talks” talk NOUN 5 nsubj");
    assert_eq!(read(&mixed).claims[0].form, Form::Mixed);
}

#[test]
fn a_claim_within_a_claim_points_to_it() {
    let read = read(
        "
        Quist Quist PROPN 2 nsubj PER
        said say VERB 0 root VerbForm=Fin
        Brandt Brandt PROPN 4 nsubj PER
        denied deny VERB 2 ccomp VerbForm=Fin
        the the DET 6 det
        raid raid NOUN 4 obj",
    );
    assert_eq!(read.claims.len(), 2);
    assert_eq!((read.claims[0].within, read.claims[1].within.map(|w| w.0)), (None, Some(0)));
    assert_eq!(read.claims[1].stance, Stance::Deny);
}

#[test]
fn according_to_names_its_source_but_a_plan_says_nothing() {
    let source = "
        Talks talk NOUN 2 nsubj
        failed fail VERB 0 root VerbForm=Fin
        , , PUNCT 6 punct
        according accord VERB 6 case
        to to ADP 4 fixed
        Quist Quist PROPN 2 obl PER
        . . PUNCT 2 punct";
    assert_eq!(told(source), ["Quist [Quist] > according to > Talks failed"]);
    assert!(told(&source.replace("Quist Quist PROPN 2 obl PER", "plan plan NOUN 2 obl")).is_empty());
}

#[test]
fn a_passive_report_has_no_source() {
    let claims = told(
        "
        Rebels rebel NOUN 3 nsubj:pass
        are be AUX 3 aux:pass VerbForm=Fin
        said say VERB 0 root VerbForm=Part|Voice=Pass
        to to PART 6 mark
        have have AUX 6 aux VerbForm=Inf
        left leave VERB 3 xcomp VerbForm=Part",
    );
    assert_eq!(claims, [" [] > are said > Rebels | to have left"]);
}

#[test]
fn an_expressed_concern_takes_the_nouns_stance_once() {
    let read = read(
        "
        Quist Quist PROPN 2 nsubj PER
        voiced voice VERB 0 root VerbForm=Fin
        concern concern NOUN 2 obj
        over over ADP 6 case
        the the DET 6 det
        raid raid NOUN 3 nmod",
    );
    assert_eq!(read.claims.len(), 1);
    assert_eq!(read.claims[0].stance, Stance::Regret);
    assert_eq!(text_of(&read.dispatch, &read.claims[0].content), "concern over the raid");
}

#[test]
fn a_noun_cue_has_its_possessor_as_source() {
    let claims = told(
        "
        Quist~ Quist PROPN 3 nmod:poss PER
        's 's PART 1 case
        criticism criticism NOUN 6 nsubj
        of of ADP 5 case
        rebels rebel NOUN 3 nmod
        grew grow VERB 0 root VerbForm=Fin",
    );
    assert_eq!(claims, ["Quist [Quist] > criticism of > rebels"]);
}

#[test]
fn a_relative_clause_reaches_its_antecedent() {
    let claims = told(
        "
        Quist Quist PROPN 7 nsubj PER
        , , PUNCT 4 punct
        who who PRON 4 nsubj PronType=Rel
        said say VERB 1 acl:relcl VerbForm=Fin
        talks talk NOUN 6 nsubj
        failed fail VERB 4 ccomp VerbForm=Fin
        left leave VERB 0 root VerbForm=Fin",
    );
    assert_eq!(claims, ["who [Quist] > said > talks failed"]);
}

#[test]
fn a_headline_colon_names_its_speaker_but_a_list_does_not() {
    let source = "
        Quist~ Quist PROPN 4 dep PER
        : : PUNCT 1 punct
        “~ “ PUNCT 5 punct
        We we PRON 5 nsubj
        stay~ stay VERB 0 root VerbForm=Fin
        ” ” PUNCT 5 punct";
    assert_eq!(told(source), ["Quist [Quist] > : > “We stay”"]);
    assert!(told(&source.replace("Quist~ Quist PROPN 4 dep PER", "Agenda~ agenda NOUN 4 dep")).is_empty());
}

#[test]
fn as_he_said_takes_the_main_clause() {
    let claims = told(
        "
        Talks talk NOUN 2 nsubj
        failed fail VERB 0 root VerbForm=Fin
        , , PUNCT 6 punct
        as as SCONJ 6 mark
        Quist Quist PROPN 6 nsubj PER
        predicted predict VERB 2 advcl VerbForm=Fin",
    );
    assert_eq!(claims, ["Quist [Quist] > predicted > Talks failed"]);
}

#[test]
fn a_document_of_any_shape_is_read_without_panic() {
    let (dispatch, a) = dispatch_of("”~ ” PUNCT 0 root");
    let attribution = Attribution::load().unwrap();
    assert!(attribution.attribute(&dispatch, &a, &mut Cast::default()).0.is_empty());
    let empty = chancery_model::analysis::Analysis::default();
    assert!(attribution.attribute(&Dispatch::default(), &empty, &mut Cast::default()).0.is_empty());
}

#[test]
fn a_trailing_participle_belongs_to_the_speaker() {
    let claims = told(
        "
        Quist Quist PROPN 2 nsubj PER
        said say VERB 0 root VerbForm=Fin
        trade trade NOUN 4 nsubj
        failed fail VERB 2 ccomp VerbForm=Fin
        , , PUNCT 6 punct
        stressing stress VERB 4 advcl VerbForm=Ger
        that that SCONJ 9 mark
        aid aid NOUN 9 nsubj
        helps help VERB 6 ccomp VerbForm=Fin",
    );
    assert_eq!(claims, ["Quist [Quist] > said > trade failed", "Quist [Quist] > stressing > that aid helps"]);
}

#[test]
fn a_statement_speaks_for_who_made_it_and_a_block_after_a_colon_is_direct() {
    let source = "
        A a DET 2 det
        statement statement NOUN 5 nsubj
        by by ADP 4 case
        Quist Quist PROPN 2 nmod PER
        said say VERB 0 root VerbForm=Fin
        : : PUNCT 5 punct

        ¶
        We we PRON 2 nsubj
        stay~ stay VERB 0 root VerbForm=Fin
        . . PUNCT 2 punct

        ¶
        Notes note NOUN 0 root";
    assert_eq!(told(source), ["A statement by Quist [Quist] > said > We stay"]);
    assert_eq!(read(source).claims[0].form, Form::Direct);
}

#[test]
fn who_welcomes_in_the_first_person_is_reported_by_nobody() {
    let source = "
        I I PRON 2 nsubj
        welcome welcome VERB 0 root VerbForm=Fin
        the the DET 4 det
        truce truce NOUN 2 obj";
    assert!(told(source).is_empty());
    assert_eq!(told(&source.replace("I I PRON", "She she PRON")).len(), 1);
}

#[test]
fn a_coordinate_cue_of_the_same_speaker_stands_beside_the_first() {
    let source = "
        The the DET 2 det
        sides side NOUN 3 nsubj Number=Plur
        said say VERB 0 root VerbForm=Fin
        talks talk NOUN 5 nsubj
        failed fail VERB 3 ccomp VerbForm=Fin
        , , PUNCT 9 punct
        and and CCONJ 9 cc
        sides side NOUN 9 nsubj Number=Plur
        condemned condemn VERB 5 conj VerbForm=Fin
        raids raid NOUN 9 obj
        near near ADP 12 case
        Quist Quist PROPN 10 nmod PER
        Brandt Brandt PROPN 12 list PER";
    let read = read(source);
    let contents: Vec<String> = read.claims.iter().map(|c| text_of(&read.dispatch, &c.content)).collect();
    assert_eq!(contents, ["talks failed", "raids near Quist Brandt"]);
    assert!(read.claims.iter().all(|c| c.within.is_none()));
}

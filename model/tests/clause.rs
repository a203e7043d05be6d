//! Do the facts of a clause come out? One phenomenon a test.

mod trees;

use chancery_model::clause::{Modality, Tense, Voice};
use chancery_model::syntax::Relation;
use trees::{facts, token, tree};

#[test]
fn a_plain_statement_is_plain() {
    let a = tree(
        "Quist Quist PROPN 2 nsubj PER
         met meet VERB 0 root Tense=Past VerbForm=Fin
         Brandt Brandt PROPN 2 obj PER",
    );
    let f = facts(&a, "met");
    assert_eq!(
        (f.voice, f.negated, f.modality, f.tense),
        (Voice::Active, false, Modality::None, Tense::Past)
    );
    assert!(!f.conditional && !f.question && !f.imperative && f.governor.is_none());
}

#[test]
fn not_never_and_no_deny() {
    let not = tree(
        "Quist Quist PROPN 4 nsubj PER
         did do AUX 4 aux Tense=Past VerbForm=Fin
         n't not PART 4 advmod Polarity=Neg
         meet meet VERB 0 root VerbForm=Inf
         or or CCONJ 6 cc
         call call VERB 4 conj VerbForm=Inf
         Brandt Brandt PROPN 4 obj PER",
    );
    assert!(facts(&not, "meet").negated);
    assert!(facts(&not, "call").negated, "a bare infinitive lives on the first one's auxiliaries");
    let no = tree(
        "Quist Quist PROPN 2 nsubj PER
         held hold VERB 0 root Tense=Past VerbForm=Fin
         no no DET 4 det PronType=Neg
         talks talk NOUN 2 obj",
    );
    assert!(facts(&no, "held").negated);
    assert!(facts(&no, "talks").negated);
    let nobody = tree(
        "No no DET 2 det PronType=Neg
         troops troops NOUN 3 nsubj
         crossed cross VERB 0 root Tense=Past VerbForm=Fin",
    );
    assert!(facts(&nobody, "crossed").negated);
    let longer = tree(
        "They they PRON 4 nsubj
         no no ADV 3 advmod
         longer longer ADV 4 advmod
         meet meet VERB 0 root Tense=Pres VerbForm=Fin",
    );
    assert!(facts(&longer, "meet").negated);
}

#[test]
fn no_effort_spared_is_all_effort_made() {
    let facts_of = |object: &str| {
        let a = tree(&format!(
            "They they PRON 2 nsubj
             spared spare VERB 0 root Tense=Past VerbForm=Fin
             no no DET 4 det PronType=Neg
             {object} NOUN 2 obj"
        ));
        facts(&a, "spared").negated
    };
    assert!(!facts_of("effort effort"));
    assert!(facts_of("prisoners prisoner"));
}

#[test]
fn not_only_does_not_deny() {
    let a = tree(
        "They they PRON 4 nsubj
         not not PART 4 advmod
         only only ADV 4 advmod
         met meet VERB 0 root Tense=Past VerbForm=Fin",
    );
    assert!(!facts(&a, "met").negated);
}

#[test]
fn a_finite_conjunct_is_not_denied_by_the_first() {
    let a = tree(
        "Quist Quist PROPN 4 nsubj PER
         did do AUX 4 aux Tense=Past VerbForm=Fin
         not not PART 4 advmod
         stay stay VERB 0 root VerbForm=Inf
         and and CCONJ 6 cc
         left leave VERB 4 conj Tense=Past VerbForm=Fin",
    );
    assert!(!facts(&a, "left").negated);
}

#[test]
fn refusing_denies_and_planning_intends() {
    let refuse = tree(
        "Quist Quist PROPN 2 nsubj PER
         refused refuse VERB 0 root Tense=Past VerbForm=Fin
         to to PART 4 mark
         resign resign VERB 2 xcomp VerbForm=Inf
         and and CCONJ 6 cc
         apologise apologise VERB 4 conj VerbForm=Inf",
    );
    assert!(facts(&refuse, "resign").negated);
    assert!(facts(&refuse, "apologise").negated);
    assert!(!facts(&refuse, "refused").negated);
    let plan = tree(
        "Quist Quist PROPN 2 nsubj PER
         plans plan VERB 0 root Tense=Pres VerbForm=Fin
         to to PART 4 mark
         resign resign VERB 2 xcomp VerbForm=Inf",
    );
    assert_eq!(facts(&plan, "resign").modality, Modality::Intention);
    let begin = tree(
        "Quist Quist PROPN 2 nsubj PER
         began begin VERB 0 root Tense=Past VerbForm=Fin
         to to PART 4 mark
         resign resign VERB 2 xcomp VerbForm=Inf",
    );
    assert_eq!(facts(&begin, "resign").modality, Modality::None);
}

#[test]
fn auxiliaries_say_ability_obligation_possibility_future() {
    for (word, lemma, modality) in [
        ("can", "can", Modality::Ability),
        ("must", "must", Modality::Obligation),
        ("may", "may", Modality::Possibility),
        ("would", "would", Modality::Possibility),
        ("will", "will", Modality::Future),
        ("'ll", "will", Modality::Future),
    ] {
        let a = tree(&format!(
            "They they PRON 3 nsubj
             {word} {lemma} AUX 3 aux VerbForm=Fin
             meet meet VERB 0 root VerbForm=Inf
             and and CCONJ 5 cc
             talk talk VERB 3 conj VerbForm=Inf"
        ));
        assert_eq!(facts(&a, "meet").modality, modality, "{word}");
        assert_eq!(facts(&a, "talk").modality, modality, "{word}, conjoined");
    }
}

#[test]
fn going_to_is_to_and_set_to_are_future() {
    let going = tree(
        "They they PRON 3 nsubj
         are be AUX 3 aux Tense=Pres VerbForm=Fin
         going go VERB 0 root Tense=Pres VerbForm=Part
         to to PART 5 mark
         meet meet VERB 3 xcomp VerbForm=Inf",
    );
    assert_eq!(facts(&going, "meet").modality, Modality::Future);
    let is_to = tree(
        "Quist Quist PROPN 4 nsubj PER
         is be AUX 4 cop Tense=Pres VerbForm=Fin
         to to PART 4 mark
         meet meet VERB 0 root VerbForm=Inf",
    );
    assert_eq!(facts(&is_to, "meet").modality, Modality::Future);
    let set = tree(
        "Quist Quist PROPN 3 nsubj PER
         is be AUX 3 cop Tense=Pres VerbForm=Fin
         set set ADJ 0 root
         to to PART 5 mark
         meet meet VERB 3 xcomp VerbForm=Inf",
    );
    assert_eq!(facts(&set, "meet").modality, Modality::Future);
}

#[test]
fn a_past_report_makes_would_future() {
    let a = tree(
        "Quist Quist PROPN 2 nsubj PER
         said say VERB 0 root Tense=Past VerbForm=Fin
         she she PRON 5 nsubj
         would would AUX 5 aux VerbForm=Fin
         resign resign VERB 2 ccomp VerbForm=Inf",
    );
    let f = facts(&a, "resign");
    assert_eq!(f.modality, Modality::Future);
    assert_eq!(f.governor, Some((token(&a, "said"), Relation::Ccomp)));
}

#[test]
fn a_noun_has_the_facts_of_the_verb_that_carries_it() {
    let held = tree(
        "They they PRON 3 nsubj
         will will AUX 3 aux VerbForm=Fin
         hold hold VERB 0 root VerbForm=Inf
         talks talk NOUN 3 obj",
    );
    let f = facts(&held, "talks");
    assert_eq!((f.modality, f.tense), (Modality::Future, Tense::Future));
    let planned = tree(
        "They they PRON 2 nsubj
         seek seek VERB 0 root Tense=Pres VerbForm=Fin
         talks talk NOUN 2 obj",
    );
    assert_eq!(facts(&planned, "talks").modality, Modality::Intention);
    let called = tree(
        "They they PRON 2 nsubj
         called call VERB 0 root Tense=Past VerbForm=Fin
         for for ADP 4 case
         talks talk NOUN 2 obl",
    );
    assert_eq!(facts(&called, "talks").modality, Modality::Obligation);
    let had = tree(
        "They they PRON 2 nsubj
         had have VERB 0 root Tense=Past VerbForm=Fin
         talks talk NOUN 2 obj",
    );
    assert_eq!(facts(&had, "talks").modality, Modality::None);
    let proposed = tree(
        "the the DET 3 det
         proposed propose VERB 3 amod VerbForm=Part
         talks talk NOUN 0 root",
    );
    assert_eq!(facts(&proposed, "talks").modality, Modality::Intention);
}

#[test]
fn conditions_reach_both_halves_of_an_open_threat() {
    let a = tree(
        "If if SCONJ 3 mark
         rebels rebel NOUN 3 nsubj
         attack attack VERB 7 advcl Tense=Pres VerbForm=Fin
         , , PUNCT 3 punct
         troops troops NOUN 7 nsubj
         will will AUX 7 aux VerbForm=Fin
         retaliate retaliate VERB 0 root VerbForm=Inf",
    );
    assert!(facts(&a, "attack").conditional);
    assert!(facts(&a, "retaliate").conditional);
    let told = tree(
        "They they PRON 2 nsubj
         met meet VERB 0 root Tense=Past VerbForm=Fin
         even even ADV 6 advmod
         if if SCONJ 6 mark
         nobody nobody PRON 6 nsubj
         watched watch VERB 2 advcl Tense=Past VerbForm=Fin",
    );
    assert!(!facts(&told, "met").conditional);
}

#[test]
fn the_perfect_is_past_and_passives_are_seen_without_auxiliary() {
    let a = tree(
        "They they PRON 3 nsubj
         have have AUX 3 aux Tense=Pres VerbForm=Fin
         met meet VERB 0 root Tense=Past VerbForm=Part
         and and CCONJ 5 cc
         talked talk VERB 3 conj Tense=Past VerbForm=Part
         about about ADP 7 case
         weapons weapon NOUN 5 obl
         seized seize VERB 7 acl Tense=Past VerbForm=Part Voice=Pass",
    );
    assert_eq!(facts(&a, "met").tense, Tense::Past);
    assert_eq!(facts(&a, "talked").tense, Tense::Past);
    assert_eq!(facts(&a, "seized").voice, Voice::Passive);
}

#[test]
fn questions_and_commands_are_told() {
    let a = tree(
        "Will will AUX 3 aux VerbForm=Fin
         they they PRON 3 nsubj
         meet meet VERB 0 root VerbForm=Inf
         ? ? PUNCT 3 punct

         Stop stop VERB 0 root Mood=Imp VerbForm=Fin
         it it PRON 1 obj",
    );
    assert!(facts(&a, "meet").question);
    assert!(facts(&a, "Stop").imperative);
    assert!(!facts(&a, "Stop").question);
}

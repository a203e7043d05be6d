//! Is a deed told as done? What the words around its clause say.

mod trees;

use chancery_model::clause::{Modality, is_negated};
use trees::{facts, token, tree};

#[test]
fn what_one_keeps_from_is_denied() {
    let gerund = |verb: &str| {
        tree(&format!(
            "Kenya Kenya PROPN 2 nsubj LOC
             verbed {verb} VERB 0 root Tense=Past VerbForm=Fin
             from from SCONJ 4 mark
             expelling expel VERB 2 advcl VerbForm=Ger
             them they PRON 4 obj"
        ))
    };
    let refrained = gerund("refrain");
    assert!(facts(&refrained, "expelling").negated);
    assert!(is_negated(&refrained, token(&refrained, "expelling")), "patterns see it, too");
    assert!(!facts(&gerund("learn"), "expelling").negated);
    let short = tree(
        "Kenya Kenya PROPN 2 nsubj LOC
         stopped stop VERB 0 root Tense=Past VerbForm=Fin
         short short ADV 2 advmod
         of of SCONJ 5 mark
         accusing accuse VERB 3 advcl VerbForm=Ger
         Chad Chad PROPN 5 obj LOC",
    );
    assert!(facts(&short, "accusing").negated);
}

#[test]
fn what_is_said_may_be_denied_or_doubted() {
    let said = |verb: &str, noun: &str| {
        tree(&format!(
            "Kenya Kenya PROPN 2 nsubj LOC
             verbed {verb} VERB 0 root Tense=Past VerbForm=Fin
             nouns {noun} NOUN 2 obj
             that that SCONJ 6 mark
             it it PRON 6 nsubj
             struck strike VERB 3 acl Tense=Past VerbForm=Fin"
        ))
    };
    assert!(facts(&said("deny", "report"), "struck").negated);
    assert!(!facts(&said("receive", "report"), "struck").negated);
    assert!(!facts(&said("deny", "fact"), "struck").negated);
    assert!(facts(&said("hear", "rumour"), "struck").doubted);
    assert!(!facts(&said("hear", "report"), "struck").doubted);
}

#[test]
fn a_judgement_on_what_is_said_is_one_on_the_deed() {
    let judged = |not: &str, word: &str| {
        tree(&format!(
            "It it PRON 4 expl
             is be AUX 4 cop Tense=Pres VerbForm=Fin
             {not} {not} ADV 4 advmod
             judged {word} ADJ 0 root
             that that SCONJ 7 mark
             Mali Mali PROPN 7 nsubj LOC
             struck strike VERB 4 csubj Tense=Past VerbForm=Fin"
        ))
    };
    assert!(facts(&judged("not", "true"), "struck").negated);
    assert!(!facts(&judged("quite", "true"), "struck").negated);
    assert!(facts(&judged("quite", "false"), "struck").negated);
    assert!(facts(&judged("quite", "unclear"), "struck").doubted);
}

#[test]
fn what_nobody_confirms_is_open() {
    let confirmed = |not: &str| {
        tree(&format!(
            "Kenya Kenya PROPN 4 nsubj LOC
             did do AUX 4 aux Tense=Past VerbForm=Fin
             {not} {not} PART 4 advmod
             confirm confirm VERB 0 root VerbForm=Inf
             that that SCONJ 7 mark
             it it PRON 7 nsubj
             struck strike VERB 4 ccomp Tense=Past VerbForm=Fin"
        ))
    };
    assert!(facts(&confirmed("not"), "struck").doubted);
    assert!(!facts(&confirmed("soon"), "struck").doubted);
}

#[test]
fn nearly_yet_and_would_have() {
    let near = |verb: &str| {
        tree(&format!(
            "Sudan Sudan PROPN 3 nsubj LOC
             nearly nearly ADV 3 advmod
             verbed {verb} VERB 0 root Tense=Past VerbForm=Fin"
        ))
    };
    assert!(facts(&near("attack"), "verbed").negated);
    assert!(!facts(&near("destroy"), "verbed").negated, "in part it was done");
    let yet = tree(
        "Sudan Sudan PROPN 2 nsubj LOC
         has have VERB 0 root Tense=Pres VerbForm=Fin
         yet yet ADV 2 advmod
         to to PART 5 mark
         sign sign VERB 2 xcomp VerbForm=Inf",
    );
    assert!(facts(&yet, "sign").negated);
    let would = tree(
        "Sudan Sudan PROPN 4 nsubj LOC
         would would AUX 4 aux VerbForm=Fin
         have have AUX 4 aux VerbForm=Inf
         attacked attack VERB 0 root VerbForm=Part",
    );
    assert!(facts(&would, "attacked").doubted);
}

#[test]
fn a_condition_may_have_no_if() {
    let a = tree(
        "Had have AUX 3 aux Tense=Past VerbForm=Fin
         Mali Mali PROPN 3 nsubj LOC
         attacked attack VERB 7 advcl Tense=Past VerbForm=Part
         , , PUNCT 3 punct
         Chad Chad PROPN 7 nsubj LOC
         would would AUX 7 aux VerbForm=Fin
         flee flee VERB 0 root VerbForm=Inf",
    );
    assert!(facts(&a, "attacked").conditional && facts(&a, "flee").conditional);
}

#[test]
fn what_one_goes_for_is_to_come_if_the_going_is() {
    let going = |will: &str, verb: &str| {
        tree(&format!(
            "Quist Quist PROPN 3 nsubj PER
             {will} {will} AUX 3 aux VerbForm=Fin
             go {verb} VERB 0 root VerbForm=Inf
             for for ADP 5 case
             talks talk NOUN 3 obl"
        ))
    };
    assert_eq!(facts(&going("will", "travel"), "talks").modality, Modality::Future);
    assert_eq!(facts(&going("did", "travel"), "talks").modality, Modality::None);
    assert_eq!(facts(&going("will", "thank"), "talks").modality, Modality::None);
    let off = |particle: &str| {
        tree(&format!(
            "Kenya Kenya PROPN 2 nsubj LOC
             called call VERB 0 root Tense=Past VerbForm=Fin
             {particle} {particle} ADP 2 compound:prt
             talks talk NOUN 2 obj"
        ))
    };
    assert!(facts(&off("off"), "talks").negated);
    assert!(!facts(&off("up"), "talks").negated);
}

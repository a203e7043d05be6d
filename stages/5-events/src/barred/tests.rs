//! Trees written down, and who is barred from a part in their deeds.

use super::*;
use crate::RULES;

/// Rows of `form lemma upos head relation`.
fn tree(rows: &str) -> Analysis {
    let line = |(i, row): (usize, &str)| {
        let [form, lemma, upos, head, relation] = row.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        [&(i + 1).to_string(), form, lemma, upos, "_", "_", head, relation, "_", "_"].join("\t") + "\n"
    };
    let rows: String = rows.trim().lines().enumerate().map(line).collect();
    chancery_model::conllu::analysis(&chancery_model::conllu::parse(&rows).unwrap()).1
}

/// What bars others from a deed of a tree.
fn bars<'a>(analysis: &'a Analysis, lexicons: &'a Lexicons, deed: u32) -> Bars<'a> {
    Bars { analysis, lexicons, acts: &|_| true, deed }
}

fn lexicons() -> Lexicons {
    let files: Vec<_> = RULES.iter().copied().filter(|(p, _)| p.starts_with("lexicon/")).collect();
    Lexicons::from_files(&files)
}

#[test]
fn who_is_killed_by_a_strike_is_its_victim() {
    let l = lexicons();
    let killed = "The the DET 2 det\n strike strike NOUN 3 nsubj\n killed kill VERB 0 root\n Turkish Turkish ADJ 5 amod\n \
                  soldiers soldier NOUN 3 obj";
    let a = tree(killed);
    assert!(bars(&a, &l, 1).is_victim(4));
    assert!(bars(&a, &l, 1).is_victim(3));
    assert!(!bars(&a, &l, 1).is_victim(0));
}

#[test]
fn who_helps_by_a_strike_or_is_named_elsewhere_is_not() {
    let l = lexicons();
    let a = tree(
        "Turkish Turkish ADJ 2 amod\n strike strike NOUN 3 nsubj\n killed kill VERB 0 root\n two two NUM 3 obj",
    );
    assert!(!bars(&a, &l, 1).is_victim(0));
    let helped = tree(
        "The the DET 2 det\n strike strike NOUN 3 nsubj\n helped help VERB 0 root\n soldiers soldier NOUN 3 obj",
    );
    assert!(!bars(&helped, &l, 1).is_victim(3));
}

#[test]
fn who_does_the_next_deed_is_not_aimed_at() {
    let l = lexicons();
    let a = tree(
        "Mali Mali PROPN 2 nsubj\n refused refuse VERB 0 root\n and and CCONJ 5 cc\n Chad Chad PROPN 5 nsubj\n \
         left leave VERB 2 conj\n Togo Togo PROPN 5 obj",
    );
    assert!(bars(&a, &l, 1).recipient(EventType::Reject, 3));
    assert!(!bars(&a, &l, 1).recipient(EventType::Assault, 3));
    let a = tree(
        "Mali Mali PROPN 2 nsubj\n moved move VERB 0 root\n while while SCONJ 5 mark\n Chad Chad PROPN 5 nsubj\n \
         left leave VERB 2 advcl",
    );
    assert!(bars(&a, &l, 1).recipient(EventType::Mobilize, 3));
    let a = tree(
        "Mali Mali PROPN 2 nsubj\n refused refuse VERB 0 root\n and and CCONJ 5 cc\n Chad Chad PROPN 5 nsubj\n \
         left leave VERB 2 conj\n Togo Togo PROPN 5 obj",
    );
    assert!(!bars(&a, &l, 4).recipient(EventType::Reject, 5));
}

#[test]
fn whoever_tells_of_a_deed_is_not_at_whom_it_is_aimed() {
    let l = lexicons();
    let rows = "Norway Norway PROPN 2 nsubj\n condemned condemn VERB 4 ccomp\n Brandt Brandt PROPN 4 nsubj\n said say VERB 0 root\n \
                after after ADP 6 case\n talks talk NOUN 4 obl\n with with ADP 8 case\n Mali Mali PROPN 6 nmod";
    let a = tree(rows);
    assert!(bars(&a, &l, 1).is_beside_telling(7) && bars(&a, &l, 1).is_beside_telling(2));
    assert!(!bars(&a, &l, 1).is_beside_telling(0));
    let a = tree(&rows.replace("said say", "praised praise"));
    assert!(!bars(&a, &l, 1).is_beside_telling(7));
}

#[test]
fn who_did_what_a_deed_is_about_has_not_done_it() {
    let l = lexicons();
    let rows = "Kenya Kenya PROPN 2 nsubj\n deplored deplore VERB 0 root\n abductions abduction NOUN 2 obj\n by by ADP 5 case\n \
                members member NOUN 3 nmod\n of of ADP 7 case\n gangs gang NOUN 5 nmod";
    let a = tree(rows);
    assert!(
        bars(&a, &l, 1).actor(EventType::Assault, 6)
            && bars(&a, &l, 1).actor(EventType::Assault, 4)
            && !bars(&a, &l, 1).actor(EventType::Assault, 0)
    );
    assert!(!bars(&a, &l, 2).does_what_it_is_about(6), "of the abduction itself they are the doers");
    let a = tree(&rows.replace("abductions abduction", "statement statement"));
    assert!(!bars(&a, &l, 1).does_what_it_is_about(6));
}

#[test]
fn who_is_dealt_with_for_a_deed_has_not_suffered_it() {
    let l = lexicons();
    let rows = "Ghana Ghana PROPN 2 nsubj\n summoned summon VERB 0 root\n envoys envoy NOUN 2 obj\n over over ADP 5 case\n \
                seizure seizure NOUN 2 obl\n of of ADP 7 case\n boats boat NOUN 5 nmod";
    let a = tree(rows);
    assert!(bars(&a, &l, 4).is_dealt_with(2) && !bars(&a, &l, 4).is_dealt_with(6));
    assert!(!bars(&a, &l, 1).is_dealt_with(2));
}

#[test]
fn forces_that_are_moved_are_not_aimed_at() {
    let l = lexicons();
    let withdrew = "Norway Norway PROPN 2 nsubj\n withdrew withdraw VERB 0 root\n peacekeepers peacekeeper NOUN 2 obj\n \
                    to to PART 5 mark\n spare spare VERB 2 advcl\n soldiers soldier NOUN 5 obj";
    let a = tree(withdrew);
    assert!(bars(&a, &l, 1).recipient(EventType::Retreat, 2));
    assert!(!bars(&a, &l, 1).recipient(EventType::Retreat, 5));
    assert!(!bars(&a, &l, 1).recipient(EventType::Assault, 2));
}

#[test]
fn whoever_is_supported_by_a_strike_does_not_suffer_it() {
    let l = lexicons();
    let a = tree(
        "Norway Norway PROPN 2 nsubj\n conducted conduct VERB 0 root\n strikes strike NOUN 2 obj\n in in ADP 5 case\n \
         support support NOUN 2 obl\n of of ADP 7 case\n Mali Mali PROPN 5 nmod\n near near ADP 9 case\n Chad Chad PROPN 2 obl",
    );
    assert!(bars(&a, &l, 1).is_helped(6));
    assert!(!bars(&a, &l, 1).is_helped(0) && !bars(&a, &l, 1).is_helped(8));
}

#[test]
fn whoever_gets_a_deed_has_not_done_it() {
    let l = lexicons();
    let rows = "Mali Mali PROPN 2 nsubj\n received receive VERB 0 root\n words word NOUN 2 obj\n of of ADP 5 case\n \
                sympathy sympathy NOUN 3 nmod\n from from ADP 7 case\n Norway Norway PROPN 2 obl";
    let a = tree(rows);
    assert!(bars(&a, &l, 4).gets(EventType::Support, 0) && !bars(&a, &l, 4).gets(EventType::Support, 6));
    let a = tree(&rows.replace("received receive", "offered offer"));
    assert!(!bars(&a, &l, 4).gets(EventType::Support, 0));
}

#[test]
fn who_does_something_in_another_clause_has_not_done_it() {
    let l = lexicons();
    let rows = "Mali Mali PROPN 2 nsubj\n recalled recall VERB 0 root\n envoys envoy NOUN 2 obj\n after after SCONJ 6 mark\n \
                Brandt Brandt PROPN 6 nsubj\n voiced voice VERB 2 advcl\n support support NOUN 6 obj";
    let a = tree(rows);
    assert!(
        bars(&a, &l, 1).actor(EventType::Assault, 4)
            && !bars(&a, &l, 1).actor(EventType::Assault, 0)
            && !bars(&a, &l, 6).actor(EventType::Assault, 4)
    );
    assert!(
        bars(&a, &l, 1).recipient(EventType::Aid, 4) && !bars(&a, &l, 1).recipient(EventType::Sanction, 4)
    );
    let a = tree(&rows.replace("voiced voice VERB 2 advcl", "said say VERB 2 parataxis"));
    assert!(!bars(&a, &l, 1).actor(EventType::Assault, 4), "whoever says it may have");
}

#[test]
fn whoever_condemns_a_deed_has_not_done_it() {
    let l = lexicons();
    let condemned = "Algeria Algeria PROPN 2 nsubj\n condemned condemn VERB 0 root\n the the DET 4 det\n attack attack NOUN 2 obj\n \
                     by by ADP 6 case\n rebels rebel NOUN 4 nmod";
    let a = tree(condemned);
    assert!(bars(&a, &l, 3).is_critic(0));
    assert!(!bars(&a, &l, 3).is_critic(5), "the rebels may have");
    let a = tree(&condemned.replace("condemned condemn", "launched launch"));
    assert!(!bars(&a, &l, 3).is_critic(0));
}

#[test]
fn whoever_is_brought_to_safety_is_not_attacked_by_another_deed_of_the_sentence() {
    let l = lexicons();
    let evacuated = "Kenya Kenya PROPN 2 nsubj\n repelled repel VERB 0 root\n the the DET 4 det\n attack attack NOUN 2 obj\n \
                     and and CCONJ 6 cc\n evacuated evacuate VERB 2 conj\n families family NOUN 6 obj";
    let a = tree(evacuated);
    assert!(bars(&a, &l, 3).is_spared(6));
    assert!(!bars(&a, &l, 5).is_spared(6), "the deed's own object");
    let a = tree(&evacuated.replace("evacuated evacuate", "shelled shell"));
    assert!(!bars(&a, &l, 3).is_spared(6));
}

#[test]
fn an_operation_is_nobody_to_be_supported() {
    let l = lexicons();
    let a = tree(
        "supported support VERB 0 root\n Operation Operation PROPN 3 compound\n Steel Steel PROPN 1 obj",
    );
    assert!(bars(&a, &l, 0).is_operation(2));
    assert!(!bars(&a, &l, 0).is_operation(0));
}

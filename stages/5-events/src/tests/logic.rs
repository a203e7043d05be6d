//! The codebook's logic, and what the rest of a dispatch tells of an event.

use super::*;
use chancery_model::codebook::Codebook;

#[test]
fn who_says_that_he_will_not_cooperate_refuses() {
    let sentence = "Brandt Brandt PROPN 4 nsubj
        will will AUX 4 aux
        not not PART 4 advmod Polarity=Neg
        meet meet VERB 0 root VerbForm=Inf
        Quist Quist PROPN 4 obj";
    assert_eq!(Scene::new(sentence, &[]).lines(), ["REJECT/meet Brandt > Quist actual"]);
    let never = sentence.replace("will will AUX 4 aux", "did do AUX 4 aux Tense=Past|VerbForm=Fin");
    assert_eq!(Scene::new(&never, &[]).lines(), ["CONSULT Brandt+Quist >  negated"]);
}

#[test]
fn an_attack_without_a_victim_is_aimed_at_the_only_foe() {
    let told = "Kenya Kenya PROPN 2 nsubj
        attacked attack VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Norway Norway PROPN 2 obj

        Kenya Kenya PROPN 2 nsubj
        conducted conduct VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        strikes strike NOUN 2 obj Number=Plur";
    let victims = |source: &str| -> Vec<String> { Scene::new(source, &[]).lines() };
    assert!(victims(told).iter().all(|l| l.contains("Kenya > Norway")), "{:?}", victims(told));
    let two = format!(
        "{told}\n\n        Kenya Kenya PROPN 2 nsubj
        attacked attack VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Quist Quist PROPN 2 obj"
    );
    assert!(
        victims(&two).iter().any(|l| l.contains("Kenya >  ")),
        "of two foes none is guessed: {:?}",
        victims(&two)
    );
}

#[test]
fn the_rules_know_predicates_of_all_types() {
    let senses = Events::load().unwrap().senses();
    assert!(senses.len() > 1_500, "{}", senses.len());
    for &kind in EventType::ALL {
        assert!(senses.iter().filter(|(_, k)| *k == kind).count() > 50, "{kind}");
    }
}

#[test]
fn every_code_of_a_rule_is_in_the_codebook() {
    let (book, events) = (Codebook::load().unwrap(), Events::load().unwrap());
    for (rule, codes) in events.rules.rules().iter().zip(&events.codes) {
        for code in codes.iter().filter_map(|c| c.cameo.as_deref()) {
            assert!(book.codes().iter().any(|c| c.code == code), "{}: {code}", rule.path);
        }
    }
}

#[test]
fn who_reports_accuses_and_not_whom_he_reports() {
    let told = "Brandt Brandt PROPN 2 nsubj
        suggested suggest VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        that that SCONJ 6 mark
        Quist Quist PROPN 6 nsubj
        had have AUX 6 aux Mood=Ind|Tense=Past|VerbForm=Fin
        lied lie VERB 2 ccomp Tense=Past|VerbForm=Part
        , , PUNCT 9 punct
        and and CCONJ 9 cc
        accused accuse VERB 6 conj Mood=Ind|Tense=Past|VerbForm=Fin
        Kenya Kenya PROPN 9 obj
        of of SCONJ 12 mark
        spying spy VERB 9 advcl VerbForm=Ger";
    let lines = Scene::new(told, &[]).lines();
    assert!(lines.iter().any(|l| l.contains("Brandt > Kenya")), "{lines:?}");
    assert!(lines.iter().all(|l| !l.contains("Quist > Kenya")), "{lines:?}");
    // The same tense goes on with what is said.
    let lines = Scene::new(&told.replace(", , PUNCT 9 punct", "and and CCONJ 9 cc"), &[]).lines();
    assert!(lines.iter().all(|l| !l.contains("Brandt > Kenya")), "{lines:?}");
}

#[test]
fn a_government_does_not_threaten_its_own_state() {
    let told = "Kenya Kenya PROPN 2 nsubj
        threatened threaten VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        to to PART 4 mark
        close close VERB 2 xcomp VerbForm=Inf
        Norwegian Norwegian ADJ 6 amod
        ports port NOUN 4 obj Number=Plur";
    let mut scene = Scene::new(told, &[]);
    let lines = scene.lines();
    assert!(lines.iter().any(|l| l.contains("Kenya > Norwegian")), "{lines:?}");
    for actor in &mut scene.cast.actors {
        actor.country = Some("KEN".to_owned());
        actor.sectors = vec!["GOV".to_owned()];
    }
    let lines = scene.lines();
    assert!(lines.iter().all(|l| !l.contains("Norwegian")), "{lines:?}");
}

#[test]
fn ground_is_retaken_from_the_one_armed_group_of_the_dispatch() {
    let told = "Kenya Kenya PROPN 2 nsubj
        retook retake VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Jilib Jilib PROPN 2 obj

        Rovuma Rovuma PROPN 2 nsubj
        slept sleep VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin

        Quist Quist PROPN 2 nsubj
        slept sleep VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin";
    let quarrel = format!(
        "{told}

        Norway Norway PROPN 2 nsubj
        attacked attack VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Kenya Kenya PROPN 2 obj"
    );
    let lines_of = |told: &str, armed: &[&str]| {
        let mut scene = Scene::new(told, &["Jilib"]);
        for actor in scene.cast.actors.iter_mut().filter(|a| armed.contains(&a.name.as_str())) {
            actor.sectors = vec!["REB".to_owned()];
        }
        scene.lines()
    };
    let lines = |armed: &[&str]| lines_of(told, armed);
    assert!(lines(&["Rovuma"]).iter().any(|l| l.contains("Kenya > Rovuma")), "{:?}", lines(&["Rovuma"]));
    let two = lines(&["Rovuma", "Quist"]);
    assert!(two.iter().any(|l| l.contains("Kenya >  ")), "of two none is guessed: {two:?}");
    // Of two groups it is the other's, unless whoever takes it fights somebody else.
    assert!(lines(&["Kenya", "Rovuma"]).iter().any(|l| l.contains("Kenya > Rovuma")));
    let other = lines_of(&quarrel, &["Kenya", "Rovuma"]);
    assert!(other.iter().all(|l| !l.contains("> Rovuma")), "{other:?}");
}

#[test]
fn the_latest_of_several_deeds_is_theirs_whose_the_others_are() {
    let told = "Brandt Brandt PROPN 2 nsubj
        deplored deplore VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        crimes crime NOUN 2 obj Number=Plur
        committed commit VERB 3 acl Tense=Past|VerbForm=Part|Voice=Pass
        by by ADP 6 case
        Kenya Kenya PROPN 4 obl:agent
        , , PUNCT 8 punct
        last last ADJ 6 appos
        of of ADP 10 case
        which which PRON 8 obl
        was be AUX 13 cop Mood=Ind|Tense=Past|VerbForm=Fin
        the the DET 13 det
        assassination assassination NOUN 6 acl:relcl
        of of ADP 15 case
        Quist Quist PROPN 13 nmod";
    let lines = Scene::new(told, &[]).lines();
    assert!(lines.iter().any(|l| l.contains("Kenya > Quist")), "{lines:?}");
    let lines = Scene::new(&told.replace("last last ADJ", "echo echo NOUN"), &[]).lines();
    assert!(lines.iter().all(|l| !l.contains("Kenya > Quist")), "{lines:?}");
}

#[test]
fn a_clause_that_says_who_is_meant_tells_no_news() {
    let listed = "Kenya Kenya PROPN 5 nsubj
        which which PRON 3 nsubj PronType=Rel
        attacked attack VERB 1 acl:relcl Mood=Ind|Tense=Past|VerbForm=Fin
        Norway Norway PROPN 3 obj
        includes include VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin";
    assert_eq!(Scene::new(listed, &[]).lines(), Vec::<String>::new());
    let told = listed.replace("includes include", "regrets regret");
    assert!(Scene::new(&told, &[]).lines().iter().any(|l| l.contains("Kenya > Norway")));
}

#[test]
fn the_attack_kills_and_not_who_was_attacked() {
    let attacked = "Norway Norway PROPN 2 nsubj
        condemned condemn VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        attack attack NOUN 2 obj
        on on ADP 5 case
        Kenya Kenya PROPN 3 nmod
        that that PRON 7 nsubj PronType=Rel
        killed kill VERB 5 acl:relcl Mood=Ind|Tense=Past|VerbForm=Fin
        Quist Quist PROPN 7 obj";
    let lines = Scene::new(attacked, &[]).lines();
    assert!(!lines.iter().any(|l| l.contains("Kenya > Quist")), "{lines:?}");
    // Of a person who is described the clause tells what he did.
    let met = attacked.replace("attack attack", "visit visit").replace("on on", "by by");
    let lines = Scene::new(&met, &[]).lines();
    assert!(lines.iter().any(|l| l.contains("Kenya > Quist")), "{lines:?}");
}

#[test]
fn who_fires_on_something_is_not_said_to_fire_back() {
    let told = "Kenya Kenya PROPN 2 nsubj
        attacked attack VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Norway Norway PROPN 2 obj

        Norway Norway PROPN 2 nsubj
        attacked attack VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        convoys convoy NOUN 2 obj Number=Plur";
    let back = "Norway > Kenya";
    assert!(
        Scene::new(told, &[]).lines().iter().any(|l| l.contains(back)),
        "{:?}",
        Scene::new(told, &[]).lines()
    );
    let aimed = told.replace("attacked attack VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\n        convoys convoy NOUN 2 obj Number=Plur",
        "opened open VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\n        fire fire NOUN 2 obj\n        on on ADP 5 case\n        convoys convoy NOUN 2 obl Number=Plur");
    let lines = Scene::new(&aimed, &[]).lines();
    assert!(lines.len() > 1 && !lines.iter().any(|l| l.contains(back)), "{lines:?}");
}

#[test]
fn a_persons_fate_is_told_by_its_own_sentence() {
    let mut scene = Scene::new(
        "Kenya Kenya PROPN 2 nsubj
        killed kill VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Quist Quist PROPN 2 obj

        Kenya Kenya PROPN 2 nsubj
        conducted conduct VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        strikes strike NOUN 2 obj Number=Plur",
        &[],
    );
    let killed = |lines: &[String]| lines.iter().filter(|l| l.contains("Kenya > Quist")).count();
    assert_eq!(killed(&scene.lines()), 2, "the strikes are on the only foe");
    scene.cast.actors.iter_mut().filter(|a| a.name == "Quist").for_each(|a| a.kind = ActorKind::Person);
    assert_eq!(killed(&scene.lines()), 1, "{:?}", scene.lines());
}

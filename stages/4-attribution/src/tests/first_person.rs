//! Whom "I" and "we" mean, on trees. All sentences are invented.

use chancery_model::cast::{ActorKind, MentionKind};

use super::{Attribution, cast_of, dispatch_of};

/// The words in the first person with the actors they mean, after the stage has added them, and all actors in their order.
fn spoken(source: &str) -> (Vec<String>, Vec<String>) {
    let (dispatch, a) = dispatch_of(source);
    let mut cast = cast_of(&a);
    for (actor, e) in cast.actors.iter_mut().zip(a.entities()) {
        actor.kind = if e.kind.as_str() == "PER" { ActorKind::Person } else { ActorKind::State };
    }
    let stage = Attribution::load().unwrap();
    for claim in stage.attribute(&dispatch, &a, &mut cast).0 {
        assert_eq!(names(&cast, &claim.sources), ["Quist"], "claims keep their speakers");
    }
    let pronouns = cast.mentions.iter().filter(|m| m.kind == MentionKind::Pronoun);
    let said = |m: &chancery_model::cast::Mention| {
        format!("{} = {}", dispatch.text.slice(m.span), names(&cast, &m.actors).join(" "))
    };
    (pronouns.map(said).collect(), cast.actors.iter().map(|x| x.name.clone()).collect())
}

fn names(cast: &chancery_model::cast::Cast, ids: &[chancery_model::cast::ActorId]) -> Vec<String> {
    ids.iter().map(|&id| cast.actor(id).unwrap().name.clone()).collect()
}

#[test]
fn who_speaks_is_i_and_we_and_ids_follow_the_text() {
    let (said, actors) = spoken(
        "
        “ “ PUNCT 3 punct
        We~ we PRON 3 nsubj
        condemn condemn VERB 7 ccomp VerbForm=Fin|Tense=Pres
        Norway~ Norway PROPN 3 obj LOC
        ” ” PUNCT 3 punct
        Quist Quist PROPN 7 nsubj PER
        said say VERB 0 root VerbForm=Fin|Tense=Past
        . . PUNCT 7 punct",
    );
    assert_eq!(said, ["We = Quist"]);
    assert_eq!(actors, ["Quist", "Norway"], "Quist is met first, as “We”");
}

#[test]
fn outside_of_claims_it_is_who_makes_the_statement_and_nobody_where_none_does() {
    let body = "
        ¶
        We we PRON 2 nsubj
        condemn condemn VERB 0 root VerbForm=Fin|Tense=Pres
        Norway Norway PROPN 2 obj LOC
        . . PUNCT 2 punct";
    let title = "
        Statement statement NOUN 0 root
        by by ADP 3 case
        Quist Quist PROPN 1 nmod PER
        ";
    assert_eq!(spoken(&format!("{title}\n{body}")).0, ["We = Quist"]);
    assert_eq!(spoken(&format!("{}\n{body}", title.replace("Statement statement", "Ball ball"))).0, [""; 0]);
    assert_eq!(spoken(body).0, [""; 0]);
}

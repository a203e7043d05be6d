//! Quotations: what is signed, what is quoted of a condition, who goes on, whose brackets stay. All sentences are invented.

use super::{Attribution, cast_of, dispatch_of, read, told};
use chancery_model::claims::Form;

#[test]
fn a_name_after_a_dash_signs_a_quotation() {
    let source = "
        “~ “ PUNCT 5 punct
        We we PRON 5 nsubj
        have have AUX 5 aux
        long long ADV 5 advmod
        waited~ wait VERB 0 root
        .~ . PUNCT 5 punct
        ” ” PUNCT 5 punct
        — — PUNCT 9 punct
        Quist Quist PROPN 5 parataxis PER";
    assert_eq!(told(source), ["Quist [Quist] > — > “We have long waited.”"]);
    assert_eq!(read(source).claims[0].form, Form::Direct);
    // Somebody who goes on to do something signs nothing, nor does a thing.
    let does = source.replace(
        "Quist Quist PROPN 5 parataxis PER",
        "Quist Quist PROPN 10 nsubj PER\nleft leave VERB 5 parataxis",
    );
    assert!(told(&does).is_empty());
    assert!(
        told(&source.replace("Quist Quist PROPN 5 parataxis PER", "Notes note NOUN 5 parataxis")).is_empty()
    );
}

#[test]
fn the_signature_may_stand_in_the_next_line() {
    let claims = told(
        "
        “~ “ PUNCT 4 punct
        It it PRON 4 nsubj
        was be AUX 4 cop
        over~ over ADV 0 root
        ” ” PUNCT 4 punct

        ¶
        – – PUNCT 2 punct
        Quist~ Quist PROPN 0 root PER
        , , PUNCT 4 punct
        envoy envoy NOUN 2 appos",
    );
    assert_eq!(claims, ["Quist, envoy [Quist] > – > “It was over”"]);
}

#[test]
fn a_quoted_condition_is_part_of_what_is_said() {
    let claims = told(
        "
        “~ “ PUNCT 4 punct
        If if SCONJ 4 mark
        they they PRON 4 nsubj
        leave~ leave VERB 8 advcl VerbForm=Fin
        ,~ , PUNCT 4 punct
        ” ” PUNCT 4 punct
        Quist Quist PROPN 8 nsubj PER
        said~ say VERB 0 root VerbForm=Fin
        , , PUNCT 8 punct
        “~ “ PUNCT 12 punct
        we we PRON 12 nsubj
        stay~ stay VERB 8 ccomp VerbForm=Fin
        .~ . PUNCT 12 punct
        ” ” PUNCT 12 punct",
    );
    assert_eq!(claims, ["Quist [Quist] > said > “If they leave,” | “we stay.”"]);
}

#[test]
fn a_bracket_stays_with_its_pair_and_another_claim_is_no_part_of_a_source() {
    let claims = told(
        "
        Talks talk NOUN 2 nsubj
        failed~ fail VERB 4 ccomp VerbForm=Fin
        , , PUNCT 2 punct
        said say VERB 0 root VerbForm=Fin
        Quist Quist PROPN 4 nsubj PER
        (~ ( PUNCT 7 punct
        Lund~ Lund PROPN 5 appos
        ) ) PUNCT 7 punct",
    );
    assert_eq!(claims, ["Quist (Lund) [Quist] > said > Talks failed"]);
    let claims = told(
        "
        Talks talk NOUN 2 nsubj
        failed~ fail VERB 4 ccomp VerbForm=Fin
        , , PUNCT 2 punct
        said say VERB 0 root VerbForm=Fin
        Quist~ Quist PROPN 4 nsubj PER
        , , PUNCT 8 punct
        who who PRON 8 nsubj PronType=Rel
        stressed stress VERB 5 acl:relcl VerbForm=Fin
        that that SCONJ 11 mark
        aid aid NOUN 11 nsubj
        helps help VERB 8 ccomp VerbForm=Fin",
    );
    assert_eq!(claims[0], "Quist [Quist] > said > Talks failed");
}

#[test]
fn a_participle_on_a_mute_noun_is_the_subjects() {
    let claims = told(
        "
        Quist Quist PROPN 2 nsubj PER
        poked poke VERB 0 root VerbForm=Fin
        at at ADP 5 case
        the the DET 5 det
        silence~ silence NOUN 2 obl
        , , PUNCT 7 punct
        saying say VERB 5 acl VerbForm=Ger
        that that SCONJ 10 mark
        talks talk NOUN 10 nsubj
        failed fail VERB 7 ccomp VerbForm=Fin",
    );
    assert_eq!(claims, ["Quist [Quist] > saying > that talks failed"]);
}

#[test]
fn a_headline_may_end_in_who_says_it_but_not_in_who_prints_it() {
    let source = "
        Talks talk NOUN 4 nsubj
        will will AUX 4 aux
        now now ADV 4 advmod
        resume resume VERB 0 root
        – – PUNCT 6 punct
        Quist Quist PROPN 4 parataxis PER";
    let claims = |sectors: &[&str], titled: bool| {
        let (mut dispatch, a) = dispatch_of(source);
        if titled {
            dispatch.title = dispatch.paragraphs[0];
        }
        let mut cast = cast_of(&a);
        cast.actors[0].sectors = sectors.iter().map(|&s| s.to_owned()).collect();
        Attribution::load().unwrap().attribute(&dispatch, &a, &mut cast).0
    };
    let said = claims(&["GOV"], true);
    assert_eq!((said.len(), &*said[0].evidence.by), (1, "attribution/signed"));
    assert!(claims(&["JRN"], true).is_empty());
    assert!(claims(&["GOV"], false).is_empty());
}

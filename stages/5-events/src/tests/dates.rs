//! When was it, and is it history?

use super::*;

fn attack_dated(preposition: &str) -> Scene {
    let source = format!(
        "Kenya Kenya PROPN 2 nsubj
        attacked attack VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Norway Norway PROPN 2 obj
        {preposition} {preposition} ADP 5 case
        1999 1999 NUM 2 obl"
    );
    Scene::new(&source, &[])
}

#[test]
fn an_old_year_makes_history() {
    let mut scene = attack_dated("in").at_time("1999", Some("1999"));
    assert_eq!(scene.code().0[0].status, Status::Actual, "the dispatch may be old itself");
    scene.dispatch.published = Some("2020-02-03".into());
    let event = scene.code().0.remove(0);
    assert_eq!((event.kind, event.status), (EventType::Assault, Status::Historical));
    let date = event.date.unwrap();
    assert_eq!((date.value.as_str(), date.granularity, date.basis), ("1999", "year", "text"));
    assert_eq!(scene.dispatch.text.slice(date.span.unwrap()), "1999");
}

#[test]
fn a_time_that_is_a_bound_or_has_no_value_gives_no_date() {
    for mut scene in
        [attack_dated("before").at_time("1999", Some("1999")), attack_dated("in").at_time("1999", None)]
    {
        scene.dispatch.published = Some("2020-02-03".into());
        let event = scene.code().0.remove(0);
        assert_eq!((event.date, event.status), (None, Status::Actual));
    }
}

#[test]
fn news_without_a_time_is_of_the_day_of_its_dispatch() {
    let mut scene = attack_dated("with");
    scene.dispatch.published = Some("2020-02-03T10:00:00Z".into());
    let date = scene.code().0.remove(0).date.unwrap();
    assert_eq!((date.value.as_str(), date.granularity, date.basis), ("2020-02-03", "day", "published"));
}

//! Who had a part in it? Outlets, speakers, the software, and those who correct.

use chancery_model::record::{ActorOut, Producer};

use crate::export::iri;
use crate::export::linked::Object;
use crate::stored::Stored;

/// The name of a dispatch's outlet.
pub(super) fn outlet_iri(stored: &Stored) -> Option<String> {
    stored.record.dispatch.outlet.as_ref().map(|name| iri::named(&["outlet", name]))
}

/// An outlet.
pub(super) fn outlet(id: &str, stored: &Stored) -> Object {
    Object::named(id, "prov:Organization")
        .some("foaf:name", stored.record.dispatch.outlet.as_ref())
        .some("chancery:country", stored.outlet_country.as_ref())
        .some("chancery:outlet_kind", stored.outlet_kind.as_ref())
}

/// A speaker: somebody in one dispatch, not told to be the same as anybody in another.
pub(super) fn speaker(stored: &Stored, actor: &ActorOut) -> Object {
    let kind = match actor.kind.as_str() {
        "person" => "prov:Person",
        "state" | "organisation" => "prov:Organization",
        _ => "prov:Agent",
    };
    Object::named(iri::part(&stored.record.dispatch.id, &actor.id), kind)
        .with("foaf:name", &actor.name)
        .some("chancery:country", actor.country.as_ref())
        .some("chancery:office", actor.office.as_ref())
        .some("chancery:reference", actor.reference.as_ref())
}

/// The name of the program.
pub(super) fn software_iri(producer: &Producer) -> String {
    iri::named(&["software", &producer.version])
}

/// The name of a run. Its number is that of its store; with what made it, it is hardly another's.
pub(super) fn run_iri(stored: &Stored) -> String {
    let made = &stored.record.producer;
    iri::named(&["run", &stored.run.to_string(), &made.version, &made.model, &made.rules])
}

/// A run: the software carried it out with weights and by rules.
pub(super) fn run(id: &str, producer: &Producer) -> Object {
    let [software, model, rules] = maker_iris(producer);
    let association = Object::of("prov:Association")
        .with("prov:agent", Object::to(&software))
        .with("prov:hadPlan", Object::to(&rules));
    Object::named(id, "prov:Activity")
        .with("prov:wasAssociatedWith", Object::to(&software))
        .with("prov:qualifiedAssociation", association)
        .all("prov:used", [Object::to(&model), Object::to(&rules)])
}

/// The software, its weights and its rules.
pub(super) fn makers(producer: &Producer) -> [(String, Object); 3] {
    let [software, model, rules] = maker_iris(producer);
    let program = Object::named(&software, "prov:SoftwareAgent")
        .with("foaf:name", "Chancery")
        .with("chancery:version", &producer.version);
    let weights = Object::named(&model, "prov:Entity").with("chancery:hash", &producer.model);
    let plan = Object::named(&rules, ["prov:Entity", "prov:Plan"]).with("chancery:hash", &producer.rules);
    [(software, program), (model, weights), (rules, plan)]
}

fn maker_iris(producer: &Producer) -> [String; 3] {
    let named = |what, which: &str| iri::named(&[what, which]);
    [software_iri(producer), named("model", &producer.model), named("rules", &producer.rules)]
}

/// The name of somebody who corrects.
pub(super) fn corrector_iri(by: &str) -> String {
    iri::named(&["corrector", by])
}

/// Somebody who corrects.
pub(super) fn corrector(id: &str, by: &str) -> Object {
    Object::named(id, "prov:Agent").with("foaf:name", by)
}

/// That something is somebody's, and in which part he has to do with it.
pub(super) fn attribution(agent: &str, role: &str) -> Object {
    Object::of("prov:Attribution")
        .with("prov:agent", Object::to(agent))
        .with("prov:hadRole", Object::to(role))
}

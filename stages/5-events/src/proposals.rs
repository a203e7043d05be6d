//! What does the trained head add to the rules, and what does it take from them? It vetoes events whose word it
//! holds for no event, fills parties that a rule left open, and proposes events of words that no rule knows.

use chancery_model::analysis::{Analysis, EntityKind};
use chancery_model::arguments::has_preposition;
use chancery_model::cast::{ActorId, ActorKind};
use chancery_model::clause::clause;
use chancery_model::events::{Event, Status};
use chancery_model::plover::EventType;
use chancery_model::remark::Remark;
use chancery_model::syntax::{Relation, Upos};

use crate::coder::{Coder, Draft, Parties};
use crate::head::{Scene, Told, kind};
use crate::{reported, status};

/// A rule's event goes where the head holds its word for none with this share. All of these numbers were chosen on
/// the annotated documents by five-fold cross-validation, beside the sentences without event and PLV's parties.
const VETO: f32 = 0.93;
/// The same where nobody is known on one of its sides.
const VETO_ONE_SIDED: f32 = 0.4;
/// A word that no rule knows tells an event from this share on.
const PROPOSE: f32 = 0.42;
/// The same where nobody is known on one of its sides.
const PROPOSE_ONE_SIDED: f32 = 0.9;
/// The same, times the share of its least sure party: an event is as sure as the least of it. Much below 0.15 the share of right
/// ones among all on the annotated documents falls under seven in ten.
const LEAST: f32 = 0.15;
/// A participant takes part from this share on.
const PARTY: f32 = 0.18;
/// Whom a rule's deed befell is told from this share on, where the rule left it open.
const FILL: f32 = 0.25;
/// And who did it.
const FILL_ACTOR: f32 = 0.5;
/// A human being takes part from this share on.
const PERSON: f32 = 0.3;
/// And acts where that is likelier than not: a wrong deed laid at somebody's door is the worst fault of all.
const PERSON_ACTS: f32 = 0.5;
/// What a deed does to those whom it befalls.
const HARM: [&str; 10] =
    ["claim", "destroy", "displace", "hit", "hurt", "injure", "kill", "maim", "target", "wound"];
/// What the head's events are said to rest on.
const BY: &str = "events/head";

impl Coder<'_> {
    /// The rules' events as the head weighs them, with those that it proposes, in text order. Of the words in `told`
    /// (sorted) other events tell already.
    pub(crate) fn weighed(
        &self,
        events: Vec<Event>,
        told_already: &[u32],
        remarks: &mut Vec<Remark>,
    ) -> Vec<Event> {
        let scene = self.scene;
        let mut told: Vec<Told> =
            scene.words().into_iter().filter_map(|w| self.stage.head.word(scene, w)).collect();
        let mut out = Vec::with_capacity(events.len());
        let mut known: Vec<u32> = Vec::new();
        for mut event in events {
            known.push(event.trigger_head);
            if let Ok(at) = told.binary_search_by_key(&event.trigger_head, |t| t.word)
                && let Some(t) = told.get(at)
            {
                self.fill_in(scene, t, &mut event);
                // Troops are moved and crowds march against nobody in particular.
                let alone = matches!(event.kind, EventType::Mobilize | EventType::Protest);
                let one_sided = !alone && event.actors.len() + event.recipients.len() < 2;
                if t.shares[0] > if one_sided { VETO_ONE_SIDED } else { VETO } {
                    remarks.push(vetoed(self, &event, t.shares[0]));
                    continue;
                }
            }
            out.push(event);
        }
        told.retain(|t| !known.contains(&t.word) && told_already.binary_search(&t.word).is_err());
        out.extend(told.iter().filter_map(|t| self.proposed(scene, t)));
        out.retain(|e| !e.actors.is_empty() || !e.recipients.is_empty());
        out.sort_by_key(|e| e.trigger_head);
        out
    }

    /// Gives an event the recipient and actor that its rule did not find.
    fn fill_in(&self, scene: &Scene<'_>, told: &Told, event: &mut Event) {
        let number = 1 + event.kind as usize;
        if event.recipients.is_empty() && event.actors.len() < 2 {
            let mut found = self.with_role(scene, told, number, 2, FILL);
            found.retain(|f| event.kind != EventType::Reject || !self.has_owner(f.0));
            let new = self.roles.all(&found.iter().map(|f| f.0).collect::<Vec<_>>());
            event.recipients = new.into_iter().filter(|id| !event.actors.contains(id)).collect();
        }
        if event.actors.is_empty() {
            let found = self.with_role(scene, told, number, 1, FILL_ACTOR);
            let new = self.roles.all(&found.iter().map(|f| f.0).collect::<Vec<_>>());
            event.actors = new.into_iter().filter(|id| !event.recipients.contains(id)).collect();
        }
    }

    /// The participants to whom the head gives a role (1 actor, 2 recipient), with their shares.
    fn with_role(
        &self,
        scene: &Scene<'_>,
        t: &Told,
        kind: usize,
        role: usize,
        least: f32,
    ) -> Vec<(u32, f32)> {
        let a = self.analysis;
        let victim = |w: u32| role == 1 && (is_victim(a, t.word, w) || is_critic(a, t.word, w));
        let friend = |w: u32| is_hostile(kind) && is_helped(a, w);
        let operation = |w: u32| kind == 1 + EventType::Support as usize && is_operation(a, w);
        let here = |w: u32| role == 2 && (self.is_whereabouts(w) || friend(w) || operation(w)) || victim(w);
        let all = scene.participants(t.word).into_iter().filter(|&w| w != t.word && !here(w));
        let of_persons = if role == 1 { PERSON_ACTS } else { PERSON };
        let wanted = |w: u32| if self.is_person(w) { of_persons.max(least) } else { least };
        all.map(|w| (w, self.stage.head.pair(scene, t, kind, w)[role]))
            .filter(|&(w, share)| share >= wanted(w))
            .collect()
    }

    fn is_person(&self, word: u32) -> bool {
        let kind = |id: ActorId| self.cast.actor(id).map(|a| a.kind);
        self.roles.who(word).into_iter().any(|id| kind(id) == Some(ActorKind::Person))
    }

    /// "denied that its army had fired": whoever is his who denies is not denied.
    fn has_owner(&self, word: u32) -> bool {
        let a = self.analysis;
        a.child(word, Relation::NmodPoss).is_some_and(|owner| a.token(owner).upos == Upos::Pron)
    }

    /// "strikes in Syria": where it is done is not whom it is done to.
    fn is_whereabouts(&self, word: u32) -> bool {
        let a = self.analysis;
        let place = a.entity_of(word).is_some_and(|e| e.kind == EntityKind::Location);
        place && ["in", "at", "near", "around", "inside"].iter().any(|p| has_preposition(a, word, p))
    }

    /// The event of a word that no rule knows.
    fn proposed(&self, scene: &Scene<'_>, told: &Told) -> Option<Event> {
        let best = told.best();
        let share = *told.shares.get(best)?;
        if share < PROPOSE {
            return None;
        }
        let kind = kind(best)?;
        let status = self.status(told.word, kind)?;
        let actors = self.with_role(scene, told, best, 1, PARTY);
        let recipients = self.with_role(scene, told, best, 2, PARTY);
        let own: Vec<u32> =
            std::iter::once(told.word).chain(actors.iter().chain(&recipients).map(|(w, _)| *w)).collect();
        let ids = |list: &[(u32, f32)]| -> Vec<ActorId> {
            let tokens: Vec<u32> = list.iter().map(|(w, _)| *w).collect();
            self.roles.all(&tokens)
        };
        let mut parties = Parties { actors: ids(&actors), recipients: ids(&recipients) };
        parties.recipients.retain(|id| !parties.actors.contains(id));
        self.spare_own(kind, &mut parties);
        let alone = parties.actors.is_empty() && !status::is_material(kind);
        let unmet = kind.needs_recipient() && parties.recipients.is_empty() && parties.actors.len() < 2;
        let meets_nobody = kind == EventType::Consult && parties.actors.len() + parties.recipients.len() < 2;
        let vague = !actors.is_empty()
            && status::is_material(kind)
            && actors.iter().all(|(w, _)| self.is_indefinite(*w));
        let one_sided =
            parties.actors.len() < 2 && (parties.actors.is_empty() || parties.recipients.is_empty());
        if alone || one_sided && share < PROPOSE_ONE_SIDED || unmet || meets_nobody || vague {
            return None;
        }
        let confidence = share * actors.iter().chain(&recipients).map(|(_, s)| *s).fold(1.0, f32::min);
        if confidence < LEAST {
            return None;
        }
        Some(self.finish(Draft {
            trigger: told.word,
            claim: reported::innermost(self.claims, told.word, &own, &[]),
            own,
            kind,
            status,
            mode: None,
            cameo: Some(self.stage.codebook.cameo(kind, None).to_owned()),
            visit: false,
            parties,
            speaks: false,
            by: BY.to_owned(),
            confidence,
        }))
    }

    /// Whether what a word tells happened; the head's types have the codebook's logic of time in them already.
    fn status(&self, word: u32, kind: EventType) -> Option<Status> {
        let facts = clause(self.analysis, word);
        if facts.question || facts.imperative || facts.conditional {
            return None;
        }
        if facts.negated {
            return Some(Status::Negated);
        }
        let about_to_come = matches!(
            kind,
            EventType::Agree
                | EventType::Concede
                | EventType::Threaten
                | EventType::Request
                | EventType::Reject
                | EventType::Support
        );
        if about_to_come {
            return Some(Status::Actual);
        }
        status::verdict(self.analysis, word, kind).filter(|v| v.kind == kind).map(|v| v.status)
    }
}

/// "The strike killed ten Turkish soldiers": whom a deed befalls did not do it, nor who is named with them.
fn is_victim(a: &Analysis, deed: u32, word: u32) -> bool {
    let subject = [Relation::Nsubj, Relation::Csubj].contains(&a.token(deed).relation);
    let Some(verb) = a.head(deed).filter(|_| subject) else { return false };
    let harm = HARM.contains(&&*a.token(verb).lemma);
    let mut at = Some(word);
    while let Some(w) = at.filter(|_| harm) {
        if a.head(w) == Some(verb) {
            return a.token(w).relation == Relation::Obj;
        }
        at = a.head(w);
    }
    false
}

/// Whether a type of the head does harm to its recipient.
fn is_hostile(number: usize) -> bool {
    kind(number).is_some_and(|k| matches!(k.quad(), 3 | 4))
}

/// "strikes in support of Iraq's government": whoever is helped by a deed does not suffer it.
fn is_helped(a: &Analysis, word: u32) -> bool {
    const HELP: &[&str] = &[
        "aid",
        "concert",
        "conjunction",
        "cooperation",
        "coordination",
        "defence",
        "defense",
        "partnership",
        "support",
    ];
    if has_preposition(a, word, "alongside") {
        return true;
    }
    let mut at = word;
    while let (Relation::Nmod | Relation::Conj | Relation::NmodPoss, Some(head)) =
        (a.token(at).relation, a.head(at))
    {
        if HELP.contains(&&*a.token(head).lemma) && has_preposition(a, head, "in") {
            return true;
        }
        at = head;
    }
    false
}

/// "Algeria condemned the attack": whoever condemns or praises a deed has not done it.
fn is_critic(a: &Analysis, deed: u32, word: u32) -> bool {
    const JUDGING: &[&str] = &[
        "condemn",
        "criticise",
        "criticize",
        "decry",
        "denounce",
        "deplore",
        "deny",
        "hail",
        "investigate",
        "lament",
        "mourn",
        "praise",
        "protest",
        "reject",
        "slam",
        "welcome",
    ];
    let above = std::iter::successors(a.head(deed), |&h| a.head(h)).take(4);
    let mut below = deed;
    for head in above {
        let verb = a.token(head).upos == Upos::Verb;
        if verb {
            let object = matches!(a.token(below).relation, Relation::Obj | Relation::Nmod | Relation::Conj);
            let subjects = chancery_model::arguments::subjects(a, head);
            return object && JUDGING.contains(&&*a.token(head).lemma) && subjects.contains(&word);
        }
        below = head;
    }
    false
}

/// "supporting Operation Steel": an operation is nobody to be supported.
fn is_operation(a: &Analysis, word: u32) -> bool {
    let parts = a.by_relation(word, &[Relation::Compound, Relation::Flat]).chain(std::iter::once(word));
    parts.into_iter().any(|t| &*a.token(t).form == "Operation")
}

fn vetoed(coder: &Coder<'_>, event: &Event, share: f32) -> Remark {
    Remark {
        stage: "events",
        code: "events/vetoed",
        span: Some(coder.analysis.token(event.trigger_head).span),
        text: format!(
            "{} by {}: the head holds the word for no event ({share:.2})",
            event.kind, event.evidence.by
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn who_is_killed_by_a_strike_is_its_victim() {
        let killed = "The the DET 2 det\n strike strike NOUN 3 nsubj\n killed kill VERB 0 root\n Turkish Turkish ADJ 5 amod\n \
                      soldiers soldier NOUN 3 obj";
        let a = tree(killed);
        assert!(is_victim(&a, 1, 4));
        assert!(is_victim(&a, 1, 3));
        assert!(!is_victim(&a, 1, 0));
    }

    #[test]
    fn who_helps_by_a_strike_or_is_named_elsewhere_is_not() {
        let a = tree(
            "Turkish Turkish ADJ 2 amod\n strike strike NOUN 3 nsubj\n killed kill VERB 0 root\n two two NUM 3 obj",
        );
        assert!(!is_victim(&a, 1, 0));
        let helped = tree(
            "The the DET 2 det\n strike strike NOUN 3 nsubj\n helped help VERB 0 root\n soldiers soldier NOUN 3 obj",
        );
        assert!(!is_victim(&helped, 1, 3));
    }

    #[test]
    fn whoever_is_supported_by_a_strike_does_not_suffer_it() {
        let a = tree(
            "Norway Norway PROPN 2 nsubj\n conducted conduct VERB 0 root\n strikes strike NOUN 2 obj\n in in ADP 5 case\n \
             support support NOUN 2 obl\n of of ADP 7 case\n Mali Mali PROPN 5 nmod\n near near ADP 9 case\n Chad Chad PROPN 2 obl",
        );
        assert!(is_helped(&a, 6));
        assert!(!is_helped(&a, 0) && !is_helped(&a, 8));
    }

    #[test]
    fn whoever_condemns_a_deed_has_not_done_it() {
        let condemned = "Algeria Algeria PROPN 2 nsubj\n condemned condemn VERB 0 root\n the the DET 4 det\n attack attack NOUN 2 obj\n \
                         by by ADP 6 case\n rebels rebel NOUN 4 nmod";
        let a = tree(condemned);
        assert!(is_critic(&a, 3, 0));
        assert!(!is_critic(&a, 3, 5), "the rebels may have");
        let a = tree(&condemned.replace("condemned condemn", "launched launch"));
        assert!(!is_critic(&a, 3, 0));
    }

    #[test]
    fn an_operation_is_nobody_to_be_supported() {
        let a = tree(
            "supported support VERB 0 root\n Operation Operation PROPN 3 compound\n Steel Steel PROPN 1 obj",
        );
        assert!(is_operation(&a, 2));
        assert!(!is_operation(&a, 0));
    }
}

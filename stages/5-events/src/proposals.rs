//! What does the trained head add to the rules, and what does it take from them? It vetoes events whose word it
//! holds for no event, fills parties that a rule left open, and proposes events of words that no rule knows.

use chancery_model::arguments::{first_conjunct, has_preposition, phrasal_lemma};
use chancery_model::cast::{ActorId, ActorKind};
use chancery_model::claims::innermost;
use chancery_model::clause::clause;
use chancery_model::events::{Event, Status};
use chancery_model::plover::EventType;
use chancery_model::remark::Remark;
use chancery_model::syntax::{Relation, Upos};

use crate::barred::Bars;
use crate::coder::{Coder, Draft, Parties};
use crate::head::{self, Scene, Told};
use crate::status;

/// A rule's event goes where the head holds its word for none with this share. All of these numbers were chosen on
/// the annotated documents by five-fold cross-validation, beside the sentences without event, PLV's parties and the blind sets.
const VETO: f32 = 0.93;
/// The same where nobody is known on one of its sides.
const VETO_ONE_SIDED: f32 = 0.45;
/// A rule that is as sure of itself as this needs nobody's leave: no word but "ceasefire" is declared like one.
const PLAIN: f32 = 0.9;
/// A word that no rule knows tells an event from this share on.
const PROPOSE: f32 = 0.2;
/// The same where nobody is known on one of its sides.
const PROPOSE_ONE_SIDED: f32 = 0.9;
/// The same, times the share of its least sure party: an event is as sure as the least of it. Much below it the share of right
/// ones among all on the annotated documents falls under seven in ten.
const LEAST: f32 = 0.06;
/// A participant takes part from this share on.
const PARTY: f32 = 0.07;
/// Whom a rule's deed befell is told from this share on, where the rule left it open.
const FILL: f32 = 0.2;
/// And who did it.
const FILL_ACTOR: f32 = 0.5;
/// A human being takes part from this share on.
const PERSON: f32 = 0.3;
/// And acts where that is likelier than not: a wrong deed laid at somebody's door is the worst fault of all.
const PERSON_ACTS: f32 = 0.5;
/// What the head's events are said to rest on.
pub(crate) const BY: &str = "events/head";

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
        let mut told: Vec<Told> = self.stage.head.words(scene, &scene.words());
        let mut out = Vec::with_capacity(events.len());
        let mut known: Vec<u32> = Vec::new();
        for mut event in events {
            known.push(event.trigger_head);
            if let Some(t) = of_word(&told, event.trigger_head) {
                self.fill_in(scene, t, &mut event);
                // Troops are moved and crowds march against nobody in particular.
                let alone = matches!(event.kind, EventType::Mobilize | EventType::Protest);
                let one_sided = !alone && event.actors.len() + event.recipients.len() < 2;
                let plain = event.evidence.confidence >= PLAIN;
                // "placed under arrest", "set the lorries alight": the word that carries the type may be the second one.
                let second = self.second_word(&event).and_then(|w| of_word(&told, w)).map(|t| t.shares[0]);
                let none = second.map_or(t.shares[0], |s| s.min(t.shares[0]));
                if !plain && none > if one_sided { VETO_ONE_SIDED } else { VETO } {
                    remarks.push(vetoed(self, &event, none));
                    continue;
                }
            }
            out.push(event);
        }
        // "offered its condolences": the noun has told it.
        let carries = |verb: u32| {
            self.is_doing(verb)
                && self.analysis.by_relation(verb, &[Relation::Obj]).any(|o| known.contains(&o))
        };
        // "scathing criticism"
        let colours = |word: u32| {
            let t = self.analysis.token(word);
            let noun =
                self.analysis.head(word).filter(|_| t.upos == Upos::Adj && t.relation == Relation::Amod);
            noun.is_some_and(|n| known.contains(&n))
        };
        // "agreed to expel them": the deed has told it.
        let agrees = |word: u32| {
            matches!(&*self.analysis.token(word).lemma, "agree" | "consent" | "decide" | "vote")
                && self.analysis.by_relation(word, &[Relation::Xcomp]).any(|c| known.contains(&c))
        };
        told.retain(|t| {
            !known.contains(&t.word)
                && !agrees(t.word)
                && told_already.binary_search(&t.word).is_err()
                && !carries(t.word)
                && !colours(t.word)
        });
        out.extend(told.iter().filter_map(|t| self.proposed(scene, t, told_already)));
        out.retain(|e| !e.actors.is_empty() || !e.recipients.is_empty());
        out.retain(|e| !self.is_no_affair(e));
        out.sort_by_key(|e| e.trigger_head);
        out
    }

    /// The last word of a trigger of several runs.
    fn second_word(&self, event: &Event) -> Option<u32> {
        let last = event.trigger.get(1..)?.last()?;
        let sentence = self.analysis.sentences().get(event.sentence as usize)?;
        sentence.tokens.iter().rev().find(|&t| last.contains(self.analysis.token(t).span))
    }

    /// Gives an event the recipient and actor that its rule did not find.
    fn fill_in(&self, scene: &Scene<'_>, told: &Told, event: &mut Event) {
        let number = 1 + event.kind as usize;
        let open = event.actors.is_empty();
        let doers = if open { self.with_role(scene, told, number, 1, FILL_ACTOR) } else { Vec::new() };
        if event.recipients.is_empty() && event.actors.len() < 2 {
            let mut found = self.with_role(scene, told, number, 2, FILL);
            found.retain(|f| {
                event.kind != EventType::Reject
                    || !self.has_owner(f.0) && !self.is_denied(event.trigger_head, f.0)
            });
            found.retain(|f| !self.is_told_apart(event.trigger_head, f.0));
            found.retain(|f| !self.is_of_party(&event.actors, f.0));
            found.retain(|f| !doers.iter().any(|d| self.is_of(f.0, d.0)));
            let new = self.roles.all(&found.iter().map(|f| f.0).collect::<Vec<_>>());
            let recipients = new.into_iter().filter(|id| !event.actors.contains(id)).collect();
            let mut parties = Parties { actors: event.actors.clone(), recipients };
            self.spare_own(event.kind, &mut parties);
            event.recipients = parties.recipients;
        }
        if open {
            let found = doers.iter().map(|d| d.0).filter(|&w| !self.is_of_party(&event.recipients, w));
            let new = self.roles.all(&found.collect::<Vec<_>>());
            event.actors = new.into_iter().filter(|id| !event.recipients.contains(id)).collect();
        }
    }

    /// "Two Latvian attaches were told to pack", "a picket by the fishermen's guild": whose somebody is who takes part in it is on neither
    /// side of it.
    fn is_of_party(&self, party: &[ActorId], word: u32) -> bool {
        let a = self.analysis;
        // "a lawyer for the men denied it"
        let inside = |t: &u32| match a.token(*t).relation {
            Relation::Amod | Relation::Compound | Relation::NmodPoss => true,
            Relation::Nmod => ["for", "of"].iter().any(|p| has_preposition(a, *t, p)),
            _ => false,
        };
        let mut whose = std::iter::successors(Some(word), |t| a.head(*t).filter(|_| inside(t))).skip(1);
        whose.any(|t| self.roles.who(t).iter().any(|id| party.contains(id)))
    }

    /// The participants to whom the head gives a role (1 actor, 2 recipient), with their shares.
    fn with_role(
        &self,
        scene: &Scene<'_>,
        t: &Told,
        number: usize,
        role: usize,
        least: f32,
    ) -> Vec<(u32, f32)> {
        let bars = self.bars(t.word);
        let someone = self.perhaps(t.word);
        let barred = |w: u32| {
            let bar = head::kind(number).is_some_and(|kind| match role {
                1 => bars.actor(kind, w),
                _ => bars.recipient(kind, w),
            });
            let spared = role == 2 && (self.is_felt_for(w) || self.is_own_envoy(w));
            bar || spared || role == 1 && someone.as_ref().is_some_and(|s| !s.contains(&w))
        };
        let all = scene.participants(t.word).into_iter().filter(|&w| w != t.word && !barred(w));
        let of_persons = if role == 1 { PERSON_ACTS } else { PERSON };
        let wanted = |w: u32| if self.is_person(w) { of_persons.max(least) } else { least };
        let mut found: Vec<(u32, f32)> = all
            .map(|w| (w, self.stage.head.pair(scene, t, number, w)[role]))
            .filter(|&(w, share)| share >= wanted(w))
            .collect();
        // "beat two of his members": whose they are is said by the way.
        let a = self.analysis;
        let words: Vec<u32> = found.iter().map(|f| f.0).collect();
        let owns = |w: u32| {
            a.token(w).relation == Relation::NmodPoss && a.head(w).is_some_and(|h| words.contains(&h))
        };
        found.retain(|f| !owns(f.0));
        found
    }

    fn bars(&self, deed: u32) -> Bars<'_> {
        Bars { analysis: self.analysis, lexicons: &self.stage.lexicons, acts: self.scene.is_actor, deed }
    }

    /// "…, and they condemned it", where it is not known whom the pronoun means: it, or a subject of the clauses above.
    fn perhaps(&self, deed: u32) -> Option<Vec<u32>> {
        let a = self.analysis;
        let subject = a.child(deed, Relation::Nsubj).filter(|_| a.token(deed).upos == Upos::Verb)?;
        let pronoun = matches!(&*a.token(subject).lemma.to_lowercase(), "he" | "she" | "they");
        if !pronoun || !self.roles.who(subject).is_empty() {
            return None;
        }
        let above = std::iter::successors(a.head(deed), |&h| a.head(h));
        let subjects = above.flat_map(|h| a.by_relation(h, &[Relation::Nsubj, Relation::NsubjPass]));
        Some(subjects.chain([subject]).collect())
    }

    fn is_person(&self, word: u32) -> bool {
        let person = |id: &ActorId| self.cast.actor(*id).is_some_and(|a| a.kind == ActorKind::Person);
        self.roles.who(word).iter().any(person)
    }

    /// Whether with a verb's object a deed is done.
    fn is_doing(&self, verb: u32) -> bool {
        let a = self.analysis;
        let lemma = phrasal_lemma(a, verb).unwrap_or_else(|| a.token(verb).lemma.to_string());
        self.stage.lexicons.has("doing-verbs", &lemma)
    }

    /// "rejected the plan and accused Chad": whom a verb beside it is about where each has an object of its own.
    fn is_told_apart(&self, deed: u32, word: u32) -> bool {
        let a = self.analysis;
        let beside = |v: u32| a.token(v).relation == Relation::Conj && a.head(v) == Some(deed);
        let object = a.token(word).relation == Relation::Obj;
        object && a.child(deed, Relation::Obj).is_some() && a.head(word).is_some_and(beside)
    }

    /// "downed tools in sympathy with the drivers": nothing is done to them.
    fn is_felt_for(&self, word: u32) -> bool {
        let a = self.analysis;
        let feeling = |h: u32| matches!(&*a.token(h).lemma, "solidarity" | "sympathy");
        a.head(word).is_some_and(feeling) && has_preposition(a, word, "with")
    }

    /// "recalled its chargé d'affaires": whoever speaks for a state is not whom it acts against.
    fn is_own_envoy(&self, word: u32) -> bool {
        let envoy = matches!(
            &*self.analysis.token(word).lemma,
            "ambassador"
                | "attache"
                | "attaché"
                | "charge"
                | "chargé"
                | "consul"
                | "delegation"
                | "envoy"
                | "representative"
        );
        envoy && self.has_owner(word)
    }

    /// "denied that its army had fired": whoever is his who denies is not denied.
    fn has_owner(&self, word: u32) -> bool {
        let a = self.analysis;
        a.child(word, Relation::NmodPoss).is_some_and(|owner| a.token(owner).upos == Upos::Pron)
    }

    /// "denied that Chad had fired": whose deed is denied is not contradicted.
    fn is_denied(&self, denial: u32, word: u32) -> bool {
        let a = self.analysis;
        let subject = matches!(a.token(word).relation, Relation::Nsubj | Relation::NsubjPass);
        let clause = a.head(word).filter(|&v| subject && a.token(v).relation == Relation::Ccomp);
        clause.is_some_and(|v| a.head(v) == Some(denial))
    }

    /// Whether a word stands within the noun phrase that another one heads.
    fn is_within(&self, word: u32, head: u32) -> bool {
        let inner = [Relation::Amod, Relation::Compound, Relation::Conj, Relation::Nmod, Relation::NmodPoss];
        self.leads_up(word, head, |t| inner.contains(&self.analysis.token(t).relation))
    }

    /// Whether a word says within the noun phrase of another whose or from where they are.
    fn is_of(&self, word: u32, head: u32) -> bool {
        let a = self.analysis;
        self.leads_up(word, head, |t| match a.token(t).relation {
            Relation::Amod | Relation::Compound | Relation::NmodPoss => true,
            Relation::Nmod => ["from", "in", "of"].iter().any(|p| has_preposition(a, t, p)),
            _ => false,
        })
    }

    /// Whether words of a kind lead from one up to another.
    fn leads_up(&self, word: u32, head: u32, inner: impl Fn(u32) -> bool) -> bool {
        let a = self.analysis;
        let mut at = word;
        while inner(at) {
            let Some(up) = a.head(at) else { return false };
            // What is joined to the head itself stands beside it.
            if up == head {
                return a.token(at).relation != Relation::Conj;
            }
            at = up;
        }
        false
    }

    /// The event of a word that no rule knows.
    fn proposed(&self, scene: &Scene<'_>, told: &Told, governed: &[u32]) -> Option<Event> {
        let best = told.best();
        let share = *told.shares.get(best)?;
        if share < PROPOSE {
            return None;
        }
        let kind = head::kind(best)?;
        // "The council failed to adopt it": that nobody did it is no deed. "Declined to comment" is none, either.
        let comment = |c: u32| matches!(&*self.analysis.token(c).lemma, "comment" | "elaborate");
        let mum = self.analysis.by_relation(told.word, &[Relation::Xcomp]).any(comment);
        if self.analysis.token(told.word).is("fail") || mum {
            return None;
        }
        let bars = self.bars(told.word);
        // "hold the crew responsible" holds nobody.
        let responsible =
            |c: &u32| matches!(&*self.analysis.token(*c).lemma, "accountable" | "liable" | "responsible");
        if kind == EventType::Coerce && self.analysis.children(told.word).iter().any(responsible) {
            return None;
        }
        if kind == EventType::Accuse && bars.is_ground()
            || matches!(kind.quad(), 3 | 4) && (bars.is_meeting_held() || bars.is_mishap())
        {
            return None;
        }
        let mut actors = self.with_role(scene, told, best, 1, PARTY);
        let mut recipients = self.with_role(scene, told, best, 2, PARTY);
        // "abducted citizens of Jordan": whose they are is not who did it.
        actors.retain(|(w, _)| !recipients.iter().any(|(r, _)| self.is_within(*w, *r)));
        // "hunters of the gang shot Ugandan rangers": whose they are is not whom they shot, nor who was shot.
        let whole = recipients.clone();
        recipients.retain(|(w, _)| !whole.iter().chain(&actors).any(|(other, _)| self.is_of(*w, *other)));
        // "mobilised the army for an assault": of those who do not stand beside one another the surest does a hostile deed.
        if matches!(kind.quad(), 3 | 4) && actors.len() > 1 && !self.on_a_par(&actors) {
            let surest = actors.iter().copied().reduce(|best, one| if one.1 > best.1 { one } else { best });
            actors = surest.into_iter().collect();
        }
        let words: Vec<u32> = actors.iter().map(|(w, _)| *w).collect();
        let doing = self.doing(told.word, &words, &[Relation::Obj]).filter(|&v| self.is_doing(v));
        if doing.is_some_and(|v| governed.binary_search(&v).is_ok()) {
            return None;
        }
        let status = self.status(doing.unwrap_or(told.word), kind)?;
        let own: Vec<u32> =
            std::iter::once(told.word).chain(actors.iter().chain(&recipients).map(|(w, _)| *w)).collect();
        let ids = |list: &[(u32, f32)]| -> Vec<ActorId> {
            let tokens: Vec<u32> = list.iter().map(|(w, _)| *w).collect();
            self.roles.all(&tokens)
        };
        let mut parties = Parties { actors: ids(&actors), recipients: ids(&recipients) };
        parties.recipients.retain(|id| !parties.actors.contains(id));
        self.settle_experience(told.word, &mut parties);
        self.spare_own(kind, &mut parties);
        // "talks on jailed clerics": by the way, and nobody did it.
        let by_the_way = parties.actors.is_empty() && bars.is_description();
        let alone = by_the_way || parties.actors.is_empty() && !status::is_material(kind);
        let both = parties.actors.len() > 1
            && is_mutual(kind)
            && (kind == EventType::Consult || self.on_a_par(&actors));
        let unmet = kind.needs_recipient() && parties.recipients.is_empty() && !both;
        let meets_nobody = kind == EventType::Consult && parties.actors.len() + parties.recipients.len() < 2;
        let vague = !actors.is_empty()
            && status::is_material(kind)
            && actors.iter().all(|(w, _)| self.is_indefinite(*w));
        let one_sided = !both && (parties.actors.is_empty() || parties.recipients.is_empty());
        if alone || one_sided && share < PROPOSE_ONE_SIDED || unmet || meets_nobody || vague {
            return None;
        }
        let confidence = share * actors.iter().chain(&recipients).map(|(_, s)| *s).fold(1.0, f32::min);
        if confidence < LEAST {
            return None;
        }
        Some(self.finish(Draft {
            trigger: told.word,
            claim: innermost(self.claims, told.word, &own, &[]),
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

    /// "Norway and Chad", "with Chad": whether of those who act some stand beside one another, or with one another. "Police caught 38
    /// suspects in raids" tells nothing that both did.
    fn on_a_par(&self, actors: &[(u32, f32)]) -> bool {
        let a = self.analysis;
        let with = |w: u32| ["among", "between", "with"].iter().any(|p| has_preposition(a, w, p));
        let firsts: Vec<u32> = actors.iter().map(|&(w, _)| first_conjunct(a, w)).collect();
        let mut once = firsts.clone();
        once.sort_unstable();
        once.dedup();
        once.len() < firsts.len() || firsts.iter().any(|&w| with(w))
    }

    /// Whether what a word tells happened; the head's types have the codebook's logic of time in them already.
    fn status(&self, word: u32, kind: EventType) -> Option<Status> {
        let facts = clause(self.analysis, word);
        let threat = || kind == EventType::Threaten && status::has_condition(self.analysis, word);
        if facts.question || facts.imperative || facts.conditional && !threat() {
            return None;
        }
        if facts.negated {
            return Some(Status::Negated);
        }
        if facts.doubted {
            return Some(Status::Hypothetical);
        }
        if status::is_general(self.analysis, word, facts.tense) {
            return None;
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

/// Whether two may do it to each other. "The delegation and the committee seized" tells nobody's deed where no recipient is known.
fn is_mutual(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Agree
            | EventType::Assault
            | EventType::Concede
            | EventType::Consult
            | EventType::Cooperate
            | EventType::Retreat
            | EventType::Support
    )
}

/// What the head holds of a word.
fn of_word(told: &[Told], word: u32) -> Option<&Told> {
    told.binary_search_by_key(&word, |t| t.word).ok().and_then(|at| told.get(at))
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

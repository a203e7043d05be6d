//! What does a match of a rule tell? From captured tokens to an event with parties, status, source,
//! date and place.

use std::collections::BTreeSet;

use chancery_model::analysis::Analysis;
use chancery_model::arguments::{conjuncts, first_conjunct, subjects};
use chancery_model::cast::{ActorId, ActorKind, Cast};
use chancery_model::claims::{Claim, ClaimId, Stance, innermost};
use chancery_model::dispatch::Dispatch;
use chancery_model::events::{Event, Status};
use chancery_model::evidence::Evidence;
use chancery_model::plover::EventType;
use chancery_model::remark::Remark;
use chancery_model::rules::Match;
use chancery_model::syntax::{Relation, Upos};

use crate::code::{ActorFrom, Code, Shape};
use crate::head::Scene;
use crate::roles::Roles;
use crate::status::is_material;
use crate::{Events, apposed, dates, place, status};

/// Who else was present, told at a token.
#[derive(Debug, Clone)]
pub(crate) struct Attendance {
    pub(crate) at: u32,
    pub(crate) who: Vec<ActorId>,
}

/// The layers of one dispatch.
pub(crate) struct Coder<'a> {
    pub(crate) stage: &'a Events,
    pub(crate) dispatch: &'a Dispatch,
    /// As mended by [`crate::attachment`].
    pub(crate) analysis: &'a Analysis,
    /// As the language engine gave it.
    pub(crate) original: &'a Analysis,
    pub(crate) cast: &'a Cast,
    pub(crate) claims: &'a [Claim],
    pub(crate) roles: &'a Roles<'a>,
    /// As the head sees it.
    pub(crate) scene: &'a Scene<'a>,
}

/// Who does it to whom.
pub(crate) struct Parties {
    pub(crate) actors: Vec<ActorId>,
    pub(crate) recipients: Vec<ActorId>,
}

/// An event before its clause was asked.
pub(crate) struct Draft {
    pub(crate) trigger: u32,
    /// All words that it rests on.
    pub(crate) own: Vec<u32>,
    pub(crate) kind: EventType,
    pub(crate) status: Status,
    pub(crate) mode: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) visit: bool,
    pub(crate) parties: Parties,
    pub(crate) claim: Option<ClaimId>,
    /// Whether saying it is the act.
    pub(crate) speaks: bool,
    pub(crate) by: String,
    pub(crate) confidence: f32,
}

impl Coder<'_> {
    /// Events in text order, who attended what, and what was left aside.
    pub(crate) fn code(
        &self,
        matches: &[Match],
        ranked: &[(&Match, &Code)],
    ) -> (Vec<Event>, Vec<Attendance>, Vec<Remark>) {
        let governed = self.governed(matches);
        let (mut events, mut attendances, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
        // The head learned of deeds, not of what a speaker does by saying it: these it does not weigh.
        let (mut spoken, mut told) = (Vec::new(), governed.clone());
        for group in ranked.chunk_by(|(a, _), (b, _)| a.anchor == b.anchor) {
            // To do and to say of another that he does are two acts, though one word tells of both.
            for speaking in [false, true] {
                let ranked: Vec<_> =
                    group.iter().filter(|(_, c)| (c.actor == ActorFrom::Speaker) == speaking).collect();
                let mut coded = false;
                for (found, code) in &ranked {
                    if code.shape == Shape::Attendance {
                        let who = self.roles.all(found.get("attendee"));
                        attendances.push(Attendance { at: found.anchor, who });
                        told.extend(found.captures.values().flatten());
                        coded = true;
                    } else if let Some(event) = self.event(found, code, &governed, &events) {
                        if speaking { &mut spoken } else { &mut events }.push(event);
                        coded = true;
                    }
                    if coded {
                        break;
                    }
                }
                if let Some((found, code)) = ranked.first().filter(|_| !coded && !speaking) {
                    remarks.extend(self.unresolved(found, code));
                }
            }
        }
        told.sort_unstable();
        let mut events = self.weighed(events, &told, &mut remarks);
        events.extend(spoken);
        events.sort_by_key(|e| e.trigger_head);
        (events, attendances, remarks)
    }

    /// What a demand, promise, refusal or threat is about is not an event of its own: the tokens under
    /// `act` of such matches, sorted.
    pub(crate) fn governed(&self, matches: &[Match]) -> Vec<u32> {
        let mut out: Vec<u32> = matches
            .iter()
            .flat_map(|m| m.get("act").iter().filter(|&&t| t != m.anchor))
            .flat_map(|&act| self.acts(act))
            .collect();
        out.sort_unstable();
        out
    }

    /// An act with its conjuncts and open complements.
    fn acts(&self, act: u32) -> Vec<u32> {
        let mut out = conjuncts(self.analysis, act);
        let mut at = 0;
        while let Some(&t) = out.get(at) {
            out.extend(self.analysis.by_relation(t, &[Relation::Xcomp]));
            at += 1;
        }
        out
    }

    fn event(&self, found: &Match, code: &Code, governed: &[u32], before: &[Event]) -> Option<Event> {
        let trigger = found.anchor;
        let own: Vec<u32> = found.captures.values().flatten().copied().collect();
        let speaks = code.actor == ActorFrom::Speaker;
        let claim = if speaks {
            innermost(self.claims, trigger, &[], &[])
        } else {
            innermost(self.claims, trigger, &own, &self.moved(&own))
        };
        let verdict = if speaks {
            status::is_imputed(self.analysis, trigger, code.kind)
                .then_some(status::Verdict { kind: code.kind, status: Status::Actual })?
        } else {
            let teller = self.teller(found);
            if governed.binary_search(&trigger).is_ok() || governed.binary_search(&teller).is_ok() {
                return None;
            }
            status::verdict(self.analysis, teller, code.kind)?
        };
        let mut parties = self.parties(found, code, claim, before)?;
        self.settle_experience(trigger, &mut parties);
        let foreign =
            code.foreign.as_deref().filter(|_| verdict.kind == code.kind && self.are_foreign(&parties));
        let code = foreign.unwrap_or(code);
        let verdict =
            status::Verdict { kind: if foreign.is_some() { code.kind } else { verdict.kind }, ..verdict };
        if parties.actors.is_empty() && is_material(verdict.kind) {
            parties.actors = self.roles.all(&apposed::doers(self.analysis, trigger));
            parties.actors.retain(|id| !parties.recipients.contains(id));
        }
        if self.spare_own(verdict.kind, &mut parties) && code.recipient_required {
            return None;
        }
        let changed = verdict.kind != code.kind;
        Some(self.finish(Draft {
            trigger,
            own,
            kind: verdict.kind,
            status: verdict.status,
            mode: if changed { changed_mode(code, verdict.kind) } else { code.mode.clone() },
            cameo: if changed { changed_cameo(code.kind, verdict.kind) } else { code.cameo.clone() },
            visit: code.mode.as_deref() == Some("visit"),
            parties,
            claim,
            speaks,
            by: self.rule_id(found),
            confidence: code.confidence,
        }))
    }

    /// Whether one side is of one state and the other of another.
    fn are_foreign(&self, parties: &Parties) -> bool {
        let of = |ids: &[ActorId]| ids.iter().find_map(|&id| self.cast.actor(id)?.country.clone());
        of(&parties.actors).zip(of(&parties.recipients)).is_some_and(|(one, other)| one != other)
    }

    /// The word whose clause tells whether it happened: the trigger, or, of a noun, the verb of the rule with which it is done.
    fn teller(&self, found: &Match) -> u32 {
        let captured = |v: &u32| found.captures.values().flatten().any(|t| t == v);
        let under = [Relation::Obj, Relation::Obl];
        self.doing(found.anchor, found.get("actor"), &under).filter(captured).unwrap_or(found.anchor)
    }

    /// The verb under which a noun stands in one of some relations and whose subject is one of those who act, or that is done to the
    /// noun: "did not impose sanctions", "sanctions were not imposed".
    pub(crate) fn doing(&self, noun: u32, actors: &[u32], under: &[Relation]) -> Option<u32> {
        let a = self.analysis;
        let first = first_conjunct(a, noun);
        let verb =
            a.head(first).filter(|&v| a.token(noun).upos == Upos::Noun && a.token(v).upos == Upos::Verb)?;
        let relation = a.token(first).relation;
        let does = under.contains(&relation) && subjects(a, verb).iter().any(|s| actors.contains(s));
        (does || relation == Relation::NsubjPass).then_some(verb)
    }

    /// An event with what its clause tells: date, place, contexts, whose word it is.
    pub(crate) fn finish(&self, d: Draft) -> Event {
        let Draft { trigger, claim, .. } = d;
        let sentence = self.analysis.sentence_of(trigger);
        let fresh = d.status == Status::Actual && claim.is_none() && self.is_lead(sentence);
        let (date, old) = dates::date(self.dispatch, self.analysis, trigger, fresh);
        let status = if old && d.status == Status::Actual { Status::Historical } else { d.status };
        // "denied that its forces had shelled": what the speaker denies is not told as done.
        let claimed = claim.and_then(|c| self.claims.get(c.0 as usize)).map(|c| c.stance);
        let denied = !d.speaks && status == Status::Actual && claimed == Some(Stance::Deny);
        let status = if denied { Status::Negated } else { status };
        let mut spans: Vec<_> =
            d.own.iter().map(|&t| self.analysis.token(t).span).filter(|s| !s.is_empty()).collect();
        spans.sort_unstable();
        spans.dedup();
        let mut trigger_tokens = vec![trigger];
        trigger_tokens.extend(self.analysis.by_relation(trigger, &[Relation::CompoundPrt]));
        trigger_tokens.extend(self.complements(trigger, &d.own));
        trigger_tokens.sort_unstable();
        Event {
            kind: d.kind,
            mode: d.mode,
            contexts: self.stage.contexts.of(self.analysis, &self.analysis.subtree(trigger)),
            cameo: d.cameo,
            actors: d.parties.actors,
            recipients: d.parties.recipients,
            participants: Vec::new(),
            status,
            reported_by: if d.speaks { claim.and_then(|c| self.within(c)) } else { claim },
            date,
            place: place::place(self.dispatch, self.analysis, self.cast, trigger, d.visit),
            trigger: Analysis::runs(&trigger_tokens).into_iter().map(|r| self.analysis.chars(r)).collect(),
            trigger_head: trigger,
            sentence,
            same_as: Vec::new(),
            evidence: Evidence { by: d.by, confidence: d.confidence, spans },
        }
    }

    /// "put its guards *on alert*", "set them *free*": of a verb that says little the words that say what is done, where its rule asks
    /// for them and they are nobody.
    fn complements(&self, trigger: u32, own: &[u32]) -> Vec<u32> {
        let a = self.analysis;
        if a.token(trigger).upos != Upos::Verb
            || !self.stage.lexicons.has("empty-verbs", &a.token(trigger).lemma)
        {
            return Vec::new();
        }
        let below = |t: &u32| {
            a.head(*t) == Some(trigger) && matches!(a.token(*t).upos, Upos::Noun | Upos::Adj | Upos::Adv)
        };
        let said: BTreeSet<u32> =
            own.iter().copied().filter(below).filter(|&t| !self.roles.is_actor(t)).collect();
        said.into_iter().collect()
    }

    /// The verbs that participles among some tokens were found to belong to: a claim that reaches over
    /// such a participle without its verb reaches too far.
    fn moved(&self, own: &[u32]) -> Vec<u32> {
        let head = |t: u32| self.analysis.token(t).head;
        own.iter().filter(|&&t| self.original.token(t).head != head(t)).map(|&t| head(t)).collect()
    }

    fn rule_id(&self, found: &Match) -> String {
        let id = self.stage.rules.rule(found.rule).map_or("", |r| r.id.as_str());
        format!("events/{id}")
    }

    fn within(&self, claim: ClaimId) -> Option<ClaimId> {
        self.claims.get(claim.0 as usize)?.within
    }

    /// Whether a sentence stands in the title or the first paragraph after it: news of the day.
    fn is_lead(&self, sentence: u32) -> bool {
        self.analysis.sentences().get(sentence as usize).is_some_and(|s| s.paragraph < 2)
    }

    /// The parties of an event; `None` where somebody whom the code wants is not known.
    fn parties(
        &self,
        found: &Match,
        code: &Code,
        claim: Option<ClaimId>,
        before: &[Event],
    ) -> Option<Parties> {
        let mut actors = match code.actor {
            ActorFrom::Means => return self.means(found, code, before),
            ActorFrom::Speaker => self.claims.get(claim?.0 as usize)?.sources.clone(),
            ActorFrom::Role | ActorFrom::RoleIfAny => self.roles.all(found.get("actor")),
        };
        // "Israel and some states": who is in no doubt is enough.
        if is_material(code.kind) && actors.iter().any(|&id| !self.is_vague(id)) {
            actors.retain(|&id| !self.is_vague(id));
        }
        // "Some states", "any party": a deed of nobody in particular is no news.
        if is_material(code.kind)
            && !found.get("actor").is_empty()
            && found.get("actor").iter().all(|&t| self.is_indefinite(t))
        {
            return None;
        }
        if code.shape == Shape::Reciprocal {
            let with = self.roles.all(found.get("partner"));
            if actors.is_empty() || !found.get("partner").is_empty() && with.is_empty() {
                return None;
            }
            actors.extend(with);
            let mut parties: Vec<ActorId> = Vec::new();
            for id in actors {
                if !parties.contains(&id) {
                    parties.push(id);
                }
            }
            return (parties.len() > 1).then_some(Parties { actors: parties, recipients: Vec::new() });
        }
        let captured = self.at_whom(found.get("recipient"));
        let recipients: Vec<ActorId> = captured.iter().copied().filter(|id| !actors.contains(id)).collect();
        let alone = actors.is_empty() && code.actor != ActorFrom::RoleIfAny;
        let on_itself = !captured.is_empty() && recipients.is_empty();
        let unmet = code.recipient_required && recipients.is_empty();
        (!alone && !on_itself && !unmet).then_some(Parties { actors, recipients })
    }

    /// Whom the words for a recipient mean. "They attack our interests": those of the side for which a person speaks, not his.
    fn at_whom(&self, words: &[u32]) -> Vec<ActorId> {
        let mut out = self.roles.all(words);
        let ours = |&t: &u32| self.analysis.token(t).form.eq_ignore_ascii_case("our");
        let person = |id: ActorId| self.cast.actor(id).is_some_and(|a| a.kind == ActorKind::Person);
        out.retain(|&id| !person(id) || words.iter().any(|t| !ours(t) && self.roles.who(*t).contains(&id)));
        out
    }

    /// "Bolivia's minister threatened to close Bolivia's ports": the actor's own state is not whom he threatens, refuses,
    /// promises or gives something. Takes such recipients away; whether nobody is left.
    pub(crate) fn spare_own(&self, kind: EventType, parties: &mut Parties) -> bool {
        let against = matches!(
            kind,
            EventType::Agree
                | EventType::Assault
                | EventType::Concede
                | EventType::Cooperate
                | EventType::Mobilize
                | EventType::Reject
                | EventType::Sanction
                | EventType::Threaten
        );
        if !against || parties.recipients.is_empty() {
            return false;
        }
        let actor = |id: ActorId| self.cast.actor(id);
        let governs = |sectors: &[String]| sectors.iter().any(|s| matches!(s.as_str(), "GOV" | "MIL"));
        let own: Vec<&str> = parties
            .actors
            .iter()
            .filter_map(|&id| actor(id))
            .filter(|a| governs(&a.sectors))
            .filter_map(|a| a.country.as_deref())
            .collect();
        parties.recipients.retain(|&id| {
            actor(id).is_none_or(|a| {
                let armed = matches!(kind, EventType::Mobilize | EventType::Threaten);
                let forces = armed && a.sectors.iter().any(|s| s == "MIL");
                !(a.kind == ActorKind::State || forces)
                    || a.country.as_deref().is_none_or(|c| !own.contains(&c))
            })
        });
        parties.recipients.is_empty()
    }

    /// Who struck whom, by the deed told last that the same word named.
    fn means(&self, found: &Match, code: &Code, before: &[Event]) -> Option<Parties> {
        let lemma = |t: u32| &self.analysis.token(t).lemma;
        let means = found.get("means");
        let told = before.iter().rfind(|e| {
            // "The strikes hit a depot": those of "launched airstrikes", not of "a drone struck a base".
            let noun = |t: u32| self.analysis.token(t).upos == Upos::Noun;
            let same =
                |m: u32| noun(m) == noun(e.trigger_head) && lemma(e.trigger_head).ends_with(&**lemma(m));
            e.kind == code.kind && (means.iter().any(|&m| same(m)) || e.evidence.by == self.rule_id(found))
        })?;
        let mut recipients = self.roles.all(found.get("recipient"));
        if recipients.is_empty() {
            recipients.clone_from(&told.recipients);
        }
        recipients.retain(|id| !told.actors.contains(id));
        Some(Parties { actors: told.actors.clone(), recipients })
    }

    /// Whether an actor is nobody in particular: "some states".
    pub(crate) fn is_vague(&self, id: ActorId) -> bool {
        let first = self.cast.actor(id).and_then(|a| a.name.split_whitespace().next());
        first.is_some_and(|w| matches!(w, "some" | "any" | "certain" | "Some" | "Any" | "Certain"))
    }

    pub(crate) fn is_indefinite(&self, token: u32) -> bool {
        let dets = self.analysis.by_relation(token, &[Relation::Det]);
        dets.map(|d| self.analysis.token(d))
            .any(|d| matches!(&*d.lemma, "some" | "any" | "every" | "each" | "no" | "which" | "whatever"))
    }

    fn unresolved(&self, found: &Match, code: &Code) -> Option<Remark> {
        let actors = self.roles.all(found.get("actor"));
        let missing = actors.is_empty() && code.actor == ActorFrom::Role && code.shape != Shape::Attendance;
        missing.then(|| Remark {
            stage: "events",
            code: "events/unresolved-actor",
            span: Some(self.analysis.token(found.anchor).span),
            text: format!("{} told by {} has no known actor", code.kind, self.rule_id(found)),
        })
    }
}

/// The mode of a type that the clause made of another.
fn changed_mode(from: &Code, to: EventType) -> Option<String> {
    let mode = match (from.kind, to) {
        (EventType::Assault, EventType::Threaten) => "violence",
        // What a threat is of: the modes of THREATEN are those of the deeds (PLOVER 2.0).
        (_, EventType::Threaten) => match from.mode.as_deref()? {
            mode @ ("arrest" | "expel") => mode,
            "discontinue" | "withdraw" => "relations",
            _ => "restrict",
        },
        (EventType::Aid | EventType::Cooperate, EventType::Reject) => "assist",
        (EventType::Consult, EventType::Reject) => "meet",
        (EventType::Concede | EventType::Retreat, EventType::Reject) => "yield",
        _ => return None,
    };
    Some(mode.to_owned())
}

fn changed_cameo(from: EventType, to: EventType) -> Option<String> {
    let code = match to {
        EventType::Agree => "030",
        EventType::Threaten if from == EventType::Assault => "138",
        EventType::Threaten => "130",
        EventType::Concede => "080",
        EventType::Reject => "120",
        _ => return None,
    };
    Some(code.to_owned())
}

//! What is told like an international affair and is none: private quarrels, business between firms, games, mishaps, what happens in
//! novels. A record of states that holds them is a worse one than a record that lacks a doubtful deed.

use chancery_model::analysis::Sentence;
use chancery_model::cast::{ActorId, ActorKind, Mention, MentionKind};
use chancery_model::events::Event;
use chancery_model::plover::EventType;
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::coder::Coder;
use crate::proposals::BY;

/// Sectors of people who act for themselves.
const PRIVATE: &[&str] = &["AGR", "BUS", "CVL", "EDU", "JUD", "LAB", "MED", "REL"];

impl Coder<'_> {
    /// Whether an event is no international affair.
    pub(crate) fn is_no_affair(&self, e: &Event) -> bool {
        self.is_private(e)
            || self.is_quarrel(e)
            || self.is_commerce(e)
            || self.is_game(e)
            || self.is_staged(e.trigger_head)
            || self.is_mishap_beside(e)
    }

    /// "The farmer rejected the offer", "the priest condemned gossip": what one man says to nobody, of whom nothing tells a state, an
    /// office or a name.
    fn is_private(&self, event: &Event) -> bool {
        let [one] = event.actors[..] else { return false };
        let verbal = matches!(event.kind.quad(), 1 | 3) && event.kind != EventType::Protest;
        verbal && event.recipients.is_empty() && self.is_nobody(one)
    }

    /// "A miner shot his neighbour over a dog": what one man does to another, of neither of whom anything is told.
    fn is_quarrel(&self, event: &Event) -> bool {
        let ([one], [other]) = (&event.actors[..], &event.recipients[..]) else { return false };
        let country = |id: ActorId| self.cast.actor(id).and_then(|a| a.country.as_deref());
        // "a Leeds man", of Britain
        let at_home = country(*one).zip(country(*other)).is_none_or(|(one, other)| one == other);
        let hurt = matches!(
            event.kind,
            EventType::Accuse
                | EventType::Assault
                | EventType::Coerce
                | EventType::Sanction
                | EventType::Threaten
        );
        hurt && at_home && self.is_anybody(*one) && self.is_anybody(*other)
    }

    /// Whether an actor is one man of whom nothing tells a state, an office or a name.
    fn is_nobody(&self, id: ActorId) -> bool {
        self.is_anybody(id) && self.cast.actor(id).is_some_and(|a| a.country.is_none())
    }

    /// The same, whatever state he is of.
    fn is_anybody(&self, id: ActorId) -> bool {
        let somebody = |m: &Mention| {
            let plural = || self.analysis.token(m.head).has(Feature::NumberPlur);
            m.actors.contains(&id) && (m.kind == MentionKind::Named || plural())
        };
        let untold = self.cast.actor(id).is_some_and(|a| {
            a.reference.is_none()
                && matches!(a.kind, ActorKind::Person | ActorKind::Group)
                && a.sectors.iter().all(|s| PRIVATE.contains(&s.as_str()))
        });
        untold && !self.cast.mentions.iter().any(somebody)
    }

    /// "The drug maker agreed to buy a rival", "customers sued the firm": what firms and people do in business, where neither is known.
    fn is_commerce(&self, event: &Event) -> bool {
        let sectors = |id: &ActorId, of: &[&str]| {
            self.cast.actor(*id).is_some_and(|a| {
                let of = a.sectors.iter().all(|s| of.contains(&s.as_str()));
                a.reference.is_none() && !a.sectors.is_empty() && of
            })
        };
        let firm = |id: &ActorId| sectors(id, &["BUS"]);
        let mut parties = event.actors.iter().chain(&event.recipients);
        let business = matches!(
            event.kind,
            EventType::Accuse
                | EventType::Agree
                | EventType::Concede
                | EventType::Cooperate
                | EventType::Reject
                | EventType::Support
                | EventType::Threaten
        );
        business && parties.clone().any(firm) && parties.all(|id| sectors(id, &["BUS", "CVL"]))
    }

    /// "The Lions crushed the Bulls": bodies of whom nothing is known but their names do each other what no rule knows. What no rule
    /// knows is no deed in a sentence of sport, either.
    fn is_game(&self, event: &Event) -> bool {
        let blank = |id: &ActorId| {
            self.cast.actor(*id).is_some_and(|a| {
                a.kind == ActorKind::Organisation
                    && a.country.is_none()
                    && a.sectors.is_empty()
                    && a.reference.is_none()
            })
        };
        let meeting = matches!(event.kind, EventType::Consult | EventType::Protest);
        self.is_scored(event.trigger_head)
            || event.evidence.by == BY
                && (event.actors.iter().chain(&event.recipients).all(blank)
                    || !meeting && self.is_of_sport(event.trigger_head))
    }

    fn is_of_sport(&self, trigger: u32) -> bool {
        let a = self.analysis;
        let sentence = a.sentences().get(a.sentence_of(trigger) as usize);
        sentence.is_some_and(|s| {
            let listed = |word: &str| self.stage.lexicons.has("sport-words", word);
            // "quarter-finals" is three tokens.
            let joined = |t: u32| {
                let hyphen = s.tokens.has(t + 2) && &*a.token(t + 1).form == "-";
                hyphen && listed(&format!("{}-{}", a.token(t).lemma, a.token(t + 2).lemma).to_lowercase())
            };
            s.tokens.iter().any(|t| listed(&a.token(t).lemma) || joined(t))
        })
    }

    /// "Morocco beat Zambia 2-0": a score behind a verb of winning.
    fn is_scored(&self, trigger: u32) -> bool {
        const WINNING: &[&str] = &[
            "beat", "crush", "defeat", "down", "edge", "hammer", "overcome", "rout", "stun", "thrash", "win",
        ];
        let a = self.analysis;
        let goals = |t: u32| {
            let form = &a.token(t).form;
            matches!(form.len(), 1..4) && form.chars().all(|c| c.is_ascii_digit())
        };
        let score = |s: &Sentence| {
            let dash = |t: u32| matches!(&*a.token(t).form, "-" | "–");
            (trigger + 1..s.tokens.end().saturating_sub(2)).any(|t| goals(t) && dash(t + 1) && goals(t + 2))
        };
        let sentence = a.sentences().get(a.sentence_of(trigger) as usize);
        WINNING.contains(&&*a.token(trigger).lemma) && sentence.is_some_and(score)
    }

    /// "The film follows two deserters through a siege", "a novel about a coup": what a work tells of. Books tell of what is real, too,
    /// unless they "follow" or "portray" it.
    fn is_staged(&self, trigger: u32) -> bool {
        const TELLING: &[&str] = &[
            "chronicle",
            "depict",
            "dramatise",
            "dramatize",
            "follow",
            "portray",
            "recount",
            "retell",
            "trace",
        ];
        let a = self.analysis;
        let work = |t: u32| {
            self.stage.lexicons.has("work-nouns", &a.token(t).lemma) && a.token(t).upos == Upos::Noun
        };
        let book = |t: u32| matches!(&*a.token(t).lemma, "book" | "series" | "story");
        let staged = |t: u32| matches!(&*a.token(t).lemma, "commemorate" | "re-enact" | "reenact");
        let mut above = std::iter::successors(a.head(trigger), |&t| a.head(t));
        above.any(|t| {
            let telling = TELLING.contains(&&*a.token(t).lemma);
            staged(t)
                || work(t)
                || a.by_relation(t, &[Relation::Nsubj]).any(|s| work(s) || telling && book(s))
        })
    }

    /// "A boat capsized, drowning 14": what comes of a mishap, though a rule knows its word.
    fn is_mishap_beside(&self, event: &Event) -> bool {
        let a = self.analysis;
        let verb =
            a.head(event.trigger_head).filter(|_| a.token(event.trigger_head).relation == Relation::Advcl);
        event.kind == EventType::Assault
            && verb.is_some_and(|v| {
                a.token(v).upos == Upos::Verb && self.stage.lexicons.has("accident-nouns", &a.token(v).lemma)
            })
    }
}

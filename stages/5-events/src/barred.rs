//! Who cannot have a part in a deed, whatever the trained head thinks? What the tree says plainly comes before a share.

use chancery_model::analysis::{Analysis, EntityKind};
use chancery_model::arguments::{first_conjunct, has_preposition, subjects};
use chancery_model::plover::EventType;
use chancery_model::rules::Lexicons;
use chancery_model::syntax::{Relation, Upos};

/// A deed, and what bars others from it.
pub(crate) struct Bars<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) lexicons: &'a Lexicons,
    /// Whether a word names an actor of the cast.
    pub(crate) acts: &'a dyn Fn(u32) -> bool,
    /// The word that tells it.
    pub(crate) deed: u32,
}

/// How far up the tree a phrase within a phrase is followed.
pub(crate) const DEEP: usize = 6;

impl Bars<'_> {
    /// Whether somebody cannot have done it, if it is of a type.
    pub(crate) fn actor(&self, kind: EventType, word: u32) -> bool {
        let hostile = matches!(kind.quad(), 3 | 4);
        self.is_victim(word)
            || self.is_addressed(word)
            || self.is_example(word)
            || self.is_mere_origin(word)
            || self.is_whereabouts(word)
            || matches!(kind, EventType::Agree | EventType::Consult) && self.is_topic(word)
            || kind == EventType::Mobilize && has_preposition(self.analysis, word, "with")
            || hostile && (self.is_beside_background(word) || self.is_moved_by(word))
            || self.is_critic(word)
            || self.is_dismayed(word)
            || self.is_resented(word)
            || self.undergoes(word)
            || self.is_owner_in_clause(word, Relation::NsubjPass)
            || self.gets(kind, word)
            || hostile && self.looks_on(word)
            || kind.quad() == 4 && (self.tells_of(word) || self.acts_above(word) || self.counts(word))
            || self.does_what_it_is_about(word)
            || self.beside(word).is_some() && !subjects(self.analysis, self.deed).is_empty()
    }

    /// Whether it cannot have been done to somebody, if it is of a type.
    pub(crate) fn recipient(&self, kind: EventType, word: u32) -> bool {
        let hostile = matches!(kind.quad(), 3 | 4);
        self.is_whereabouts(word)
            || self.is_addressed(word)
            || self.is_mere_origin(word)
            || self.is_doers_side(word)
            || self.is_owner_in_clause(word, Relation::Nsubj)
            || self.is_helper(word)
            || self.is_beside_description(word)
            || self.does_another(word)
            || self.is_beside_telling(word)
            || self.is_dealt_with(word)
            || self.is_menaced(word)
            || self.is_dismayed(word)
            || self.is_example(word)
            || matches!(kind.quad(), 1 | 3) && self.is_across_border(word)
            || kind == EventType::Accuse && (self.is_attacked(word) || self.is_asked_next(word))
            || kind.quad() == 4 && (self.tells_of(word) || self.acts_above(word))
            || kind == EventType::Assault && self.is_avenged(word)
            || hostile
                && (self.is_helped(word)
                    || self.is_spared(word)
                    || self.is_asking(word)
                    || self.looks_on(word))
            || self.is_operation(word)
            || kind == EventType::Request && self.is_asked_for(word)
            || kind != EventType::Assault && (self.acts_next(word) || self.acts_meanwhile(word))
            || matches!(kind, EventType::Agree | EventType::Consult) && self.is_topic(word)
            || kind != EventType::Assault && matches!(kind.quad(), 2 | 4) && self.is_in_another_clause(word)
            || kind == EventType::Aid && (self.beside(word).is_some() || self.is_lent(word))
            || matches!(kind, EventType::Retreat | EventType::Mobilize | EventType::Sanction)
                && self.is_moved(word)
    }

    /// "the meetings which have been held": by that nobody is held.
    pub(crate) fn is_meeting_held(&self) -> bool {
        let a = self.analysis;
        let object = a.child(self.deed, Relation::Obj).or_else(|| a.child(self.deed, Relation::NsubjPass));
        let clause = matches!(a.token(self.deed).relation, Relation::Acl | Relation::AclRelcl);
        // "the meetings of the committee of experts which have been held": of which noun the tree says it is chance.
        let inner = |&t: &u32| a.head(t).filter(|_| a.token(t).relation == Relation::Nmod);
        let above = std::iter::successors(a.head(self.deed).filter(|_| clause), inner);
        let meeting = |t: u32| self.is_in("meeting-nouns", t) || self.is_in("gathering-nouns", t);
        a.token(self.deed).is("hold") && object.into_iter().chain(above.take(4)).any(meeting)
    }

    /// "condemned the attack on Moldova's electoral commission": whom the deed befell that is condemned is not whom it is laid to.
    fn is_attacked(&self, word: u32) -> bool {
        let a = self.analysis;
        let aimed = |t: u32| ["against", "at", "on"].iter().any(|p| has_preposition(a, t, p));
        let attack =
            |h: u32| ["attack-nouns", "cyber-nouns", "strike-nouns"].iter().any(|list| self.is_in(list, h));
        // The tree may hang the victim on the verb.
        let Some(object) = a.child(self.deed, Relation::Obj).filter(|&o| attack(o)) else { return false };
        let hangs = match a.token(word).relation {
            Relation::Nmod => a.head(word) == Some(object),
            Relation::Obl => a.head(word) == Some(self.deed) && object < word,
            _ => false,
        };
        hangs && aimed(word)
    }

    /// "A bus plunged into a ravine, killing 12": what a mishap does nobody did.
    pub(crate) fn is_mishap(&self) -> bool {
        let a = self.analysis;
        let above = a.head(self.deed).filter(|_| a.token(self.deed).relation == Relation::Advcl);
        let does = subjects(a, self.deed);
        above.into_iter().chain(does).any(|t| self.is_in("accident-nouns", t))
    }

    /// Whether a word's lemma stands in a list of the lexicon.
    pub(crate) fn is_in(&self, list: &str, word: u32) -> bool {
        self.lexicons.has(list, &self.analysis.token(word).lemma)
    }

    /// "strikes in Syria": where it is done is not whom it is done to.
    fn is_whereabouts(&self, word: u32) -> bool {
        let a = self.analysis;
        let place = a.entity_of(word).is_some_and(|e| e.kind == EntityKind::Location);
        // "strikes in Syria and Iraq"
        let first = first_conjunct(a, word);
        place && ["in", "at", "near", "around", "inside"].iter().any(|p| has_preposition(a, first, p))
    }

    /// "The strike killed ten Turkish soldiers": whom a deed befalls did not do it, nor who is named with them.
    fn is_victim(&self, word: u32) -> bool {
        let a = self.analysis;
        let subject = [Relation::Nsubj, Relation::Csubj].contains(&a.token(self.deed).relation);
        let above = a.head(self.deed).filter(|_| subject);
        let verbs = above.into_iter().chain(a.by_relation(self.deed, &[Relation::AclRelcl]));
        self.perishes(word)
            || verbs.filter(|&v| self.is_in("befalling-verbs", v)).any(|verb| {
                let mut up = std::iter::successors(Some(word), |&w| a.head(w));
                up.find(|&w| a.head(w) == Some(verb)).is_some_and(|w| a.token(w).relation == Relation::Obj)
            })
    }

    /// "The crew, most of them Kenyan, are held": of whom a passive tells has not done it, nor who is named within.
    fn undergoes(&self, word: u32) -> bool {
        let a = self.analysis;
        let passive = a.by_relation(self.deed, &[Relation::AuxPass]).next().is_some();
        let up = std::iter::successors(Some(word), |&w| a.head(w));
        passive
            && up.take(8).any(|w| a.token(w).relation == Relation::NsubjPass && a.head(w) == Some(self.deed))
    }

    /// "Algeria recalled its envoy after Minister Brandt voiced support": the verb of the adverbial clause of which somebody is the
    /// subject, and outside of which the deed stands.
    fn beside(&self, word: u32) -> Option<u32> {
        let a = self.analysis;
        let joined = |t: u32| a.token(t).relation == Relation::Conj;
        let first = std::iter::successors(Some(word), |&t| a.head(t).filter(|_| joined(t))).last();
        let subject = first.filter(|&f| a.token(f).relation == Relation::Nsubj);
        let verb = subject.and_then(|f| a.head(f)).filter(|&v| a.token(v).relation == Relation::Advcl)?;
        let mut up = std::iter::successors(Some(self.deed), |&t| a.head(t));
        (!up.any(|t| t == verb)).then_some(verb)
    }

    /// "Mali reinforced its border, while Chad sent aid".
    fn acts_meanwhile(&self, word: u32) -> bool {
        let mark = self.beside(word).and_then(|v| self.analysis.child(v, Relation::Mark));
        mark.is_some_and(|m| self.analysis.token(m).is("while"))
    }

    /// "Algeria condemned the attack": whoever condemns or praises a deed has not done it, nor who is named before him ("the UN mission
    /// deplored").
    fn is_critic(&self, word: u32) -> bool {
        let a = self.analysis;
        let above = std::iter::successors(a.head(self.deed), |&h| a.head(h)).take(4);
        let mut below = self.deed;
        for head in above {
            if a.token(head).upos == Upos::Verb {
                // "blamed the rebels for the strike": the deed may stand in the phrase that says for what.
                let reason = || has_preposition(a, below, "for") || has_preposition(a, below, "over");
                let relation = a.token(below).relation;
                let object = matches!(relation, Relation::Obj | Relation::Nmod)
                    || relation == Relation::Obl && reason();
                let named = |t: &u32| matches!(a.token(*t).relation, Relation::Amod | Relation::Compound);
                let judge = std::iter::successors(Some(word), |&t| a.head(t).filter(|_| named(&t))).last();
                // Of headlines the parser hangs who stands before the verb on it like a part of a name.
                return object
                    && self.is_in("judging-verbs", head)
                    && judge.is_some_and(|j| j == head || subjects(a, head).contains(&j));
            }
            below = head;
        }
        false
    }

    /// "Appalled by the decision of a court": at whom, or at whose deed, somebody is angry.
    fn is_resented(&self, word: u32) -> bool {
        let a = self.analysis;
        if !self.lexicons.has("displeased-adjectives", &a.token(self.deed).form.to_lowercase()) {
            return false;
        }
        let cause = |c: u32| {
            matches!(a.token(c).relation, Relation::Obl | Relation::OblAgent)
                && ["at", "by", "over", "with"].iter().any(|p| has_preposition(a, c, p))
        };
        std::iter::successors(Some(word), |&t| a.head(t))
            .take(DEEP)
            .any(|t| a.head(t) == Some(self.deed) && cause(t))
    }

    /// "strikes in support of Iraq's government": whoever is helped by a deed does not suffer it.
    fn is_helped(&self, word: u32) -> bool {
        let a = self.analysis;
        if ["alongside", "beside"].iter().any(|p| has_preposition(a, word, p)) {
            return true;
        }
        let mut at = word;
        while let (Relation::Nmod | Relation::Conj | Relation::NmodPoss, Some(head)) =
            (a.token(at).relation, a.head(at))
        {
            if self.is_in("helping-nouns", head) && has_preposition(a, head, "in") {
                return true;
            }
            at = head;
        }
        false
    }

    /// "repelled the attack and evacuated families": whom the same sentence says to be helped or let go is not whom
    /// another of its deeds befalls.
    fn is_spared(&self, word: u32) -> bool {
        let a = self.analysis;
        let first = std::iter::successors(Some(word), |&w| {
            a.head(w).filter(|_| a.token(w).relation == Relation::Conj)
        });
        let Some(first) = first.last() else { return false };
        let object = matches!(a.token(first).relation, Relation::Obj | Relation::NsubjPass);
        a.head(first).is_some_and(|verb| object && verb != self.deed && self.is_in("sparing-verbs", verb))
    }

    /// "Mali refused to allow flights, and Chad closed its border": who does the next deed is not at whom this one is aimed.
    fn acts_next(&self, word: u32) -> bool {
        let a = self.analysis;
        let verb = a.head(word).filter(|_| a.token(word).relation == Relation::Nsubj);
        verb.is_some_and(|v| {
            a.token(v).relation == Relation::Conj
                && std::iter::successors(a.head(v), |&h| a.head(h)).any(|h| h == self.deed)
        })
    }

    /// "A comment carried by the agency threatened …": who does another deed is not at whom this one is aimed.
    fn does_another(&self, word: u32) -> bool {
        let a = self.analysis;
        a.token(word).relation == Relation::OblAgent && a.head(word) != Some(self.deed)
    }

    /// "voiced concern over the abduction of engineers by militiamen": by whom a misdeed was done that the deed is about.
    /// Of other nouns ("offered a share in the plant by Albania") the tree is too often wrong.
    fn does_what_it_is_about(&self, word: u32) -> bool {
        let a = self.analysis;
        let path: Vec<u32> =
            std::iter::successors(Some(word), |&t| a.head(t)).take_while(|&t| t != self.deed).collect();
        let below = path.last().is_some_and(|&t| a.head(t) == Some(self.deed));
        below
            && path.windows(2).any(|pair| {
                let [by, what] = pair else { return false };
                let misdeed = ["attack-nouns", "crime-nouns", "killing-nouns", "misdeed-nouns"];
                has_preposition(a, *by, "by") && misdeed.iter().any(|list| self.is_in(list, *what))
            })
    }

    /// "Norway condemned the attack, Minister Brandt said after talks with Mali": who tells of a deed, and whoever that clause names by
    /// the way, is not at whom it is aimed.
    fn is_beside_telling(&self, word: u32) -> bool {
        let a = self.analysis;
        let telling = |t: &u32| self.is_in("telling-verbs", *t);
        let told = |t: u32| matches!(a.token(t).relation, Relation::Ccomp | Relation::Parataxis);
        let mut up = std::iter::successors(Some(self.deed), |&t| a.head(t));
        let Some(top) = up.find(|&t| told(t) && a.head(t).as_ref().is_some_and(telling)) else {
            return false;
        };
        let Some(verb) = a.head(top) else { return false };
        let mut path = std::iter::successors(Some(word), |&t| a.head(t));
        let branch = path.find(|&t| a.head(t) == Some(verb));
        let aside = [Relation::Nsubj, Relation::Obl, Relation::Advcl];
        branch.is_some_and(|b| b != top && aside.contains(&a.token(b).relation))
    }

    /// "summoned the envoy over the seizure of the boats": with whom something is done because of a deed is not whom it befell.
    fn is_dealt_with(&self, word: u32) -> bool {
        let a = self.analysis;
        let why = a.token(self.deed).relation == Relation::Obl
            && ["about", "for", "over"].iter().any(|p| has_preposition(a, self.deed, p));
        why && matches!(a.token(word).relation, Relation::Obj | Relation::Iobj)
            && a.head(word) == a.head(self.deed)
    }

    /// "supporting Operation Steel", "Exercise Cold Lake will be expanded": an operation is nobody to whom something is done.
    fn is_operation(&self, word: u32) -> bool {
        let a = self.analysis;
        let parts = a.by_relation(word, &[Relation::Compound, Relation::Flat]).chain(std::iter::once(word));
        parts.into_iter().any(|t| matches!(&*a.token(t).form, "Exercise" | "Operation"))
    }
}

#[cfg(test)]
mod tests;

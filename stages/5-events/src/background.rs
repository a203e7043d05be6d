//! Who is named beside a deed that is told by the way, or by the way of a deed? "Families cut off by fighting" says nothing of who brings
//! them grain, and "a riot over the death of a student" nothing of who killed him.

use chancery_model::arguments::{first_conjunct, has_preposition, subjects};
use chancery_model::plover::EventType;
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::barred::{Bars, DEEP};
use crate::roles::examples;

impl Bars<'_> {
    /// "The agency said eleven schools had shut", "One had been beaten, a doctor said": who tells of a deed that has a subject of its own.
    pub(crate) fn tells_of(&self, word: u32) -> bool {
        let a = self.analysis;
        let said = |v: u32| a.by_relation(v, &[Relation::Nsubj, Relation::NsubjPass]).any(|s| s != word);
        let verb = a.head(word).filter(|_| a.token(word).relation == Relation::Nsubj);
        let mut up = std::iter::successors(Some(self.deed), |&t| a.head(t));
        verb.is_some_and(|v| {
            up.any(|t| a.token(t).relation == Relation::Ccomp && a.head(t) == Some(v) && said(t))
        })
    }

    /// "The road has been shut by its forces since a bomb killed a colonel": whoever does what the clause above tells of, or is said to.
    pub(crate) fn acts_above(&self, word: u32) -> bool {
        let a = self.analysis;
        let inner = |t: &u32| a.token(*t).upos != Upos::Verb;
        let subject = |v: u32| a.by_relation(v, &[Relation::Nsubj, Relation::NsubjPass]).next();
        let clause = std::iter::successors(Some(self.deed), |t| a.head(*t).filter(|_| inner(t))).last();
        let clause = clause.filter(|&v| a.token(v).relation == Relation::Advcl && subject(v).is_some());
        let marked = |v: u32| {
            let mark = a.child(v, Relation::Mark);
            mark.is_some_and(|m| matches!(&*a.token(m).lemma.to_lowercase(), "after" | "since" | "when"))
        };
        let above = clause.filter(|&v| marked(v)).and_then(|v| a.head(v));
        let does = |v: u32| subject(v) == Some(first_conjunct(a, word));
        above.is_some_and(|v| does(v) || a.by_relation(v, &[Relation::Ccomp]).any(does))
    }

    /// "Doctors counted 14 dead": of what is no verb, whoever only sees or counts what it left.
    pub(crate) fn counts(&self, word: u32) -> bool {
        let a = self.analysis;
        let deed = a.token(self.deed);
        let left =
            deed.upos != Upos::Verb && matches!(&*deed.lemma, "casualty" | "dead" | "injured" | "wounded");
        let verb = a.head(self.deed).filter(|&v| left && a.token(v).upos == Upos::Verb);
        let kills = |v: u32| matches!(&*a.token(v).lemma, "beat" | "lay" | "leave" | "shoot" | "strike");
        verb.is_some_and(|v| !kills(v) && subjects(a, v).contains(&word))
    }

    /// "I reject that, Mr Speaker": to whom somebody speaks.
    pub(crate) fn is_addressed(&self, word: u32) -> bool {
        self.analysis.token(word).relation == Relation::Vocative
    }

    /// "Norway fed families cut off by fighting", "talks about jailed miners": who stands outside of the passive participle that says of
    /// somebody what befell him has not done it. But whoever gives back what was seized may have seized it.
    pub(crate) fn is_beside_background(&self, word: u32) -> bool {
        const RETURN: &[&str] = &["free", "give", "hand", "let", "pardon", "release", "return", "swap"];
        let a = self.analysis;
        let within = |t: u32| {
            matches!(
                a.token(t).relation,
                Relation::Nmod | Relation::Obl | Relation::OblAgent | Relation::Compound
            )
        };
        let mut up = std::iter::successors(Some(self.deed), |&t| a.head(t).filter(|_| within(t))).take(DEEP);
        let Some((participle, of_whom)) = up.find_map(|t| Some((t, self.befallen(t)?))) else { return false };
        // "soldiers wounded in clashes with rebels": of the clashes they are a party.
        let party = of_whom == word && participle != self.deed;
        let given_back = a.head(of_whom).is_some_and(|v| RETURN.contains(&&*a.token(v).lemma));
        let mut path = std::iter::successors(Some(word), |&t| a.head(t));
        !party && !given_back && !path.any(|t| t == participle)
    }

    /// "Troops backed by gunships killed gunmen": whom a participle is said of, and nobody beside him, suffers or enjoys what it tells.
    pub(crate) fn is_beside_description(&self, word: u32) -> bool {
        let a = self.analysis;
        let Some(noun) = self.befallen(self.deed) else { return false };
        let first = first_conjunct(a, noun);
        let mut path = std::iter::successors(Some(word), |&t| a.head(t));
        !path.any(|t| t == noun || t == first)
    }

    /// Whether the deed is told by a participle before its noun: "jailed clerics".
    pub(crate) fn is_description(&self) -> bool {
        self.befallen(self.deed).is_some() && self.analysis.token(self.deed).relation == Relation::Amod
    }

    /// Of whom a bare passive participle is said: "the envoys seized on Friday", "jailed miners". Not of things: "a sharply worded note".
    fn befallen(&self, t: u32) -> Option<u32> {
        let a = self.analysis;
        let token = a.token(t);
        let bare = matches!(token.relation, Relation::Acl | Relation::Amod)
            && token.upos == Upos::Verb
            && token.has(Feature::VoicePass)
            && a.by_relation(t, &[Relation::Mark]).next().is_none();
        a.head(t).filter(|&noun| bare && (self.acts)(noun))
    }

    /// "set fire to a station in a riot over the death of a student": who is moved by a deed has not done it.
    pub(crate) fn is_moved_by(&self, word: u32) -> bool {
        let a = self.analysis;
        // What a tree hangs on the verb, as on the noun.
        let about: &[&str] = match a.token(self.deed).relation {
            Relation::Nmod => &["about", "against", "at", "over"],
            Relation::Obl => &["about", "over"],
            _ => return false,
        };
        let cause = about.iter().any(|p| has_preposition(a, self.deed, p));
        let Some(stir) = a.head(self.deed).filter(|_| cause) else { return false };
        let verb = std::iter::successors(Some(stir), |&t| a.head(t))
            .take(DEEP)
            .find(|&t| a.token(t).upos == Upos::Verb);
        subjects(a, stir).contains(&word) || verb.is_some_and(|v| subjects(a, v).contains(&word))
    }

    /// "The prince received a message of sympathy from Norway", "Ghana secured a loan": whoever gets a deed has not done it.
    pub(crate) fn gets(&self, kind: EventType, word: u32) -> bool {
        let a = self.analysis;
        let inside =
            |t: &u32| matches!(a.token(*t).relation, Relation::Nmod | Relation::Compound | Relation::Conj);
        let getting = |v: u32| match &*a.token(v).lemma {
            "get" | "obtain" | "receive" => true,
            // Of other verbs of receiving ("win", "secure") the subject may have a part in it.
            "clinch" | "land" | "secure" | "take" | "win" => kind == EventType::Aid,
            "attract" | "draw" | "earn" | "face" | "incur" | "suffer" => matches!(kind.quad(), 3 | 4),
            _ => false,
        };
        let from = |v: u32| a.by_relation(v, &[Relation::Obl]).any(|o| has_preposition(a, o, "from"));
        let itself = kind == EventType::Aid && getting(self.deed) && from(self.deed);
        let mut up = std::iter::successors(Some(self.deed), |&t| a.head(t).filter(|_| inside(&t)));
        let object = up.find(|&t| a.token(t).relation == Relation::Obj);
        let got = object.and_then(|o| a.head(o)).filter(|&v| getting(v));
        got.or(Some(self.deed).filter(|_| itself)).is_some_and(|v| subjects(a, v).contains(&word))
    }

    /// "burned the hall in a riot over the death of a student": who suffered what they are moved by has not suffered this.
    pub(crate) fn is_avenged(&self, word: u32) -> bool {
        let a = self.analysis;
        let path: Vec<u32> = std::iter::successors(Some(word), |&t| a.head(t))
            .take_while(|&t| t != self.deed)
            .take(2 * DEEP)
            .collect();
        let below = path.last().is_some_and(|&t| a.head(t) == Some(self.deed));
        let cause = |&t: &u32| t != word && ["about", "over"].iter().any(|p| has_preposition(a, t, p));
        below && path.iter().any(cause)
    }

    /// "Hackers working for Togo crippled a bank", "soldiers loyal to the marshal shelled the port": on whose side the doers are.
    pub(crate) fn is_doers_side(&self, word: u32) -> bool {
        let a = self.analysis;
        let under = matches!(a.token(word).relation, Relation::Obl | Relation::OblAgent);
        let side = |&t: &u32| {
            under
                && matches!(a.token(t).relation, Relation::Acl | Relation::Amod)
                && self.is_in("allegiance-words", t)
        };
        let doer = a.head(word).filter(side).and_then(|t| a.head(t));
        doer.is_some_and(|d| subjects(a, self.deed).contains(&d))
    }

    /// "At Togo's request Ghana sent troops": at whose request it is done does not suffer it.
    pub(crate) fn is_asking(&self, word: u32) -> bool {
        let a = self.analysis;
        let inside = matches!(a.token(word).relation, Relation::Amod | Relation::Nmod | Relation::NmodPoss);
        a.head(word).filter(|_| inside).is_some_and(|n| {
            matches!(&*a.token(n).lemma, "behest" | "invitation" | "request") && has_preposition(a, n, "at")
        })
    }

    /// "rebuilt its fleet with Turkish help": who helps with a deed does not suffer it.
    pub(crate) fn is_helper(&self, word: u32) -> bool {
        let a = self.analysis;
        let whose = matches!(
            a.token(word).relation,
            Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::Nmod
        );
        let help = |&t: &u32| whose && self.is_in("aid-nouns", t) && has_preposition(a, t, "with");
        a.head(word).filter(help).is_some_and(|t| a.head(t) == Some(self.deed))
    }

    /// "A Portuguese couple sued their landlord", "in the Austrian village of Imst": the state that an adjective names where private
    /// people or places are told of.
    pub(crate) fn is_mere_origin(&self, word: u32) -> bool {
        let a = self.analysis;
        let noun =
            a.head(word).filter(|_| matches!(a.token(word).relation, Relation::Amod | Relation::Compound));
        noun.is_some_and(|n| {
            self.is_in("private-people", n)
                || self.is_in("settlement-nouns", n)
                    && ["at", "in", "near", "outside"].iter().any(|p| has_preposition(a, n, p))
        })
    }

    /// "the attack in which four sailors lost their lives": whoever perishes by a deed has not done it, on whatever noun the clause hangs.
    pub(crate) fn perishes(&self, word: u32) -> bool {
        const PERISHING: &[&str] = &["die", "drown", "fall", "lose", "perish", "suffer"];
        let a = self.analysis;
        let verb = a.head(word).filter(|_| a.token(word).relation == Relation::Nsubj);
        verb.is_some_and(|v| {
            let told = v == self.deed || a.token(v).relation == Relation::AclRelcl;
            told && PERISHING.contains(&&*a.token(v).lemma)
        })
    }

    /// "the killing, in which Canada sees India's hand": whoever sees, calls or denies a deed has not done it.
    pub(crate) fn looks_on(&self, word: u32) -> bool {
        const LOOKING: &[&str] = &["call", "consider", "deny", "describe", "regard", "see", "term", "view"];
        let a = self.analysis;
        let verb = a.head(word).filter(|_| a.token(word).relation == Relation::Nsubj);
        verb.is_some_and(|v| {
            a.token(v).relation == Relation::AclRelcl
                && a.head(v) == Some(self.deed)
                && (LOOKING.contains(&&*a.token(v).lemma) || self.is_in("judging-verbs", v))
        })
    }

    /// "Norway is appalled by the killing of herders": whom a deed dismays has not done it, and has not suffered it.
    pub(crate) fn is_dismayed(&self, word: u32) -> bool {
        const MORE: [&str; 7] = ["concern", "devastate", "disgust", "grieve", "sadden", "shock", "sicken"];
        let a = self.analysis;
        let cause = |t: &u32| {
            matches!(a.token(*t).relation, Relation::Obl | Relation::OblAgent)
                && ["about", "at", "by", "over"].iter().any(|p| has_preposition(a, *t, p))
        };
        let inside = |t: &u32| a.head(*t).filter(|_| a.token(*t).relation == Relation::Nmod);
        let top = std::iter::successors(Some(self.deed), inside).take(DEEP).last().filter(cause);
        let Some(state) = top.and_then(|t| a.head(t)) else { return false };
        let form = a.token(state).form.to_lowercase();
        let dismays = self.lexicons.has("displeased-adjectives", &form)
            || self.is_in("anger-verbs", state)
            || MORE.contains(&&*a.token(state).lemma);
        let who = first_conjunct(a, word);
        dismays
            && a.head(who) == Some(state)
            && matches!(a.token(who).relation, Relation::Nsubj | Relation::NsubjPass)
    }

    /// "a conversation about the hostages", "talks on posts closed after the killing of traders": who is spoken of is no party of it.
    pub(crate) fn is_topic(&self, word: u32) -> bool {
        let a = self.analysis;
        let path = std::iter::successors(Some(word), |&t| a.head(t)).take_while(|&t| t != self.deed);
        let path: Vec<u32> = path.take(3 * DEEP).collect();
        let below = path.last().is_some_and(|&t| a.head(t) == Some(self.deed));
        let topic = |&t: &u32| {
            matches!(a.token(t).relation, Relation::Nmod | Relation::Obl)
                && ["about", "on", "over", "regarding"].iter().any(|p| has_preposition(a, t, p))
        };
        below && path.iter().any(topic)
    }

    /// "demanded a ransom for the envoy": for whom something is asked is not who is asked.
    pub(crate) fn is_asked_for(&self, word: u32) -> bool {
        let a = self.analysis;
        let thing = a.head(word).filter(|_| a.token(word).relation == Relation::Nmod);
        thing.is_some_and(|t| {
            has_preposition(a, word, "for")
                && a.token(t).relation == Relation::Obj
                && a.head(t) == Some(self.deed)
        })
    }

    /// "called the raid a crime and asked the council to act": whom the next verb is about is not whom a deed is blamed on, which has an
    /// object of its own.
    pub(crate) fn is_asked_next(&self, word: u32) -> bool {
        let a = self.analysis;
        let first = first_conjunct(a, word);
        let object = matches!(a.token(first).relation, Relation::Obj | Relation::Iobj);
        let verb = a.head(first).filter(|&v| object && a.token(v).relation == Relation::Conj);
        let own = a.by_relation(self.deed, &[Relation::Obj]).any(|o| o < first);
        own && verb.is_some_and(|v| a.head(v) == Some(self.deed))
    }

    /// "cut off aid in response to a lease granted to a firm": who stands in a clause about something else is not at whom it is aimed.
    pub(crate) fn is_in_another_clause(&self, word: u32) -> bool {
        let a = self.analysis;
        let path = std::iter::successors(Some(word), |&t| a.head(t)).take_while(|&t| t != self.deed);
        let aside = |t: u32| {
            // "cattle belonging to herders": they are robbed.
            let owned = a.token(t).is("belong") || a.token(t).is("own") || self.is_in("holding-verbs", t);
            matches!(a.token(t).relation, Relation::AclRelcl | Relation::Acl) && !owned
        };
        let clause = path.take(2 * DEEP).find(|&t| aside(t));
        // "shelled a base used by rebels": what is said of the deed's own object tells whom it befalls.
        clause.and_then(|c| a.head(c)).is_some_and(|noun| {
            noun != self.deed
                && a.head(noun) != Some(self.deed)
                && std::iter::successors(a.head(noun), |&t| a.head(t)).any(|t| t == self.deed)
        })
    }

    /// "urged Chad to leave the border with Sudan": who has a border in common is not spoken to.
    pub(crate) fn is_across_border(&self, word: u32) -> bool {
        let a = self.analysis;
        let bounds = a.head(word).is_some_and(|h| matches!(&*a.token(h).lemma, "border" | "frontier"));
        bounds && has_preposition(a, word, "with")
    }

    /// "Turkey, whose ferries were cancelled", "Eritrea, whose soldiers fought": who owns the subject of a clause about him has neither
    /// done what befalls it nor suffered what it does.
    pub(crate) fn is_owner_in_clause(&self, word: u32, subject: Relation) -> bool {
        let a = self.analysis;
        let clause = a.token(self.deed).relation == Relation::AclRelcl && a.head(self.deed) == Some(word);
        let whose = |s: u32| {
            a.by_relation(s, &[Relation::NmodPoss]).any(|p| a.token(p).form.eq_ignore_ascii_case("whose"))
        };
        clause && a.by_relation(self.deed, &[subject]).any(whose)
    }

    /// "jailed on charges of plotting", "held on suspicion of": the ground of a sentence or an arrest is no deed beside it.
    pub(crate) fn is_ground(&self) -> bool {
        let a = self.analysis;
        let under = a.token(self.deed).relation == Relation::Obl && has_preposition(a, self.deed, "on");
        let ground = self.is_in("charge-nouns", self.deed) || a.token(self.deed).is("suspicion");
        under && ground && a.head(self.deed).is_some_and(|v| a.token(v).upos == Upos::Verb)
    }

    /// "provides 125 soldiers": what is given is not to whom it is given.
    pub(crate) fn is_lent(&self, word: u32) -> bool {
        let a = self.analysis;
        let gives = matches!(
            &*a.token(self.deed).lemma,
            "contribute" | "deploy" | "lend" | "provide" | "send" | "supply"
        );
        gives && a.token(word).relation == Relation::Obj && self.is_in("moved-forces", word)
    }

    /// "shelling by militias like the Lions": who is named for others has their part.
    pub(crate) fn is_example(&self, word: u32) -> bool {
        let a = self.analysis;
        let first = first_conjunct(a, word);
        a.head(first).is_some_and(|h| examples(a, h).contains(&word))
    }

    /// "the strikes aim to end the threat that they pose to Chad and Niger": who is menaced is told by the way.
    pub(crate) fn is_menaced(&self, word: u32) -> bool {
        let a = self.analysis;
        let first = first_conjunct(a, word);
        let poses = |h: u32| {
            matches!(&*a.token(h).lemma, "danger" | "menace" | "pose" | "present" | "risk" | "threat")
        };
        let above = a.head(first).filter(|&h| h != self.deed && poses(h));
        above.is_some() && has_preposition(a, first, "to")
    }

    /// "withdrew peacekeepers", "soldiers were sent": the forces that are moved are not at whom the deed is aimed.
    pub(crate) fn is_moved(&self, word: u32) -> bool {
        let token = self.analysis.token(word);
        let object = matches!(token.relation, Relation::Obj | Relation::NsubjPass);
        object && self.analysis.head(word) == Some(self.deed) && self.is_in("moved-forces", word)
    }
}

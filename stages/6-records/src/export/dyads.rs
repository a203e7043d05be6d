//! Which events do the formats without a field for doubt tell, and between which two? GDELT, ICEWS, Phoenix
//! and POLECAT can say neither that something did not happen nor that somebody denies it.

use std::io;

use chancery_model::record::{ActorOut, ClaimOut, EventOut, MentionOut, Record, Span};

use crate::day;
use crate::spans::hull;
use crate::stored::{Incidence, Stored};

/// An event that counts as having happened. Left out are those that are negated, to come, supposed or long
/// past; those that stand in a claim which denies, or in one within such a claim; and those of nobody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) stored: &'a Stored,
    pub(crate) event: &'a EventOut,
    /// Its place among the record's events, from 0.
    place: usize,
}

/// One row of a format that has one actor and one recipient.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dyad<'a> {
    /// The dispatch's number * 100000 + the event's number * 100 + the pair's number from 0.
    pub(crate) id: i64,
    pub(crate) actor: Option<&'a ActorOut>,
    pub(crate) recipient: Option<&'a ActorOut>,
}

/// The events of a record that these formats tell.
pub(crate) fn told(stored: &Stored) -> impl Iterator<Item = Told<'_>> {
    let all = (0..).zip(&stored.record.events).map(move |(place, event)| Told { stored, event, place });
    all.filter(|t| {
        t.event.status == "actual"
            && !says(&t.stored.record, t.event).iter().any(|c| c.stance == "deny")
            && !(t.actors().is_empty() && t.recipients().is_empty())
    })
}

/// Calls for every dyad of every event that these formats tell, record by record.
pub(super) fn each_dyad(
    records: &mut dyn Iterator<Item = Stored>,
    mut each: impl FnMut(&Told<'_>, &Dyad<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for stored in records {
        for event in told(&stored) {
            event.dyads().iter().try_for_each(|dyad| each(&event, dyad))?;
        }
    }
    Ok(())
}

/// Who says so: the claim that an event stands in, the one which that stands in, and so on.
pub(crate) fn says<'a>(record: &'a Record, event: &EventOut) -> Vec<&'a ClaimOut> {
    let mut chain: Vec<&ClaimOut> = Vec::new();
    let mut next = event.reported_by.as_ref();
    while let Some(claim) = next.and_then(|id| record.claims.iter().find(|c| c.id == *id)) {
        if chain.iter().any(|c| c.id == claim.id) {
            break;
        }
        chain.push(claim);
        next = claim.within.as_ref();
    }
    chain
}

/// The actors of ids; ids of nobody are passed over.
pub(crate) fn actors<'a>(record: &'a Record, ids: &[String]) -> Vec<&'a ActorOut> {
    ids.iter().filter_map(|id| record.actors.iter().find(|a| a.id == *id)).collect()
}

/// Whether each party does it to each other. A record has all parties of a reciprocal event among its
/// actors, but also several actors who do something side by side: "A and B protest" must not become "A
/// protests against B". So only types that nobody does alone count, and the signing of agreements (057);
/// clashes and mutual accusations come as deeds of each without a recipient.
pub(super) fn is_mutual(event: &EventOut) -> bool {
    let together = matches!(&*event.kind, "AGREE" | "CONSULT" | "COOPERATE");
    let signed = event.cameo.as_deref() == Some("057");
    event.recipients.is_empty() && event.actors.len() > 1 && (together || signed)
}

/// The first day of a date, "2020-12-07"; nothing for one that has no four digits of a year.
pub(crate) fn first_day(date: &str) -> Option<String> {
    day::first(date).and_then(day::date).map(|d| d.to_string()).filter(|d| d.len() == 10)
}

/// The day of an event, or the first of several; where it has no date, that of publication.
pub(crate) fn day_of(record: &Record, event: &EventOut) -> Option<String> {
    let own = event.date.as_ref().and_then(|d| first_day(&d.value));
    own.or_else(|| record.dispatch.published.as_deref().and_then(first_day))
}

/// Where an actor stands in an event: in its sentence, at the words that the event rests on if one can, else
/// the nearest before it. Where the sentence is not known, those words are the best guide.
pub(crate) fn mention<'a>(
    actor: &'a ActorOut,
    event: &EventOut,
    sentence: Option<Span>,
) -> Option<&'a MentionOut> {
    let [start, end] = sentence.or_else(|| hull(&event.trigger))?;
    let rests = |m: &&MentionOut| event.evidence.spans.iter().any(|e| e[0] < m.span[1] && m.span[0] < e[1]);
    let within = |m: &&MentionOut| start <= m.span[0] && m.span[1] <= end;
    let place = |m: &&MentionOut| m.span;
    let all = || actor.mentions.iter();
    let named = all().filter(within).filter(rests).min_by_key(place);
    let told = named.or_else(|| all().filter(within).min_by_key(place));
    let before = || all().filter(|m| m.span[0] < start).max_by_key(place);
    let elsewhere = || all().filter(rests).min_by_key(place);
    told.or_else(|| match sentence {
        Some(_) => before().or_else(elsewhere),
        None => elsewhere().or_else(before),
    })
}

impl<'a> Told<'a> {
    /// The dispatch's record.
    pub(crate) fn record(&self) -> &'a Record {
        &self.stored.record
    }

    /// Its actors.
    pub(crate) fn actors(&self) -> Vec<&'a ActorOut> {
        actors(self.record(), &self.event.actors)
    }

    /// Its recipients.
    pub(crate) fn recipients(&self) -> Vec<&'a ActorOut> {
        actors(self.record(), &self.event.recipients)
    }

    /// Its incident in numbers.
    pub(crate) fn incidence(&self) -> Option<&'a Incidence> {
        self.stored.incidents.get(self.place)?.as_ref()
    }

    /// Where one of its parties stands.
    pub(crate) fn mention(&self, actor: &'a ActorOut) -> Option<&'a MentionOut> {
        let sentence = self.stored.sentences.get(self.place).copied().flatten();
        mention(actor, self.event, sentence)
    }

    /// Its day.
    pub(crate) fn day(&self) -> Option<String> {
        day_of(self.record(), self.event)
    }

    /// Its number among all: that of its first pair. Nothing for the thousandth event of a dispatch and
    /// those after it, for which these numbers have no room.
    pub(crate) fn id(&self) -> Option<i64> {
        let number = self.event.id.strip_prefix('e').and_then(|n| n.parse().ok());
        let event: i64 = number.filter(|n| (0..1000).contains(n))?;
        self.stored.number.checked_mul(100_000)?.checked_add(event * 100)
    }

    /// Who did it to whom, two by two; a mutual event goes both ways, as in CAMEO's data. Numbers have room
    /// for a hundred pairs: what comes after them is left out.
    pub(crate) fn dyads(&self) -> Vec<Dyad<'a>> {
        let Some(first) = self.id() else { return Vec::new() };
        (first..)
            .zip(self.pairs())
            .take(100)
            .map(|(id, (actor, recipient))| Dyad { id, actor, recipient })
            .collect()
    }

    fn pairs(&self) -> Vec<(Option<&'a ActorOut>, Option<&'a ActorOut>)> {
        let (actors, recipients) = (self.actors(), self.recipients());
        if is_mutual(self.event) && actors.len() > 1 {
            let later =
                actors.iter().enumerate().flat_map(|(n, &a)| actors.iter().skip(n + 1).map(move |&b| (a, b)));
            return later.flat_map(|(a, b)| [(Some(a), Some(b)), (Some(b), Some(a))]).collect();
        }
        let or_nobody = |list: Vec<&'a ActorOut>| {
            if list.is_empty() { vec![None] } else { list.into_iter().map(Some).collect() }
        };
        let (actors, recipients) = (or_nobody(actors), or_nobody(recipients));
        actors.iter().flat_map(|&a| recipients.iter().map(move |&r| (a, r))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    fn pairs(stored: &Stored) -> Vec<(i64, String)> {
        let name = |a: Option<&ActorOut>| a.map_or("-", |a| a.id.as_str()).to_owned();
        let row = |d: Dyad<'_>| (d.id, format!("{} {}", name(d.actor), name(d.recipient)));
        told(stored).flat_map(|t| t.dyads()).map(row).collect()
    }

    #[test]
    fn mutual_events_go_both_ways_and_compound_ones_pair_by_pair() {
        let all = sample();
        let row = |id, pair: &str| (id, pair.to_owned());
        assert_eq!(pairs(&all[0]), [row(100_100, "a1 a2"), row(100_101, "a2 a1"), row(100_200, "a1 a3")]);
        assert_eq!(
            pairs(&all[1]),
            [row(200_100, "a2 a4"), row(200_101, "a3 a4")],
            "what is denied is not told"
        );
        assert_eq!(pairs(&all[2]), [row(300_200, "a3 a2"), row(300_201, "a4 a2"), row(300_400, "a5 a1")]);
    }

    #[test]
    fn several_who_act_side_by_side_do_not_act_upon_each_other() {
        let mut stored = sample().remove(2);
        stored.record.events[1].recipients.clear();
        assert_eq!(pairs(&stored)[..2], [(300_200, "a3 -".to_owned()), (300_201, "a4 -".to_owned())]);
        stored.record.events[1].actors.clear();
        stored.record.events[1].recipients = vec!["a2".into(), "a99".into()];
        assert_eq!(pairs(&stored)[0], (300_200, "- a2".to_owned()));
    }

    #[test]
    fn a_denial_reaches_what_is_claimed_within_it_and_circles_end() {
        let mut stored = sample().remove(1);
        stored.record.claims[0].within = Some("c2".into());
        assert_eq!(pairs(&stored), []);
        stored.record.claims[0].within = Some("c1".into());
        assert_eq!(pairs(&stored).len(), 2);
    }

    #[test]
    fn an_event_of_nobody_is_not_told() {
        let mut stored = sample().remove(0);
        stored.record.events[1].actors = vec!["a99".into()];
        stored.record.events[1].recipients.clear();
        assert_eq!(pairs(&stored).len(), 2);
    }

    #[test]
    fn numbers_never_collide_and_never_overflow() {
        let mut stored = sample().remove(0);
        let met = stored.record.events[0].clone();
        let parties: Vec<String> = (1..=3).cycle().take(15).map(|n| format!("a{n}")).collect();
        let numbered = |n| EventOut { id: format!("e{n}"), actors: parties.clone(), ..met.clone() };
        stored.record.events = (1..=1001).map(numbered).collect();
        let ids: Vec<i64> = pairs(&stored).into_iter().map(|p| p.0).collect();
        assert!(ids.windows(2).all(|w| w[0] < w[1]), "sorted and unique");
        assert_eq!(ids.len(), 99_900);
        assert!(ids.iter().all(|id| id / 100_000 == 1));
        stored.number = i64::MAX;
        assert_eq!(pairs(&stored), []);
    }

    #[test]
    fn the_day_is_the_events_else_the_dispatchs_else_unknown() {
        let all = sample();
        let days: Vec<_> = all.iter().flat_map(|s| told(s).map(|t| t.day())).collect();
        let day = |d: &str| Some(d.to_owned());
        assert_eq!(days, [day("2025-03-14"), day("2025-03-15"), day("2024-10-07"), None, None]);
    }

    #[test]
    fn an_actor_stands_in_the_sentence_or_the_nearest_before_it() {
        let all = sample();
        let (record, [met, thanked]) = (&all[0].record, &all[0].record.events[..]) else { panic!() };
        let at = |n: usize, e, s| mention(&record.actors[n], e, s).map(|m| m.span);
        let sentences = &all[0].sentences;
        assert_eq!(at(0, met, sentences[0]), Some([42, 54]), "not in the title");
        assert_eq!(at(1, met, sentences[0]), Some([93, 107]), "after the trigger");
        assert_eq!(at(2, met, sentences[0]), Some([69, 75]), "though the event does not rest on it");
        assert_eq!(at(1, thanked, sentences[1]), Some([93, 107]), "nearest before");
        assert_eq!(at(0, thanked, sentences[1]), Some([130, 133]), "a pronoun");
        assert_eq!(at(1, met, None), Some([93, 107]), "where the event rests on it");
        assert_eq!(at(1, thanked, None), Some([93, 107]), "nearest before the trigger");
        assert_eq!(at(2, met, None), None);
    }
}

//! How does a record become rows?

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use chancery_model::record::{ActorOut, ClaimOut, EventOut, Record, Span};
use chancery_model::text::Text;

use crate::day;
use crate::intake::{INGEST, Intake};
use crate::rows::{Rows, Value};
use crate::schema::{ACTORS, CLAIMS, EVENTS, MENTIONS, PARTICIPANTS, REMARKS, SEGMENT_TABLES};
use crate::spans::{hull, written};
use crate::stored::Stored;

/// Rows of all tables of a segment.
#[derive(Debug)]
pub(crate) struct Flat {
    events: Rows,
    participants: Rows,
    claims: Rows,
    actors: Rows,
    mentions: Rows,
    remarks: Rows,
}

impl Default for Flat {
    fn default() -> Self {
        Self {
            events: Rows::new(&EVENTS),
            participants: Rows::new(&PARTICIPANTS),
            claims: Rows::new(&CLAIMS),
            actors: Rows::new(&ACTORS),
            mentions: Rows::new(&MENTIONS),
            remarks: Rows::new(&REMARKS),
        }
    }
}

impl Flat {
    /// The rows in the order of [`SEGMENT_TABLES`].
    pub(crate) fn tables(&mut self) -> [&mut Rows; SEGMENT_TABLES.len()] {
        [
            &mut self.events,
            &mut self.participants,
            &mut self.claims,
            &mut self.actors,
            &mut self.mentions,
            &mut self.remarks,
        ]
    }

    /// Adds the rows of a dispatch that comes in.
    pub(crate) fn push(&mut self, run: i32, dispatch: i64, intake: &Intake) {
        let sentence = |e: &EventOut| intake.sentences.get(e.sentence as usize).copied();
        let sentences: Vec<_> = intake.record.events.iter().map(sentence).collect();
        self.add(run, dispatch, &intake.record, &sentences, &BTreeMap::new());
    }

    /// Adds the rows of a dispatch that the store gave back, with its corrections.
    pub(crate) fn push_stored(&mut self, stored: &Stored) {
        let mut corrected: BTreeMap<String, String> = BTreeMap::new();
        for c in &stored.corrections {
            let fields = corrected.entry(c.event.clone()).or_default();
            if !fields.split(' ').any(|f| f == c.field) {
                let gap = if fields.is_empty() { "" } else { " " };
                fields.push_str(gap);
                fields.push_str(&c.field);
            }
        }
        self.add(stored.run, stored.number, &stored.record, &stored.sentences, &corrected);
    }

    fn add(
        &mut self,
        run: i32,
        dispatch: i64,
        record: &Record,
        sentences: &[Option<Span>],
        corrected: &BTreeMap<String, String>,
    ) {
        let text = Text::new(record.dispatch.text.clone());
        let published = record.dispatch.published.as_deref().and_then(day::exact);
        let page = Page { run, dispatch, published, record, text: &text, corrected };
        for (n, event) in record.events.iter().enumerate() {
            page.event(event, sentences.get(n).copied().flatten(), &mut self.events);
            page.participants(event, &mut self.participants);
        }
        for claim in &record.claims {
            page.claim(claim, &mut self.claims);
        }
        for actor in &record.actors {
            page.actor(actor, &mut self.actors);
            page.mentions(actor, &mut self.mentions);
        }
        page.remarks(&mut self.remarks);
    }
}

/// The rows of the table `events` that dispatches have. `dispatch` is the dispatch's place among them, from 0;
/// no run made them, and its number is 0.
pub fn event_rows<'i>(intakes: impl IntoIterator<Item = &'i Intake>) -> Result<RecordBatch, ArrowError> {
    let mut flat = Flat::default();
    for (place, intake) in (0..).zip(intakes) {
        flat.push(0, place, intake);
    }
    flat.events.take()
}

/// One record on its way into rows.
struct Page<'a> {
    run: i32,
    dispatch: i64,
    published: Option<i32>,
    record: &'a Record,
    text: &'a Text,
    /// Corrected fields by event.
    corrected: &'a BTreeMap<String, String>,
}

/// The number of "a3", "c7", "e12".
pub(crate) fn number(id: &str) -> i64 {
    id.get(1..).and_then(|n| n.parse().ok()).unwrap_or(0)
}

impl<'a> Page<'a> {
    fn found(&self, id: &str) -> Option<&'a ActorOut> {
        self.record.actors.iter().find(|a| a.id == id)
    }

    fn actors_of(&self, ids: &[String]) -> Vec<&'a ActorOut> {
        ids.iter().filter_map(|id| self.found(id)).collect()
    }

    /// Code points and bytes of the hull of spans.
    fn place_of(&self, spans: &[Span]) -> [Value; 4] {
        let [start, end] = hull(spans).unwrap_or_default();
        let bytes = |at: u32| Value::Int(i64::try_from(self.text.byte(at)).unwrap_or(0));
        [start.into(), end.into(), bytes(start), bytes(end)]
    }

    fn event(&self, e: &EventOut, sentence: Option<Span>, rows: &mut Rows) {
        let (actors, recipients) = (self.actors_of(&e.actors), self.actors_of(&e.recipients));
        let claim = e.reported_by.as_ref().and_then(|id| self.record.claims.iter().find(|c| c.id == *id));
        let date = e.date.as_ref();
        let date_span = date.and_then(|d| d.span);
        let place = e.place.as_ref();
        let [start, end, byte_start, byte_end] = self.place_of(&e.trigger);
        rows.push([
            self.run.into(),
            self.dispatch.into(),
            number(&e.id).into(),
            self.day_of(e).into(),
            (&e.kind).into(),
            e.mode.as_ref().into(),
            e.contexts.join(" ").into(),
            e.cameo.as_ref().into(),
            i32::from(e.quad).into(),
            e.intensity.into(),
            (&e.status).into(),
            names(&actors).into(),
            countries(&actors).into(),
            sectors(&actors).into(),
            names(&recipients).into(),
            countries(&recipients).into(),
            sectors(&recipients).into(),
            claim.map(|c| number(&c.id)).into(),
            claim.map(|c| names(&self.actors_of(&c.sources))).into(),
            claim.map(|c| &c.stance).into(),
            date.map(|d| &d.value).into(),
            date.map(|d| &d.granularity).into(),
            date.map(|d| &d.basis).into(),
            date_span.map(|s| s[0]).into(),
            date_span.map(|s| s[1]).into(),
            place.map(|p| &p.name).into(),
            place.and_then(|p| p.country.as_ref()).into(),
            place.and_then(|p| p.lat).into(),
            place.and_then(|p| p.lon).into(),
            place.and_then(|p| p.geonameid).into(),
            place.map(|p| written(&p.span)).into(),
            written(&e.trigger).into(),
            start,
            end,
            byte_start,
            byte_end,
            e.sentence.into(),
            sentence.map(|s| s[0]).into(),
            sentence.map(|s| s[1]).into(),
            written(&e.evidence.spans).into(),
            (&e.evidence.by).into(),
            e.evidence.confidence.into(),
            self.corrected.get(&e.id).into(),
            joined(e.same_as.iter().map(|id| number(id).to_string())).into(),
        ]);
    }

    fn day_of(&self, e: &EventOut) -> Option<i32> {
        e.date.as_ref().and_then(|d| day::first(&d.value)).or(self.published)
    }

    fn participants(&self, e: &EventOut, rows: &mut Rows) {
        let actors = e.actors.iter().map(|id| ("actor", id));
        let recipients = e.recipients.iter().map(|id| ("recipient", id));
        let others = e.participants.iter().map(|p| (p.role.as_str(), &p.actor));
        for (role, id) in actors.chain(recipients).chain(others) {
            let Some(actor) = self.found(id) else { continue };
            rows.push([
                self.run.into(),
                self.dispatch.into(),
                number(&e.id).into(),
                self.day_of(e).into(),
                role.into(),
                number(id).into(),
                (&actor.name).into(),
                actor.country.as_ref().into(),
                actor.sectors.join(" ").into(),
            ]);
        }
    }

    fn claim(&self, c: &ClaimOut, rows: &mut Rows) {
        let sources = self.actors_of(&c.sources);
        let [start, end, byte_start, byte_end] = self.place_of(&c.content);
        rows.push([
            self.run.into(),
            self.dispatch.into(),
            number(&c.id).into(),
            self.published.into(),
            names(&sources).into(),
            joined(c.sources.iter().map(|id| number(id).to_string())).into(),
            countries(&sources).into(),
            written(&c.source_span).into(),
            (&c.cue.lemma).into(),
            written(&c.cue.span).into(),
            written(&c.content).into(),
            start,
            end,
            byte_start,
            byte_end,
            (&c.form).into(),
            (&c.stance).into(),
            c.within.as_ref().map(|id| number(id)).into(),
            (&c.evidence.by).into(),
            c.evidence.confidence.into(),
        ]);
    }

    fn actor(&self, a: &ActorOut, rows: &mut Rows) {
        rows.push([
            self.run.into(),
            self.dispatch.into(),
            number(&a.id).into(),
            self.published.into(),
            (&a.kind).into(),
            (&a.name).into(),
            a.country.as_ref().into(),
            a.sectors.join(" ").into(),
            a.office.as_ref().into(),
            a.office_text.as_ref().into(),
            a.reference.as_ref().into(),
            (&a.basis).into(),
            written(&a.loaded).into(),
            i64::try_from(a.mentions.len()).unwrap_or(0).into(),
        ]);
    }

    fn mentions(&self, a: &ActorOut, rows: &mut Rows) {
        for mention in &a.mentions {
            let [start, end, byte_start, byte_end] = self.place_of(&[mention.span]);
            rows.push([
                self.run.into(),
                self.dispatch.into(),
                number(&a.id).into(),
                self.published.into(),
                (&mention.kind).into(),
                start,
                end,
                byte_start,
                byte_end,
            ]);
        }
    }

    /// Those of stage 1 are the dispatch's and stand in the ledger.
    fn remarks(&self, rows: &mut Rows) {
        for (n, remark) in (1_i32..).zip(self.record.remarks.iter().filter(|r| r.stage != INGEST)) {
            rows.push([
                self.run.into(),
                self.dispatch.into(),
                n.into(),
                self.published.into(),
                (&remark.stage).into(),
                (&remark.code).into(),
                remark.span.as_ref().map(|s| written(s)).into(),
                (&remark.text).into(),
            ]);
        }
    }
}

fn names(actors: &[&ActorOut]) -> String {
    actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn countries(actors: &[&ActorOut]) -> String {
    once(actors.iter().filter_map(|a| a.country.as_deref()))
}

fn sectors(actors: &[&ActorOut]) -> String {
    once(actors.iter().flat_map(|a| a.sectors.iter().map(String::as_str)))
}

/// Each once, in their order.
fn once<'a>(all: impl Iterator<Item = &'a str>) -> String {
    let mut seen = BTreeSet::new();
    joined(all.filter(|s| seen.insert(*s)))
}

fn joined<S: AsRef<str>>(all: impl Iterator<Item = S>) -> String {
    let mut out = String::new();
    for part in all {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part.as_ref());
    }
    out
}

//! How do rows become records again? The reverse of `flatten`: what went in comes out, to the last field.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use chancery_model::record::{
    ActorOut, ClaimOut, CueOut, DateOut, EventOut, EvidenceOut, MentionOut, ParticipantOut, PlaceOut,
    RemarkOut, Span,
};

use crate::schema::{ACTORS, CLAIMS, EVENTS, MENTIONS, PARTICIPANTS, REMARKS, Table};
use crate::spans::read;

/// What a run found in one dispatch.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Coding {
    /// Who is in it.
    pub(crate) actors: Vec<ActorOut>,
    /// Who says what.
    pub(crate) claims: Vec<ClaimOut>,
    /// Who did what to whom.
    pub(crate) events: Vec<EventOut>,
    /// Where the events' sentences stand.
    pub(crate) sentences: Vec<Option<Span>>,
    /// What the stages after the first remarked.
    pub(crate) remarks: Vec<RemarkOut>,
}

/// One table of a segment, with the rows of each dispatch.
#[derive(Debug)]
pub(crate) struct Sheet {
    table: &'static Table,
    batch: RecordBatch,
    rows: BTreeMap<i64, Vec<usize>>,
}

impl Sheet {
    /// A table's rows; they must have its columns.
    pub(crate) fn new(table: &'static Table, batch: RecordBatch) -> Self {
        let mut rows: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        let dispatches = table.index("dispatch").and_then(|at| batch.columns().get(at));
        if let Some(column) = dispatches.and_then(|c| c.as_primitive_opt::<Int64Type>()) {
            for (row, dispatch) in column.values().iter().enumerate() {
                rows.entry(*dispatch).or_default().push(row);
            }
        }
        Self { table, batch, rows }
    }

    /// Roughly the memory that it takes.
    fn bytes(&self) -> usize {
        let lists = self.rows.len() * (size_of::<(i64, Vec<usize>)>() * 2)
            + self.batch.num_rows() * size_of::<usize>();
        size_of::<Self>() + self.batch.get_array_memory_size() + lists
    }

    fn of(&self, dispatch: i64) -> impl Iterator<Item = Row<'_>> {
        let rows = self.rows.get(&dispatch).map_or(&[][..], Vec::as_slice);
        rows.iter().map(|row| Row { sheet: self, row: *row })
    }

    /// The rows of a dispatch by one of their numbers.
    fn numbered(&self, dispatch: i64, column: &str) -> Vec<Row<'_>> {
        let mut rows: Vec<Row<'_>> = self.of(dispatch).collect();
        rows.sort_by_key(|r| r.int(column));
        rows
    }
}

/// One row.
#[derive(Clone, Copy)]
struct Row<'a> {
    sheet: &'a Sheet,
    row: usize,
}

impl<'a> Row<'a> {
    fn column(self, name: &str) -> Option<&'a dyn Array> {
        let at = self.sheet.table.index(name)?;
        self.sheet.batch.columns().get(at).map(AsRef::as_ref).filter(|c| c.is_valid(self.row))
    }

    fn int(self, name: &str) -> i64 {
        self.maybe_int(name).unwrap_or(0)
    }

    fn maybe_int(self, name: &str) -> Option<i64> {
        let column = self.column(name)?;
        let narrow = column.as_primitive_opt::<Int32Type>().map(|c| i64::from(c.value(self.row)));
        narrow.or_else(|| column.as_primitive_opt::<Int64Type>().map(|c| c.value(self.row)))
    }

    fn real(self, name: &str) -> Option<f64> {
        self.column(name)?.as_primitive_opt::<Float64Type>().map(|c| c.value(self.row))
    }

    fn maybe_text(self, name: &str) -> Option<String> {
        self.column(name)?.as_string_opt::<i32>().map(|c| c.value(self.row).to_owned())
    }

    fn text(self, name: &str) -> String {
        self.maybe_text(name).unwrap_or_default()
    }

    fn words(self, name: &str) -> Vec<String> {
        self.text(name).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
    }

    fn spans(self, name: &str) -> Vec<Span> {
        read(&self.text(name))
    }

    fn point(self, name: &str) -> Option<u32> {
        self.maybe_int(name).and_then(|n| u32::try_from(n).ok())
    }

    fn span(self, start: &str, end: &str) -> Option<Span> {
        self.point(start).zip(self.point(end)).map(|(start, end)| [start, end])
    }
}

/// The tables of a segment.
#[derive(Debug)]
pub(crate) struct Sheets {
    events: Sheet,
    participants: Sheet,
    claims: Sheet,
    actors: Sheet,
    mentions: Sheet,
    remarks: Sheet,
}

impl Sheets {
    /// In the order of the segments' tables.
    pub(crate) fn new(batches: [RecordBatch; 6]) -> Self {
        let [events, participants, claims, actors, mentions, remarks] = batches;
        Self {
            events: Sheet::new(&EVENTS, events),
            participants: Sheet::new(&PARTICIPANTS, participants),
            claims: Sheet::new(&CLAIMS, claims),
            actors: Sheet::new(&ACTORS, actors),
            mentions: Sheet::new(&MENTIONS, mentions),
            remarks: Sheet::new(&REMARKS, remarks),
        }
    }

    /// Roughly the memory that they take.
    pub(crate) fn bytes(&self) -> usize {
        let all =
            [&self.events, &self.participants, &self.claims, &self.actors, &self.mentions, &self.remarks];
        all.iter().map(|sheet| sheet.bytes()).sum()
    }

    /// What was found in a dispatch.
    pub(crate) fn coding(&self, dispatch: i64) -> Coding {
        let events = self.events.numbered(dispatch, "event");
        let mut parts: BTreeMap<i64, Vec<Row<'_>>> = BTreeMap::new();
        for row in self.participants.of(dispatch) {
            parts.entry(row.int("event")).or_default().push(row);
        }
        let mut mentions: BTreeMap<i64, Vec<MentionOut>> = BTreeMap::new();
        for row in self.mentions.of(dispatch) {
            let mention =
                MentionOut { span: row.span("start", "end").unwrap_or_default(), kind: row.text("kind") };
            mentions.entry(row.int("actor")).or_default().push(mention);
        }
        let event = |row: &Row<'_>| event(*row, parts.get(&row.int("event")).map_or(&[][..], Vec::as_slice));
        Coding {
            sentences: events.iter().map(|row| row.span("sentence_start", "sentence_end")).collect(),
            events: events.iter().map(event).collect(),
            claims: self.claims.numbered(dispatch, "claim").into_iter().map(claim).collect(),
            actors: self
                .actors
                .numbered(dispatch, "actor")
                .into_iter()
                .map(|row| actor(row, mentions.remove(&row.int("actor")).unwrap_or_default()))
                .collect(),
            remarks: self.remarks.numbered(dispatch, "remark").into_iter().map(remark).collect(),
        }
    }
}

fn event(row: Row<'_>, parts: &[Row<'_>]) -> EventOut {
    let id = |part: &Row<'_>| format!("a{}", part.int("actor"));
    let of = |role: &str| parts.iter().filter(|p| p.text("role") == role).map(id).collect();
    let others = parts.iter().filter(|p| !matches!(p.text("role").as_str(), "actor" | "recipient"));
    EventOut {
        id: format!("e{}", row.int("event")),
        kind: row.text("type"),
        mode: row.maybe_text("mode"),
        contexts: row.words("contexts"),
        cameo: row.maybe_text("cameo"),
        quad: u8::try_from(row.int("quad")).unwrap_or(0),
        intensity: row.real("intensity").unwrap_or(0.0),
        actors: of("actor"),
        recipients: of("recipient"),
        participants: others.map(|p| ParticipantOut { actor: id(p), role: p.text("role") }).collect(),
        status: row.text("status"),
        reported_by: row.maybe_int("claim").map(|n| format!("c{n}")),
        date: row.maybe_text("date").map(|value| DateOut {
            value,
            granularity: row.text("date_granularity"),
            basis: row.text("date_basis"),
            span: row.span("date_start", "date_end"),
        }),
        place: row.maybe_text("place").map(|name| PlaceOut {
            name,
            country: row.maybe_text("place_country"),
            lat: row.real("latitude"),
            lon: row.real("longitude"),
            geonameid: row.point("geonameid"),
            span: row.spans("place_spans"),
        }),
        trigger: row.spans("trigger_spans"),
        sentence: row.point("sentence").unwrap_or(0),
        same_as: row.words("same_as").into_iter().map(|n| format!("e{n}")).collect(),
        evidence: EvidenceOut {
            by: row.text("coded_by"),
            confidence: row.real("confidence").unwrap_or(0.0),
            spans: row.spans("evidence_spans"),
        },
    }
}

fn claim(row: Row<'_>) -> ClaimOut {
    ClaimOut {
        id: format!("c{}", row.int("claim")),
        sources: row.words("source_ids").into_iter().map(|n| format!("a{n}")).collect(),
        source_span: row.spans("source_spans"),
        cue: CueOut { span: row.spans("cue_spans"), lemma: row.text("cue") },
        content: row.spans("content_spans"),
        form: row.text("form"),
        stance: row.text("stance"),
        within: row.maybe_int("within").map(|n| format!("c{n}")),
        evidence: EvidenceOut {
            by: row.text("found_by"),
            confidence: row.real("confidence").unwrap_or(0.0),
            spans: Vec::new(),
        },
    }
}

fn actor(row: Row<'_>, mentions: Vec<MentionOut>) -> ActorOut {
    ActorOut {
        id: format!("a{}", row.int("actor")),
        kind: row.text("kind"),
        name: row.text("name"),
        country: row.maybe_text("country"),
        sectors: row.words("sectors"),
        office: row.maybe_text("office"),
        office_text: row.maybe_text("office_text"),
        reference: row.maybe_text("reference"),
        basis: row.text("basis"),
        loaded: row.spans("loaded_spans"),
        mentions,
    }
}

fn remark(row: Row<'_>) -> RemarkOut {
    RemarkOut {
        stage: row.text("stage"),
        code: row.text("code"),
        span: row.maybe_text("spans").map(|s| read(&s)),
        text: row.text("text"),
    }
}

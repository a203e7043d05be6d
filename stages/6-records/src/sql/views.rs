//! Which rows of the segments are shown? Those of the chosen runs, corrected; and with each span as one value
//! that `text_of` understands.

use std::sync::Arc;

use arrow_array::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::logical_expr::Expr;
use datafusion::prelude::{DataFrame, SessionContext, col, lit};
use url::Url;

use super::Refusal;
use super::strings::viewed;
use crate::error::Error;
use crate::flatten::Flat;
use crate::ranges::{Current, Part};
use crate::schema::{EVENTS, PARTICIPANTS, SEGMENT_TABLES, Table};
use crate::segments;
use crate::store::{Choice, Store};

/// Columns that the views have beside those of the segments: table, name, how it is made, what it means.
pub const VIEW_COLUMNS: [(&str, &str, &str, &str); 7] = [
    ("events", "trigger", "trigger_spans", "The words that carry the event, for `text_of`."),
    ("events", "sentence_span", "sentence_start || '-' || sentence_end", "The sentence, for `text_of`."),
    ("events", "evidence", "evidence_spans", "The words that the coding rests on, for `text_of`."),
    ("claims", "content", "content_spans", "What is said, for `text_of`."),
    ("claims", "source", "source_spans", "Where the sources are named, for `text_of`."),
    ("claims", "cue_span", "cue_spans", "The word that says that somebody says, for `text_of`."),
    ("mentions", "span", "start || '-' || \"end\"", "The mention's words, for `text_of`."),
];

/// Registers the views of all tables of the segments.
pub(super) fn register(
    context: &SessionContext,
    store: &Store,
    current: &Current,
    choice: Choice,
) -> Result<(), Error> {
    let corrected = Corrected::of(store, choice)?;
    for table in SEGMENT_TABLES {
        let mut frame = rows(context, store, current, table)?;
        if let Some(batch) = corrected.as_ref().and_then(|c| c.rows(table)) {
            let others = col("dispatch")
                .in_list(corrected.iter().flat_map(|c| &c.dispatches).map(|d| lit(*d)).collect(), true);
            let made = MemTable::try_new(table.arrow(), vec![vec![batch]])?;
            frame = frame.filter(others)?.union(context.read_table(Arc::new(made))?)?;
        }
        for (_, name, value, _) in VIEW_COLUMNS.iter().filter(|c| c.0 == table.name) {
            let span = format!("CAST(dispatch AS VARCHAR) || ':' || {value}");
            let made = frame.parse_sql_expr(&span)?;
            frame = frame.with_column(name, made)?;
        }
        context.register_table(table.name, frame.into_view())?;
    }
    Ok(())
}

/// A table's rows of the segments that count.
fn rows(
    context: &SessionContext,
    store: &Store,
    current: &Current,
    table: &'static Table,
) -> Result<DataFrame, Error> {
    let whole: Vec<Part<'_>> = current.parts().filter(Part::is_whole).collect();
    let mut frame = listed(context, store, &whole, table)?;
    for part in current.parts().filter(|p| !p.is_whole()) {
        let within =
            |r: &std::ops::RangeInclusive<i64>| col("dispatch").between(lit(*r.start()), lit(*r.end()));
        let Some(counts) = part.ranges.iter().map(within).reduce(Expr::or) else { continue };
        frame = frame.union(listed(context, store, &[part], table)?.filter(counts)?)?;
    }
    Ok(frame)
}

fn listed(
    context: &SessionContext,
    store: &Store,
    parts: &[Part<'_>],
    table: &'static Table,
) -> Result<DataFrame, Error> {
    let folder = store.segments_folder();
    // Addresses know no "..".
    let folder = folder.canonicalize().map_err(Error::file(&folder))?;
    let files = parts.iter().filter_map(|p| segments::file_of(p.segment, table));
    let address = |name: &str| {
        let url = Url::from_file_path(folder.join(name));
        let url = url.map_err(|()| Refusal::Wrong(format!("{} has no address", folder.display())))?;
        ListingTableUrl::try_new(url, None).map_err(Refusal::from)
    };
    let paths = files.map(|f| address(&f.name)).collect::<Result<Vec<_>, _>>()?;
    if paths.is_empty() {
        let empty = MemTable::try_new(table.arrow(), vec![vec![RecordBatch::new_empty(table.arrow())]])?;
        return Ok(context.read_table(Arc::new(empty))?);
    }
    let options = ListingOptions::new(Arc::new(ParquetFormat::default()));
    let config = ListingTableConfig::new_with_multi_paths(paths)
        .with_listing_options(options)
        .with_schema(viewed(&table.arrow()));
    Ok(context.read_table(Arc::new(ListingTable::try_new(config)?))?)
}

/// Events of corrected dispatches, as they should be.
struct Corrected {
    dispatches: Vec<i64>,
    events: RecordBatch,
    participants: RecordBatch,
}

impl Corrected {
    fn of(store: &Store, choice: Choice) -> Result<Option<Self>, Error> {
        let dispatches: Vec<i64> = store.corrections_by_dispatch()?.into_keys().collect();
        if dispatches.is_empty() {
            return Ok(None);
        }
        let mut flat = Flat::default();
        for dispatch in &dispatches {
            if let Some(stored) = store.record(*dispatch, choice)? {
                flat.push_stored(&stored);
            }
        }
        let [events, participants, ..] = flat.tables();
        let wrong = |e: arrow_schema::ArrowError| Refusal::Wrong(e.to_string());
        let (events, participants) = (events.take().map_err(wrong)?, participants.take().map_err(wrong)?);
        Ok(Some(Self { dispatches, events, participants }))
    }

    fn rows(&self, table: &Table) -> Option<RecordBatch> {
        match table.name {
            name if name == EVENTS.name => Some(self.events.clone()),
            name if name == PARTICIPANTS.name => Some(self.participants.clone()),
            _ => None,
        }
    }
}

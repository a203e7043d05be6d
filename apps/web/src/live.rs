//! What is new while somebody looks? Dispatches of a watched folder or feed come into the store, and pages that
//! listen are told of the incidents that they tell of.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::{Stream, StreamExt};
use serde_json::json;
use tokio_stream::wrappers::BroadcastStream;

use crate::archive::Archive;
use crate::pages::lists;
use crate::reading::Names;
use crate::site::Site;

/// Incidents of which one change tells at most; a large ingest is no news.
const MOST: usize = 50;

/// Something to tell.
#[derive(Debug, Clone)]
pub(crate) enum News {
    /// An incident of which a new dispatch tells, as an item of a list.
    Incident(String),
    /// How things stand.
    State(String),
}

impl News {
    fn event(&self) -> Event {
        match self {
            Self::Incident(html) => {
                Event::default().event("incident").data(json!({"html": html}).to_string())
            }
            Self::State(text) => Event::default().event("state").data(json!({"text": text}).to_string()),
        }
    }
}

/// What a later state of a store tells that an earlier one did not.
pub(crate) fn between(before: &Archive, after: &Archive, names: &Names) -> Vec<News> {
    let fresh = after.newest_dispatch().saturating_sub(before.newest_dispatch());
    if fresh <= 0 {
        return Vec::new();
    }
    let mut incidents = BTreeSet::new();
    for dispatch in before.newest_dispatch() + 1..=after.newest_dispatch() {
        let events = after.events_of(dispatch);
        incidents.extend(events.iter().filter_map(|at| after.row(*at).incident));
    }
    let shown = incidents.iter().take(MOST).filter_map(|n| after.incident(*n));
    let mut news: Vec<News> =
        shown.map(|i| News::Incident(lists::incident(&i, names).into_string())).collect();
    let dispatches = if fresh == 1 { "dispatch" } else { "dispatches" };
    news.push(News::State(format!("{fresh} new {dispatches}, {} incidents", incidents.len())));
    news
}

/// The stream of news.
pub(crate) async fn stream(
    State(site): State<Arc<Site>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let state = match &site.watched {
        Some(input) => format!("Watching {input}"),
        None => "Listening for what is ingested into the store".to_owned(),
    };
    let first = futures::stream::iter([News::State(state)]);
    // Who is too slow to be told everything is told what comes next.
    let news = BroadcastStream::new(site.news.subscribe()).filter_map(|n| async { n.ok() });
    Sse::new(first.chain(news).map(|n| Ok(n.event()))).keep_alive(KeepAlive::default())
}

/// Looks for new dispatches of an input and for changes of the store, as long as the site is served.
pub(crate) fn watch(site: &Arc<Site>, every: Duration) {
    let site = Arc::downgrade(site);
    thread::spawn(move || {
        let mut complaint = String::new();
        while let Some(site) = site.upgrade() {
            let read = match &site.watched {
                Some(input) => site.pipeline.ingest(&site.folder, input),
                None => Ok(0),
            };
            let done = read.and_then(|_| site.refresh().map_err(|e| e.to_string()));
            // The same trouble is told once, not every few seconds.
            let trouble = done.err().unwrap_or_default();
            if trouble != complaint {
                if !trouble.is_empty() {
                    let _ = site.news.send(News::State(trouble.clone()));
                }
                complaint = trouble;
            }
            drop(site);
            thread::sleep(every);
        }
    });
}

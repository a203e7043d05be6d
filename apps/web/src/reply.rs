//! How does a question become an answer? Looked up where it was answered before, else made on a thread that may
//! wait for the disk.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Path, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use maud::Markup;
use serde::Serialize;

use crate::cache::{Answer, Page};
use crate::problem::Problem;
use crate::site::{Site, Snapshot};

/// What an answer is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look<'a> {
    /// The store.
    pub(crate) site: &'a Site,
    /// Its state.
    pub(crate) snapshot: &'a Snapshot,
    /// The parameters of the address.
    query: &'a [(String, String)],
}

impl Look<'_> {
    /// The parameters of the address in their order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.query.iter().cloned()
    }

    /// The first parameter of a name that holds something.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let value = self.query.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim());
        value.filter(|v| !v.is_empty())
    }

    /// A parameter that is a number; else this.
    pub(crate) fn number(&self, name: &str, otherwise: usize) -> usize {
        self.parameter(name).and_then(|v| v.parse().ok()).unwrap_or(otherwise)
    }
}

/// What is given or not.
pub(crate) type Made = Result<Page, Problem>;

/// An HTML page.
pub(crate) fn html(markup: &Markup) -> Page {
    Page { kind: "text/html; charset=utf-8", body: markup.0.clone().into() }
}

/// JSON.
pub(crate) fn json(value: &impl Serialize) -> Made {
    let body = serde_json::to_vec(value)
        .map_err(|e| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, format!("It cannot be written: {e}")))?;
    Ok(Page { kind: "application/json", body: body.into() })
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, self.kind), (header::CACHE_CONTROL, "no-cache")], self.body).into_response()
    }
}

/// The parameters of an address.
pub(crate) fn parameters(uri: &Uri) -> Vec<(String, String)> {
    form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

/// Addresses whose pages ask the query engine. Only so many are made at a time as leave room for all others, which
/// take a hundredth of their time.
const SLOW: [&str; 4] = ["/actor", "/outlet", "/sql", "/api/v1/sql"];

/// Ends a task that nobody waits for, unless it has been begun.
struct Unwanted(tokio::task::AbortHandle);

impl Drop for Unwanted {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Answers with what depends on the address and the store's state alone.
async fn shown(site: Arc<Site>, uri: Uri, make: impl FnOnce(Look<'_>) -> Made + Send + 'static) -> Response {
    if site.is_due() {
        let site = Arc::clone(&site);
        // Nobody waits for it. Should it fail, the old state is shown, and the next glance tries again.
        drop(tokio::task::spawn_blocking(move || site.refresh()));
    }
    let snapshot = site.snapshot();
    let address = uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let turn = match site.cache.ask(snapshot.number, &address) {
        Answer::Known(page) => {
            site.metrics.known();
            return page.into_response();
        }
        Answer::Turn(turn) => turn,
    };
    let making = || {
        let (site, query, address) = (Arc::clone(&site), parameters(&uri), address.clone());
        let slow = SLOW.contains(&uri.path()).then(|| Arc::clone(&site.slow));
        let work = move || {
            let made = make(Look { site: &site, snapshot: &snapshot, query: &query });
            if let Ok(page) = &made {
                site.cache.put(snapshot.number, &address, page.clone());
            }
            made
        };
        async {
            let room = match slow {
                Some(slow) => slow.acquire_owned().await.ok(),
                None => None,
            };
            let task = tokio::task::spawn_blocking(move || {
                let _room = room;
                work()
            });
            // Nobody waits any more: what has not been begun need not be done.
            let _unwanted = Unwanted(task.abort_handle());
            task.await.unwrap_or_else(|_| Err(failed()))
        }
    };
    let made = turn.made().get_or_init(making).await.clone();
    finished(made, uri.path().starts_with("/api/"))
}

/// An address whose answer depends on its parameters.
pub(crate) fn answers(make: fn(Look<'_>) -> Made) -> MethodRouter<Arc<Site>> {
    get(move |State(site): State<Arc<Site>>, uri: Uri| shown(site, uri, make))
}

/// The same where the last part of the address names something.
pub(crate) fn named(make: fn(Look<'_>, &str) -> Made) -> MethodRouter<Arc<Site>> {
    get(move |State(site): State<Arc<Site>>, Path(name): Path<String>, uri: Uri| {
        shown(site, uri, move |look| make(look, &name))
    })
}

/// Does what changes something or is not kept.
pub(crate) async fn done<T: IntoResponse + Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Response {
    finished(tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(failed())), false)
}

fn finished<T: IntoResponse>(made: Result<T, Problem>, api: bool) -> Response {
    made.map_or_else(|problem| problem.answer(api), IntoResponse::into_response)
}

/// A fault of ours.
pub(crate) fn failed() -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The program failed at this page.")
        .with("The store is unharmed. Please report the address with the version of the program.")
}

/// Counts every answer and how long it took.
pub(crate) async fn measured(State(site): State<Arc<Site>>, request: Request<Body>, next: Next) -> Response {
    let began = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map(|p| p.as_str().to_owned());
    let response = next.run(request).await;
    // Addresses that nobody serves are one route: there are too many of them.
    let route = route.as_deref().unwrap_or("none");
    site.metrics.answered(route, response.status().as_u16(), began.elapsed());
    response
}

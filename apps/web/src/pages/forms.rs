//! What is sent to the page, and what is fetched from it? Corrections, texts to be read, and answers as files.

use std::io::{self, Write};
use std::sync::Arc;

use axum::Form;
use axum::body::{Body, Bytes};
use axum::extract::{Multipart, Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use chancery_records::corrections::correct as enter;
use chancery_records::sql::Format;
use serde::Deserialize;
use tokio::sync::mpsc;

use super::read as reading;
use crate::archive::Filter;
use crate::problem::Problem;
use crate::reply::{done, parameters};
use crate::site::Site;

/// A correction as a form sends it.
#[derive(Debug, Deserialize)]
pub(crate) struct Correction {
    token: String,
    event: String,
    field: String,
    value: String,
    by: String,
    why: String,
}

/// Enters a correction and shows the event again.
pub(crate) async fn correct(
    State(site): State<Arc<Site>>,
    Path(number): Path<i64>,
    Form(form): Form<Correction>,
) -> Response {
    done(move || {
        if blake3::hash(form.token.as_bytes()) != blake3::hash(site.form_token.as_bytes()) {
            return Err(Problem::new(StatusCode::FORBIDDEN, "The form is of an earlier run of this page.")
                .with("Go back, load the dispatch again, and send the correction from there."));
        }
        let event = form.event.trim_start_matches('e');
        let none = form.value.trim().is_empty() || (form.field == "event" && form.value.trim() == "none");
        let value = (!none).then(|| form.value.trim());
        enter(
            &site.folder,
            &format!("{number}:e{event}"),
            &form.field,
            value,
            form.by.trim(),
            form.why.trim(),
        )
        .map_err(|e| match e {
            // Here the field is to blame, not the address.
            chancery_records::Error::Unknown { .. } => Problem::wrong(e.to_string()),
            e => e.into(),
        })?;
        site.refresh()?;
        Ok(Redirect::to(&format!("/dispatch/{number}?event={event}&corrected={event}#e{event}")))
    })
    .await
}

/// Reads a text or file that was handed in.
pub(crate) async fn read(State(site): State<Arc<Site>>, mut form: Multipart) -> Response {
    let mut found: Option<(String, Bytes)> = None;
    loop {
        let part = match form.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(e) => return Problem::new(e.status(), e.body_text()).answer(false),
        };
        let name = part.file_name().filter(|n| !n.is_empty()).unwrap_or("pasted text").to_owned();
        match part.bytes().await {
            // A browser sends an empty file where none was chosen.
            Ok(bytes) if !bytes.is_empty() => found = Some((name, bytes)),
            Ok(_) => {}
            Err(e) => return Problem::new(e.status(), e.body_text()).answer(false),
        }
    }
    let (name, bytes) = found.unwrap_or_default();
    done(move || reading::record(&site, &name, &bytes)).await
}

/// Parts of a download that may wait to be sent.
const AHEAD: usize = 8;

/// An answer as a file: of a filter, or of a question in SQL.
pub(crate) async fn download(
    State(site): State<Arc<Site>>,
    Path(format): Path<String>,
    uri: Uri,
) -> Response {
    let (format, kind, ending) = match format.as_str() {
        "csv" => (Format::Csv, "text/csv; charset=utf-8", "csv"),
        "json" | "jsonl" => (Format::Jsonl, "application/jsonl", "jsonl"),
        "parquet" => (Format::Parquet, "application/vnd.apache.parquet", "parquet"),
        _ => return Problem::missing("Downloads are csv, json or parquet.").answer(false),
    };
    let pairs = parameters(&uri);
    let asked = pairs.iter().find(|(k, _)| k == "sql").map(|(_, v)| v.clone());
    let sql = asked.unwrap_or_else(|| Filter::parse(pairs.into_iter()).0.sql());
    let snapshot = site.snapshot();
    let (send, mut receive) = mpsc::channel::<Bytes>(AHEAD);
    let work = tokio::task::spawn_blocking(move || {
        let mut out = io::BufWriter::with_capacity(1 << 16, Sent(send));
        snapshot.session.write(&sql, format, &mut out)?;
        out.flush().map_err(chancery_records::Error::from)
    });
    // The first part, or why there is none: trouble in the midst of a file can only cut it off.
    let Some(first) = receive.recv().await else {
        return match work.await {
            Ok(Ok(())) => Problem::new(StatusCode::NO_CONTENT, "There is nothing in it.").answer(false),
            Ok(Err(e)) => Problem::from(e).answer(false),
            Err(_) => crate::reply::failed().answer(false),
        };
    };
    let rest = futures::stream::unfold((receive, Some(work)), |(mut receive, mut work)| async move {
        if let Some(part) = receive.recv().await {
            return Some((Ok(part), (receive, work)));
        }
        let failed = match work.take()?.await {
            Ok(Ok(())) => return None,
            Ok(Err(e)) => io::Error::other(e.to_string()),
            Err(e) => io::Error::other(e.to_string()),
        };
        Some((Err(failed), (receive, None)))
    });
    let first = futures::stream::iter([Ok::<_, io::Error>(first)]);
    let body = Body::from_stream(futures::StreamExt::chain(first, rest));
    let name = format!("attachment; filename=\"chancery-events.{ending}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response()
}

/// Sends what is written to it.
struct Sent(mpsc::Sender<Bytes>);

impl Write for Sent {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::new(io::ErrorKind::BrokenPipe, "nobody takes it any more");
        self.0.blocking_send(Bytes::copy_from_slice(buffer)).map_err(gone)?;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! Where do scripts and styles come from? They are inside the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// A file of the bundle.
pub(crate) async fn asset(Path(name): Path<String>, headers: axum::http::HeaderMap) -> Response {
    let Some(file) = Assets::get(&name) else {
        return Problem::missing("There is no such file.").answer(false);
    };
    // Names stay the same from version to version: a browser asks each time, and is told that nothing changed.
    let hash = file.metadata.sha256_hash();
    let tag =
        format!("\"{}\"", hash.iter().take(16).fold(String::new(), |tag, byte| tag + &format!("{byte:02x}")));
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|t| t.as_bytes() == tag.as_bytes());
    let about = [
        (header::CONTENT_TYPE, kind(&name).to_owned()),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    (about, file.data).into_response()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}

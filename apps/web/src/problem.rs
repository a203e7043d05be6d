//! How is it said that something cannot be shown? In words, with what to do; to programs as JSON.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Serialize;
use utoipa::ToSchema;

use crate::pages::layout;
use crate::reply;

/// Something that cannot be answered.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// The status of the answer.
    pub(crate) status: StatusCode,
    /// What is the matter.
    pub(crate) what: String,
    /// What to do.
    pub(crate) remedy: Option<String>,
}

/// What is the matter, for programs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Trouble {
    /// What is the matter.
    error: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, what: impl Into<String>) -> Self {
        Self { status, what: what.into(), remedy: None }
    }

    /// There is no such thing.
    pub(crate) fn missing(what: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, what)
    }

    /// It was asked wrongly.
    pub(crate) fn wrong(what: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, what)
    }

    pub(crate) fn with(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// As a page, or as JSON.
    pub(crate) fn answer(self, api: bool) -> Response {
        if api {
            return (self.status, Json(Trouble { error: self.what, remedy: self.remedy })).into_response();
        }
        let body = html! {
            h1 { (self.what) }
            @if let Some(remedy) = &self.remedy { p.lead { (remedy) } }
            p { a href="/" { "To the start" } }
        };
        let title = self.status.canonical_reason().unwrap_or("Problem");
        (self.status, reply::html(&layout::page(title, "", &body))).into_response()
    }
}

impl From<chancery_records::Error> for Problem {
    fn from(e: chancery_records::Error) -> Self {
        use chancery_records::Error as E;
        let status = match e {
            E::Query(_) => StatusCode::BAD_REQUEST,
            E::Unknown { .. } => StatusCode::NOT_FOUND,
            E::Busy(_) => StatusCode::CONFLICT,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, e.to_string())
    }
}

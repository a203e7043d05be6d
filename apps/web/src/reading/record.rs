//! How does the record stand beside the text? Events, claims and actors as cards, remarks below.

use chancery_model::record::RemarkOut;
use chancery_records::stored::Stored;
use maud::{Markup, html};

use super::card;
use super::glyphs::shown;
use super::index::Index;
use super::names::Names;
use super::words::short;

/// What a page is made for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'v> {
    /// What a form must bring back for a correction to be taken; without it there are no forms.
    pub(crate) token: Option<&'v str>,
    /// What codes stand for.
    pub(crate) names: &'v Names,
}

/// The record of a dispatch.
pub(crate) fn record(stored: &Stored, view: &View) -> Markup {
    let record = &stored.record;
    let index = Index::new(record, &stored.corrections);
    html! {
        aside.record aria-label="What was read in it" {
            section.events aria-labelledby="record-events" {
                h2 #record-events { "Events " span.count { (record.events.len()) } }
                @if record.events.is_empty() { p.muted { "No event was found." } }
                @for (n, event) in record.events.iter().enumerate() {
                    (card::event(&index, stored, n, event, view))
                }
            }
            section.claims aria-labelledby="record-claims" {
                h2 #record-claims { "Claims " span.count { (record.claims.len()) } }
                @if record.claims.is_empty() { p.muted { "Nobody is quoted." } }
                @for claim in &record.claims { (card::claim(&index, claim, view.names)) }
            }
            section.actors aria-labelledby="record-actors" {
                h2 #record-actors { "Actors " span.count { (record.actors.len()) } }
                @for actor in &record.actors { (card::actor(&index, actor, view.names)) }
            }
            @if !record.remarks.is_empty() {
                section.remarks aria-labelledby="record-remarks" {
                    h2 #record-remarks { "Remarks " span.count { (record.remarks.len()) } }
                    ul { @for remark in &record.remarks { li { (said(&index, remark)) } } }
                }
            }
            p.producer.muted {
                "Read by version " (shown(&record.producer.version)) " with rules "
                code { (short(&record.producer.rules, 12)) } " and model "
                code { (short(&record.producer.model, 12)) } "."
            }
        }
    }
}

fn said(index: &Index, remark: &RemarkOut) -> Markup {
    let words = short(&index.words.joined(remark.span.as_deref().unwrap_or_default()), 120);
    html! {
        bdi { (shown(&remark.text)) }
        @if !words.is_empty() { " " q { (shown(&words)) } }
        " " code.muted { (shown(&remark.code)) }
    }
}

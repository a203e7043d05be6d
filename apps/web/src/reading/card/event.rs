//! What does the card of an event say? What it was coded as, who did what to whom, and who says so.

use chancery_model::record::{DateOut, EventOut, PlaceOut};
use chancery_records::corrections::RETRACTED;
use chancery_records::stored::{Incidence, Stored};
use maud::{Markup, html};

use super::{correction, quotation};
use crate::reading::chain;
use crate::reading::glyphs::{called, shown};
use crate::reading::index::Index;
use crate::reading::names::Names;
use crate::reading::phrases::{country, fact, link_to, quad};
use crate::reading::record::View;
use crate::reading::words::short;

pub(in crate::reading) fn event(
    index: &Index,
    stored: &Stored,
    at: usize,
    event: &EventOut,
    view: &View,
) -> Markup {
    let sentence = stored.sentences.get(at).copied().flatten();
    let incidence = stored.incidents.get(at).and_then(Option::as_ref);
    let corrections = index.corrections(event);
    let retracted = event.status == RETRACTED;
    html! {
        section.event.retracted[retracted] id=(event.id) data-of=(event.id) aria-labelledby={ "h-" (event.id) } {
            (title(event, view.names))
            (deed(index, event, view.names))
            @if retracted { p.notice { "Somebody says that the dispatch does not tell of this." } }
            (voice(index, event))
            (quotation::sentence(&index.words, sentence, &event.trigger))
            (facts(index, event, incidence, view.names))
            (correction::made(corrections))
            (why(index, event))
            @if let Some(token) = view.token { (correction::form(stored.number, event, token)) }
        }
    }
}

fn title(event: &EventOut, names: &Names) -> Markup {
    html! {
        h3 id={ "h-" (event.id) } {
            a.back href={ "#t-" (event.id) } aria-label={ (shown(&event.id)) ", event in the text" } {
                (shown(&event.id))
            }
            " " span.type title=(shown(&event.kind)) {
                (shown(names.code(&event.kind)))
                @if let Some(mode) = &event.mode { span.mode { ", " (shown(&mode.replace('_', " "))) } }
            }
            " " (quad(event.quad, names))
            @if event.status != "actual" {
                " " span.badge.{ "status-" (class(&event.status)) } { (shown(&event.status)) }
            }
        }
    }
}

/// A status as part of a class: a name that is none of the record's has none of its own.
fn class(status: &str) -> &str {
    if status.bytes().all(|b| b.is_ascii_lowercase()) { status } else { "other" }
}

fn deed(index: &Index, event: &EventOut, names: &Names) -> Markup {
    let others: Vec<(&str, &str)> =
        event.participants.iter().map(|p| (p.actor.as_str(), p.role.as_str())).collect();
    html! {
        p.deed {
            (parties(index, &event.actors, names))
            @if !event.recipients.is_empty() || !is_mutual(event) {
                " " span.to aria-hidden="true" { "→" } span.sr { " to " } " "
                (parties(index, &event.recipients, names))
            }
            @for (id, role) in others {
                span.other { "; " (shown(role)) " " (party(index, id, names)) }
            }
        }
    }
}

/// What is done among its actors needs no recipient.
fn is_mutual(event: &EventOut) -> bool {
    event.actors.len() > 1 || matches!(event.kind.as_str(), "AGREE" | "CONSULT" | "COOPERATE")
}

fn parties(index: &Index, ids: &[String], names: &Names) -> Markup {
    html! {
        @if ids.is_empty() { span.muted { "someone unnamed" } }
        @for (n, id) in ids.iter().enumerate() {
            @if n > 0 { ", " }
            (party(index, id, names))
        }
    }
}

fn party(index: &Index, id: &str, names: &Names) -> Markup {
    html! {
        @if let Some(actor) = index.actor(id) {
            span.party {
                a href={ "#" (actor.id) } { bdi { (called(&actor.name)) } }
                @if let Some(code) = &actor.country { " " (country(code, names)) }
                @if let Some(office) = &actor.office { " " span.office { (shown(office)) } }
            }
        } @else {
            span.muted { "someone unnamed" }
        }
    }
}

/// Who says so, with links to the claims.
fn voice(index: &Index, event: &EventOut) -> Markup {
    let claim = event.reported_by.as_deref().and_then(|id| index.claim(id));
    let chain = chain::told(index.record, event, |id| index.claim(id), |id| index.actor(id));
    html! {
        p.voice {
            bdi { (chain) }
            @if let Some(claim) = claim {
                " " span.muted { "(" (link_to("claim", &claim.id)) ")" }
            }
        }
    }
}

fn facts(index: &Index, event: &EventOut, incidence: Option<&Incidence>, names: &Names) -> Markup {
    let contexts: Vec<&str> = event.contexts.iter().map(|c| names.code(c)).collect();
    html! {
        dl.facts {
            (fact("When", event.date.as_ref().map(|d| date(index, d))))
            (fact("Where", event.place.as_ref().map(|p| place(p, names))))
            (fact("About", (!contexts.is_empty()).then(|| html! { (shown(&contexts.join(", "))) })))
            (fact("Same as", (!event.same_as.is_empty()).then(|| same(event))))
            (fact("Incident", incidence.map(incident)))
        }
    }
}

fn date(index: &Index, date: &DateOut) -> Markup {
    let basis = match date.basis.as_str() {
        "text" => "as the text says",
        "dateline" => "by the dateline",
        "published" => "by the date of publication",
        "correction" => "by a correction",
        other => other,
    };
    let words = date.span.map(|s| short(index.words.of(s), 80)).filter(|w| !w.is_empty());
    html! {
        time { (shown(&date.value)) }
        " " span.muted {
            @if date.granularity != "day" { (shown(&date.granularity)) ", " }
            (shown(basis))
            @if let Some(words) = words { ": " q { (shown(&words)) } }
        }
    }
}

fn place(place: &PlaceOut, names: &Names) -> Markup {
    html! {
        bdi { (shown(&place.name)) }
        @if let Some(code) = &place.country { " " (country(code, names)) }
    }
}

fn same(event: &EventOut) -> Markup {
    html! {
        @for (n, id) in event.same_as.iter().enumerate() {
            @if n > 0 { ", " }
            (link_to("event", id))
        }
    }
}

fn incident(told: &Incidence) -> Markup {
    let many = |n: u32, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    html! {
        a href={ "/incident/" (told.incident) } { "incident " (told.incident) }
        " " span.muted {
            @if told.outlets > 0 { (many(told.outlets, "outlet", "outlets")) ", " }
            (many(told.dispatches, "dispatch", "dispatches"))
        }
    }
}

fn why(index: &Index, event: &EventOut) -> Markup {
    let words = short(&index.words.joined(&event.evidence.spans), 300);
    html! {
        details.why {
            summary {
                "Why coded so"
                span.muted { " · confidence " (format!("{:.2}", event.evidence.confidence)) }
            }
            dl.facts {
                (fact("Rule or model", Some(html! { code { (shown(&event.evidence.by)) } })))
                (fact("Rests on", (!words.is_empty()).then(|| html! { q { (shown(&words)) } })))
                (fact("Trigger", Some(html! { q { (shown(&short(&index.words.joined(&event.trigger), 120))) } })))
                (fact("CAMEO", event.cameo.as_deref().map(|c| html! { (shown(c)) })))
                (fact("Intensity", Some(html! { (format!("{:+.1}", event.intensity)) " " span.muted { "of −10 to +10" } })))
            }
        }
    }
}

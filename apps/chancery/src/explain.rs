//! What does each stage add to a dispatch? Its layers written out, with rules and scores.

use std::fmt::Write;

use chancery_model::cast::ActorId;
use chancery_model::events::Event;
use chancery_model::evidence::Evidence;
use chancery_model::span::{Char, Span};

use crate::pipeline::{Layers, Stage};

/// Writes what a stage has just added.
pub fn stage(out: &mut String, stage: Stage, l: &Layers) {
    match stage {
        Stage::Ingest => ingest(out, l),
        Stage::Language => language(out, l),
        Stage::Actors => actors(out, l),
        Stage::Attribution => claims(out, l),
        Stage::Events => events(out, l),
    }
    let name = match stage {
        Stage::Ingest => "ingest",
        Stage::Language => "language",
        Stage::Actors => "actors",
        Stage::Attribution => "attribution",
        Stage::Events => "events",
    };
    for r in l.remarks.iter().filter(|r| r.stage == name) {
        let place = r.span.map(|s| format!(" {s:?}")).unwrap_or_default();
        let _ = writeln!(out, "remark {}{place}: {}", r.code, r.text);
    }
}

fn ingest(out: &mut String, l: &Layers) {
    let d = &l.dispatch;
    let _ = writeln!(out, "== 1 ingest ==\nid        {}", d.id);
    let none = || "-".to_owned();
    let line = d.dateline.as_ref().map(|line| {
        let part = |p: &Option<String>| p.clone().unwrap_or_else(none);
        format!("{} | {} | {}", part(&line.place), part(&line.agency), part(&line.date))
    });
    let published = d.published.as_ref().map(|p| {
        let basis = d.published_basis.map_or("unknown", chancery_model::dispatch::DateBasis::as_str);
        format!("{p} (by {basis})")
    });
    for (name, value) in [
        ("origin", Some(d.origin.clone())),
        ("outlet", d.outlet.clone()),
        ("dateline", line),
        ("bylines", Some(d.bylines.join("; ")).filter(|b| !b.is_empty())),
        ("published", published),
        ("language", Some(d.language.clone())),
    ] {
        let _ = writeln!(out, "{name:9} {}", value.unwrap_or_else(none));
    }
    for (n, p) in d.paragraphs.iter().enumerate() {
        let what = if *p == d.title { "title" } else { "paragraph" };
        let _ = writeln!(out, "{what} {n} {p:?}: {}", one_line(d.text.slice(*p)));
    }
}

fn language(out: &mut String, l: &Layers) {
    let a = &l.analysis;
    out.push_str("\n== 2 language ==\n");
    for (n, sentence) in a.sentences().iter().enumerate() {
        let words = one_line(l.dispatch.text.slice(a.chars(sentence.tokens)));
        let _ = writeln!(out, "\nsentence {n} (paragraph {}): {words}", sentence.paragraph);
        for t in sentence.tokens.iter() {
            let token = a.token(t);
            let head = a.head(t).map_or("-".into(), |h| format!("{h} {}", a.token(h).form));
            let entity = a.entity_of(t).map_or("", |e| e.kind.as_str());
            let row = format!(
                "{t:5}  {:20} {:18} {:6} {:14} {head:20} {entity:6} {}",
                token.form,
                token.lemma,
                token.upos.as_str(),
                token.relation.as_str(),
                token.feats,
            );
            let _ = writeln!(out, "{}", row.trim_end());
        }
    }
}

fn actors(out: &mut String, l: &Layers) {
    out.push_str("\n== 3 actors ==\n");
    for (n, actor) in (1..).zip(&l.cast.actors) {
        let or = |v: &Option<String>| v.clone().unwrap_or_else(|| "-".into());
        let _ = writeln!(
            out,
            "a{n} {} | {} | {} {} | office {} («{}») | reference {} | by {}",
            actor.kind.as_str(),
            actor.name,
            or(&actor.country),
            actor.sectors.join(" "),
            or(&actor.office),
            or(&actor.office_text),
            or(&actor.reference),
            actor.basis.as_str(),
        );
        let id = ActorId(n - 1);
        for m in l.cast.mentions.iter().filter(|m| m.actors.contains(&id)) {
            let words = one_line(l.dispatch.text.slice(m.span));
            let _ = writeln!(out, "     {} {:?} head {}: {words}", m.kind.as_str(), m.span, m.head);
        }
        for reason in &actor.why {
            let words = reason.span.map(|s| format!(" «{}»", one_line(l.dispatch.text.slice(s))));
            let _ = writeln!(out, "     because{} {}", words.unwrap_or_default(), reason.text);
        }
        for span in &actor.loaded {
            let _ = writeln!(out, "     loaded {span:?}: {}", one_line(l.dispatch.text.slice(*span)));
        }
    }
}

fn claims(out: &mut String, l: &Layers) {
    out.push_str("\n== 4 attribution ==\n");
    for (n, c) in (1..).zip(&l.claims) {
        let within = c.within.map(|w| format!(" within c{}", w.0 + 1)).unwrap_or_default();
        let _ = writeln!(
            out,
            "c{n} {} | {} {}{within} | by {}",
            ids(&c.sources),
            c.form.as_str(),
            c.stance.as_str(),
            why(&c.evidence)
        );
        let _ = writeln!(out, "     source  {}", words(l, &c.source_span));
        let _ = writeln!(out, "     cue     {} ({})", words(l, &c.cue_span), c.cue_lemma);
        let _ = writeln!(out, "     content {}", words(l, &c.content));
    }
}

fn events(out: &mut String, l: &Layers) {
    out.push_str("\n== 5 events ==\n");
    for (n, e) in (1..).zip(&l.events) {
        let mode = e.mode.as_ref().map(|m| format!(" {m}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "e{n} {}{mode} | {} -> {} | {} | by {}",
            e.kind,
            ids(&e.actors),
            ids(&e.recipients),
            e.status.as_str(),
            why(&e.evidence),
        );
        let _ = writeln!(out, "     trigger {} (sentence {})", words(l, &e.trigger), e.sentence);
        for line in details(l, e) {
            let _ = writeln!(out, "     {line}");
        }
    }
}

fn details(l: &Layers, e: &Event) -> Vec<String> {
    let mut out = Vec::new();
    let claim = e.reported_by.and_then(|c| Some((c.0 + 1, l.claims.get(c.0 as usize)?)));
    out.push(match claim {
        Some((n, claim)) => format!("told by {} in c{n}", ids(&claim.sources)),
        None => "told by the outlet itself".into(),
    });
    out.extend(e.participants.iter().map(|p| format!("{} a{}", p.role, p.actor.0 + 1)));
    out.extend(e.date.as_ref().map(|d| format!("date {} ({}, by the {})", d.value, d.granularity, d.basis)));
    out.extend(e.place.as_ref().map(|p| format!("place {} {}", p.name, p.country.as_deref().unwrap_or("-"))));
    if !e.contexts.is_empty() {
        out.push(format!("contexts {}", e.contexts.join(" ")));
    }
    if !e.same_as.is_empty() {
        let same: Vec<String> = e.same_as.iter().map(|s| format!("e{}", s + 1)).collect();
        out.push(format!("same as {}", same.join(" ")));
    }
    if !e.evidence.spans.is_empty() {
        out.push(format!("rests on {}", words(l, &e.evidence.spans)));
    }
    out
}

fn why(evidence: &Evidence) -> String {
    format!("{} ({:.2})", evidence.by, evidence.confidence)
}

fn ids(actors: &[ActorId]) -> String {
    if actors.is_empty() {
        return "-".into();
    }
    actors.iter().map(|a| format!("a{}", a.0 + 1)).collect::<Vec<_>>().join(" ")
}

fn words(l: &Layers, spans: &[Span<Char>]) -> String {
    let parts: Vec<String> =
        spans.iter().map(|s| format!("{s:?} «{}»", one_line(l.dispatch.text.slice(*s)))).collect();
    if parts.is_empty() { "-".into() } else { parts.join(" + ") }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! What does the dispatch say, for people? Who is in it, what happened, who says so.

use std::fmt::Write;

use chancery_model::cast::{Actor, ActorId, ActorKind};
use chancery_model::claims::{Claim, Form};
use chancery_model::events::Event;
use chancery_model::plover::EventType;
use chancery_model::span::{Char, Span};

use crate::pipeline::Layers;

/// Columns of a line.
const WIDTH: usize = 96;

/// The longest quotation, in code points; longer ones are cut with "…".
const LONGEST_QUOTATION: usize = 600;

/// The account of one dispatch.
pub fn write(l: &Layers) -> String {
    let mut out = String::new();
    heading(&mut out, l);
    who(&mut out, l);
    events(&mut out, l);
    claims(&mut out, l);
    remarks(&mut out, l);
    out
}

fn heading(out: &mut String, l: &Layers) {
    let d = &l.dispatch;
    let title = d.text.slice(d.title);
    let title = if title.is_empty() { d.origin.as_str() } else { title };
    wrapped(out, 0, title);
    let line = d.dateline.as_ref();
    let from = [line.and_then(|l| l.place.clone()), d.outlet.clone(), d.published.clone()];
    let mut facts: Vec<String> = from.into_iter().flatten().collect();
    if !d.bylines.is_empty() {
        facts.push(format!("by {}", d.bylines.join(", ")));
    }
    facts.push(d.origin.clone());
    wrapped(out, 0, &facts.join(" · "));
    if let Some(earlier) = &d.repeats {
        wrapped(out, 0, &format!("repeats {} ({:.0} %)", earlier.id, earlier.contained * 100.0));
    }
}

/// Those who act or speak come first in the text's order; places that stand for no one are left out.
fn who(out: &mut String, l: &Layers) {
    let shown: Vec<&Actor> = l.cast.actors.iter().filter(|a| a.kind != ActorKind::Place).collect();
    if shown.is_empty() {
        return;
    }
    out.push_str("\nWho is in it\n");
    let width = shown.iter().map(|a| a.name.chars().count()).max().unwrap_or(0).min(36);
    for actor in shown {
        let office = actor.office.as_ref().or(actor.office_text.as_ref());
        let kind = Some(actor.kind.as_str().to_owned()).filter(|_| office.is_none());
        let codes = [actor.country.clone(), Some(actor.sectors.join(" ")).filter(|s| !s.is_empty())];
        let codes = codes.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let facts = [office.cloned(), kind, Some(codes).filter(|c| !c.is_empty())];
        let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "  {:width$}  {facts}", actor.name);
    }
}

fn events(out: &mut String, l: &Layers) {
    if l.events.is_empty() {
        return;
    }
    out.push_str("\nWhat happened\n");
    for (number, event) in (1..).zip(&l.events) {
        let mut line = format!("{number}. {}", deed(l, event));
        for fact in circumstances(event) {
            let _ = write!(line, "; {fact}");
        }
        wrapped(out, 2, &line);
        wrapped(out, 5, &format!("{}: {}", teller(l, event), quotation(l, sentence(l, event))));
    }
}

/// The event in words: "Quist meets Brandt (CONSULT, visit)".
fn deed(l: &Layers, event: &Event) -> String {
    let mode = event.mode.as_ref().map(|m| format!(", {m}")).unwrap_or_default();
    let code = format!("({}{mode})", event.kind);
    let [one, many, among] = words(event.kind, event.mode.as_deref());
    let verb = if event.actors.len() > 1 { many } else { one };
    let names = |ids: &[ActorId]| join(ids.iter().map(|a| name(l, *a)).collect());
    let actors = if event.actors.is_empty() { "Someone unnamed".into() } else { names(&event.actors) };
    let others: Vec<String> =
        event.participants.iter().map(|p| format!("{} ({})", name(l, p.actor), p.role)).collect();
    let others = if others.is_empty() { String::new() } else { format!(", with {}", join(others)) };
    match (event.recipients.is_empty(), event.actors.len()) {
        (true, 2..) => format!("{actors} {among} {code}{others}"),
        (true, _) => format!("{actors} {verb} someone unnamed {code}{others}"),
        (false, _) => format!("{actors} {verb} {} {code}{others}", names(&event.recipients)),
    }
}

/// How a type reads with one actor, with several, and among several without a recipient. Neutral
/// on purpose: the dispatch's own words stand in the quotation.
fn words(kind: EventType, mode: Option<&str>) -> [&'static str; 3] {
    match kind {
        EventType::Consult if mode == Some("visit") => ["meets", "meet", "meet"],
        EventType::Agree => ["agrees with", "agree with", "agree"],
        EventType::Consult => ["confers with", "confer with", "confer"],
        EventType::Support => ["supports", "support", "support each other"],
        EventType::Concede => ["concedes to", "concede to", "concede"],
        EventType::Cooperate => ["cooperates with", "cooperate with", "cooperate"],
        EventType::Aid => ["aids", "aid", "aid each other"],
        EventType::Retreat => ["eases its hold on", "ease their hold on", "draw back"],
        EventType::Request => ["makes a request of", "make a request of", "make a request"],
        EventType::Accuse => ["criticises or accuses", "criticise or accuse", "criticise or accuse"],
        EventType::Reject => ["turns down", "turn down", "turn down"],
        EventType::Threaten => ["threatens", "threaten", "threaten"],
        EventType::Protest => ["protests against", "protest against", "protest"],
        EventType::Sanction => ["penalises", "penalise", "take sanctions"],
        EventType::Mobilize => ["mobilises against", "mobilise against", "mobilise"],
        EventType::Coerce => ["coerces", "coerce", "use coercion"],
        EventType::Assault => ["attacks", "attack", "fight"],
    }
}

fn circumstances(event: &Event) -> Vec<String> {
    let place = event.place.as_ref().map(|p| match &p.country {
        Some(country) => format!("in {} ({country})", p.name),
        None => format!("in {}", p.name),
    });
    let date = event.date.as_ref().map(|d| format!("{} (by the {})", d.value, d.basis));
    [Some(event.status.as_str().to_owned()), date, place].into_iter().flatten().collect()
}

/// Who says that it happened.
fn teller(l: &Layers, event: &Event) -> String {
    let claim = event.reported_by.and_then(|c| l.claims.get(c.0 as usize));
    match claim {
        Some(claim) => format!("says {}", speaker(l, claim)),
        None => format!("{} reports", l.dispatch.outlet.as_deref().unwrap_or("the outlet")),
    }
}

fn speaker(l: &Layers, claim: &Claim) -> String {
    if claim.sources.is_empty() {
        return "someone unnamed".into();
    }
    join(claim.sources.iter().map(|a| name(l, *a)).collect())
}

fn claims(out: &mut String, l: &Layers) {
    if l.claims.is_empty() {
        return;
    }
    out.push_str("\nWho says what\n");
    for (number, claim) in (1..).zip(&l.claims) {
        let said = claim.content.iter().map(|s| l.dispatch.text.slice(*s)).collect::<Vec<_>>().join(" … ");
        let within = claim.within.map(|w| format!(", within {}", w.0 + 1)).unwrap_or_default();
        let form = match claim.form {
            Form::Direct => "word for word",
            Form::Indirect => "in the outlet's words",
            Form::Mixed => "partly word for word",
        };
        let cue = format!("{} ({}; {form}{within})", claim.cue_lemma, claim.stance.as_str());
        wrapped(out, 2, &format!("{number}. {}: {cue}: {}", speaker(l, claim), quoted(&said)));
    }
}

fn remarks(out: &mut String, l: &Layers) {
    if l.remarks.is_empty() {
        return;
    }
    out.push_str("\nRemarks\n");
    for remark in &l.remarks {
        wrapped(out, 2, &format!("{}: {}", remark.code, remark.text));
    }
}

fn name(l: &Layers, id: ActorId) -> String {
    l.cast.actor(id).map_or_else(|| "someone unnamed".into(), |a| a.name.clone())
}

/// "A", "A and B", "A, B and C".
fn join(mut names: Vec<String>) -> String {
    match names.pop() {
        None => String::new(),
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
    }
}

/// The stretch that an event's sentence covers.
fn sentence(l: &Layers, event: &Event) -> Span<Char> {
    let sentence = l.analysis.sentences().get(event.sentence as usize);
    sentence.map_or(Span::new(0, 0), |s| l.analysis.chars(s.tokens))
}

fn quotation(l: &Layers, span: Span<Char>) -> String {
    quoted(l.dispatch.text.slice(span))
}

/// In quotation marks that the text itself may hold, on one line, and not too long.
fn quoted(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(LONGEST_QUOTATION).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    format!("«{short}»")
}

/// Writes text in lines of at most [`WIDTH`] columns, all but the first set in further.
fn wrapped(out: &mut String, indent: usize, text: &str) {
    let number =
        text.split(' ').next().filter(|w| w.ends_with('.') && w.starts_with(|c: char| c.is_ascii_digit()));
    let hang = indent + number.map_or(0, |n| n.len() + 1);
    let mut column = indent;
    let _ = write!(out, "{:indent$}", "");
    for (n, word) in text.split_whitespace().enumerate() {
        let width = word.chars().count();
        if n > 0 && column + 1 + width > WIDTH {
            let _ = write!(out, "\n{:hang$}", "");
            column = hang;
        } else if n > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_as_in_prose() {
        let names = |n: &[&str]| join(n.iter().map(|s| (*s).to_owned()).collect());
        assert_eq!(names(&["Quist"]), "Quist");
        assert_eq!(names(&["Quist", "Brandt", "Sol"]), "Quist, Brandt and Sol");
    }

    #[test]
    fn long_lines_are_wrapped_and_set_in() {
        let mut out = String::new();
        wrapped(&mut out, 2, &format!("1. {}", "word ".repeat(40)));
        assert!(out.lines().count() > 2);
        assert!(out.lines().all(|l| l.chars().count() <= WIDTH));
        assert!(out.lines().skip(1).all(|l| l.starts_with("     word")));
    }

    #[test]
    fn long_quotations_are_cut() {
        assert_eq!(quoted("two\n words"), "«two words»");
        assert!(quoted(&"word ".repeat(200)).ends_with("…»"));
    }
}

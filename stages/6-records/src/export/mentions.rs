//! Where does GDELT's event stand in its text? Its table of mentions: 16 columns, parted by tabs, without a
//! header; a row for each row of its event table. Offsets are code points of the dispatch's text from 0, and
//! -1 where an actor is not found.

use std::io::{self, Write};

use super::cells::line;
use super::dyads::{Dyad, Told, told};
use super::gdelt::stamp;
use crate::spans::hull;
use crate::stored::Stored;

/// GDELT's kinds of identifiers: an address on the web, and whatever tells somebody where to look.
const WEB: &str = "1";
const CITATION_ONLY: &str = "2";

/// Writes the rows of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    for stored in records {
        let length = stored.record.dispatch.text.chars().count();
        for event in told(&stored) {
            for dyad in event.dyads() {
                line(out, row(&event, &dyad, length))?;
            }
        }
    }
    Ok(())
}

fn row(told: &Told<'_>, dyad: &Dyad<'_>, length: usize) -> [String; 16] {
    let dispatch = &told.record().dispatch;
    let time = stamp(&told.stored.read_at);
    let (kind, source, identifier) = match &dispatch.url {
        Some(url) => (WEB, host(url).to_owned(), url),
        None => (CITATION_ONLY, dispatch.outlet.clone().unwrap_or_default(), &dispatch.origin),
    };
    let found = [dyad.actor, dyad.recipient].map(|a| a.and_then(|a| told.mention(a)));
    let [actor, recipient] = found.map(|m| m.map_or(-1, |m| i64::from(m.span[0])));
    // Whether the words say it, without anybody having to tell whom a pronoun means.
    let is_raw = !found.iter().flatten().any(|m| m.kind == "pronoun");
    let action = hull(&told.event.trigger).map_or(-1, |t| i64::from(t[0]));
    [
        dyad.id.to_string(),
        time.clone(),
        time,
        kind.to_owned(),
        source,
        identifier.clone(),
        (u64::from(told.event.sentence) + 1).to_string(),
        actor.to_string(),
        recipient.to_string(),
        action.to_string(),
        u8::from(is_raw).to_string(),
        confidence(told.event.evidence.confidence),
        length.to_string(),
        "0".to_owned(),
        String::new(),
        String::new(),
    ]
}

/// `https://www.example.org/a` as `example.org`.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// From 10 to 100 in tens.
fn confidence(share: f64) -> String {
    format!("{:.0}", ((share * 10.0).round() * 10.0).clamp(10.0, 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::written;

    #[test]
    fn offsets_are_code_points() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 8);
        assert!(rows.iter().all(|r| r.split('\t').count() == 16));
        let web = "20261128030405\t20261128030405\t1\tvolta.example\thttps://volta.example/ångström?a=1&b=2";
        assert_eq!(rows[0], format!("100100\t{web}\t2\t42\t93\t65\t1\t80\t162\t0\t\t"));
        assert_eq!(rows[1], format!("100101\t{web}\t2\t93\t42\t65\t1\t80\t162\t0\t\t"));
        assert_eq!(rows[2], format!("100200\t{web}\t3\t130\t142\t134\t0\t60\t162\t0\t\t"), "by a pronoun");
    }

    #[test]
    fn without_an_address_the_outlet_and_the_origin_are_cited() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        let cited = "20261128030406\t20261128030406\t2\tNile Dispatch\tattack.txt";
        assert_eq!(rows[3], format!("200100\t{cited}\t2\t68\t118\t94\t1\t100\t194\t0\t\t"));
    }

    #[test]
    fn the_host_is_the_address_without_its_rest() {
        assert_eq!(host("https://www.nile.example/a/b"), "nile.example");
        assert_eq!(host("nile.example?x=/"), "nile.example");
        assert_eq!(host(""), "");
    }

    #[test]
    fn confidence_goes_in_tens() {
        let all = [0.0, 0.04, 0.312, 0.85, 0.99, 1.0, 7.0].map(confidence);
        assert_eq!(all, ["10", "10", "30", "90", "100", "100", "100"]);
    }
}

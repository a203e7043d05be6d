//! By what names does linked data know a dispatch, its parts and those who have to do with it? URNs under
//! `urn:chancery:`, made of the dispatch's id, which is the hash of its text: the same in every store.

use std::fmt::Write;

/// The name space of the properties and classes that no common vocabulary has.
pub(crate) const TERMS: &str = "urn:chancery:term:";

/// A dispatch.
pub(crate) fn dispatch(id: &str) -> String {
    named(&[id])
}

/// A part of a dispatch: `e3`, `c1`, `a2`.
pub(crate) fn part(id: &str, part: &str) -> String {
    named(&[id, part])
}

/// Whatever has a name of several parts.
pub(crate) fn named(parts: &[&str]) -> String {
    let mut out = String::from("urn:chancery");
    for part in parts {
        out.push(':');
        for byte in part.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// An address on the web, with what no IRI can hold percent-encoded; nothing for what is no such address.
pub(crate) fn web(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if rest.is_empty() || !matches!(&*scheme.to_ascii_lowercase(), "http" | "https") {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c <= ' ' || c.is_control() || c.is_whitespace() || "<>\"{}|\\^`".contains(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stay_apart_whatever_they_hold() {
        assert_eq!(part("1a2b", "e3"), "urn:chancery:1a2b:e3");
        assert_eq!(named(&["outlet", "Volta: <Ny>"]), "urn:chancery:outlet:Volta%3A%20%3CNy%3E");
        assert_eq!(dispatch("é"), "urn:chancery:%C3%A9");
    }

    #[test]
    fn an_address_keeps_its_letters_and_loses_its_spaces() {
        assert_eq!(
            web("https://volta.example/å?a=1&b=2").as_deref(),
            Some("https://volta.example/å?a=1&b=2")
        );
        assert_eq!(
            web(" http://volta.example/a b\"\u{9d}").as_deref(),
            Some("http://volta.example/a%20b%22%C2%9D")
        );
        for other in ["", "volta.example", "https://", "file:///a", "javascript:alert(1)"] {
            assert_eq!(web(other), None, "{other}");
        }
    }
}

//! Which charset does a page or an XML file name in its own head?

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a file is looked at: browsers look at 1,024 bytes, but heads have grown.
const HEAD: usize = 4_096;

/// The encoding of a label ("latin1", "utf8"); Latin-1 is windows-1252, as on the web.
pub(super) fn encoding(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim_matches(['"', '\'', ' ', ';']).as_bytes())
}

/// What `<meta charset>`, `<meta http-equiv>` or `<?xml encoding?>` names.
pub(super) fn inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let found = xml(&head).or_else(|| meta(&head))?;
    // Who can read this declaration does not read UTF-16.
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

fn xml(head: &str) -> Option<&'static Encoding> {
    let (declaration, _) = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    value(declaration, "encoding")
}

fn meta(head: &str) -> Option<&'static Encoding> {
    head.split("<meta").skip(1).find_map(|tag| value(tag.split('>').next()?, "charset"))
}

/// The value of `name = "value"`, with or without its quotes.
fn value(tag: &str, name: &str) -> Option<&'static Encoding> {
    let (_, rest) = tag.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    encoding(rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, name: Option<&str>) {
        assert_eq!(inside(head.as_bytes()).map(Encoding::name), name, "{head}");
    }

    #[test]
    fn heads_name_their_charset_in_three_ways() {
        check("<!doctype html><META CHARSET='Latin1'>", Some("windows-1252"));
        check(
            "<meta name=a><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\">",
            Some("windows-1256"),
        );
        check("<?xml version=\"1.0\" encoding=\"koi8-r\"?><rss>", Some("KOI8-R"));
        check("<meta charset=utf-16>", Some("UTF-8"));
    }

    #[test]
    fn prose_and_odd_labels_name_none() {
        check("The charset = koi8-r was used.", None);
        check("<meta charset=\"\"><meta charset", None);
        check("<?xml version=\"1.0\"?>", None);
    }
}

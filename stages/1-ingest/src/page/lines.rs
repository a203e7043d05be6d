//! Is a paragraph of a page furniture? "Photo: …", "Story continues below", "Follow us on …"; the
//! wordings are in `reference/page-lines.tsv`.

const TABLE: &str = include_str!("../../reference/page-lines.tsv");

/// Longest paragraph that may be furniture, in bytes.
const LONGEST: usize = 320;

/// Where outlets ask to be followed.
const NETWORKS: [&str; 6] = ["facebook", "twitter", "instagram", "youtube", "telegram", "whatsapp"];

/// How outlets ask for an address.
const ASKS: [&str; 4] = ["sign up", "subscribe", "delivered", "get the"];

/// Whether a paragraph tells how to reach somebody, as the last ones of an article do.
pub(super) fn is_contact(text: &str) -> bool {
    let reaches = |w: &str| {
        let (before, after) = w.split_once('@').unwrap_or_default();
        w.starts_with("http://")
            || w.starts_with("https://")
            || (!before.is_empty() && after.trim_end_matches(['.', ',', ')']).contains('.'))
    };
    let words = text.split_whitespace();
    words.clone().count() <= 40 && words.into_iter().any(|w| reaches(w.trim_start_matches(['(', '['])))
}

/// Whether a paragraph is furniture by its words.
pub(super) fn is_furniture(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    // A rule of underscores parts what a wire's story tells.
    (bare.is_empty() && !lower.contains("__"))
        || (bare.starts_with("follow ") && NETWORKS.iter().any(|n| bare.contains(n)))
        || (ASKS.iter().any(|a| bare.contains(a)) && (bare.contains("newsletter") || bare.contains("inbox")))
        || rows().any(|(marker, how)| match how {
            "line" => bare == marker,
            "start" => bare.strip_prefix(marker).is_some_and(|r| !r.starts_with(char::is_alphanumeric)),
            _ => bare.contains(marker),
        })
}

/// The words of a stamp.
const STAMP_WORDS: &str = "\
    a ago am apr april at aug august comment comments date day days dec december edt est et feb \
    february fri friday gmt hour hours ist jan january jul july jun june last m mar march may min \
    minute minutes mon monday nov november oct october on p pm posted pst published read sat \
    saturday sep sept september shares sun sunday thu thursday tue tuesday updated views wed \
    wednesday";

/// "Updated 10:32 GMT", "3 min read", "12 March 2021": numbers, names of months and days, and the
/// words that go with them.
pub(super) fn is_stamp(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    let bare = text.to_lowercase();
    let mut digits = false;
    let mut words = bare.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.all(|w| {
        let number = w.starts_with(|c: char| c.is_ascii_digit());
        digits |= number;
        number || STAMP_WORDS.split(' ').any(|s| s == w)
    }) && digits
        && bare.contains(|c: char| c.is_alphabetic())
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_prose() {
        for line in [
            "Advertisement",
            "Story continues below advertisement",
            "Follow us on Facebook and Telegram.",
            "Photo: Lara Quist",
            "© 2021 Example Times",
            "***",
            "Sign up to have the day's dispatches delivered to your inbox.",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "In 2021, trade rose.",
            "May will stay.",
            "Photos of the bridge were shown to the envoys.",
            "Share prices fell in Oslo.",
            "Relations are good.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn contacts_have_an_address() {
        assert!(is_contact("Write to Lara Quist at lara.quist@example.org."));
        assert!(is_contact("More on the talks: https://example.org/talks"));
        assert!(!is_contact("The envoy @quist said that the talks went on."));
    }

    #[test]
    fn a_stamp_is_all_numbers_and_words_of_time() {
        assert!(is_stamp("Updated 10:32 GMT, 3 March 2021"));
        assert!(is_stamp("3 min read"));
        assert!(!is_stamp("May will stay."));
        assert!(!is_stamp("In 2021, trade rose."));
    }

    #[test]
    fn the_table_is_sorted_and_its_ways_are_known() {
        let markers: Vec<&str> = rows().map(|r| r.0).collect();
        assert!(markers.is_sorted() && markers.len() > 30);
        assert!(rows().all(|(_, how)| ["line", "start", "part"].contains(&how)));
    }
}

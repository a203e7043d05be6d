//! Who wrote it? Bylines at the top ("By …"), "Reporting by …", and lone names at the end.

use crate::layout::{Line, ends_sentence};

/// Words of desks and bodies: a part with one of them names no person.
const DESKS: [&str; 26] = [
    "agencies",
    "agency",
    "bureau",
    "chief",
    "command",
    "correspondent",
    "council",
    "department",
    "desk",
    "editor",
    "embassy",
    "foreign",
    "government",
    "ministry",
    "mission",
    "news",
    "newsroom",
    "office",
    "press",
    "reporter",
    "reporters",
    "service",
    "spokesperson",
    "staff",
    "union",
    "writer",
];

/// Words that go with a desk's: "Our Own Correspondent".
const ADJECTIVES: [&str; 10] =
    ["diplomatic", "online", "our", "own", "political", "regional", "senior", "special", "the", "web"];

/// Lower-case parts of names.
const PARTICLES: [&str; 12] = ["al", "bin", "da", "de", "del", "der", "di", "dos", "el", "ibn", "la", "van"];

/// How many lines at the end may be signatures.
const MOST_SIGNATURES: usize = 3;

/// Takes the byline lines out of a body and gathers their names.
pub(crate) fn take(lines: &mut [Line<'_>], names: &mut Vec<String>) {
    for line in lines.iter_mut().take(3) {
        if let Some(found) = at_top(line.rest()) {
            names.extend(found);
            line.take_all();
        }
    }
    // Taken from the last upwards, kept in the order of the text.
    let first = names.len();
    for _ in 0..MOST_SIGNATURES {
        let mut left = lines.iter_mut().rev().filter(|l| !l.is_taken());
        let (Some(last), Some(before)) = (left.next(), left.next()) else { return };
        let credits = credits(last.rest());
        if credits.is_none() && (!ends_sentence(before.rest()) && signature(before.rest()).is_none()) {
            return;
        }
        let Some(found) = credits.or_else(|| signature(last.rest())) else { return };
        let new = found.into_iter().filter(|n| !names.contains(n)).collect::<Vec<_>>();
        names.splice(first..first, new);
        last.take_all();
    }
}

/// The names of a line "By Lara Quist and Odo Brandt, Staff Writers".
pub(crate) fn at_top(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if is_desk_line(line) {
        return Some(Vec::new());
    }
    let rest =
        ["By ", "BY ", "by ", "By: ", "Written by ", "Author: "].iter().find_map(|p| line.strip_prefix(p))?;
    let parts = parts(rest);
    let short = parts.iter().all(|p| is_name(p) || (is_desk(p) && p.split(' ').count() <= 5));
    let people: Vec<String> = parts.iter().filter(|p| is_name(p)).map(|p| (*p).to_owned()).collect();
    match (short, people.is_empty()) {
        (false, _) => None,
        // "By our correspondent" is a byline, though one without a name.
        (true, true) => Some(Vec::new()),
        (true, false) => Some(people),
    }
}

/// The reporters of a line "(Reporting by Lara Quist in Oslo; Editing by Odo Brandt)".
fn credits(line: &str) -> Option<Vec<String>> {
    let line = line.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']);
    let lower = line.to_lowercase();
    let opens = ["reporting by ", "additional reporting by ", "writing by ", "editing by ", "compiled by "];
    if !opens.iter().any(|o| lower.starts_with(o)) {
        return None;
    }
    let mut names = Vec::new();
    for clause in line.split([';', '.']).map(str::trim) {
        let Some((role, people)) = clause.split_once(" by ") else { continue };
        if role.to_lowercase().starts_with("edit") {
            continue;
        }
        let people = parts(people);
        names.extend(
            people
                .iter()
                .map(|p| p.split(" in ").next().unwrap_or(p))
                .filter(|p| is_name(p))
                .map(str::to_owned),
        );
    }
    Some(names)
}

/// A line that is only names ("Lara Quist", "Quist/Brandt") or a desk's mark ("lq.ob", "LQ/OB").
fn signature(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let mark = !line.contains(' ') && line.len() <= 15 && line.contains(['.', '/', '*']);
    let capitals = !line.chars().any(char::is_lowercase);
    if (mark && (capitals || !line.starts_with(char::is_uppercase))) || is_desk_line(line) {
        return Some(Vec::new());
    }
    let people: Vec<&str> = line.split('/').map(str::trim).collect();
    let shared = people.len() > 1 && people.iter().all(|p| is_name(p) || is_word_of_name(p));
    (shared || is_name(line)).then(|| people.into_iter().map(str::to_owned).collect())
}

fn parts(list: &str) -> Vec<&str> {
    let commas = list.split([',', '|', '&', '/']);
    commas.flat_map(|p| p.split(" and ")).map(str::trim).filter(|p| !p.is_empty()).collect()
}

/// A line that names a desk and perhaps its place: "Staff Correspondent, Dorvik".
fn is_desk_line(line: &str) -> bool {
    let (desk, place) = line.split_once(',').unwrap_or((line, ""));
    let words: Vec<String> = desk.split_whitespace().map(str::to_lowercase).collect();
    let fits = |w: &String| DESKS.contains(&w.as_str()) || ADJECTIVES.contains(&w.as_str());
    (2..=4).contains(&words.len())
        && words.iter().all(fits)
        && words.last().is_some_and(|w| {
            matches!(
                w.as_str(),
                "correspondent" | "reporter" | "reporters" | "desk" | "bureau" | "staff" | "writer"
            )
        })
        && place.split_whitespace().count() <= 3
        && !ends_sentence(line)
}

fn is_desk(part: &str) -> bool {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    part.split(' ').map(bare).any(|w| DESKS.contains(&w.as_str()) || DESKS.contains(&w.trim_end_matches('s')))
        || crate::outlets::find(part).is_some()
}

/// Two to four words as names have them, and none of a desk.
pub(crate) fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    let capitals = words.iter().filter(|w| is_word_of_name(w)).count();
    (2..=4).contains(&words.len())
        && capitals >= 2
        && words.iter().all(|w| is_word_of_name(w) || PARTICLES.contains(w))
        && !is_desk(part)
}

fn is_word_of_name(word: &str) -> bool {
    let stem = ["al-", "el-", "ash-", "d'", "d’"].iter().find_map(|p| word.strip_prefix(p)).unwrap_or(word);
    stem.starts_with(char::is_uppercase)
        && stem.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
        // "Oslo." ends a sentence; "J." is an initial.
        && (!stem.ends_with('.') || stem.chars().count() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn names_at_the_top_are_read_without_their_desks() {
        assert_eq!(
            at_top("By Lara Quist and Odo J. Brandt, Staff Writers"),
            Some(owned(&["Lara Quist", "Odo J. Brandt"]))
        );
        assert_eq!(at_top("BY LARA QUIST"), Some(owned(&["LARA QUIST"])));
        assert_eq!(at_top("By our correspondent"), Some(owned(&[])));
        assert_eq!(at_top("Staff Correspondent, Dorvik"), Some(owned(&[])));
        assert_eq!(at_top("Our staff, they said, left."), None);
    }

    #[test]
    fn sentences_that_begin_with_by_are_no_bylines() {
        assert_eq!(at_top("By Monday the troops had left."), None);
        assert_eq!(at_top("By the river, envoys met."), None);
    }

    #[test]
    fn credits_name_reporters_and_not_editors() {
        let line = "(Reporting by Lara Quist in Oslo and Odo Brandt; Editing by Mira Sol)";
        assert_eq!(credits(line), Some(owned(&["Lara Quist", "Odo Brandt"])));
        assert_eq!(credits("Reporting of the war was limited."), None);
    }

    #[test]
    fn a_signature_is_nothing_but_names() {
        assert_eq!(signature("Rula al-Sabbar"), Some(owned(&["Rula al-Sabbar"])));
        assert_eq!(signature("Rula/Odo Brandt"), Some(owned(&["Rula", "Odo Brandt"])));
        assert_eq!(signature("lq.ob"), Some(owned(&[])));
        assert_eq!(signature("LQ/OB"), Some(owned(&[])));
        assert_eq!(signature("Our Reporter"), Some(owned(&[])));
        for line in ["They met.", "Foreign Ministry", "Oslo", "Envoys meet in Oslo"] {
            assert_eq!(signature(line), None, "{line}");
        }
    }
}

//! Of which lemmas can a regular form be an inflection? English's regular endings, taken off; used
//! for forms that the lemma table lacks, since the encoder sees word pieces and not letters.

use chancery_model::syntax::Upos;

const VOWELS: &[u8] = b"aeiou";

/// The lemmas that a form may have by a regular ending, the likeliest by its spelling first.
/// `form` is lower case; forms with other than ASCII letters have none.
pub(crate) fn stems(form: &str, upos: Upos) -> Vec<String> {
    if !form.bytes().all(|b| b.is_ascii_lowercase()) || form.len() < 4 {
        return Vec::new();
    }
    match upos {
        Upos::Noun => plural(form),
        Upos::Verb | Upos::Aux => verb(form),
        _ => Vec::new(),
    }
}

/// Stems of a form in -s: a plural, or a third person.
fn plural(form: &str) -> Vec<String> {
    if let Some(stem) = form.strip_suffix("ies") {
        return vec![format!("{stem}y"), format!("{stem}ie")];
    }
    if let Some(stem) = form.strip_suffix("men") {
        return vec![format!("{stem}man")];
    }
    if form.ends_with("ss") || form.ends_with("us") || form.ends_with("is") {
        return vec![form.to_owned()];
    }
    let whole = form.strip_suffix('s').map(str::to_owned);
    let short = form.strip_suffix("es").filter(|stem| {
        ["s", "sh", "ch", "x", "zz", "o"].iter().any(|end| stem.ends_with(end)) && !stem.ends_with("us")
    });
    short.map(str::to_owned).into_iter().chain(whole).collect()
}

fn verb(form: &str) -> Vec<String> {
    if let Some(stem) = form.strip_suffix("ied") {
        return vec![format!("{stem}y"), format!("{stem}ie")];
    }
    if let Some(stem) = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed")) {
        return participle(stem);
    }
    if form.ends_with('s') { plural(form) } else { Vec::new() }
}

/// Stems of a form in -ed or -ing without its ending, which may have cost an e or doubled a letter.
fn participle(stem: &str) -> Vec<String> {
    let with_e = format!("{stem}e");
    let plain = stem.to_owned();
    let bytes = stem.as_bytes();
    let doubled = matches!(bytes, [.., a, b] if a == b && !VOWELS.contains(b));
    if doubled {
        let single = stem.get(..stem.len() - 1).unwrap_or(stem).to_owned();
        // kill, pass, buzz, staff keep both letters; quarrelled, unless short, does not.
        let keeps = matches!(bytes.last(), Some(b's' | b'z' | b'f' | b'l')) && syllables(stem) < 2;
        return if keeps { vec![plain, single] } else { vec![single, plain] };
    }
    // fre-ed, but see-ing.
    let cut_e = stem.ends_with('e') && !stem.ends_with("ee");
    if cut_e || lost_e(bytes, syllables(stem)) { vec![with_e, plain] } else { vec![plain, with_e] }
}

/// Whether a stem looks as if it had ended in a silent e.
fn lost_e(stem: &[u8], syllables: usize) -> bool {
    match stem {
        [.., b'c' | b'v' | b'u'] | [.., b'd' | b'r' | b'l' | b'n', b'g'] | [.., b'a' | b'u', b't'] => {
            !stem.ends_with(b"out") && (syllables > 1 || !stem.ends_with(b"ng"))
        }
        [.., b'a' | b'i' | b'y' | b'u' | b'o', b'z' | b's'] | [.., b'n' | b'r' | b'l', b's'] => true,
        [.., a, b'l'] if !VOWELS.contains(a) && !matches!(a, b'l' | b'r' | b'w') => true,
        // blam-ed, vot-ed: a short stem would have doubled its letter.
        [.., a, v, c] if syllables == 1 => {
            !VOWELS.contains(a) && VOWELS.contains(v) && !VOWELS.contains(c) && !b"wxy".contains(c)
        }
        [.., b'u' | b'i' | b'o', b'r'] => true,
        [.., b'a' | b'e', b'g'] => syllables > 1,
        _ => false,
    }
}

/// Groups of vowels.
fn syllables(stem: &str) -> usize {
    let is_vowel = |b: &u8| VOWELS.contains(b) || *b == b'y';
    stem.as_bytes()
        .chunk_by(|a, b| is_vowel(a) == is_vowel(b))
        .filter(|g| g.first().is_some_and(is_vowel))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(form: &str, upos: Upos) -> String {
        stems(form, upos).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn participles_get_back_what_they_lost() {
        for (form, lemma) in [
            ("denounced", "denounce"),
            ("razed", "raze"),
            ("blaming", "blame"),
            ("sabotaged", "sabotage"),
            ("besieging", "besiege"),
            ("settled", "settle"),
            ("condensed", "condense"),
            ("planned", "plan"),
            ("quarrelled", "quarrel"),
            ("killed", "kill"),
            ("detained", "detain"),
            ("raided", "raid"),
            ("bombed", "bomb"),
            ("annexing", "annex"),
            ("deplored", "deplore"),
            ("freed", "free"),
            ("foreseeing", "foresee"),
            ("ratified", "ratify"),
            ("mediated", "mediate"),
        ] {
            assert_eq!(first(form, Upos::Verb), lemma);
        }
    }

    #[test]
    fn plurals_lose_their_ending() {
        for (form, lemma) in [
            ("raids", "raid"),
            ("embassies", "embassy"),
            ("clashes", "clash"),
            ("sieges", "siege"),
            ("gunmen", "gunman"),
            ("torpedoes", "torpedo"),
            ("crisis", "crisis"),
        ] {
            assert_eq!(first(form, Upos::Noun), lemma);
        }
    }

    #[test]
    fn other_words_have_no_regular_stem() {
        assert!(stems("went", Upos::Verb).is_empty());
        assert!(stems("Kyïv", Upos::Noun).is_empty());
        assert!(stems("red", Upos::Adj).is_empty());
    }
}

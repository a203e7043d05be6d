//! Which language is told, for texts of many languages and for English that is no news.

use chancery_ingest::{Content, Document, ingest, read};
use chancery_model::dispatch::Dispatch;

const TABLE: &str = include_str!("languages.tsv");

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

fn codes(dispatch: &Dispatch) -> Vec<&str> {
    dispatch.remarks.iter().map(|r| r.code).collect()
}

fn declared(text: &str, language: &str) -> String {
    let mut document = Document::new("test", &[]);
    document.content = Content::Plain(text.into());
    document.facts.language = Some(language.into());
    read(document).language
}

#[test]
fn every_text_of_the_table_is_told() {
    let mut wrong = Vec::new();
    let mut languages: Vec<&str> = Vec::new();
    for (language, text) in rows() {
        let told = ingest("test", text.as_bytes()).language;
        if told != language && (language != "-" || told == "en") {
            wrong.push(format!("{language} as {told}: {text}"));
        }
        languages.push(language);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    languages.sort_unstable();
    languages.dedup();
    assert!(languages.len() > 25, "{}", languages.len());
}

#[test]
fn other_languages_and_unclear_ones_have_a_remark() {
    for (language, text) in rows().filter(|(language, _)| *language != "en") {
        let codes = ingest("test", text.as_bytes()).remarks.iter().map(|r| r.code).collect::<Vec<_>>();
        let said = ["ingest/not-english", "ingest/language-unknown"];
        assert!(codes.iter().any(|c| said.contains(c)), "{language}: {codes:?}");
    }
}

#[test]
fn a_text_too_short_to_tell_is_not_guessed() {
    for text in ["Zorbax", "Kvl 12-3", "Oslo Togo Lomé"] {
        let dispatch = ingest("test", text.as_bytes());
        assert_eq!(dispatch.language, "und", "{text}");
        assert_eq!(codes(&dispatch), ["ingest/language-unknown"]);
    }
    assert_eq!(ingest("test", b"12 : 30").language, "und");
}

#[test]
fn a_foreign_quotation_leaves_an_english_dispatch_english() {
    let english = "The minister told reporters in Oslo that the government would not sign the paper before \
        the summer, and that the talks with the envoys of Togo would go on until both sides were content.";
    let arabic = "\"استقبل وزير الخارجية يوم الاثنين وفدا نرويجيا\"";
    let french = "« Les deux parties ont discuté de la coopération dans le domaine de la pêche. »";
    for quoted in [arabic, french] {
        let text =
            format!("{english}\n\n{quoted}\n\nHe added that he had nothing else to say about the matter.");
        assert_eq!(ingest("test", text.as_bytes()).language, "en", "{quoted}");
    }
}

#[test]
fn english_boilerplate_makes_no_foreign_body_english() {
    for language in ["fr", "de", "ar", "ru", "cy", "zh"] {
        let (_, body) = rows().find(|(l, _)| *l == language).unwrap();
        let text = format!(
            "Skip to content\n\n{body}\n\n{body}\n\n{body} {body}\n\nFollow us for the latest news\n\nAll rights reserved"
        );
        assert_eq!(ingest("test", text.as_bytes()).language, language);
    }
}

#[test]
fn a_declared_language_counts_only_where_the_text_is_silent() {
    let (_, french) = rows().find(|(l, _)| *l == "fr").unwrap();
    assert_eq!(declared(french, "en-GB"), "fr");
    let (_, english) = rows().next().unwrap();
    assert_eq!(declared(english, "fr"), "en");
    assert_eq!(declared("Zorbax", "en-GB"), "en");
    assert_eq!(declared("Zorbax", "nonsense"), "und");
}

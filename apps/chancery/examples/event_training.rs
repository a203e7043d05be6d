//! Writes what `training/chancery_training/train_events.py` learns from. Arguments: the file to write, then
//! annotated sentences (`corpus/train`) and folders of annotated documents (`NAME.txt` with `NAME.json`). A file whose name ends
//! in `.tsv` becomes the table of usage of these texts; `--counted` before the files says that the embedded table was made
//! of them, so that each text must not see what it added to it.
//!
//! Little-endian. First the counts of features and of rows. Then, a text after the other: the numbers of
//! words, of words that may tell, of pairs, of bytes of lemmas, of bytes of forms, of sentences; the lemmas and the forms (a line
//! each, a form after a space where one stands before it); the sentences' lengths in words (u16); the vectors (f32); for each word that may tell its type (u16, 0 for
//! none), the three words of its context (65535 for none) and its rows, then for each the numbers of its usage (f32); for each pair its role (0 neither,
//! 1 actor, 2 recipient), the place of its word among those that may tell, its participant and its rows.

#![allow(clippy::print_stderr, reason = "a tool talks to the person at the terminal")]

mod annotated;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use annotated::Annotated;
use chancery::Reader;
use chancery::pipeline::Layers;
use chancery::score::same_name;
use chancery::score::sentences::{self, Tells};
use chancery_events::head::usage::{self, Counts, Keys, Usage};
use chancery_events::head::{OF_PAIR, OF_WORD, PAIR_ROWS, TYPES, WORD_ROWS};
use chancery_model::analysis::Token;
use chancery_model::cast::Mention;
use chancery_model::dispatch::Dispatch;
use chancery_model::plover::EventType;
use chancery_model::span::{Char, Span};
use chancery_model::text::{Text, occurrences};
use serde_json::Value;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (counted, files) = match &arguments[..] {
        [flag, files @ ..] if flag == "--counted" => (true, files),
        files => (false, files),
    };
    let [target, sources @ ..] = files else {
        eprintln!("event_training: a file to write and sources are wanted");
        return ExitCode::FAILURE;
    };
    match run(target, sources, counted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("event_training: {what}");
            ExitCode::FAILURE
        }
    }
}

fn run(target: &str, sources: &[String], counted: bool) -> Result<(), String> {
    let reader = Reader::load().map_err(|e| e.to_string())?;
    let table = Usage::load().map_err(|e| e.to_string())?;
    let mut out =
        Output { bytes: Vec::new(), used: BTreeMap::new(), table, counted, texts: 0, events: 0, placed: 0 };
    for size in [OF_WORD, OF_PAIR, WORD_ROWS, PAIR_ROWS] {
        out.number(size)?;
    }
    for source in sources {
        let path = Path::new(source);
        let documents = annotated::documents(path)?;
        if documents.is_empty() {
            for sentence in sentences::load(path).map_err(|e| e.to_string())? {
                out.text(&reader, &sentences::read(&reader, &sentence.text), &sentence.tells)?;
            }
        }
        for Annotated { name, text, json } in documents {
            let layers = reader.layers(&name, text.as_bytes(), &mut |_, _| {});
            let tells = of_document(&layers, &json);
            out.text(&reader, &layers, &tells)?;
        }
    }
    let Output { texts, events, placed, .. } = out;
    eprintln!("{texts} texts, {events} events, {placed} of them on words that may tell");
    let table = Path::new(target).extension().is_some_and(|e| e == "tsv");
    let whole = if table { usage::table(&out.used).into_bytes() } else { out.bytes };
    fs::write(target, whole).map_err(|e| format!("{target}: {e}"))
}

/// A document's events as those of sentences: a party is named by each phrase of the trigger's sentence that
/// means it.
fn of_document(l: &Layers, json: &Value) -> Vec<Tells> {
    let list = |of: &Value, key: &str| of.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let actors = list(json, "actors");
    let names: BTreeMap<String, String> = actors.iter().map(|a| (text(a, "id"), text(a, "name"))).collect();
    list(json, "events")
        .iter()
        .filter_map(|e| {
            let trigger = trigger(&l.dispatch.text, &text(e, "quote"), &text(e, "trigger"))?;
            let word = sentences::token_at(&l.analysis, trigger)?;
            let sentence = l.analysis.sentence_of(word);
            let phrases = |key: &str| -> Vec<Span<Char>> {
                let wanted: Vec<_> =
                    list(e, key).iter().filter_map(|id| names.get(id.as_str()?).cloned()).collect();
                let mentions = l.cast.mentions.iter();
                let here = mentions.filter(|m| l.analysis.sentence_of(m.head) == sentence);
                let means = |m: &&Mention| {
                    let mut actors = m.actors.iter().filter_map(|&id| l.cast.actor(id));
                    actors.any(|x| wanted.iter().any(|n| same_name(n, &x.name)))
                };
                here.filter(means).map(|m| m.span).collect()
            };
            Some(Tells {
                kind: EventType::parse(&text(e, "type"))?,
                mode: text(e, "mode"),
                status: text(e, "status"),
                trigger,
                actors: phrases("actors"),
                recipients: phrases("recipients"),
            })
        })
        .collect()
}

/// Where a trigger stands within its passage.
fn trigger(text: &Text, quote: &str, words: &str) -> Option<Span<Char>> {
    let from = text.as_str().find(quote)?;
    let within = text.as_str().get(from..from + quote.len())?;
    let at = from + occurrences(within, words).next()?;
    Some(Span::new(text.char(at), text.char(at + words.len())))
}

/// A word as it is written, after a space where one stands before it in its paragraph.
fn form(dispatch: &Dispatch, token: &Token) -> String {
    let start = token.span.start();
    let first = dispatch.paragraphs.iter().any(|p| p.start() == start);
    let before = start.checked_sub(1).map_or("", |at| dispatch.text.slice(Span::new(at, start)));
    let space = !first && before.chars().any(char::is_whitespace);
    format!("{}{}", if space { " " } else { "" }, token.form)
}

struct Output {
    bytes: Vec<u8>,
    /// What each key told in the texts so far.
    used: BTreeMap<String, Counts>,
    table: Usage,
    counted: bool,
    texts: usize,
    events: usize,
    placed: usize,
}

impl Output {
    fn number(&mut self, n: usize) -> Result<(), String> {
        self.bytes.extend(u32::try_from(n).map_err(|e| e.to_string())?.to_le_bytes());
        Ok(())
    }

    fn rows(&mut self, rows: &[u16]) {
        self.bytes.extend(rows.iter().flat_map(|r| r.to_le_bytes()));
    }

    /// Counts what the words of a text told; gives the numbers of their usage.
    fn count(&mut self, keys: &[(Keys, usize)]) -> Vec<u8> {
        let mut own: BTreeMap<String, Counts> = BTreeMap::new();
        for (keys, kind) in keys {
            for key in keys.iter() {
                own.entry(key.clone()).or_insert([0; TYPES])[*kind] += 1;
            }
        }
        for (key, counts) in &own {
            let to = self.used.entry(key.clone()).or_insert([0; TYPES]);
            to.iter_mut().zip(counts).for_each(|(to, n)| *to += n);
        }
        if !self.counted {
            own.clear();
        }
        keys.iter().flat_map(|(k, _)| self.table.numbers(k, &own)).flat_map(f32::to_le_bytes).collect()
    }

    fn text(&mut self, reader: &Reader, l: &Layers, tells: &[Tells]) -> Result<(), String> {
        let short = |n: u32| u16::try_from(n).map_err(|e| e.to_string());
        let mut told: BTreeMap<u32, &Tells> = BTreeMap::new();
        for t in tells {
            if let Some(word) = sentences::token_at(&l.analysis, t.trigger) {
                told.entry(word).or_insert(t);
            }
        }
        let vectors: Vec<u8> = (0..)
            .zip(l.analysis.tokens())
            .flat_map(|(t, _)| l.analysis.vector(t))
            .flat_map(|v| v.to_le_bytes())
            .collect();
        let (words, pairs, keys) = reader.events().scene(&l.analysis, &l.cast, &l.claims, |scene| {
            let (mut words, mut pairs): (Vec<u16>, Vec<u16>) = Default::default();
            let mut keys: Vec<(Keys, usize)> = Vec::new();
            for (n, word) in (0_u16..).zip(scene.words()) {
                let event = told.get(&word);
                words.push(event.map_or(0, |e| 1 + e.kind as u16));
                keys.push((scene.keys(word), event.map_or(0, |e| 1 + e.kind as usize)));
                for t in scene.context(word) {
                    words.push(t.map(short).transpose()?.unwrap_or(u16::MAX));
                }
                words.extend(scene.word_rows(word));
                let Some(event) = event else { continue };
                let heads = |spans: &[Span<Char>]| -> Vec<u32> {
                    spans.iter().filter_map(|&s| sentences::head_of(l, s)).collect()
                };
                let (actors, recipients) = (heads(&event.actors), heads(&event.recipients));
                let mut who = scene.participants(word);
                who.extend(actors.iter().chain(&recipients));
                who.sort_unstable();
                who.dedup();
                for w in who {
                    let role = if actors.contains(&w) { 1 } else { 2 * u16::from(recipients.contains(&w)) };
                    pairs.extend([role, n, short(w)?]);
                    pairs.extend(scene.pair_rows(word, w));
                }
            }
            Ok::<_, String>((words, pairs, keys))
        })?;
        let used = self.count(&keys);
        self.texts += 1;
        self.events += tells.len();
        self.placed += words.chunks(4 + OF_WORD).filter(|w| w[0] > 0).count();
        self.number(l.analysis.tokens().len())?;
        self.number(words.len() / (4 + OF_WORD))?;
        self.number(pairs.len() / (3 + OF_PAIR))?;
        let lemmas: Vec<String> = l.analysis.tokens().iter().map(|t| t.lemma.to_lowercase()).collect();
        let lemmas = lemmas.join("\n");
        let forms: Vec<String> = l.analysis.tokens().iter().map(|t| form(&l.dispatch, t)).collect();
        let forms = forms.join("\n");
        let lengths: Vec<u16> =
            l.analysis.sentences().iter().map(|s| short(s.tokens.len())).collect::<Result<_, _>>()?;
        self.number(lemmas.len())?;
        self.number(forms.len())?;
        self.number(lengths.len())?;
        self.bytes.extend(lemmas.as_bytes());
        self.bytes.extend(forms.as_bytes());
        self.rows(&lengths);
        self.bytes.extend(vectors);
        self.rows(&words);
        self.bytes.extend(used);
        self.rows(&pairs);
        Ok(())
    }
}

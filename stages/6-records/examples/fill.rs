//! Fills a store with invented records, to measure it where no archive is at hand:
//! `cargo run --release -p chancery-records --example fill -- FOLDER DISPATCHES EVENTS WORDS`.
//!
//! Every dispatch has so many events and words. The words are drawn from the sentences of `corpus/train`, so that
//! the index and the compression have to do with a language. The same numbers give the same store.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for measuring, run by hand")]

use std::fs;
use std::path::{Path, PathBuf};

use chancery_model::analysis::Analysis;
use chancery_model::dispatch::Dispatch;
use chancery_model::plover::EventType;
use chancery_model::record::{
    ActorOut, DispatchOut, EventOut, EvidenceOut, FORMAT, MentionOut, Producer, Record,
};
use chancery_records::{Intake, Writer};

const STATES: [&str; 40] = [
    "AFG", "ARM", "AZE", "BEN", "BLR", "CHN", "CIV", "COD", "CUB", "DNK", "EGY", "ERI", "ETH", "FRA", "GEO",
    "GUY", "IND", "IRN", "IRQ", "ISR", "JPN", "KEN", "KOR", "LBN", "LBY", "MLI", "NER", "NOR", "PAK", "PER",
    "POL", "RUS", "SAU", "SDN", "SYR", "TCD", "TUR", "UKR", "USA", "VEN",
];

/// A sequence that looks random: splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit.max(1) as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

fn sentences() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/train");
    let inside = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect()
    };
    // A folder a writer.
    let writers = inside(&folder).into_iter().filter(|p| p.is_dir());
    let mut files: Vec<PathBuf> = writers.flat_map(|w| inside(&w)).collect();
    files.sort();
    let told = |l: &&str| !l.is_empty() && !l.starts_with(['#', '>', '=']);
    let texts = files.iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    texts
        .flat_map(|p| {
            fs::read_to_string(p).unwrap().lines().filter(told).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

fn record(n: usize, events: usize, words: usize, sentences: &[String], random: &mut Random) -> Record {
    let mut text = format!("Dispatch number {n}\n\n");
    let mut count = 0;
    while count < words {
        let sentence = &sentences[random.below(sentences.len())];
        count += sentence.split(' ').count();
        text.push_str(sentence);
        text.push_str(if random.below(4) == 0 { "\n\n" } else { " " });
    }
    let length = u32::try_from(text.chars().count()).unwrap();
    let spot = |random: &mut Random| {
        let start = u32::try_from(random.below(length as usize - 8)).unwrap();
        [start, start + 6]
    };
    let day = random.below(20 * 365);
    let date = chrono::NaiveDate::from_ymd_opt(2001, 1, 1).unwrap() + chrono::Days::new(day as u64);
    let actors: Vec<ActorOut> = (1..=6)
        .map(|a| {
            let country = random.of(&STATES);
            ActorOut {
                id: format!("a{a}"),
                kind: "state".into(),
                name: format!("{country} {}", random.below(50)),
                country: Some(country.into()),
                sectors: vec![random.of(&["GOV", "MIL", "REB", "CVL", "LEG"]).into()],
                office: None,
                office_text: None,
                reference: None,
                basis: "text".into(),
                loaded: Vec::new(),
                mentions: (0..3).map(|_| MentionOut { span: spot(random), kind: "named".into() }).collect(),
            }
        })
        .collect();
    let event = |e: usize, random: &mut Random| {
        let kind = EventType::ALL[random.below(EventType::ALL.len())];
        EventOut {
            id: format!("e{}", e + 1),
            kind: kind.as_str().into(),
            mode: None,
            contexts: vec![random.of(&["military", "diplomatic", "economic"]).into()],
            cameo: Some(kind.cameo().into()),
            quad: kind.quad(),
            intensity: f64::from(kind.intensity()),
            actors: vec![format!("a{}", random.below(6) + 1)],
            recipients: vec![format!("a{}", random.below(6) + 1)],
            participants: Vec::new(),
            status: "actual".into(),
            reported_by: None,
            date: None,
            place: None,
            trigger: vec![spot(random)],
            sentence: u32::try_from(e).unwrap(),
            same_as: Vec::new(),
            evidence: EvidenceOut { by: "events/head".into(), confidence: 0.5, spans: Vec::new() },
        }
    };
    let events = (0..events).map(|e| event(e, random)).collect();
    let hash: String = blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect();
    Record {
        format: FORMAT.into(),
        producer: Producer { version: "0".into(), model: "invented".into(), rules: "invented".into() },
        dispatch: DispatchOut {
            id: hash,
            origin: format!("invented/{n}"),
            url: None,
            outlet: Some(random.of(&["AFP", "AP", "Reuters", "SANA", "TASS"]).into()),
            title: Some(format!("Dispatch number {n}")),
            bylines: Vec::new(),
            dateline: None,
            published: Some(date.to_string()),
            published_basis: Some("given".into()),
            modified: None,
            section: None,
            repeats: None,
            language: "en".into(),
            text,
        },
        actors,
        claims: Vec::new(),
        events,
        remarks: Vec::new(),
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, numbers @ ..] = arguments.as_slice() else { panic!("FOLDER DISPATCHES EVENTS WORDS") };
    let number = |at: usize| numbers[at].parse::<usize>().unwrap();
    let (dispatches, events, words) = (number(0), number(1), number(2));
    let producer = Producer { version: "0".into(), model: "invented".into(), rules: "invented".into() };
    let (sentences, mut random) = (sentences(), Random(7));
    let mut writer = Writer::open(Path::new(folder), &producer).unwrap();
    let mut bytes = 0;
    for n in 0..dispatches {
        let record = record(n, events, words, &sentences, &mut random);
        bytes += record.dispatch.text.len();
        writer.add(&Intake::new(&Dispatch::default(), &Analysis::default(), record)).unwrap();
    }
    writer.close().unwrap();
    println!("{dispatches} dispatches, {bytes} bytes of text");
}

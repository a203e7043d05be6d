//! Tables in, tables out: the same rows whoever asks, and what a store takes in of them.
#![allow(clippy::unwrap_used, reason = "output that is not as it should be fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

use std::fs::File;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::thread::sleep;
use std::time::Duration;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Int32Array, RecordBatch, StringArray};
use arrow_select::concat::concat_batches;
use chancery::Reader;
use chancery::kernel::{Error, Kernel, coded_schema, event_schema, events};
use common::Folder;
use parquet::arrow::ArrowWriter;
use serde_json::Value;

/// Invented: name, heading, text, day.
const ROWS: [(&str, &str, &str, &str); 5] = [
    (
        "n1",
        "Envoy in Oslo",
        "Foreign Minister Lara Quist met Defence Minister Odo Brandt in Oslo on Monday. Quist said that Norway \
         condemned the attack on Togo.",
        "2024-03-05",
    ),
    (
        "n2",
        "",
        "The army of Chad shelled a town near the lake on Friday, the ministry in Ndjamena said.",
        "2024-03-09",
    ),
    (
        "n3",
        "Aid",
        "Norway sent aid to Togo on Sunday. \"We are grateful,\" President Ada Lund of Togo said.",
        "",
    ),
    (
        "n4",
        "Rien",
        "Le ministre des affaires étrangères a rencontré hier son homologue à Paris, selon lui.",
        "",
    ),
    ("n5", "", "", ""),
];

fn table() -> RecordBatch {
    let column = |part: fn(&(&'static str, &'static str, &'static str, &'static str)) -> &'static str| {
        let said = ROWS.iter().map(|row| Some(part(row)).filter(|s| !s.is_empty()));
        Arc::new(said.collect::<StringArray>()) as ArrayRef
    };
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![4; ROWS.len()]));
    let columns = [
        ("id", column(|r| r.0)),
        ("title", column(|r| r.1)),
        ("text", column(|r| r.2)),
        ("date", column(|r| r.3)),
        ("mood", numbers),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true))).unwrap()
}

/// A row as a line of JSON.
fn line((id, title, text, date): &(&str, &str, &str, &str)) -> String {
    let fields = [("id", id), ("title", title), ("text", text), ("date", date)];
    let said = fields.into_iter().filter(|(_, said)| !said.is_empty());
    serde_json::to_string(&said.collect::<std::collections::BTreeMap<_, _>>()).unwrap() + "\n"
}

fn reader() -> &'static Reader {
    // Not `OnceLock<Reader>`: a reader may be used, but not dropped, on any thread.
    static READER: OnceLock<&'static Reader> = OnceLock::new();
    READER.get_or_init(|| Box::leak(Box::new(Reader::load().unwrap())))
}

fn kernel() -> Kernel<'static> {
    Kernel::new(reader(), chancery_ingest::containers::Fields::default())
}

fn text<'b>(batch: &'b RecordBatch, column: &str) -> Vec<&'b str> {
    batch.column_by_name(column).unwrap().as_string::<i32>().iter().map(Option::unwrap).collect()
}

fn parquet(folder: &Folder, name: &str, table: &RecordBatch) {
    let mut writer =
        ArrowWriter::try_new(File::create(folder.path(name)).unwrap(), table.schema(), None).unwrap();
    writer.write(table).unwrap();
    writer.close().unwrap();
}

#[test]
fn a_row_in_is_a_row_out_and_its_record_that_of_the_same_line_of_json() {
    let coded = kernel().code(&table()).unwrap();
    assert_eq!(coded.schema(), coded_schema());
    assert_eq!(text(&coded, "id"), ROWS.map(|r| r.0));
    let folder = Folder::empty("table-lines");
    folder.write("news.jsonl", ROWS.iter().map(line).collect::<String>().as_bytes());
    let read = folder.run(&["read", "news.jsonl", "--format", "jsonl"]);
    let lines: Vec<String> = read.out.lines().map(|l| l.replace("\"news.jsonl#", "\"")).collect();
    // `read` leaves out what has no text.
    assert!(text(&coded, "record")[..4] == lines, "{}", read.out);
    assert!(text(&coded, "remarks")[3].contains("ingest/not-english"));
    assert!(text(&coded, "remarks")[4].contains("ingest/empty"));
}

#[test]
fn rows_are_the_same_in_any_company_and_on_any_number_of_threads() {
    let (kernel, table) = (kernel(), table());
    let whole = kernel.code(&table).unwrap();
    for threads in [2, 3, 8] {
        assert_eq!(kernel.code_on(&table, threads).unwrap(), whole, "{threads} threads");
    }
    let single = |row| kernel.code(&table.slice(row, 1)).unwrap();
    let parts: Vec<RecordBatch> = (0..ROWS.len()).map(single).collect();
    assert_eq!(concat_batches(&coded_schema(), &parts).unwrap(), whole);
    let none = kernel.code(&table.slice(0, 0)).unwrap();
    assert_eq!((none.num_rows(), events(&none).unwrap().num_rows()), (0, 0));
}

#[test]
fn events_are_flat_rows_that_quote_their_sentence() {
    let coded = kernel().code(&table()).unwrap();
    let flat = events(&coded).unwrap();
    assert_eq!(flat.schema(), event_schema());
    let lists = coded.column_by_name("events").unwrap().as_list::<i32>().clone();
    let lengths: i32 = (0..lists.len()).map(|row| lists.value_length(row)).sum();
    assert_eq!(usize::try_from(lengths).unwrap(), flat.num_rows());
    assert!(text(&flat, "type").contains(&"ASSAULT"), "{:?}", text(&flat, "type"));
    let (ids, words, sentences) = (text(&flat, "id"), text(&flat, "words"), text(&flat, "sentence_text"));
    for ((id, words), sentence) in ids.iter().zip(words).zip(sentences) {
        let whole = ROWS.iter().find(|r| r.0 == *id).unwrap();
        assert!(!words.is_empty() && sentence.contains(words.split(" … ").next().unwrap()), "{words}");
        assert!([whole.1, whole.2].iter().any(|said| said.contains(sentence)), "{sentence}");
    }
    // A part of a table has its own events alone.
    let part = events(&coded.slice(1, 1)).unwrap();
    assert!(part.num_rows() > 0 && text(&part, "id").iter().all(|id| *id == "n2"));
    for field in event_schema().fields() {
        assert!(!field.data_type().is_unsigned_integer(), "{field}");
    }
}

#[test]
fn what_is_no_table_of_texts_or_of_coded_rows_is_refused() {
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![1]));
    let table = RecordBatch::try_from_iter([("size", numbers)]).unwrap();
    assert!(matches!(kernel().code(&table), Err(Error::NoText { .. })));
    assert!(matches!(events(&table), Err(Error::NotCoded(_))));
}

#[test]
fn the_program_codes_a_parquet_file_as_the_kernel_does() {
    let folder = Folder::empty("table-parquet");
    parquet(&folder, "news.parquet", &table());
    let coded = kernel().code(&table()).unwrap();
    for threads in ["1", "2"] {
        let ran = folder.run(&["code", "news.parquet", "--rows", "dispatches", "--threads", threads]);
        assert_eq!(ran.code, 1, "n5 has no text: {}", ran.err);
        assert!(ran.err.contains("chancery: n5: No field holds a text"), "{}", ran.err);
        let records: Vec<String> = ran.out.lines().map(|l| of(l, "record")).collect();
        assert_eq!(records, text(&coded, "record"));
    }
    let ran = folder.run(&["code", "news.parquet"]);
    let words: Vec<String> = ran.out.lines().map(|l| of(l, "sentence_text")).collect();
    assert_eq!(words, text(&events(&coded).unwrap(), "sentence_text"));
    let ran = folder.run(&["code", "news.parquet", "--output", "events.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(folder.text("events.csv").starts_with("id,dispatch,outlet,url,published,event,day,type,"));
}

fn of(line: &str, key: &str) -> String {
    serde_json::from_str::<Value>(line).unwrap()[key].as_str().unwrap().to_owned()
}

#[test]
fn a_table_without_texts_ends_with_a_remedy_and_leaves_no_file() {
    let folder = Folder::empty("table-wrong");
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![1]));
    parquet(&folder, "sizes.parquet", &RecordBatch::try_from_iter([("size", numbers)]).unwrap());
    let ran = folder.run(&["code", "sizes.parquet", "--output", "out.parquet"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("no column holds texts") && ran.err.contains("the columns are size"),
        "{}",
        ran.err
    );
    assert!(!folder.path("out.parquet").exists());
    folder.write("broken.parquet", b"PAR1 and nothing more");
    let ran = folder.run(&["code", "broken.parquet"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}

/// Many dispatches, coded into a file.
fn coded(folder: &Folder, count: usize) {
    let line = |n: usize| {
        let text = format!(
            "Foreign Minister Lara Quist of Norway met envoy {n} in Oslo on Monday. The army shelled village {n}, the \
             ministry of Togo said."
        );
        serde_json::json!({"id": n, "text": text, "date": "2024-03-05"}).to_string() + "\n"
    };
    folder.write("many.jsonl", (0..count).map(line).collect::<String>().as_bytes());
    let ran = folder.run(&["code", "many.jsonl", "--rows", "dispatches", "--output", "many.parquet"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn a_store_of_coded_rows_is_that_of_the_texts() {
    let folder = Folder::with_dispatches("table-segments");
    folder.write("news.jsonl", ROWS[..4].iter().map(line).collect::<String>().as_bytes());
    let inputs = ["a.txt", "b.txt", "deep", "news.jsonl"];
    let coded = ["code", "--rows", "dispatches", "--output", "parts/1.parquet"];
    folder.write("parts/README", b"");
    assert_eq!(folder.run(&[&coded[..], &inputs].concat()).code, 0);
    let adopted = folder.run(&["ingest", "--segments", "parts", "--store", "adopted"]);
    assert_eq!((adopted.code, adopted.err.as_str()), (0, ""));
    assert!(adopted.out.starts_with("8 new dispatches of 1 inputs"), "{}", adopted.out);
    assert_eq!(folder.run(&[&["ingest", "--store", "read"][..], &inputs].concat()).code, 0);
    let export = |store| folder.run(&["export", "--format", "jsonl", "--store", store]).out;
    assert_eq!(export("adopted"), export("read"));
    assert_eq!(export("adopted").lines().count(), 8);
    // What the records do not say is kept, too: the texts can be coded again.
    for store in ["adopted", "read"] {
        let table = "SELECT dispatch, outlet_country, outlet_kind FROM dispatches ORDER BY dispatch";
        let ran = folder.run(&["sql", table, "--store", store, "--format", "csv"]);
        folder.write(&format!("{store}.csv"), ran.out.as_bytes());
        assert_eq!(folder.run(&["verify", "--store", store, "--check-only"]).code, 0);
    }
    assert_eq!(folder.text("adopted.csv"), folder.text("read.csv"));
    // Again: nothing is new.
    let again = folder.run(&["ingest", "--segments", "parts/1.parquet", "--store", "adopted"]);
    assert!(again.out.starts_with("0 new dispatches"), "{}", again.out);
}

#[test]
fn coded_rows_come_into_a_store_all_or_none() {
    let folder = Folder::empty("table-none");
    coded(&folder, 700);
    let count = |store: &str| {
        let ran = folder.run(&[
            "sql",
            "SELECT count(*) AS n FROM dispatches",
            "--store",
            store,
            "--format",
            "jsonl",
        ]);
        serde_json::from_str::<Value>(&ran.out).map_or(0, |v| v["n"].as_i64().unwrap())
    };
    let mut killed = 0;
    for (n, wait) in [20, 60, 120, 200, 300].into_iter().enumerate() {
        let store = format!("s{n}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(["ingest", "--segments", "many.parquet", "--store", &store])
            .current_dir(folder.path("."))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(wait));
        let _ = child.kill();
        killed += i32::from(!child.wait().unwrap().success());
        let found = count(&store);
        assert!([0, 700].contains(&found), "{found} after {wait} ms");
        // Who comes after a killed one finds the store in order.
        let ran = folder.run(&["ingest", "--segments", "many.parquet", "--store", &store]);
        assert_eq!((ran.code, count(&store)), (0, 700), "{}", ran.err);
        assert_eq!(folder.run(&["verify", "--store", &store, "--check-only"]).code, 0);
    }
    assert!(killed > 0, "no process was killed in mid-work");
    // Rows of which one is of another version come in with none.
    let rows = kernel().code(&table()).unwrap();
    let other: ArrayRef = Arc::new(StringArray::from(vec!["0.0.9"; rows.num_rows()]));
    let mut columns = rows.columns().to_vec();
    columns[rows.schema().index_of("version").unwrap()] = other;
    parquet(&folder, "a.parquet", &rows);
    parquet(&folder, "b.parquet", &RecordBatch::try_new(rows.schema(), columns).unwrap());
    let ran = folder.run(&["ingest", "--segments", "a.parquet", "b.parquet", "--store", "mixed"]);
    assert_eq!((ran.code, count("mixed")), (2, 0), "{}", ran.err);
    assert!(ran.err.contains("b.parquet: its rows were coded by another version"), "{}", ran.err);
}

#[test]
fn a_log_says_how_fast_and_what_was_odd_and_nothing_unless_asked() {
    let folder = Folder::with_dispatches("table-log");
    let ran = folder.run(&["read", "a.txt", "b.txt", "--format", "jsonl"]);
    assert_eq!(ran.err, "");
    let ran = folder.run(&["read", "a.txt", "b.txt", "--format", "jsonl", "--log", "json"]);
    let lines: Vec<Value> = ran.err.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let last = lines.last().unwrap();
    assert_eq!((&last["message"], &last["command"]), (&"finished".into(), &"read".into()));
    assert_eq!(last["dispatches"], 2);
    assert!(last["events"].as_u64() > Some(0) && last["events_per_second"].as_f64() > Some(0.0), "{last}");
    let said: i64 = ran.out.lines().map(remarks).sum();
    let counted: i64 = lines.iter().filter_map(|l| l["count"].as_i64()).sum();
    assert_eq!(said, counted);
    assert_eq!(folder.run(&["read", "a.txt", "--log", "loud"]).code, 2);
}

fn remarks(record: &str) -> i64 {
    let record: Value = serde_json::from_str(record).unwrap();
    i64::try_from(record["remarks"].as_array().unwrap().len()).unwrap()
}

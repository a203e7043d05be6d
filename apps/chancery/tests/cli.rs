//! The program as its users see it: output, complaints and exit codes.
#![allow(clippy::unwrap_used, reason = "output that is no record fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

use std::io::Read;

use common::{DISPATCHES, Folder};

fn origins(jsonl: &str) -> Vec<String> {
    jsonl
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(record["format"], "chancery/1");
            record["dispatch"]["origin"].as_str().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn paths_patterns_and_folders_are_read_in_the_order_given() {
    let folder = Folder::with_dispatches("order");
    let ran = folder.run(&["read", "b.txt", "deep", "[ab].txt", "--format", "jsonl"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(origins(&ran.out), ["b.txt", "deep/c.txt", "deep/d.html", "a.txt", "b.txt"]);
}

#[test]
fn shards_together_read_what_one_process_reads() {
    let folder = Folder::with_dispatches("shards");
    let read = |more: &[&str]| folder.run(&[&["read", ".", "--format", "jsonl"], more].concat());
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let parts: Vec<String> = (1..=3).map(|i| read(&["--shard", &format!("{i}/3")]).out).collect();
    assert_eq!(sorted(&parts.concat()), sorted(&read(&[]).out));
    assert_eq!(parts[0].lines().count(), 2, "the first and the fourth of four");
    assert_eq!(read(&["--shard", "4/3"]).code, 2);
}

#[test]
fn standard_input_is_read_like_a_file() {
    let folder = Folder::with_dispatches("stdin");
    let ran = folder.run_with(&["read", "-", "--format", "jsonl"], DISPATCHES[0].1.as_bytes());
    assert_eq!(ran.code, 0);
    let file = folder.run(&["read", "a.txt", "--format", "jsonl"]);
    let nameless = |text: &str, origin: &str| text.replace(&format!("\"origin\":\"{origin}\""), "");
    assert_eq!(nameless(&ran.out, "-"), nameless(&file.out, "a.txt"));
}

#[test]
fn records_are_the_same_bytes_with_any_number_of_threads_and_in_any_company() {
    let folder = Folder::with_dispatches("threads");
    let many: Vec<&str> = (0..10).flat_map(|_| DISPATCHES.map(|d| d.0)).collect();
    let read = |threads: &str, inputs: &[&str]| {
        let mut arguments = vec!["read", "--format", "jsonl", "--threads", threads];
        arguments.extend(inputs);
        let ran = folder.run(&arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out
    };
    let one = read("1", &many);
    assert_eq!(one.lines().count(), many.len());
    assert_eq!(read("2", &many), one);
    assert_eq!(read("4", &many), one);
    let alone: String = many.iter().take(4).map(|m| read("1", &[m])).collect();
    assert!(alone.lines().eq(one.lines().take(4)));
}

#[test]
fn repeats_are_marked_or_skipped_where_that_is_asked_for() {
    let folder = Folder::with_dispatches("repeats");
    folder.write("again.txt", DISPATCHES[0].1.replace("Envoy meets minister", "Talks in Oslo").as_bytes());
    let read = |how: &str, threads: &str| {
        let inputs = ["a.txt", "b.txt", "again.txt"];
        let mut arguments = vec!["read", "--format", "jsonl", "--repeats", how, "--threads", threads];
        arguments.extend(inputs);
        let ran = folder.run(&arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out
    };
    let off = read("off", "1");
    assert!(!off.contains("\"repeats\""), "a record alone does not hang on its company");
    let marked = read("mark", "1");
    assert_eq!(read("mark", "3"), marked);
    let records: Vec<serde_json::Value> = marked.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let last = &records[2]["dispatch"];
    assert_eq!(last["repeats"]["id"], records[0]["dispatch"]["id"]);
    assert_eq!(last["repeats"]["contained"], 1.0);
    assert!(marked.lines().take(2).eq(off.lines().take(2)));
    assert_eq!(origins(&read("skip", "2")), ["a.txt", "b.txt"]);
    let account = folder.run(&["read", "a.txt", "again.txt", "--repeats", "mark"]).out;
    assert!(account.lines().any(|l| l.starts_with("repeats ") && l.ends_with("(100 %)")), "{account}");
}

#[test]
fn what_cannot_be_read_gets_one_line_each_and_the_rest_is_written() {
    let folder = Folder::with_dispatches("unreadable");
    folder.write("empty.txt", b"");
    folder.write("blank.txt", b" \n\t\r\n");
    folder.write("binary.txt", b"\x7fELF\0\0\0\x01");
    folder.write("hollow/readme.pdf", b"%PDF-1.7");
    let inputs =
        ["missing.txt", "empty.txt", "a.txt", "blank.txt", "binary.txt", "hollow", "*.none", "b.txt"];
    let mut arguments = vec!["read", "--format", "jsonl"];
    arguments.extend(inputs);
    let ran = folder.run(&arguments);
    assert_eq!(ran.code, 1);
    assert_eq!(origins(&ran.out), ["a.txt", "b.txt"]);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 6, "{}", ran.err);
    for name in ["missing.txt", "empty.txt", "blank.txt", "binary.txt", "hollow", "*.none"] {
        let start = format!("chancery: {name}: ");
        assert_eq!(lines.iter().filter(|l| l.starts_with(&start)).count(), 1, "{name} in {}", ran.err);
    }
}

#[test]
fn bytes_that_are_not_utf8_are_read_with_a_line() {
    let folder = Folder::empty("latin");
    folder.write(
        "latin.txt",
        b"Talks end\n\nMinister Jos\xe9 Mu\xf1oz met the envoy of Norway in Madrid on Monday.\n",
    );
    let ran = folder.run(&["read", "latin.txt", "--format", "jsonl"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("José Muñoz") && ran.out.contains("ingest/charset"));
    assert_eq!(ran.err.lines().count(), 1);
    assert!(ran.err.starts_with("chancery: latin.txt: ") && ran.err.contains("windows-1252"), "{}", ran.err);
}

#[test]
fn the_account_is_the_default_and_names_who_and_what() {
    let folder = Folder::with_dispatches("account");
    let ran = folder.run(&["read", "a.txt"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.starts_with("Envoy meets minister\nOslo · SANA · by Mira Sol-Berg · a.txt\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Who is in it") && ran.out.contains("Lara Quist"), "{}", ran.out);
}

#[test]
fn an_output_file_has_what_standard_output_would_have() {
    let folder = Folder::with_dispatches("output");
    let ran = folder.run(&["read", "a.txt", "b.txt", "-o", "out.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(folder.text("out.txt"), folder.run(&["read", "a.txt", "b.txt"]).out);
    assert_eq!(folder.run(&["read", "a.txt", "-o", "no/such/folder.txt"]).code, 2);
}

#[test]
fn other_languages_are_not_coded() {
    let folder = Folder::empty("language");
    folder.write(
        "f.txt",
        "Le ministre des affaires étrangères a reçu lundi une délégation norvégienne. Les deux \
        parties ont discuté de la coopération."
            .as_bytes(),
    );
    let ran = folder.run(&["read", "f.txt", "--format", "jsonl"]);
    let record: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(record["dispatch"]["language"], "fr");
    assert_eq!(record["actors"].as_array().map(Vec::len), Some(0));
    assert_eq!(record["remarks"][0]["code"], "ingest/not-english");
}

#[test]
fn explain_shows_every_stage() {
    let folder = Folder::with_dispatches("explain");
    let ran = folder.run(&["explain", "a.txt"]);
    assert_eq!(ran.code, 0);
    for heading in
        ["== 1 ingest ==", "== 2 language ==", "== 3 actors ==", "== 4 attribution ==", "== 5 events =="]
    {
        assert!(ran.out.contains(heading), "{heading}");
    }
    assert!(ran.out.contains("dateline  Oslo | SANA | -"));
    assert_eq!(folder.run(&["explain", "missing.txt"]).code, 1);
}

#[test]
fn wrong_usage_ends_with_two() {
    let folder = Folder::with_dispatches("usage");
    for arguments in [
        &["read"][..],
        &["read", "a.txt", "--format", "xml"],
        &["read", "a.txt", "--threads", "0"],
        &["read", "a.txt", "--json-fields", "colour=red"],
        &["eval", "horoscope", "a.txt"],
        &["eval", "ud", "missing.conllu"],
        &["eval", "record", "deep"],
        &["eval", "ner", "a.txt", "--gold-tokens"],
        &["nonsense"],
    ] {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
    assert!(folder.run(&["eval", "horoscope", "a.txt"]).err.contains("there are: ud, ner, "));
}

#[test]
fn options_come_from_flags_then_environment_then_file() {
    let folder = Folder::empty("config");
    folder.write("chancery.toml", b"threads = 3\nformat = \"jsonl\"\njson-fields = \"text=body\"\n");
    let file = folder.run(&["config"]);
    assert_eq!(
        file.out,
        "threads = 3  # chancery.toml\nformat = \"jsonl\"  # chancery.toml\n\
         json-fields = \"text=body\"  # chancery.toml\n\
         actors = \"\"  # default: none\nprecise = false  # default\nmin-confidence = 0  # default\n"
    );
    let environment = folder.command(&["config"]).env("CHANCERY_THREADS", "5").output().unwrap();
    assert!(String::from_utf8_lossy(&environment.stdout).starts_with("threads = 5  # CHANCERY_THREADS\n"));
    assert!(folder.run(&["config", "--threads", "7"]).out.starts_with("threads = 7  # --threads\n"));
    folder.write("chancery.toml", b"thread = 3\n");
    let wrong = folder.run(&["config"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("chancery.toml") && wrong.err.contains("thread"), "{}", wrong.err);
}

#[test]
fn completions_and_the_manual_are_printed() {
    let folder = Folder::empty("printed");
    let completions = folder.run(&["completions", "bash"]);
    assert!(completions.code == 0 && completions.out.contains("--no-progress"));
    let manual = folder.run(&["man"]);
    assert!(manual.code == 0 && manual.out.contains(".TH chancery"));
    assert_eq!(folder.run(&["--version"]).code, 0);
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let folder = Folder::with_dispatches("pipe");
    let inputs: Vec<&str> = std::iter::repeat_n("a.txt", 300).collect();
    let mut arguments = vec!["read", "--format", "jsonl"];
    arguments.extend(inputs);
    let mut child = folder.command(&arguments).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 100]).unwrap();
    drop(out);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[test]
fn an_evaluation_prints_one_line_a_metric_and_writes_misses() {
    let folder = Folder::with_dispatches("eval");
    let record = folder.run(&["read", "a.txt", "--format", "jsonl"]).out;
    folder.write("gold/a.txt", DISPATCHES[0].1.as_bytes());
    folder.write("gold/a.json", record.as_bytes());
    let ran = folder.run(&["eval", "record", "gold", "--errors", "misses.tsv"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let names: Vec<&str> = ran.out.lines().filter_map(|l| l.split(' ').nth(1)).collect();
    assert_eq!(
        names,
        [
            "type_f1",
            "type_actor_f1",
            "full_precision",
            "full_core_recall",
            "full_f1",
            "claims_link_f1",
            "claims_speaker",
            "actors_found",
            "actors_country",
            "actors_sector",
            "actors_both"
        ]
    );
    assert_eq!(folder.text("misses.tsv"), "", "a record agrees with itself");

    folder.write("t.conllu", b"1\tEnvoys\tenvoy\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n\
        2\tmet\tmeet\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n");
    let raw = folder.run(&["eval", "ud", "t.conllu"]);
    assert!(raw.out.contains("ud las_f1 ") && raw.out.starts_with("ud tokens_f1 1.0000 3\n"), "{}", raw.out);
    let gold = folder.run(&["eval", "ud", "t.conllu", "--gold-tokens", "--format", "json"]);
    assert!(gold.out.lines().any(|l| l.contains("\"metric\":\"las\"")), "{}", gold.out);

    folder.write("t.iob2", b"1\tLara\tB-PER\n2\tQuist\tI-PER\n3\tleft\tO\n");
    let ner = folder.run(&["eval", "ner", "t.iob2"]);
    assert!(ner.out.starts_with("ner precision "), "{}", ner.out);
}

#[test]
fn containers_give_a_record_a_document_in_order() {
    let folder = Folder::empty("containers");
    let lines = "{\"id\": \"a\", \"date\": \"2021-12-07\", \"event_text\": \"Norway sent aid to Togo on Sunday.\"}\n\
        {\"id\": \"b\", \"body\": \"The army of Togo shelled a village near the border on Friday.\"}\n{\"id\": cut\n";
    folder.write("news.jsonl", lines.as_bytes());
    folder.write(
        "post.rss",
        b"<rss><channel><title>Harbour Post</title><item><title>Envoy meets minister</title><guid>p-1</guid>\
        <pubDate>Tue, 07 Dec 2021 01:04:05 +0300</pubDate><description>Foreign Minister Lara Quist met Defence \
        Minister Odo Brandt in Oslo on Monday.</description></item></channel></rss>",
    );
    folder.write("empty.rss", b"<rss><channel><title>Harbour Post</title></channel></rss>");
    let ran = folder.run(&["read", ".", "--format", "jsonl", "--json-fields", "text=body"]);
    assert_eq!(ran.code, 1);
    assert_eq!(origins(&ran.out), ["./news.jsonl#b", "./post.rss#p-1"]);
    let starts = [
        "chancery: ./empty.rss: there is no document",
        "chancery: ./news.jsonl#a: No field holds a text",
        "chancery: ./news.jsonl#3: Line 3 ",
    ];
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), starts.len(), "{}", ran.err);
    for start in starts {
        assert!(lines.iter().any(|l| l.starts_with(start)), "{start} in {}", ran.err);
    }
    let feed: serde_json::Value = serde_json::from_str(ran.out.lines().nth(1).unwrap()).unwrap();
    let dispatch = &feed["dispatch"];
    assert_eq!(dispatch["outlet"], "Harbour Post");
    assert_eq!(dispatch["title"], "Envoy meets minister");
    assert_eq!(dispatch["published"], "2021-12-07T01:04:05+03:00");
    assert_eq!(dispatch["published_basis"], "given");
    let explained = folder.run(&["explain", "news.jsonl"]);
    assert_eq!(explained.code, 0);
    assert_eq!(explained.out.matches("== 1 ingest ==").count(), 3);
}

#[test]
fn many_documents_of_one_stream_are_the_same_with_any_number_of_threads() {
    let folder = Folder::empty("stream");
    let line = |n: usize| format!("{{\"id\": {n}, \"text\": \"Norway sent aid to Togo on day {n}.\"}}\n");
    let lines: String = (0..120).map(line).collect();
    let read = |threads: &str| {
        folder.run_with(&["read", "-", "--format", "jsonl", "--threads", threads], lines.as_bytes())
    };
    let one = read("1");
    assert_eq!((one.code, one.out.lines().count()), (0, 120), "{}", one.err);
    assert_eq!(origins(&one.out).last().map(String::as_str), Some("-#119"));
    assert_eq!(read("3"), one);
}

#[cfg(unix)]
#[test]
fn the_program_for_several_machines_gets_the_words_or_is_said_to_be_missing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::empty("cluster");
    let words = ["cluster", "submit", "--rows", "events"];
    let ran = folder.command(&words).env("PATH", "/nowhere").output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("found neither beside this one nor on PATH"));
    folder.write("bin/chancery-cluster", b"#!/bin/sh\necho \"$@\"\nexit 7\n");
    let program = folder.path("bin/chancery-cluster");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let ran = folder.command(&words).env("PATH", folder.path("bin")).output().unwrap();
    assert_eq!((ran.status.code(), ran.stdout.as_slice()), (Some(7), &b"submit --rows events\n"[..]));
}

//! A store as its users meet it: filled, killed, asked, corrected, coded again, broken and mended.
#![allow(clippy::unwrap_used, reason = "output that is not as it should be fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use common::Folder;
use serde_json::Value;

/// Dispatches of which no two are alike; all invented.
fn many(folder: &Folder, count: usize) {
    let states = ["Norway", "Togo", "Chad", "Kenya", "Peru"];
    for n in 0..count {
        let (a, b) = (states[n % 5], states[(n / 5 + n + 1) % 5]);
        let day = n % 27 + 1;
        let text = format!(
            "Note {n} on {a}\n\nOSLO, March {day}, 2021 (Reuters) - Foreign Minister Lara Quist of {a} met Defence \
             Minister Odo Brandt of {b} on Tuesday and condemned attack number {n} on a convoy near town {n}.\n\n\
             \"We will send {n} doctors,\" Brandt told reporters. The army of {b} shelled village {n} on Monday, the \
             ministry of {a} said.\n"
        );
        folder.write(&format!("in/{n:03}.txt"), text.as_bytes());
    }
}

fn exported(folder: &Folder, store: &str) -> String {
    let ran = folder.run(&["export", "--store", store, "--format", "jsonl"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    ran.out
}

fn asked(folder: &Folder, store: &str, sql: &str) -> Vec<Value> {
    let ran = folder.run(&["sql", sql, "--store", store, "--format", "jsonl"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{sql}");
    ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// Records of `read`, without what a store looks for and `read` does not.
fn read(folder: &Folder, inputs: &str) -> String {
    let ran = folder.run(&["read", inputs, "--format", "jsonl", "--repeats", "mark"]);
    assert_eq!(ran.code, 0);
    ran.out
}

#[test]
fn a_store_gives_back_what_was_read_to_the_last_byte() {
    let folder = Folder::with_dispatches("store-round");
    let ran = folder.run(&["ingest", "a.txt", "b.txt", "deep", "--store", "s"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("4 new dispatches of 4 inputs"), "{}", ran.out);
    let read = folder.run(&["read", "a.txt", "b.txt", "deep", "--format", "jsonl"]);
    assert_eq!(exported(&folder, "s"), read.out);
}

#[test]
fn what_was_read_is_not_read_again_and_changes_nothing() {
    let folder = Folder::with_dispatches("store-again");
    folder.run(&["ingest", ".", "--store", "../s-again"]);
    let before = exported(&folder, "../s-again");
    let again = folder.run(&["ingest", ".", "--store", "../s-again"]);
    assert!(
        again.out.contains("0 new dispatches of 0 inputs") && again.out.contains("4 inputs skipped"),
        "{}",
        again.out
    );
    let text = folder.text("a.txt");
    folder.write("copy.txt", text.as_bytes());
    let copy = folder.run(&["ingest", "copy.txt", "--store", "../s-again"]);
    assert!(copy.out.contains("1 dispatches whose text was known"), "{}", copy.out);
    assert_eq!(exported(&folder, "../s-again"), before);
    let places = asked(&folder, "../s-again", "SELECT origin FROM appearances");
    assert_eq!(places, [serde_json::json!({"origin": "copy.txt"})]);
    fs::remove_dir_all(folder.path("../s-again")).unwrap();
}

#[test]
fn killed_at_any_moment_it_loses_nothing_and_doubles_nothing() {
    let folder = Folder::empty("store-killed");
    many(&folder, 40);
    let whole = read(&folder, "in");
    for (round, wait) in [5, 150, 300, 450, 600, 750, 900, 1100].into_iter().enumerate() {
        let store = format!("s{}", round % 2);
        let mut child = folder
            .command(&["ingest", "in", "--store", &store, "--commit-every", "3", "--threads", "2"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        if !folder.path(&store).join("chancery.db").exists() {
            continue;
        }
        let checked = folder.run(&["verify", "--check-only", "--store", &store]);
        assert_eq!(checked.code, 0, "killed after {wait} ms: {}", checked.out);
        let so_far = exported(&folder, &store);
        assert!(
            whole.starts_with(&so_far),
            "killed after {wait} ms, what was committed is the beginning of all"
        );
    }
    for store in ["s0", "s1"] {
        assert_eq!(folder.run(&["ingest", "in", "--store", store]).code, 0);
        assert_eq!(exported(&folder, store), whole);
        let doubled = asked(&folder, store, "SELECT id FROM dispatches GROUP BY id HAVING count(*) > 1");
        assert!(doubled.is_empty());
        let files = fs::read_dir(folder.path(store).join("segments")).unwrap().count();
        let manifest = asked(&folder, store, "SELECT count(*) AS n FROM events");
        assert!(files > 0 && manifest[0]["n"].as_i64().unwrap() > 40);
        assert_eq!(folder.run(&["verify", "--store", store]).code, 0);
    }
}

#[test]
fn a_store_that_was_never_finished_is_made_anew() {
    let folder = Folder::with_dispatches("store-unfinished");
    folder.write("s/chancery.db.new", b"half of a ledger");
    folder.write("s/chancery.db.new-journal", b"and of its journal");
    let checked = folder.run(&["verify", "--check-only", "--store", "s"]);
    assert!(checked.err.contains("there is no store here"), "{}", checked.err);
    assert_eq!(folder.run(&["ingest", "a.txt", "--store", "s"]).code, 0);
    assert_eq!(folder.run(&["verify", "--check-only", "--store", "s"]).code, 0);
    assert!(!folder.path("s/chancery.db.new").exists());
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let folder = Folder::with_dispatches("store-two");
    let mut first = folder
        .command(&["ingest", "-", "--store", "s"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let lock = folder.path("s/writer.lock");
    while !lock.exists() {
        sleep(Duration::from_millis(20));
    }
    sleep(Duration::from_millis(200));
    let second = folder.run(&["ingest", "a.txt", "--store", "s"]);
    assert_eq!(second.code, 1);
    assert!(second.err.contains("another process is writing to this store; wait"), "{}", second.err);
    assert_eq!(folder.run(&["sql", "SELECT 1", "--store", "s"]).code, 0, "readers need not wait");
    let text = folder.text("b.txt");
    first.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(first.wait().unwrap().success());
    assert_eq!(folder.run(&["ingest", "a.txt", "--store", "s"]).code, 0);
}

#[test]
fn a_full_disk_costs_nothing_that_was_committed() {
    let folder = Folder::empty("store-full");
    many(&folder, 30);
    let whole = read(&folder, "in");
    let program = folder.command(&[]).get_program().to_owned();
    // No file may grow beyond so many blocks of 512 bytes: the system refuses as it does on a full disk.
    let script = format!(
        "trap '' XFSZ; ulimit -f 400; exec {} ingest in --store s --commit-every 2",
        program.display()
    );
    let full = Command::new("sh").args(["-c", &script]).current_dir(folder.path(".")).output().unwrap();
    let err = String::from_utf8_lossy(&full.stderr).into_owned();
    assert_eq!(full.status.code(), Some(1), "{err}");
    assert!(err.starts_with("chancery: s"), "{err}");
    assert!(whole.starts_with(&exported(&folder, "s")));
    assert_eq!(folder.run(&["ingest", "in", "--store", "s"]).code, 0);
    assert_eq!(exported(&folder, "s"), whole);
}

/// Permissions do not bind an administrator: in a name space of its own the store's folder is mounted for reading alone.
#[test]
#[cfg(target_os = "linux")]
fn a_store_on_a_read_only_disk_answers_and_takes_nothing() {
    let folder = Folder::with_dispatches("store-read-only");
    assert_eq!(folder.run(&["ingest", "a.txt", "b.txt", "--store", "s"]).code, 0);
    let program = folder.command(&[]).get_program().to_owned();
    let mounted = |arguments: &str| {
        let script = format!(
            "mount --bind s s && mount -o remount,ro,bind s && ! touch s/new 2>/dev/null || exit 99; exec {} {arguments}",
            program.display()
        );
        let ran = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
            .current_dir(folder.path("."))
            .output();
        ran.map(|ran| {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (ran.status.code(), text(&ran.stdout), text(&ran.stderr))
        })
    };
    // Not every system lets a test mount something; the rest of the test would then say nothing.
    if !matches!(mounted("sql 'SELECT 1' --store s"), Ok((Some(0), ..))) {
        let why = "no mounts here: reading from a read-only disk is not tested";
        return writeln!(std::io::stderr(), "{why}").unwrap();
    }
    let written = exported(&folder, "s");
    for (arguments, shown) in [
        ("export --format jsonl --store s", written.as_str()),
        ("search 'joint office' --store s", "Talks end"),
        ("sql 'SELECT title FROM dispatches' --store s --format csv", "Envoy meets minister"),
        ("sql 'SELECT count(*) > 0 AS some FROM events' --store s --format csv", "true"),
        ("panel --store s", "period,source,target"),
        ("verify --check-only --store s", ""),
    ] {
        let (code, out, err) = mounted(arguments).unwrap();
        assert_eq!((code, out.contains(shown)), (Some(0), true), "{arguments}: {out}{err}");
    }
    let (code, _, err) = mounted("ingest b.txt --store s").unwrap();
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("the store can be read but not written to here"), "{err}");
    assert_eq!(exported(&folder, "s"), written);
}

#[test]
fn sql_answers_questions_and_nothing_else() {
    let folder = Folder::with_dispatches("store-sql");
    folder.run(&["ingest", "a.txt", "b.txt", "--store", "s"]);
    let met = asked(
        &folder,
        "s",
        "SELECT actors, text_of(trigger) AS words, plover_name(type) AS kind, country_name('NOR') AS country FROM events \
         WHERE type = 'CONSULT'",
    );
    assert_eq!(met[0]["words"], "met");
    assert_eq!((&met[0]["kind"], &met[0]["country"]), (&Value::from("consult"), &Value::from("Norway")));
    let out = folder.path("leak.csv");
    let before = exported(&folder, "s");
    for sql in [
        format!("COPY (SELECT 1) TO '{}'", out.display()),
        format!("COPY events TO '{}' STORED AS CSV", out.display()),
        format!("EXPLAIN ANALYZE COPY events TO '{}' STORED AS CSV", out.display()),
        format!("CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '{}'", folder.path("a.txt").display()),
        format!("SELECT * FROM '{}'", folder.path("a.txt").display()),
        "SELECT * FROM read_csv('a.txt')".into(),
        "SELECT * FROM 'https://example.org/x.parquet'".into(),
        "CREATE TABLE t AS SELECT 1".into(),
        "INSERT INTO events SELECT * FROM events".into(),
        "DELETE FROM events".into(),
        "UPDATE dispatches SET title = ''".into(),
        "DROP TABLE events".into(),
        "SET datafusion.execution.batch_size = 1".into(),
        "SELECT 1; DROP TABLE events".into(),
    ] {
        let ran = folder.run(&["sql", &sql, "--store", "s"]);
        assert_eq!(ran.code, 2, "{sql}: {}", ran.out);
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{sql}");
    }
    assert!(!out.exists());
    assert_eq!(exported(&folder, "s"), before);
}

#[test]
fn a_query_that_wants_too_much_is_stopped() {
    let folder = Folder::with_dispatches("store-limits");
    folder.run(&["ingest", "a.txt", "--store", "s"]);
    let endless = "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 10000000) b WHERE a.value % 7 = b.value % 5";
    let ran = folder.run(&["sql", endless, "--store", "s", "--timeout", "1"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("stopped after 1 seconds"), "{}", ran.err);
    let large = "SELECT value, count(*) FROM generate_series(1, 50000000) GROUP BY value ORDER BY 2";
    let ran = folder.run(&["sql", large, "--store", "s", "--memory", "16"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("more than 16 MB"), "{}", ran.err);
}

#[test]
fn answers_come_in_every_format() {
    let folder = Folder::with_dispatches("store-formats");
    folder.run(&["ingest", "a.txt", "b.txt", "--store", "s"]);
    let sql = "SELECT dispatch, outlet FROM dispatches ORDER BY dispatch";
    let run = |format: &str| folder.run(&["sql", sql, "--store", "s", "--format", format]).out;
    assert_eq!(run("csv"), "dispatch,outlet\n1,SANA\n2,Reuters\n");
    assert_eq!(
        run("jsonl"),
        "{\"dispatch\":1,\"outlet\":\"SANA\"}\n{\"dispatch\":2,\"outlet\":\"Reuters\"}\n"
    );
    assert!(run("table").contains("| 2        | Reuters |") && run("table").ends_with("2 rows\n"));
    folder.run(&["sql", sql, "--store", "s", "--format", "parquet", "-o", "x.parquet"]);
    assert!(fs::read(folder.path("x.parquet")).unwrap().starts_with(b"PAR1"));
    let none = folder.run(&[
        "sql",
        "SELECT dispatch FROM dispatches WHERE false",
        "--store",
        "s",
        "--format",
        "csv",
    ]);
    assert_eq!(none.out, "dispatch\n");
}

#[test]
fn a_correction_stands_beside_the_coding_and_is_shown_everywhere() {
    let folder = Folder::with_dispatches("store-correct");
    folder.run(&["ingest", "a.txt", "b.txt", "--store", "s"]);
    let correct = |event: &str, what: &str| {
        folder.run(&["correct", event, what, "--store", "s", "--by", "M. Iversen", "--why", "read it again"])
    };
    let ran = correct("1:e1", "type=COOPERATE");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("type of 1:e1 is COOPERATE instead of CONSULT, says M. Iversen"), "{}", ran.out);
    let rows =
        asked(&folder, "s", "SELECT type, corrected, quad FROM events WHERE dispatch = 1 AND event = 1");
    assert_eq!(rows, [serde_json::json!({"type": "COOPERATE", "corrected": "type", "quad": 2})]);
    let kept = asked(&folder, "s", "SELECT field, was, value, made_by, why FROM corrections");
    assert_eq!((&kept[0]["was"], &kept[0]["why"]), (&Value::from("CONSULT"), &Value::from("read it again")));
    assert!(exported(&folder, "s").contains("\"COOPERATE\""));
    let training = folder.run(&["export", "--store", "s", "--format", "training"]).out;
    assert!(training.contains("> COOPERATE | actual | met | "), "{training}");
    assert_eq!(folder.run(&["export", "--store", "s", "--format", "gold", "-o", "gold"]).code, 0);
    assert_eq!(fs::read_dir(folder.path("gold")).unwrap().count(), 2);
    let scored = folder.run(&["eval", "record", "gold"]);
    assert_eq!(scored.code, 0, "{}", scored.err);

    let gone = correct("1:e1", "event=none");
    assert_eq!(gone.code, 0, "{}", gone.err);
    let left = asked(&folder, "s", "SELECT status FROM events WHERE dispatch = 1 AND event = 1");
    assert_eq!(left[0]["status"], "retracted");
    assert!(!exported(&folder, "s").contains("\"COOPERATE\""));
    for (event, what, why) in [
        ("1:e1", "type=WAR", "the types are"),
        ("1:e1", "colour=red", "cannot be corrected"),
        ("1:e99", "type=AID", "no event e99"),
        ("77:e1", "type=AID", "no dispatch"),
        ("1:e1", "actors=Nobody", "it has a1"),
    ] {
        let ran = correct(event, what);
        assert_eq!(ran.code, 2, "{event} {what}");
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}

#[test]
fn another_version_codes_the_kept_texts_again_beside_the_first() {
    let folder = Folder::with_dispatches("store-recode");
    folder.run(&["ingest", "a.txt", "b.txt", "deep", "--store", "s"]);
    let first = exported(&folder, "s");
    let ran = folder.run(&["recode", "--store", "s"]);
    assert!(ran.out.starts_with("0 dispatches coded again"), "{}", ran.out);
    // Other rules by another name: the same program that keeps only what it is sure of.
    let ran = folder.run(&["recode", "--store", "s", "--min-confidence", "0.99"]);
    assert!(
        ran.out.starts_with("4 dispatches coded again") && ran.out.ends_with("as run 2\n"),
        "{} {}",
        ran.out,
        ran.err
    );
    let count = |run: &[&str]| {
        let sql = ["sql", "SELECT count(*) AS n FROM events", "--store", "s", "--format", "csv"];
        folder.run(&[&sql[..], run].concat()).out
    };
    assert_eq!(count(&[]), count(&["--run", "2"]));
    assert_ne!(count(&[]), count(&["--run", "1"]));
    let old = folder.run(&["export", "--store", "s", "--format", "jsonl", "--run", "1"]);
    assert_eq!(old.out, first);
    let direct =
        folder.run(&["read", "a.txt", "b.txt", "deep", "--format", "jsonl", "--min-confidence", "0.99"]);
    assert_eq!(exported(&folder, "s"), direct.out, "coding kept texts again is as reading them");
    let diff = folder.run(&["diff", "1", "2", "--store", "s"]);
    assert!(
        diff.out.contains("\n  - CONSULT") && diff.out.contains("of 4 dispatches are coded differently"),
        "{}",
        diff.out
    );
    let none = folder.run(&["sql", "SELECT 1", "--store", "s", "--run", "7"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("there is no run 7 in this store; there are: 1, 2"), "{}", none.err);
}

#[test]
fn damage_is_found_and_mended_from_the_texts() {
    let folder = Folder::with_dispatches("store-damage");
    folder.run(&["ingest", "a.txt", "b.txt", "deep", "--store", "s"]);
    let before = exported(&folder, "s");
    let segments = folder.path("s/segments");
    fs::write(segments.join("00000099-events.parquet.tmp"), b"half").unwrap();
    let broken = fs::read_dir(&segments).unwrap().map(|e| e.unwrap().path());
    let broken = broken.into_iter().find(|p| p.to_string_lossy().ends_with("-events.parquet")).unwrap();
    let mut bytes = fs::read(&broken).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    fs::write(&broken, bytes).unwrap();
    let checked = folder.run(&["verify", "--check-only", "--store", "s"]);
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("its content has changed"), "{}", checked.out);
    let mended = folder.run(&["verify", "--store", "s"]);
    assert!(mended.out.contains("4 dispatches have no coding"), "{}", mended.out);
    assert!(!segments.join("00000099-events.parquet.tmp").exists(), "what a killed run left is swept");
    assert!(folder.run(&["recode", "--store", "s"]).out.starts_with("4 dispatches"));
    assert_eq!(exported(&folder, "s"), before);
    assert_eq!(folder.run(&["verify", "--store", "s"]).code, 0);
}

#[test]
fn a_phrase_is_found_in_the_texts() {
    let folder = Folder::with_dispatches("store-search");
    folder.run(&["ingest", "a.txt", "b.txt", "deep", "--store", "s"]);
    let found = folder.run(&["search", "open a JOINT office", "--store", "s", "--json"]);
    let line: Value = serde_json::from_str(found.out.trim()).unwrap();
    assert_eq!((&line["dispatch"], &line["outlet"]), (&Value::from(2), &Value::from("Reuters")));
    let words =
        asked(&folder, "s", &format!("SELECT text_of('2:{}-{}') AS w", line["span"][0], line["span"][1]));
    assert_eq!(words[0]["w"], "open a joint office");
    let none = folder.run(&["search", "office joint", "--store", "s"]);
    assert_eq!((none.code, none.out.as_str()), (0, "no dispatch holds these words side by side\n"));
}

#[test]
fn panels_count_dyads_and_explain_themselves() {
    let folder = Folder::empty("store-panel");
    many(&folder, 10);
    folder.run(&["ingest", "in", "--store", "s"]);
    let ran = folder.run(&["panel", "--store", "s", "--by", "quad", "-o", "p.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let table = folder.text("p.csv");
    assert!(
        table.starts_with("period,source,target,class,count,intensity_sum,intensity_mean\n2021-0"),
        "{table}"
    );
    assert!(folder.text("p.codebook.md").contains("Directed dyads of countries, by month"));
    let sum: i64 = table.lines().skip(1).map(|l| l.split(',').nth(4).unwrap().parse::<i64>().unwrap()).sum();
    let dyads = "SELECT count(*) AS n FROM events e JOIN participants a ON a.dispatch = e.dispatch AND a.event = e.event \
        AND a.role = 'actor' JOIN participants r ON r.dispatch = e.dispatch AND r.event = e.event AND r.role = 'recipient' \
        WHERE e.status = 'actual' AND e.day IS NOT NULL AND a.country IS NOT NULL AND r.country IS NOT NULL AND \
        (e.stance IS NULL OR e.stance <> 'deny')";
    let mutual = "SELECT count(*) AS n FROM events e JOIN participants a ON a.dispatch = e.dispatch AND a.event = e.event \
        JOIN participants b ON b.dispatch = e.dispatch AND b.event = e.event AND a.country <> b.country AND a.role = 'actor' \
        AND b.role = 'actor' WHERE e.recipients = '' AND e.type IN ('AGREE', 'CONSULT', 'COOPERATE') AND e.status = 'actual' AND e.day IS NOT NULL";
    let count = |sql: &str| asked(&folder, "s", sql)[0]["n"].as_i64().unwrap();
    assert_eq!(sum, count(dyads) + count(mutual), "two ways of counting agree");
}

#[test]
fn a_folder_that_is_no_store_is_left_alone() {
    let folder = Folder::with_dispatches("store-foreign");
    let ran = folder.run(&["ingest", "a.txt", "--store", "deep"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the folder is not empty and holds no store"), "{}", ran.err);
    let ran = folder.run(&["sql", "SELECT 1", "--store", "nowhere"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("there is no store here; `chancery ingest"), "{}", ran.err);
    assert!(!folder.path("nowhere").exists());
}

//! The page as programs meet it: what it answers, what it refuses, and that it says the same as the store itself.
#![allow(clippy::unwrap_used, reason = "output that is not as it should be fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::time::{Duration, Instant};

use common::Folder;
use serde_json::Value;

/// A page that is served; it ends with the test.
struct Page {
    child: Child,
    host: String,
}

/// An answer: status, head and body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Page {
    fn open(folder: &Folder, arguments: &[&str]) -> Self {
        let all = [&["serve", "--port", "0"], arguments].concat();
        let mut child = folder.command(&all).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line
            .trim()
            .strip_prefix("http://")
            .expect("it prints its address")
            .trim_end_matches('/')
            .to_owned();
        Self { child, host }
    }

    /// Sends a request with these lines in its head.
    fn send(&self, method: &str, address: &str, lines: &[&str], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(2))).unwrap();
        let named = lines.iter().any(|l| l.starts_with("Host:"));
        let host = if named { String::new() } else { format!("Host: {}\r\n", self.host) };
        let lines = lines.iter().fold(String::new(), |all, line| all + line + "\r\n");
        write!(
            stream,
            "{method} {address} HTTP/1.1\r\n{host}{lines}Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            body: if chunked { joined(body) } else { body.to_owned() },
            head: head.to_owned(),
        }
    }

    fn get(&self, address: &str) -> Answer {
        self.send("GET", address, &[], "")
    }

    fn json(&self, address: &str) -> Value {
        let answer = self.get(address);
        assert_eq!(answer.status, 200, "{address}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Sends a form from a page of this site.
    fn post(&self, address: &str, form: &str) -> Answer {
        let origin = format!("Origin: http://{}", self.host);
        self.send("POST", address, &[&origin, "Content-Type: application/x-www-form-urlencoded"], form)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The parts of a body in one.
fn joined(mut body: &str) -> String {
    let mut out = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let Some(part) = usize::from_str_radix(size, 16).ok().filter(|n| *n > 0).and_then(|n| rest.get(..n))
        else {
            break;
        };
        out.push_str(part);
        body = rest.get(part.len()..).and_then(|r| r.strip_prefix("\r\n")).unwrap_or_default();
    }
    out
}

/// A store of our own dispatches.
fn store(folder: &Folder) {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let inputs = ["incidents/tune", "prose"].map(|f| format!("{corpus}/{f}/*.txt"));
    let ran = folder.run(&["ingest", &inputs[0], &inputs[1], "--store", "s", "--no-progress"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

fn named(event: &Value) -> (i64, i64) {
    (event["dispatch"].as_i64().unwrap(), event["event"].as_i64().unwrap())
}

/// All events of a filter, page by page.
fn events(page: &Page, query: &str) -> Vec<(i64, i64)> {
    let (mut out, mut cursor) = (Vec::new(), String::new());
    loop {
        let found = page.json(&format!("/api/v1/events?{query}&limit=100{cursor}"));
        out.extend(found["events"].as_array().unwrap().iter().map(named));
        let Some(next) = found["next"].as_str() else {
            assert_eq!(out.len() as u64, found["total"].as_u64().unwrap(), "{query}");
            return out;
        };
        cursor = format!("&cursor={next}");
    }
}

#[test]
fn every_filter_gives_the_same_events_in_memory_and_in_sql() {
    let folder = Folder::empty("serve-filters");
    store(&folder);
    let page = Page::open(&folder, &["--store", "s"]);
    let mut some = 0;
    for query in [
        "",
        "type=CONSULT&type=ASSAULT",
        "country=SDN",
        "source=CHN&target=PHL",
        "dyad=PHL+CHN",
        "dyad=CHN+PHL&quad=1",
        "actor=minister",
        "actor=o%27",
        "q=ministry",
        "q=the+border",
        "q=it%27s",
        "voice=claimed&quad=3",
        "voice=outlet&status=actual",
        "voice=denied",
        "outlet=SUNA",
        "outlet_kind=wire&outlet_kind=state+agency",
        "outlet_country=SDN",
        "from=2024-03-01&to=2024-04-15",
        "place=border",
        "place_country=SDN",
        "context=military&min_confidence=0.6",
        "mode=heavy-weapons",
        "incident=3",
    ] {
        let asked = page.get(&format!("/download/json?{query}"));
        let in_sql: Vec<_> = asked.body.lines().map(|l| named(&serde_json::from_str(l).unwrap())).collect();
        assert_eq!(events(&page, query), in_sql, "{query}");
        some += usize::from(!in_sql.is_empty());
    }
    assert!(some > 17, "only {some} filters have events: the others show nothing");
}

#[test]
fn every_address_of_the_description_answers_and_every_page_says_where_its_words_stand() {
    let folder = Folder::empty("serve-addresses");
    store(&folder);
    let page = Page::open(&folder, &["--store", "s"]);
    let description = page.json("/api/v1/openapi.json");
    let paths: BTreeSet<&String> = description["paths"].as_object().unwrap().keys().collect();
    assert!(paths.len() > 12, "{paths:?}");
    for path in paths {
        let address = path.replace("{number}", "1").replace("{name}", "1");
        let question = if path.ends_with("/sql") { "?q=SELECT+1" } else { "" };
        assert_eq!(page.get(&format!("{address}{question}")).status, 200, "{path}");
    }
    let event = &page.json("/api/v1/events?limit=1")["events"][0];
    let record = page.json(&format!("/api/v1/dispatches/{}", event["dispatch"]));
    let text: Vec<char> = record["dispatch"]["text"].as_str().unwrap().chars().collect();
    let at = |n: usize| usize::try_from(event["sentence"][n].as_u64().unwrap()).unwrap();
    assert_eq!(event["quote"].as_str().unwrap(), text[at(0)..at(1)].iter().collect::<String>());
    for address in [
        "/",
        "/search",
        "/search?view=map",
        "/search?view=network",
        "/search?view=timeline",
        "/incidents",
        "/incident/1",
        "/dispatch/1",
        "/actors",
        "/outlets",
        "/outlet?name=SUNA",
        "/sql",
        "/read",
        "/live",
        "/about",
        "/dyad?a=CHN&b=PHL",
        "/actor?name=China&country=CHN",
    ] {
        let answer = page.get(address);
        assert_eq!(answer.status, 200, "{address}");
        assert_eq!(answer.body.matches("<h1").count(), 1, "{address}");
        assert!(!answer.body.contains(" style=") && !answer.body.contains("<style"), "{address}");
        for line in [
            "content-security-policy: default-src 'none'; script-src 'self'",
            "x-content-type-options: nosniff",
        ] {
            assert!(answer.head.contains(line), "{address}: {}", answer.head);
        }
    }
    for (address, status) in [
        ("/nothing", 404),
        ("/dispatch/99999", 404),
        ("/dispatch/zz", 404),
        ("/incident/99999", 404),
        ("/incident/x", 400),
        ("/dyad?a=CHN", 400),
        ("/api/v1/events?from=soon", 400),
        ("/api/v1/events?cursor=1:e999", 404),
        ("/api/v1/events?cursor=soon", 400),
        ("/api/v1/events?limit=0", 400),
        ("/api/v1/nothing", 404),
        ("/download/xls", 404),
        ("/assets/none.js", 404),
    ] {
        assert_eq!(page.get(address).status, status, "{address}");
    }
}

#[test]
fn sql_at_the_page_only_asks() {
    let folder = Folder::with_dispatches("serve-sql");
    folder.run(&["ingest", ".", "--store", "../serve-sql-store"]);
    let page = Page::open(&folder, &["--store", "../serve-sql-store"]);
    let target = folder.path("written.csv");
    let written = target.display();
    for question in [
        format!("COPY (SELECT 1) TO '{written}'"),
        format!("COPY events TO '{written}' STORED AS CSV"),
        format!("CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '{written}'"),
        "CREATE TABLE t AS SELECT 1".into(),
        "INSERT INTO events SELECT * FROM events".into(),
        "DELETE FROM events".into(),
        "DROP TABLE events".into(),
        "SET datafusion.execution.batch_size = 1".into(),
        "SELECT 1; SELECT 2".into(),
        format!("SELECT * FROM '{}'", folder.path("a.txt").display()),
        "SELECT * FROM read_csv('a.txt')".into(),
    ] {
        let encoded = question.bytes().fold(String::new(), |all, byte| all + &format!("%{byte:02X}"));
        for door in ["/api/v1/sql?q=", "/download/csv?sql="] {
            let answer = page.get(&format!("{door}{encoded}"));
            assert_eq!(answer.status, 400, "{door} {question}: {}", answer.body);
        }
        assert!(page.get(&format!("/sql?q={encoded}")).body.contains("role=\"alert\""), "{question}");
    }
    assert!(!target.exists());
    std::fs::remove_dir_all(folder.path("../serve-sql-store")).unwrap();
}

#[test]
fn others_are_turned_away() {
    let folder = Folder::with_dispatches("serve-guard");
    folder.run(&["ingest", "a.txt", "--store", "s"]);
    let page = Page::open(&folder, &["--store", "s"]);
    assert_eq!(page.send("GET", "/", &["Host: rebound.example"], "").status, 421);
    let form = "token=x&event=1&field=status&value=future&by=A&why=B";
    assert_eq!(page.send("POST", "/dispatch/1/correct", &[], form).status, 403, "no origin");
    let foreign = ["Origin: http://elsewhere.example", "Content-Type: application/x-www-form-urlencoded"];
    assert_eq!(page.send("POST", "/dispatch/1/correct", &foreign, form).status, 403, "another site");
    assert_eq!(page.post("/dispatch/1/correct", form).status, 403, "a form of another run");
    let open = folder.run(&["serve", "--store", "s", "--port", "0", "--address", "0.0.0.0"]);
    assert_eq!(open.code, 2);
    assert!(open.err.contains("--token"), "{}", open.err);
    assert_eq!(folder.run(&["serve", "--store", "none", "--port", "0"]).code, 2);

    let token = "0123456789abcdef";
    let guarded = Page::open(&folder, &["--store", "s", "--token", token]);
    assert_eq!(guarded.get("/").status, 401);
    assert_eq!(guarded.get("/api/v1/events").status, 401);
    assert_eq!(guarded.send("GET", "/", &[&format!("Authorization: Bearer {token}")], "").status, 200);
    let welcome = guarded.get(&format!("/search?token={token}&q=oslo"));
    assert_eq!(welcome.status, 303);
    assert!(welcome.head.contains("location: /search?q=oslo\r\n"), "{}", welcome.head);
    let cookie = welcome.head.lines().find_map(|l| l.strip_prefix("set-cookie: ")).unwrap();
    assert!(cookie.contains("HttpOnly; SameSite=Strict") && !cookie.contains(token), "{cookie}");
    let pass = cookie.split(';').next().unwrap();
    assert_eq!(guarded.send("GET", "/", &[&format!("Cookie: {pass}")], "").status, 200);
}

#[test]
fn a_correction_is_shown_with_its_reason_everywhere_and_survives() {
    let folder = Folder::with_dispatches("serve-correct");
    folder.run(&["ingest", "a.txt", "--store", "s"]);
    let page = Page::open(&folder, &["--store", "s"]);
    let shown = page.get("/dispatch/1").body;
    let token = shown.split("name=\"token\"").nth(1).and_then(|r| r.split("value=\"").nth(1)).unwrap();
    let token = token.split('"').next().unwrap();
    let form = |field: &str, value: &str| {
        format!("token={token}&event=1&field={field}&value={value}&by=Mira+Sol-Berg&why=It+was+only+planned")
    };
    let wrong = page.post("/dispatch/1/correct", &form("status", "perhaps"));
    assert_eq!(wrong.status, 400);
    assert!(wrong.body.contains("the statuses are"), "{}", wrong.body);
    assert_eq!(page.post("/dispatch/1/correct", &form("status", "future")).status, 303);
    for page in [&page, &Page::open(&folder, &["--store", "s"])] {
        let shown = page.get("/dispatch/1").body;
        assert!(shown.contains("Mira Sol-Berg") && shown.contains("It was only planned"), "{shown}");
        assert_eq!(page.json("/api/v1/events?status=future")["events"][0]["corrected"], true);
    }
}

#[test]
fn what_comes_into_a_watched_folder_is_told_at_once() {
    let folder = Folder::empty("serve-watch");
    folder.write("in/.keep", b"");
    let page = Page::open(&folder, &["--store", "s", "--watch", "in", "--every", "1"]);
    assert!(page.get("/").body.contains("Nothing is here yet"));
    let mut stream = TcpStream::connect(&page.host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(stream, "GET /live/stream HTTP/1.1\r\nHost: {}\r\n\r\n", page.host).unwrap();
    folder.write("in/a.txt", common::DISPATCHES[0].1.as_bytes());
    let (began, mut told) = (Instant::now(), String::new());
    for line in BufReader::new(stream).lines() {
        told.push_str(&line.unwrap());
        if told.contains("event: incident") && told.contains("1 new dispatch") {
            break;
        }
        assert!(began.elapsed() < Duration::from_mins(1), "{told}");
    }
    assert!(told.contains("/incident/"), "{told}");
    assert!(page.get("/dispatch/1").body.contains("Lara Quist"));
}

#[test]
fn a_text_that_is_handed_in_is_read_and_not_kept() {
    let folder = Folder::with_dispatches("serve-read");
    folder.run(&["ingest", "a.txt", "--store", "s"]);
    let page = Page::open(&folder, &["--store", "s"]);
    let origin = format!("Origin: http://{}", page.host);
    let send = |text: &str| {
        let body = format!("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n--b--\r\n");
        page.send("POST", "/read", &[&origin, "Content-Type: multipart/form-data; boundary=b"], &body)
    };
    let read = send("The army of Togo shelled a village in Benin on Friday.");
    assert_eq!(read.status, 200);
    assert!(read.body.contains("id=\"e1\"") && !read.body.contains("/correct"), "{}", read.body);
    assert!(send("  ").body.contains("There is no text in it."));
    let hostile = send("<script>alert(1)</script> Norway met Togo <img src=x onerror=alert(1)> in Oslo.");
    assert!(!hostile.body.contains("<script>alert") && !hostile.body.contains("<img"), "{}", hostile.body);
    assert_eq!(page.json("/api/v1/sql?q=SELECT+count(*)+FROM+dispatches")["rows"][0][0], "1");
}

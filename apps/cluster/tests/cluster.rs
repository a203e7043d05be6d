//! A cluster of real processes on this machine: the same rows as the kernel gives, whoever is killed.
#![allow(clippy::unwrap_used, reason = "a cluster that cannot be started fails the test")]

use std::fs::{self, File};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use chancery::Reader;
use chancery::inputs::Input;
use chancery::kernel::{Coded, Kernel, events};
use chancery_ingest::containers::{Fields, Options};
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

const PROGRAM: &str = env!("CARGO_BIN_EXE_chancery-cluster");

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A process that does not outlive its test.
struct Process(Child);

impl Process {
    fn start(arguments: &[&str], log: &Path) -> Self {
        let log = File::options().create(true).append(true).open(log).unwrap();
        let child = Command::new(PROGRAM)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn();
        Self(child.unwrap())
    }

    /// As `kill -9` does.
    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn wait_for(port: u16) {
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(began.elapsed() < Duration::from_secs(60), "nobody listens on {port}");
        sleep(Duration::from_millis(50));
    }
}

/// A scheduler and two executors of one task each.
struct Cluster {
    folder: PathBuf,
    scheduler: String,
    executors: Vec<Process>,
    scheduler_process: Process,
}

impl Cluster {
    fn start(folder: &Folder) -> Self {
        let port = free_port();
        let address = format!("127.0.0.1:{port}");
        let scheduler = Process::start(&["scheduler", "--listen", &address], &folder.path("scheduler.log"));
        wait_for(port);
        let mut cluster = Self {
            folder: folder.0.clone(),
            scheduler: address,
            executors: Vec::new(),
            scheduler_process: scheduler,
        };
        cluster.executor();
        cluster.executor();
        cluster
    }

    fn executor(&mut self) {
        let name = format!("executor-{}", self.executors.len());
        let (listen, grpc) = (free_port(), free_port());
        let arguments = [
            "executor",
            "--scheduler",
            &self.scheduler,
            "--listen",
            &format!("127.0.0.1:{listen}"),
            "--grpc-port",
            &grpc.to_string(),
            "--tasks",
            "1",
            "--work-dir",
            &self.folder.join(&name).display().to_string(),
        ];
        self.executors.push(Process::start(&arguments, &self.folder.join(format!("{name}.log"))));
        wait_for(listen);
    }

    fn submission(&self, inputs: &[&str], output: &str, more: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .arg("submit")
            .args(inputs)
            .args(["--scheduler", &self.scheduler, "--output", output])
            .args(more);
        command.current_dir(&self.folder).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn submit(&self, inputs: &[&str], output: &str, more: &[&str]) -> String {
        said(&self.submission(inputs, output, more).output().unwrap())
    }
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Invented dispatches, no two alike.
fn texts(count: usize) -> Vec<String> {
    let states = ["Norway", "Togo", "Chad", "Kenya", "Peru"];
    let text = |n: usize| {
        let (a, b) = (states[n % 5], states[(n / 5 + n + 1) % 5]);
        format!(
            "Foreign Minister Lara Quist of {a} met Defence Minister Odo Brandt of {b} in Oslo on Tuesday and condemned \
             attack number {n} on a convoy. \"We will send {n} doctors,\" Brandt told reporters. The army of {b} shelled \
             village {n} on Monday, the ministry of {a} said."
        )
    };
    (0..count).map(text).collect()
}

fn jsonl(path: &Path, count: usize) {
    let mut file = File::create(path).unwrap();
    for (n, text) in texts(count).iter().enumerate() {
        writeln!(file, "{}", serde_json::json!({"id": n, "body": text, "date": "2024-03-05"})).unwrap();
    }
}

fn kernel() -> Kernel<'static> {
    Kernel::new(Box::leak(Box::new(Reader::load().unwrap())), Fields::default())
}

/// What the kernel makes of a file in this process: that is what `chancery code` writes.
fn here(path: &Path) -> RecordBatch {
    let kernel = kernel();
    let mut coded = Coded::default();
    for document in Input::File(path.to_owned()).documents(&Options::default()).unwrap() {
        coded.push(kernel.intake(document.unwrap()));
    }
    coded.take().unwrap()
}

/// Every row with all its columns, sorted.
fn rows<'b>(tables: impl IntoIterator<Item = &'b RecordBatch>) -> Vec<String> {
    let mut out = Vec::new();
    for table in tables {
        for row in 0..table.num_rows() {
            let cells = table.columns().iter().map(|c| array_value_to_string(c, row).unwrap());
            out.push(cells.collect::<Vec<_>>().join("\t"));
        }
    }
    out.sort();
    out
}

/// The parts that a job wrote.
fn written(folder: &Path) -> Vec<RecordBatch> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(path.extension().unwrap(), "parquet", "{}", path.display());
        let reader =
            ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap().build().unwrap();
        out.extend(reader.map(Result::unwrap));
    }
    out
}

/// Waits until a job has written some of its parts.
fn some_parts(folder: &Path) {
    let began = Instant::now();
    while fs::read_dir(folder).map_or(0, Iterator::count) < 2 {
        assert!(began.elapsed() < Duration::from_secs(60), "no part was written");
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_cluster_gives_the_rows_of_the_kernel_whatever_the_input_is() {
    let folder = Folder::new("same");
    let cluster = Cluster::start(&folder);
    jsonl(&folder.path("news.jsonl"), 60);
    let expected = here(&folder.path("news.jsonl"));
    let said =
        cluster.submit(&[&folder.path("news.jsonl").display().to_string()], "lines", &["--parts", "5"]);
    assert!(said.starts_with("5 parts coded, 0 were there: 60 rows"), "{said}");
    assert_eq!(rows(&written(&folder.path("lines"))), rows([&expected]));
    // Again: all is there.
    let said =
        cluster.submit(&[&folder.path("news.jsonl").display().to_string()], "lines", &["--parts", "5"]);
    assert!(said.starts_with("0 parts coded, 5 were there"), "{said}");
    // Parts of another job are not taken for its own, be they as many or not.
    for other in [["--parts", "5", "--rows", "events"], ["--parts", "4", "--rows", "dispatches"]] {
        let ran = cluster.submission(&["news.jsonl"], "lines", &other).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(!ran.status.success() && said.contains("is of another job"), "{other:?}: {said}");
    }

    // A table.
    let column = |values: Vec<String>| std::sync::Arc::new(StringArray::from(values)) as ArrayRef;
    let ids = (0..30).map(|n| format!("t{n}")).collect();
    let table = RecordBatch::try_from_iter([("id", column(ids)), ("text", column(texts(30)))]).unwrap();
    let mut writer =
        ArrowWriter::try_new(File::create(folder.path("t.parquet")).unwrap(), table.schema(), None).unwrap();
    writer.write(&table).unwrap();
    writer.close().unwrap();
    cluster.submit(&["t.parquet"], "table", &["--rows", "events", "--parts", "3"]);
    let expected = events(&kernel().code(&table).unwrap()).unwrap();
    assert_eq!(rows(&written(&folder.path("table"))), rows([&expected]));

    // A list of archives.
    for (name, range) in [("a.warc", 0..4), ("b.warc", 4..9)] {
        let mut file = File::create(folder.path(name)).unwrap();
        for (n, text) in range.clone().zip(&texts(9)[range]) {
            let page = format!("<html><body><article><h1>Note {n}</h1><p>{text}</p></article></body></html>");
            let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
            write!(
                file,
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{n}\r\nWARC-Date: \
                 2024-03-05T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0000000{n}>\r\nContent-Type: application/http; \
                 msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
                http.len()
            )
            .unwrap();
        }
    }
    let paths = [folder.path("a.warc"), folder.path("b.warc")];
    fs::write(folder.path("paths.txt"), paths.each_ref().map(|p| p.display().to_string()).join("\n"))
        .unwrap();
    cluster.submit(&["@paths.txt"], "archives", &[]);
    let expected = paths.each_ref().map(|p| here(p));
    assert_eq!(expected[0].num_rows() + expected[1].num_rows(), 9);
    assert_eq!(rows(&written(&folder.path("archives"))), rows(&expected));

    // What cannot be read is said at once.
    fs::write(folder.path("broken.parquet"), "PAR1 and nothing more").unwrap();
    let ran = cluster.submission(&["broken.parquet"], "broken", &[]).output().unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("broken.parquet, part 1 of 1:"));
}

#[test]
fn a_job_ends_with_the_same_rows_when_an_executor_is_killed() {
    let folder = Folder::new("one");
    let mut cluster = Cluster::start(&folder);
    jsonl(&folder.path("news.jsonl"), 240);
    let job = cluster.submission(&["news.jsonl"], "out", &["--parts", "12"]).spawn().unwrap();
    some_parts(&folder.path("out"));
    cluster.executors[0].kill();
    let said = said(&job.wait_with_output().unwrap());
    assert!(said.starts_with("12 parts coded"), "{said}");
    assert_eq!(rows(&written(&folder.path("out"))), rows([&here(&folder.path("news.jsonl"))]));
}

#[test]
fn a_job_ends_with_the_same_rows_when_all_executors_are_killed_and_others_come() {
    let folder = Folder::new("all");
    let mut cluster = Cluster::start(&folder);
    jsonl(&folder.path("news.jsonl"), 240);
    let job = cluster.submission(&["news.jsonl"], "out", &["--parts", "12"]).spawn().unwrap();
    some_parts(&folder.path("out"));
    cluster.executors.iter_mut().for_each(Process::kill);
    assert!(fs::read_dir(folder.path("out")).unwrap().count() < 12, "the job had ended before");
    sleep(Duration::from_secs(2));
    cluster.executor();
    let said = said(&job.wait_with_output().unwrap());
    assert!(said.starts_with("12 parts coded"), "{said}");
    assert_eq!(rows(&written(&folder.path("out"))), rows([&here(&folder.path("news.jsonl"))]));
}

#[test]
fn a_job_ends_with_the_same_rows_when_the_scheduler_is_killed_and_started_again() {
    let folder = Folder::new("scheduler");
    let mut cluster = Cluster::start(&folder);
    jsonl(&folder.path("news.jsonl"), 240);
    let job = cluster.submission(&["news.jsonl"], "out", &["--parts", "12"]).spawn().unwrap();
    some_parts(&folder.path("out"));
    cluster.scheduler_process.kill();
    assert!(fs::read_dir(folder.path("out")).unwrap().count() < 12, "the job had ended before");
    let arguments = ["scheduler", "--listen", &cluster.scheduler.clone()];
    cluster.scheduler_process = Process::start(&arguments, &folder.path("scheduler.log"));
    let said = said(&job.wait_with_output().unwrap());
    assert!(said.starts_with("12 parts coded"), "{said}");
    assert_eq!(rows(&written(&folder.path("out"))), rows([&here(&folder.path("news.jsonl"))]));
}

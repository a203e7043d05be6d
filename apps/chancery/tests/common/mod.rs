//! Runs the built program, in a folder of its own.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Two short dispatches and one in another style; all invented.
pub(crate) const DISPATCHES: [(&str, &str); 4] = [
    (
        "a.txt",
        "Envoy meets minister\n\nOSLO, SANA- Foreign Minister Lara Quist met Defence Minister Odo Brandt in \
         Oslo on Monday. Quist said that Norway condemned the attack on Togo.\n\nMira Sol-Berg\n",
    ),
    (
        "b.txt",
        "Talks end\n\nGENEVA, March 2, 2021 (Reuters) - Norway and Togo agreed on Tuesday to open a joint \
         office. \"We are pleased,\" Minister Odo Brandt told reporters.\n",
    ),
    ("deep/c.txt", "The army of Togo shelled a village near the border on Friday, the ministry said.\n"),
    (
        "deep/d.html",
        "<!doctype html><html><body><h1>Aid arrives</h1><p>Norway sent aid to Togo on Sunday.</p></body></html>",
    ),
];

/// The record of one input, read in a folder of its own, for tests run at the same time.
pub(crate) fn record(test: &str, file: &str, content: &str) -> serde_json::Value {
    let own: String = content.chars().filter(char::is_ascii_alphanumeric).take(80).collect();
    let folder = Folder::empty(&format!("{test}-{own}"));
    folder.write(file, content.as_bytes());
    let ran = folder.run(&["read", file, "--format", "jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(ran.out.lines().next().unwrap()).unwrap()
}

/// A folder that goes when the test ends.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new folder with the dispatches in it.
    pub(crate) fn with_dispatches(name: &str) -> Self {
        let folder = Self::empty(name);
        for (file, text) in DISPATCHES {
            folder.write(file, text.as_bytes());
        }
        folder
    }

    /// A new empty folder; tests run at the same time, so each has a name.
    pub(crate) fn empty(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Writes a file.
    pub(crate) fn write(&self, file: &str, bytes: &[u8]) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The content of a file.
    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    /// A path within it.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// Runs the program here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    /// The same with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        // A program that stops before it reads closes the pipe; that is no fault of the test.
        let _ = child.stdin.take().unwrap().write_all(input);
        Ran::of(&child.wait_with_output().unwrap())
    }

    /// The program, ready to start here, without the caller's own settings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.args(arguments).current_dir(&self.0).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
            .env_remove("CHANCERY_THREADS")
            .env_remove("CHANCERY_FORMAT")
            .env_remove("CHANCERY_JSON_FIELDS");
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

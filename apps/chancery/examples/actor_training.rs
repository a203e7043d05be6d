//! Writes what `training/chancery_training/train_whose.py` and `train_sectors.py` learn from. Arguments: `whose` or `sectors`, the file to
//! write, then folders of annotated documents (`NAME.txt` with `NAME.json`) and of dispatches with their actors (`corpus/actors`).
//!
//! The first line of JSON has the counts of rows, and the names of sectors. Then a line for every annotated actor that is found:
//! `source` and `document`, his `name`, what is `wanted` (a code or null; sectors), what the rules `told` (or null), the `rows` and
//! the encoder's `vector`. For `whose` these are only actors whose state no word beside them says, with their `candidates`, each a
//! code with its rows of the pairs' table.

#![allow(clippy::print_stderr, reason = "a tool talks to the person at the terminal")]

mod annotated;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use annotated::Annotated;
use chancery::Reader;
use chancery_actors::Actors;
use chancery_actors::sectors::{ROWS, SECTORS};
use chancery_actors::whose::{ONE_ROWS, TWO_ROWS};
use chancery_model::cast::{Cast, Mention};
use serde_json::{Value, json};

/// One annotated actor.
#[derive(Debug)]
struct Wanted {
    name: String,
    country: Option<String>,
    sectors: Vec<String>,
    /// Where the text first speaks of him, in code points.
    first: [u32; 2],
}

/// One annotated text.
#[derive(Debug)]
struct Document {
    name: String,
    text: String,
    actors: Vec<Wanted>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [task @ ("whose" | "sectors"), target, sources @ ..] =
        &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
    else {
        eprintln!("actor_training: `whose` or `sectors`, a file to write and folders are wanted");
        return ExitCode::FAILURE;
    };
    match run(task, target, sources) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("actor_training: {what}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &str, target: &str, sources: &[&str]) -> Result<(), String> {
    let reader = Reader::load().map_err(|e| e.to_string())?;
    let actors = Actors::load().map_err(|e| e.to_string())?;
    let sizes = json!({ "one": ONE_ROWS, "two": TWO_ROWS, "rows": ROWS, "sectors": SECTORS });
    let mut out = vec![sizes.to_string()];
    for &source in sources {
        for document in documents(Path::new(source))? {
            let layers = reader.layers(&document.name, document.text.as_bytes(), &mut |_, _| {});
            let found: BTreeMap<u32, &Wanted> =
                document.actors.iter().rev().filter_map(|w| Some((find(w, &layers.cast)?, w))).collect();
            let mut write = |head: u32, line: &dyn Fn(&Wanted) -> Value| {
                let Some(wanted) = found.get(&head) else { return };
                let mut value = line(wanted);
                value["source"] = json!(source);
                value["document"] = json!(document.name);
                value["name"] = json!(wanted.name);
                out.push(value.to_string());
            };
            let (dispatch, analysis) = (&layers.dispatch, &layers.analysis);
            if task == "sectors" {
                for q in actors.ask_sectors(dispatch, analysis) {
                    write(
                        q.head,
                        &|w| json!({ "wanted": w.sectors, "told": q.told, "rows": q.rows, "vector": short(&q.vector) }),
                    );
                }
                continue;
            }
            actors.ask_whose(dispatch, analysis, &mut |q| {
                write(q.head, &|w| {
                    let candidates: Vec<Value> = q.candidates.iter().map(|(code, rows)| json!([code, rows])).collect();
                    let vector = short(&q.vector);
                    json!({ "wanted": w.country, "told": q.told, "rows": q.rows, "vector": vector, "candidates": candidates })
                });
                found.get(&q.head).map_or_else(|| q.told.clone(), |w| w.country.clone())
            });
        }
    }
    out.push(String::new());
    fs::write(target, out.join("\n")).map_err(|e| format!("{target}: {e}"))
}

/// Numbers with three digits, which is what the head needs of them.
fn short(vector: &[f32]) -> Vec<f64> {
    vector.iter().map(|x| (f64::from(*x) * 1e3).round() / 1e3).collect()
}

/// The head of the first mention of the actor that an annotated one is: as `chancery eval record` finds him by place.
fn find(wanted: &Wanted, cast: &Cast) -> Option<u32> {
    let [start, end] = wanted.first;
    let share = |m: &Mention| {
        let (from, to) = (m.span.start(), m.span.end());
        let shared = to.min(end).saturating_sub(from.max(start));
        u64::from(shared) * 1000 / u64::from((to - from) + (end - start) - shared).max(1)
    };
    let near = cast.mentions.iter().filter(|m| share(m) > 0);
    let best = near.max_by_key(|m| (share(m), std::cmp::Reverse(m.span.start())))?;
    let actor = best.actors.first()?;
    cast.mentions.iter().find(|m| m.actors.contains(actor)).map(|m| m.head)
}

/// The annotated texts of a folder, or those of its lists, in the order of the files' names.
fn documents(folder: &Path) -> Result<Vec<Document>, String> {
    let annotated = annotated::documents(folder)?;
    if !annotated.is_empty() {
        let document = |a: Annotated| Document { name: a.name, actors: of_json(&a.json), text: a.text };
        return Ok(annotated.into_iter().map(document).collect());
    }
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut out = Vec::new();
    for path in &paths {
        out.extend(of_list(&annotated::read(path)?).map_err(|e| format!("{}: {e}", path.display()))?);
    }
    Ok(out)
}

fn of_json(json: &Value) -> Vec<Wanted> {
    let strings = |v: &Value| -> Vec<String> {
        v.as_array().into_iter().flatten().filter_map(|s| s.as_str().map(str::to_owned)).collect()
    };
    let actors = json["actors"].as_array().into_iter().flatten();
    actors
        .filter_map(|a| {
            let at = |i: usize| u32::try_from(a["first_span"][i].as_u64()?).ok();
            Some(Wanted {
                name: a["name"].as_str()?.to_owned(),
                country: a["country"].as_str().map(str::to_owned),
                sectors: strings(&a["sectors"]),
                first: [at(0)?, at(1)?],
            })
        })
        .collect()
}

/// Dispatches with their actors: `== NAME`, the text, `--`, then a line an actor with kind, first mention, name, country, sectors.
fn of_list(file: &str) -> Result<Vec<Document>, String> {
    let mut out = Vec::new();
    for part in file.split("\n== ") {
        let part = part.strip_prefix("== ").unwrap_or(part);
        let Some((name, rest)) = part.split_once('\n') else { continue };
        let (text, rows) = rest.split_once("\n--\n").ok_or_else(|| format!("{name}: no `--`"))?;
        let text = text.trim().to_owned();
        let mut actors = Vec::new();
        for row in rows.lines().filter(|r| !r.trim().is_empty()) {
            let cells: Vec<&str> = row.split(" | ").map(str::trim).collect();
            let [_, first, full, country, sectors] = cells[..] else {
                return Err(format!("{name}: not five cells: {row}"));
            };
            let (words, n) = first.split_once('#').map_or((first, 1), |(w, n)| (w, n.parse().unwrap_or(1)));
            let at = text
                .match_indices(words)
                .map(|(at, _)| at)
                .nth(n - 1)
                .ok_or_else(|| format!("{name}: not in the text: {first}"))?;
            let chars = |s: &str| u32::try_from(s.chars().count()).unwrap_or(u32::MAX);
            let start = chars(text.get(..at).unwrap_or(""));
            actors.push(Wanted {
                name: full.to_owned(),
                country: Some(country.to_owned()).filter(|c| c != "-"),
                sectors: sectors.split('+').filter(|s| *s != "-").map(str::to_owned).collect(),
                first: [start, start + chars(words)],
            });
        }
        out.push(Document { name: name.trim().to_owned(), text, actors });
    }
    Ok(out)
}

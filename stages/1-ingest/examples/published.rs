//! What do these pages state? Reads a list of lines `address<TAB>file` and prints what is known of
//! each page, a line each: file, published, its basis, modified, outlet, bylines, section, title.
//!
//! ```sh
//! cargo run --package chancery-ingest --example published -- LIST
//! ```

use std::error::Error;

use chancery_ingest::{Content, Document, read};

fn main() -> Result<(), Box<dyn Error>> {
    let list = std::env::args().nth(1).ok_or("name a list of lines `address<TAB>file`")?;
    let mut out = String::new();
    for line in std::fs::read_to_string(list)?.lines() {
        let (address, file) = line.split_once('\t').ok_or_else(|| format!("no tab in {line:?}"))?;
        let mut document = Document::new(address, &std::fs::read(file)?);
        if let Content::Bytes { bytes, .. } = &document.content {
            document.content = Content::Html(String::from_utf8_lossy(bytes).into_owned());
        }
        let known = read(document);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let fields = [
            file.to_owned(),
            text(&known.published),
            known.published_basis.map(|b| b.as_str().to_owned()).unwrap_or_default(),
            text(&known.modified),
            text(&known.outlet),
            known.bylines.join("; "),
            text(&known.section),
            known.text.slice(known.title).to_owned(),
        ];
        out.push_str(&fields.join("\t"));
        out.push('\n');
    }
    std::io::Write::write_all(&mut std::io::stdout(), out.as_bytes())?;
    Ok(())
}

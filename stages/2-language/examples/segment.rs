//! Shows how paragraphs fall into sentences and words: one paragraph a line on standard input, a
//! sentence a line on standard output. Words are parted by spaces, those of one surface word by `|`.

#![allow(clippy::print_stdout, reason = "a program for the developer's terminal")]

use chancery_language::segment::Segmenter;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let segmenter = Segmenter::load()?;
    for line in std::io::stdin().lines() {
        let line = line?;
        println!("> {line}");
        // So that a list of cases can show what it means.
        let line = line.replace("<NBSP>", "\u{a0}");
        for sentence in segmenter.segment(&line) {
            let mut shown = String::new();
            for (i, word) in sentence.iter().enumerate() {
                shown.push_str(if word.continues {
                    "|"
                } else if i > 0 {
                    " "
                } else {
                    ""
                });
                shown.push_str(line.get(word.start..word.end).unwrap_or_default());
            }
            println!("{shown}");
        }
        println!();
    }
    Ok(())
}

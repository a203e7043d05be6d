//! Which event types are there? `docs/reference/plover.md`, from the model's table.

use std::fmt::Write;

use chancery_model::plover::EventType;

use super::heading;

pub(super) fn document() -> String {
    let mut text = heading("Event types", "`model/src/plover.rs`");
    text.push_str(
        "\nPLOVER 2.0: labels, quad classes, modes and conflict-cooperation scores (-10 to 10) as its codebook has \
         them.\nThe codebook prints ACCUSE's score without its sign; the table has it negative, as its modes are.\n\n\
         | type | quad class | score | recipient | modes |\n|---|---|---:|---|---|\n",
    );
    for kind in EventType::ALL {
        let modes = kind.modes().join(", ");
        let _ = writeln!(
            text,
            "| {kind} | {} | {:.1} | {} | {} |",
            quad(kind.quad()),
            kind.intensity(),
            if kind.needs_recipient() { "required" } else { "optional" },
            if modes.is_empty() { "–" } else { &modes },
        );
    }
    text
}

fn quad(class: u8) -> &'static str {
    match class {
        1 => "1, verbal cooperation",
        2 => "2, material cooperation",
        3 => "3, verbal conflict",
        _ => "4, material conflict",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_its_row() {
        let text = document();
        for kind in EventType::ALL {
            assert!(text.contains(&format!("| {kind} |")), "{kind} is missing");
        }
        assert!(
            text.contains(
                "| ACCUSE | 3, verbal conflict | -3.0 | optional | disapprove, investigate, allege |"
            )
        );
    }
}

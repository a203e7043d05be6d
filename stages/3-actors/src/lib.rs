#![doc = include_str!("../README.md")]

mod affected;
mod again;
mod agents;
mod allegiance;
mod american;
mod bearers;
mod bodies;
mod called;
pub mod coref;
mod defined;
mod draft;
mod error;
mod forces;
mod holders;
mod identity;
mod incumbents;
mod inherited;
mod joined;
mod koreas;
mod loaded;
mod names;
mod namesakes;
mod offices;
mod opposed;
mod others;
mod overlay;
mod parties;
mod peoples;
mod persons;
mod phrase;
mod places;
mod portfolio;
mod predicate;
mod pronouns;
mod reference;
pub mod sectors;
mod setting;
mod sorted;
pub mod spelling;
mod states;
mod stretch;
mod surroundings;
mod table;
mod there;
mod titles;
mod united_nations;
mod vessels;
pub mod whose;

use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::dispatch::Dispatch;
use chancery_model::remark::Remark;

pub use error::Error;
pub use overlay::{OverlayRow, stated};
pub use reference::RULES;

/// The trained heads by the names of their weights, with the SHA-256 that their training (`training/chancery_training/train_NAME.py`)
/// wrote.
pub const HEADS: [(&str, &str); 3] = [
    ("coref", include_str!("../weights/coref.sha256")),
    ("sectors", include_str!("../weights/sectors.sha256")),
    ("whose", include_str!("../weights/whose.sha256")),
];

/// The tables that are made by a program, besides [`RULES`]: path from the stage's folder, and content.
pub fn made_tables() -> [(&'static str, &'static [u8]); 4] {
    [
        ("reference/holders.tsv", holders::TABLE.0.as_bytes()),
        ("reference/names.bin", whose::fit::TABLE),
        ("reference/places.tsv", places::TABLE.0.as_bytes()),
        ("reference/regions.tsv", places::REGIONS.0.as_bytes()),
    ]
}

/// Stage 3, with its tables loaded.
#[derive(Debug)]
pub struct Actors {
    reference: reference::Reference,
    coreference: coref::Coreference,
    whose: whose::Scorer,
    sectors: sectors::Scorer,
}

impl Actors {
    /// Reads and checks the embedded tables.
    pub fn load() -> Result<Self, Error> {
        Ok(Self {
            reference: reference::Reference::load()?,
            coreference: coref::Coreference::load()?,
            whose: whose::Scorer::load()?,
            sectors: sectors::Scorer::load()?,
        })
    }

    /// The same with a user's rows before the program's own.
    pub fn load_with(rows: &[OverlayRow]) -> Result<Self, Error> {
        let mut out = Self::load()?;
        out.reference.lay_over(rows)?;
        Ok(out)
    }

    /// The head that tells which phrases mean the same, for evaluation.
    pub fn coreference(&self) -> &coref::Coreference {
        &self.coreference
    }

    /// Who is in it, and where each is mentioned.
    pub fn resolve(&self, dispatch: &Dispatch, analysis: &Analysis) -> (Cast, Vec<Remark>) {
        let mut draft = self.by_rules(dispatch, analysis);
        self.tell_sectors(&mut draft);
        whose::decide(&mut draft, &self.whose);
        inherited::of_bands(&mut draft);
        inherited::of_announcements(&mut draft);
        // Again: the head may have found a second holder, too.
        inherited::of_peers(&mut draft);
        joined::men(&mut draft);
        joined::rebels(&mut draft);
        draft.finish()
    }

    /// What the head that tells whose an actor is learns from: the actors whose state no word beside them says.
    /// `answer` gets each in turn and says of which state he is, which the questions after it know.
    pub fn ask_whose(
        &self,
        dispatch: &Dispatch,
        analysis: &Analysis,
        answer: &mut dyn FnMut(&whose::Question) -> Option<String>,
    ) {
        let mut draft = self.by_rules(dispatch, analysis);
        self.tell_sectors(&mut draft);
        whose::ask(&draft, answer);
    }

    /// What the head that tells sectors learns from.
    pub fn ask_sectors(&self, dispatch: &Dispatch, analysis: &Analysis) -> Vec<sectors::Question> {
        sectors::questions(&self.by_rules(dispatch, analysis))
    }

    fn tell_sectors(&self, draft: &mut draft::Draft<'_>) {
        sectors::decide(draft, &self.sectors);
        joined::armed_names(draft);
        again::appositions(draft);
        again::groups(draft);
        again::officers_own(draft);
    }

    fn by_rules<'a>(&'a self, dispatch: &'a Dispatch, analysis: &'a Analysis) -> draft::Draft<'a> {
        let mut draft = draft::Draft::new(&self.reference, dispatch, analysis);
        states::add(&mut draft);
        // Again: the towns tell more of where it plays.
        draft.set();
        // Before persons: a bare title takes the country of a body named near it.
        bodies::add_known(&mut draft);
        persons::add(&mut draft);
        // After persons: what is a title is no group.
        bodies::add_rest(&mut draft);
        // After all who are someone by themselves: of whom they are members is asked of them.
        affected::add(&mut draft);
        // After both: "his ministry", "the two ministers" need them.
        for t in (0..).take(analysis.tokens().len()) {
            pronouns::at(&mut draft, t);
            parties::at(&mut draft, t);
        }
        pronouns::learned(&mut draft, &self.coreference.phrases(analysis));
        again::guests(&mut draft);
        again::allies(&mut draft);
        others::add(&mut draft);
        joined::namesakes(&mut draft);
        opposed::settle(&mut draft);
        inherited::of_possessors(&mut draft);
        inherited::of_officers(&mut draft);
        inherited::of_forerunners(&mut draft);
        inherited::of_peers(&mut draft);
        forces::add(&mut draft);
        there::add(&mut draft);
        draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_whole_and_those_of_their_cards() {
        assert!(Actors::load().is_ok());
        let cards = [
            include_str!("../weights/coref.md"),
            include_str!("../weights/sectors.md"),
            include_str!("../weights/whose.md"),
        ];
        for ((name, hash), card) in HEADS.iter().zip(cards) {
            assert!(card.contains(hash.trim()), "{name}");
        }
    }
}

//! Invented reports for the tests.

use super::party::Party;
use super::report::{Report, Site, Source, Voice, names, stems};
use super::toll;
use super::words::{number, stem, tokens};

/// 2024-03-11, a Monday.
pub(super) const MONDAY: i32 = 19_793;

/// A report of a sentence that is told on its own day.
pub(super) fn report(dispatch: i64, kind: &str, deed: &str, sentence: &str) -> Report {
    let mut numbers: Vec<u32> = tokens(sentence).filter_map(number).filter(|n| *n > 2).collect();
    numbers.sort_unstable();
    Report {
        dispatch,
        event: 1,
        source: Source {
            id: format!("{:08x}", dispatch.wrapping_mul(2_654_435_761) & 0xffff_ffff),
            outlet: Some(format!("Outlet {dispatch}")),
            made: Some("2024-03-11".into()),
            day: Some(MONDAY),
            ..Source::default()
        },
        kind: kind.into(),
        status: "actual".into(),
        actors: Vec::new(),
        recipients: Vec::new(),
        others: Vec::new(),
        days: Some((MONDAY, MONDAY)),
        dated: true,
        site: None,
        headline: false,
        lead: true,
        topic: Vec::new(),
        around: names(sentence),
        deed: deed.into(),
        trigger: tokens(deed).map(stem).collect(),
        words: stems(sentence),
        names: names(sentence),
        numbers,
        setting: names(sentence),
        toll: toll::read(sentence),
        voices: Vec::new(),
        same_as: Vec::new(),
    }
}

/// A state, or some body of it.
pub(super) fn state(name: &str, country: &str, sector: &str) -> Party {
    Party {
        name: name.into(),
        words: name.into(),
        kind: if sector == "GOV" { "state" } else { "organisation" }.into(),
        country: Some(country.into()),
        sure: true,
        sectors: vec![sector.into()],
        ..Party::default()
    }
}

/// A person in office.
pub(super) fn minister(last_name: &str, country: &str, office: &str) -> Party {
    Party {
        kind: "person".into(),
        office: Some(office.into()),
        names: vec![last_name.to_lowercase()],
        ..state(&format!("Minister {last_name}"), country, "GOV")
    }
}

impl Report {
    pub(super) fn by(mut self, party: Party) -> Self {
        self.actors.push(party);
        self
    }

    pub(super) fn to(mut self, party: Party) -> Self {
        self.recipients.push(party);
        self
    }

    /// So many days after Monday.
    pub(super) fn after(mut self, days: i32) -> Self {
        self.days = Some((MONDAY + days, MONDAY + days));
        self.source.day = Some(MONDAY + days);
        self
    }

    /// Only its dispatch says when.
    pub(super) fn undated(mut self) -> Self {
        self.dated = false;
        self.days = self.source.day.map(|d| (d - 1, d));
        self
    }

    pub(super) fn at(mut self, name: &str, lat: f64, lon: f64) -> Self {
        self.site = Some(Site { name: name.into(), country: None, at: Some((lat, lon)) });
        self
    }

    pub(super) fn is(mut self, status: &str) -> Self {
        self.status = status.into();
        self
    }

    pub(super) fn said(mut self, speaker: &str, country: &str, stance: &str) -> Self {
        let speakers = vec![(speaker.to_owned(), Some(country.to_owned()))];
        self.voices.push(Voice { speakers, stance: stance.into() });
        self
    }
}

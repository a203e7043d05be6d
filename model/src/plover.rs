//! Which types, modes and scores are there? PLOVER 2.0's tables (codebook, "Event categories" and
//! "Conflict-cooperation scores"; labels are facts).

use std::fmt;

macro_rules! types {
    ($($variant:ident $name:literal $quad:literal $score:literal [$($mode:literal),*];)+) => {
        /// PLOVER's sixteen event types.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are the codebook's own")]
        pub enum EventType { $($variant),+ }

        impl EventType {
            /// All types in the codebook's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The codebook's label.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
            /// 4 material conflict.
            pub fn quad(self) -> u8 {
                match self { $(Self::$variant => $quad),+ }
            }

            /// Conflict-cooperation score, -10 to 10. ACCUSE is printed positive in the codebook,
            /// against its modes: an erratum, mended here.
            pub fn intensity(self) -> f32 {
                match self { $(Self::$variant => $score),+ }
            }

            /// The type's modes.
            pub fn modes(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($mode),*]),+ }
            }
        }
    };
}

types! {
    Agree "AGREE" 1 2.5 [];
    Consult "CONSULT" 1 2.5 ["visit", "third-party", "multilateral", "phone"];
    Support "SUPPORT" 1 5.0 [];
    Concede "CONCEDE" 1 4.5 [];
    Cooperate "COOPERATE" 2 9.5 [];
    Aid "AID" 2 10.0 [];
    Retreat "RETREAT" 2 6.5 ["withdraw", "release", "disarm", "ceasefire", "access", "resign"];
    Request "REQUEST" 3 0.0 ["assist", "change", "yield", "meet"];
    Accuse "ACCUSE" 3 -3.0 ["disapprove", "investigate", "allege"];
    Reject "REJECT" 3 -2.0 ["assist", "change", "yield", "meet"];
    Threaten "THREATEN" 3 -3.5 ["restrict", "arrest", "relations", "expel", "territory", "violence"];
    Protest "PROTEST" 4 -5.0 ["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"];
    Sanction "SANCTION" 4 -6.0 ["convict", "expel", "withdraw", "discontinue"];
    Mobilize "MOBILIZE" 4 -5.5 ["troops", "weapons", "police", "militia"];
    Coerce "COERCE" 4 -7.0 ["seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport",
        "withhold", "misinformation", "cyber"];
    Assault "ASSAULT" 4 -9.0 ["abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive",
        "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons",
        "crowd-control", "unconventional"];
}

impl EventType {
    /// The type of a label.
    pub fn parse(label: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.as_str() == label)
    }

    /// The CAMEO code of the type where nothing more is known: its root, or the first of its codes.
    pub fn cameo(self) -> &'static str {
        match self {
            Self::Agree => "030",
            Self::Consult => "040",
            Self::Support => "050",
            Self::Cooperate => "060",
            Self::Aid => "070",
            Self::Concede => "080",
            Self::Retreat => "084",
            Self::Request => "100",
            Self::Accuse => "110",
            Self::Reject => "120",
            Self::Threaten => "130",
            Self::Protest => "140",
            Self::Mobilize => "150",
            Self::Sanction => "160",
            Self::Coerce => "170",
            Self::Assault => "190",
        }
    }

    /// Whether the codebook wants a recipient.
    pub fn needs_recipient(self) -> bool {
        matches!(self, Self::Cooperate | Self::Aid | Self::Sanction)
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

//! What is a token, and how does it hang in the tree? Universal Dependencies' own inventories
//! (<https://universaldependencies.org/u/>): parts of speech, relations, features.

use std::fmt;

macro_rules! inventory {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are the standard's own")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The standard's spelling.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one of a spelling.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

inventory! {
    /// Universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

inventory! {
    /// Universal dependency relation, with the subtypes of the English treebanks.
    Relation {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass",
        Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound",
        CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
        DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list",
        Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan",
        Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root",
        Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Relation {
    /// The universal part, before the colon.
    pub fn universal(self) -> &'static str {
        let full = self.as_str();
        full.split_once(':').map_or(full, |(u, _)| u)
    }
}

inventory! {
    /// One universal feature with its value; a token has a [`FeatureSet`].
    Feature {
        CaseAcc = "Case=Acc", CaseGen = "Case=Gen", CaseNom = "Case=Nom",
        DegreeCmp = "Degree=Cmp", DegreePos = "Degree=Pos", DegreeSup = "Degree=Sup",
        GenderFem = "Gender=Fem", GenderMasc = "Gender=Masc", GenderNeut = "Gender=Neut",
        MoodImp = "Mood=Imp", MoodInd = "Mood=Ind", MoodSub = "Mood=Sub",
        NumTypeCard = "NumType=Card", NumTypeFrac = "NumType=Frac", NumTypeMult = "NumType=Mult",
        NumTypeOrd = "NumType=Ord", NumberPlur = "Number=Plur", NumberPtan = "Number=Ptan",
        NumberSing = "Number=Sing", Person1 = "Person=1", Person2 = "Person=2", Person3 = "Person=3",
        PolarityNeg = "Polarity=Neg", PolarityPos = "Polarity=Pos", PossYes = "Poss=Yes",
        PronTypeArt = "PronType=Art", PronTypeDem = "PronType=Dem", PronTypeEmp = "PronType=Emp",
        PronTypeInd = "PronType=Ind", PronTypeInt = "PronType=Int", PronTypeNeg = "PronType=Neg",
        PronTypePrs = "PronType=Prs", PronTypeRcp = "PronType=Rcp", PronTypeRel = "PronType=Rel",
        PronTypeTot = "PronType=Tot", TensePast = "Tense=Past", TensePres = "Tense=Pres",
        VerbFormFin = "VerbForm=Fin", VerbFormGer = "VerbForm=Ger", VerbFormInf = "VerbForm=Inf",
        VerbFormPart = "VerbForm=Part", VoicePass = "Voice=Pass",
    }
}

/// A set of features, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct FeatureSet(u64);

impl FeatureSet {
    /// Reads a FEATS column; features that no rule needs are left out.
    pub fn parse(column: &str) -> Self {
        column.split('|').filter_map(Feature::parse).collect()
    }

    /// Whether it has a feature.
    pub fn has(self, feature: Feature) -> bool {
        self.0 & (1 << feature as u32) != 0
    }

    /// The same with one more.
    #[must_use]
    pub fn with(self, feature: Feature) -> Self {
        Self(self.0 | (1 << feature as u32))
    }

    /// Its features in order.
    pub fn iter(self) -> impl Iterator<Item = Feature> {
        Feature::ALL.iter().copied().filter(move |&f| self.has(f))
    }
}

impl FromIterator<Feature> for FeatureSet {
    fn from_iter<I: IntoIterator<Item = Feature>>(features: I) -> Self {
        features.into_iter().fold(Self::default(), Self::with)
    }
}

impl fmt::Display for FeatureSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut some = false;
        for feature in self.iter() {
            write!(f, "{}{feature}", if some { "|" } else { "" })?;
            some = true;
        }
        if some { Ok(()) } else { f.write_str("_") }
    }
}

impl fmt::Debug for FeatureSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inventories_are_sorted_and_read_back() {
        assert!(Upos::ALL.is_sorted_by_key(|u| u.as_str()));
        assert!(Relation::ALL.is_sorted_by_key(|r| r.as_str()));
        assert!(Feature::ALL.is_sorted_by_key(|f| f.as_str()));
        assert!(Feature::ALL.len() <= 64);
        for r in Relation::ALL {
            assert_eq!(Relation::parse(r.as_str()), Some(*r));
        }
    }

    #[test]
    fn features_print_as_they_are_read() {
        let column = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
        assert_eq!(FeatureSet::parse(column).to_string(), column);
        assert_eq!(FeatureSet::parse("_").to_string(), "_");
    }
}

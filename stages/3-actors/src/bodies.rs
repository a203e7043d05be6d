//! Which phrases mean ministries, armies, governments, rebels? Unknown names of bodies, and common
//! nouns of `reference/agents.tsv`; each with the country that its phrase gives it.

use chancery_model::analysis::EntityKind;
use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorKind, Basis, MentionKind};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::affected;
use crate::agents::{Body, Reach};
use crate::allegiance::{by_order, codes, described};
use crate::american;
use crate::defined::same_letters;
use crate::draft::{Anchor, Draft, Sighting};
use crate::incumbents;
use crate::loaded::Neutral;
use crate::names::NameKind;
use crate::opposed;
use crate::phrase::{MODIFIERS, case_of, extent, in_brackets, is_noun, is_plural, words};
use crate::reference::{Entry, Reference, plain};
use crate::surroundings;

/// Groups so general that only a country or a count makes them someone.
const VAGUE: &[&str] = &["official", "leader", "minister", "public", "intelligence", "state"];

/// How many mentions back "the army" is looked for.
const REACH: usize = 400;

/// Adds mentions of bodies that have a name or a country, in text order.
pub(crate) fn add_known(d: &mut Draft<'_>) {
    add(d, true);
}

/// Adds mentions of the other bodies and groups, in text order.
pub(crate) fn add_rest(d: &mut Draft<'_>) {
    add(d, false);
}

fn add(d: &mut Draft<'_>, known: bool) {
    for t in (0..).take(d.a.tokens().len()) {
        let named = d.name_at(t).is_some_and(|n| n.kind == NameKind::Body);
        let free = !d.consumed.contains(&t) && !d.mentions.contains_key(&t);
        // "militant camps": a parser may hold the militants for an adjective.
        let owner = || d.a.token(t).upos == Upos::Adj && owned(d, t, row(d, t)).is_some();
        let noun = (is_noun(d.a, t) || owner()) && !d.in_name(t);
        let organised = || named || row(d, t).is_some_and(|b| b.kind == ActorKind::Organisation);
        let told = || !codes(d, t).is_empty() || named && row(d, t).is_some();
        if free && (named || noun) && (!known || organised() && told()) {
            at(d, t, named);
        }
    }
}

/// Whether a token heads a body or group by its word.
pub(crate) fn is_body(d: &Draft<'_>, t: u32) -> bool {
    let named = d
        .name_at(t)
        .is_some_and(|n| matches!(n.kind, NameKind::Body | NameKind::Known(Entry::Organisation(_))));
    named
        || is_noun(d.a, t)
            && d.r.body(&d.a.token(t).lemma, &[]).is_some_and(|b| !b.named_only && b.reach == Reach::Any)
}

/// "a cold front", "the far bank of the Ntem", "its blood bank": a word for a body, and none here.
fn is_thing(d: &Draft<'_>, t: u32) -> bool {
    const WEATHER: &[&str] = &["cold", "occluded", "polar", "stationary", "warm", "weather"];
    const BANKS: &[&str] = &[
        "blood", "data", "east", "eastern", "far", "fog", "food", "gene", "left", "milk", "near", "north",
        "northern", "opposite", "other", "power", "right", "river", "sand", "seed", "snow", "south",
        "southern", "steep", "west", "western",
    ];
    let beside = |list: &[&str]| {
        d.a.by_relation(t, &[Relation::Amod, Relation::Compound])
            .any(|c| list.contains(&&*d.a.token(c).lemma.to_lowercase()))
    };
    let token = d.a.token(t);
    // "dug in along the bank", "on the bank of the Chari"
    let shore = || {
        let lies = matches!(case_of(d.a, t).as_deref(), Some("across" | "along" | "from" | "on"));
        let of = d.a.by_relation(t, &[Relation::Nmod]).any(|c| {
            case_of(d.a, c).as_deref() == Some("of")
                && (d.a.token(c).is("river") || d.a.token(c).upos == Upos::Propn)
        });
        lies && of
    };
    match &*token.lemma {
        "front" => beside(WEATHER),
        "bank" if token.upos == Upos::Noun => beside(BANKS) || shore(),
        _ => false,
    }
}

/// The row of `agents.tsv` that a token heads.
pub(crate) fn row<'r>(d: &Draft<'r>, t: u32) -> Option<&'r Body> {
    // "Kenya's leadership in the talks" is what it does, and nobody.
    let deed = |c: u32| matches!(case_of(d.a, c).as_deref(), Some("in" | "on"));
    if d.a.token(t).is("leadership") && d.a.by_relation(t, &[Relation::Nmod]).any(deed) {
        return None;
    }
    if is_thing(d, t) {
        return None;
    }
    let mut words = words(d.a, t, &|_| false);
    // "people displaced by the fighting"
    let clauses =
        d.a.by_relation(t, &[Relation::Acl]).filter(|&c| c > t && d.a.token(c).has(Feature::VoicePass));
    words.extend(clauses.map(|c| plain(&d.a.token(c).form)));
    let named = d.name_at(t).is_some_and(|n| n.kind == NameKind::Body);
    let token = d.a.token(t);
    // "those", whose lemma is "that"
    let head = if token.upos == Upos::Pron { &token.form } else { &token.lemma };
    let fits = |b: &&Body| if named { b.reach == Reach::Any } else { !b.named_only };
    let r: &'r Reference = d.r;
    let by = |word: &str| r.bodies(word, &words).find(fits);
    // "Brigades" of a name, whose lemma may be "Brigade"; "customs", whose lemma is "custom"
    let body =
        if named { by(&token.form).or_else(|| by(head)) } else { by(head).or_else(|| by(&token.form)) };
    body.filter(|b| !(b.is_bare() && affected::is_count(d, t)))
}

/// A phrase that may mean a body, with what is known of it.
struct Candidate<'r> {
    head: u32,
    tokens: Span<Tok>,
    named: bool,
    body: Option<&'r Body>,
    loaded: Option<Neutral>,
    /// What is called after it: see [`owned`].
    thing: Option<u32>,
    countries: Vec<String>,
    basis: Basis,
}

fn at(d: &mut Draft<'_>, t: u32, named: bool) {
    let body = row(d, t);
    let before =
        d.a.children(t).iter().copied().rfind(|&c| c < t && MODIFIERS.contains(&d.a.token(c).relation));
    let loaded = d.r.loaded.find(before.map(|c| &*d.a.token(c).form), &d.a.token(t).lemma);
    let thing = owned(d, t, body);
    if body.is_none() && loaded.is_none() && !named || !named && part_of_name(d, t, body, thing) {
        return;
    }
    let phrase = extent(d.a, t, &["of"]);
    let tokens = d.name_at(t).map_or(phrase, |n| phrase.cover(n.tokens));
    let countries = told(d, t, body);
    let mut c = Candidate { head: t, tokens, named, body, loaded, thing, countries, basis: Basis::Text };
    let settled = by_designation(d, &c) || named && abbreviates(d, t, tokens);
    if settled || modifies(d, &c) || by_context(d, &mut c) || is_vague(d, &c) {
        return;
    }
    if let Some(own) = of_group(d, &c).or_else(|| enemy(d, &c)) {
        return d.mention(t, tokens, MentionKind::Named, own);
    }
    anchor(d, &c);
    make(d, &c);
}

/// "Houthi rebels", "Houthi forces", "Hamas fighters": the armed group that they are of.
fn of_group(d: &Draft<'_>, c: &Candidate<'_>) -> Option<Vec<usize>> {
    let armed = |sectors: &[&str]| sectors.contains(&"REB") || sectors.contains(&"PRM");
    let rebels =
        c.body.is_some_and(|b| armed(&b.sectors) || b.sectors.iter().any(|s| matches!(*s, "MIL" | "PRM")));
    let mut named = d.a.children(c.head).iter().filter(|&&n| rebels && n < c.head);
    let group = named.find(|&&n| match d.known_at(n) {
        Some(Entry::Organisation(i)) => armed(&d.r.organisations[i].sectors),
        _ => false,
    })?;
    Some(d.actors_at(*group).to_vec()).filter(|own| !own.is_empty())
}

/// "Enemy fighters" in a text that knows one armed group alone: that group's.
fn enemy(d: &Draft<'_>, c: &Candidate<'_>) -> Option<Vec<usize>> {
    let armed = c.body.is_some_and(|b| b.sectors.iter().any(|s| matches!(*s, "MIL" | "REB")));
    d.a.children(c.head).iter().find(|&&m| armed && m < c.head && d.a.token(m).is("enemy"))?;
    let rebels = |e: Entry| match e {
        Entry::Organisation(i) => d.r.organisations[i].sectors.contains(&"REB"),
        _ => false,
    };
    let heads = d.names.iter().map(|n| n.head).filter(|&h| d.known_at(h).is_some_and(rebels));
    let mut actors: Vec<usize> = heads.flat_map(|h| d.actors_at(h).iter().copied()).collect();
    actors.sort_unstable();
    actors.dedup();
    (actors.len() == 1).then_some(actors)
}

/// A word of an event's or a work's name is no one; a single title noun is for `persons`.
fn part_of_name(d: &Draft<'_>, t: u32, body: Option<&Body>, thing: Option<u32>) -> bool {
    let token = d.a.token(t);
    let event = d.a.entity_of(t).is_some_and(|e| matches!(e.kind, EntityKind::Event | EntityKind::Misc));
    let title = d.r.offices.has_head(&token.lemma) && !is_plural(d.a, t) && thing.is_none();
    let in_proper = token.upos == Upos::Propn
        && token.relation == Relation::Nmod
        && d.a.head(t).is_some_and(|h| d.a.token(h).upos == Upos::Propn)
        && codes(d, t).is_empty();
    event || body.is_some_and(|b| b.kind == ActorKind::Group) && (in_proper || title)
}

/// The countries that the text gives a body.
fn told(d: &Draft<'_>, t: u32, body: Option<&Body>) -> Vec<String> {
    if let Some(code) = body.and_then(|b| b.code) {
        return vec![code.to_owned()];
    }
    let anothers = opposed::is_anothers(d, t)
        || body.is_some_and(|b| b.relational) && d.a.child(t, Relation::NmodPoss).is_some();
    if anothers {
        return described(d, t);
    }
    let mut countries = codes(d, t);
    if countries.is_empty() && american::is_serviceman(d, t) {
        countries.push("USA".to_owned());
    }
    if countries.is_empty() && body.is_some() {
        countries.extend(by_order(d, t));
    }
    if countries.is_empty() && body.is_some_and(|b| b.of_state) {
        countries.extend(incumbents::ruled(d, t));
    }
    if countries.is_empty() {
        // "the government and people of Iraq": the last one's of-phrase is everyone's.
        let last = d.a.by_relation(t, &[Relation::Conj]).last();
        let shared = last.and_then(|l| d.a.by_relation(l, &[Relation::Nmod]).find_map(|c| d.known_at(c)));
        let territory = shared.filter(|e| matches!(e, Entry::State(_)));
        countries.extend(territory.map(|e| d.r.code(e).to_owned()));
    }
    countries
}

/// Whether a loaded designation settles whom it means: a state, neutrally named.
fn by_designation(d: &mut Draft<'_>, c: &Candidate<'_>) -> bool {
    let states: Vec<usize> = match c.loaded {
        Some(Neutral::State(code)) => d.state(code).into_iter().collect(),
        Some(Neutral::Government) => c.countries.iter().filter_map(|code| d.state(code)).collect(),
        Some(Neutral::Keep) | None => Vec::new(),
    };
    if states.is_empty() {
        return false;
    }
    for &state in &states {
        d.why(state, Some(c.tokens), "a designation of loaded.tsv");
        d.flag(state, d.a.chars(c.tokens));
    }
    anchor(d, c);
    d.mention(c.head, c.tokens, MentionKind::Named, states);
    true
}

/// Whether a phrase only modifies another: "police officers". Named bodies, bodies with a country of their own and
/// whoever owns a thing ("rebel positions", "an army camp") are mentions even there.
fn modifies(d: &Draft<'_>, c: &Candidate<'_>) -> bool {
    let inner = [Relation::Compound, Relation::Amod, Relation::Flat, Relation::NmodDesc];
    let organised = c.body.is_some_and(|b| b.kind == ActorKind::Organisation) && !c.countries.is_empty();
    inner.contains(&d.a.token(c.head).relation) && !(c.named || organised || c.thing.is_some())
}

/// "rebel positions", "an army camp", "a rebel-held town": the thing of which the word says whose it is. What it modifies must
/// be no one itself: "police officers" and "rebel leaders" are others than the police and the rebels.
fn owned(d: &Draft<'_>, t: u32, body: Option<&Body>) -> Option<u32> {
    let modifier = |t: u32| matches!(d.a.token(t).relation, Relation::Compound | Relation::Amod);
    let mut thing = d.a.head(t).filter(|_| body.is_some_and(|b| b.owning) && modifier(t))?;
    if d.a.token(thing).upos == Upos::Verb && modifier(thing) {
        thing = d.a.head(thing)?;
    }
    let lemma = &d.a.token(thing).lemma;
    let someone = row(d, thing).is_some() || d.r.offices.has_head(lemma);
    (is_noun(d.a, thing) && !d.in_name(thing) && !someone).then_some(thing)
}

/// What the surroundings say of a body without a country: that it is one named before, or which
/// state it belongs to. Whether it is settled, so that no actor is to be made.
fn by_context(d: &mut Draft<'_>, c: &mut Candidate<'_>) -> bool {
    if !c.countries.is_empty() {
        return false;
    }
    let titled = d.titled.contains(&c.head);
    if c.named {
        return c.body.is_some_and(is_public) && named_at_home(d, c) || titled && c.body.is_none();
    }
    if let Some(earlier) = antecedent(d, c.head) {
        if c.loaded.is_some() {
            for &i in &earlier {
                d.flag(i, d.a.chars(c.tokens));
            }
        }
        d.mention(c.head, c.tokens, MentionKind::Nominal, earlier);
        return true;
    }
    // "rebel positions near Homs": the place is the positions'.
    let placed = c.thing.unwrap_or(c.head);
    let mut found = surroundings::countries(d, placed, c.body, c.loaded.is_some());
    let definite = has_determiner(d.a, c.head, &["the"]) && c.body.is_some_and(|b| b.of_state);
    if found.is_empty() && definite && !surroundings::abroad(d, c.head) {
        found.extend(surroundings::ahead(d, c.head));
    }
    if !found.is_empty() {
        (c.countries, c.basis) = (found, Basis::Context);
    }
    titled
}

/// Whether a body is a state's own: a ministry, an election commission, a court.
fn is_public(body: &Body) -> bool {
    body.of_state
        || body.kind == ActorKind::Organisation
            && body.sectors.iter().any(|s| matches!(*s, "GOV" | "JUD" | "LEG" | "COP"))
}

/// "The Defence Ministry" after "the Russian Defence Ministry", or in a dispatch that plays in Russia: whose body a name
/// without a state means. Less is taken for granted than of "the ministry": where the dispatch plays must be certain.
fn named_at_home(d: &mut Draft<'_>, c: &mut Candidate<'_>) -> bool {
    let placed = surroundings::of_place(d, c.head);
    if placed.is_empty() {
        let known = |own: &Vec<usize>| own.iter().all(|&i| d.members[i].actor.country.is_some());
        if let Some(earlier) = antecedent(d, c.head).filter(known) {
            d.mention(c.head, c.tokens, MentionKind::Named, earlier);
            return true;
        }
    }
    let home = d.setting.clone().or_else(|| d.scene_at(c.head)).filter(|_| {
        placed.is_empty() && !surroundings::abroad(d, c.head) && !surroundings::somebodys(d, c.head)
    });
    let found: Vec<String> = placed.into_iter().chain(home).collect();
    if !found.is_empty() {
        (c.countries, c.basis) = (found, Basis::Context);
    }
    false
}

/// Whether a word is too general to mean someone without country or number.
fn is_vague(d: &Draft<'_>, c: &Candidate<'_>) -> bool {
    let lemma = d.a.token(c.head).lemma.to_lowercase();
    let single = !is_plural(d.a, c.head) && !c.named;
    // Where a dispatch plays says nothing of "a man".
    let untold = c.countries.is_empty() || c.basis == Basis::Context;
    match c.body.map_or(Reach::Any, |b| b.reach) {
        Reach::Any => {}
        Reach::Told | Reach::Doer | Reach::Member => return untold && !c.named,
        Reach::Several => return true,
    }
    VAGUE.contains(&&*lemma) && single && (c.countries.is_empty() || d.r.offices.has_head(&lemma))
}

/// Adds the actors of a body, one a country, and the mention.
fn make(d: &mut Draft<'_>, c: &Candidate<'_>) {
    let mention = if c.named { MentionKind::Named } else { MentionKind::Nominal };
    let kind = if c.named { ActorKind::Organisation } else { c.body.map_or(ActorKind::Group, |b| b.kind) };
    let own = c.body.map(|b| affected::sectors(d, c.head, b)).filter(|s| !s.is_empty());
    let own = if c.named && of_rebels(d, c.head) { Some(vec!["REB".to_owned()]) } else { own };
    let sectors = own.or_else(|| of_owner(d, c.head)).unwrap_or_default();
    let countries: Vec<Option<&str>> = match &c.countries[..] {
        [] => vec![None],
        some => some.iter().map(|code| Some(code.as_str())).collect(),
    };
    let mut actors = Vec::new();
    for &country in &countries {
        let name = name_of(d, c, country.filter(|_| countries.len() > 1));
        let at = d.named(kind, &name, country, |actor| {
            actor.sectors.clone_from(&sectors);
            actor.basis = c.basis;
        });
        if c.loaded.is_some() {
            d.flag(at, d.a.chars(c.tokens));
        }
        let said = match (country, c.basis) {
            (None, _) => "says no country".to_owned(),
            (Some(code), Basis::Context) => format!("says no country; the text around it gives {code}"),
            (Some(code), _) => format!("says {code}"),
        };
        let row = c.body.map_or("a name that no table has", |_| "a word of agents.tsv");
        d.why(at, Some(c.tokens), format!("{row}; {said}"));
        actors.push(at);
    }
    d.mention(c.head, c.tokens, mention, actors);
}

/// The name of a body: the text's words; of coordinated modifiers, the country's own word with the
/// head: "British government" in "the British and French governments".
fn name_of(d: &Draft<'_>, c: &Candidate<'_>, code: Option<&str>) -> String {
    let word = code.and_then(|code| {
        let mut known = c.tokens.iter().filter_map(|t| d.name_of(t));
        let said = known.find(|n| matches!(n.kind, NameKind::Known(e) if d.r.code(e) == code));
        said.map(|n| d.text(n.tokens))
    });
    match word {
        Some(word) => format!("{word} {}", d.a.token(c.head).lemma),
        None => d.bare_text(c.tokens),
    }
}

/// The sectors of the known body that a part of it belongs to: "the foreign office's Asia branch".
fn of_owner(d: &Draft<'_>, t: u32) -> Option<Vec<String>> {
    let owners = d.a.children(t).iter().filter(|&&c| c < t);
    let mut known = owners.filter_map(|&c| d.known_at(c));
    known.find_map(|e| match e {
        Entry::Organisation(i) => Some(d.r.organisations[i].sectors.iter().map(|&s| s.to_owned()).collect()),
        _ => None,
    })
}

/// Notes a body of state as an anchor for bare titles.
fn anchor(d: &mut Draft<'_>, c: &Candidate<'_>) {
    let ([code], t) = (&c.countries[..], c.head) else { return };
    if !c.body.is_some_and(|b| b.of_state) || d.r.country(code).is_none() {
        return;
    }
    let ministry = d.a.token(t).lemma.eq_ignore_ascii_case("ministry");
    let topic = words(d.a, t, &|_| false);
    let office = d.r.offices.find("minister", &topic).filter(|o| ministry && o.one);
    let office = office.map(|o| o.name.to_owned());
    d.anchors.push(Anchor { token: t, code: code.clone(), office, known: false });
}

/// "(SNSC)" after "Supreme National Security Council": the same body, and so is its later "SNSC".
fn abbreviates(d: &mut Draft<'_>, t: u32, tokens: Span<Tok>) -> bool {
    let form = d.bare_text(Span::one(t));
    if !in_brackets(d.a, t) {
        return false;
    }
    let full = d.a.head(t).filter(|_| d.a.token(t).relation == Relation::Appos);
    let full = full.filter(|f| d.mentions.contains_key(f)).or_else(|| {
        let ends = |m: &Sighting| m.tokens.end() + 1 == t || m.tokens.has(t);
        let mut heads = d.mentions.iter().filter(|(_, m)| ends(m) && abbreviated(d.text(m.tokens), &form));
        heads.next().map(|(&h, _)| h)
    });
    let Some(actors) = full.map(|f| d.actors_at(f).to_vec()) else { return false };
    d.mention(t, tokens, MentionKind::Named, actors.clone());
    let later: Vec<Span<Tok>> =
        d.names.iter().filter(|n| n.head > t && d.text(n.tokens) == form).map(|n| n.tokens).collect();
    for span in later {
        let head = crate::names::head_of(d.a, span);
        d.mention(head, span, MentionKind::Named, actors.clone());
    }
    true
}

/// Whether letters are the initials of a name's words, or among them.
fn abbreviated(name: &str, letters: &str) -> bool {
    let initials = initials(name);
    initials.contains(letters) || same_letters(&initials, letters)
}

/// The capital initials of a name's words.
fn initials(text: &str) -> String {
    text.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// "the army", "the ministry": the last body before it with the same head word, if its phrase adds
/// nothing new.
pub(crate) fn antecedent(d: &Draft<'_>, t: u32) -> Option<Vec<usize>> {
    let definite = has_determiner(d.a, t, &["the", "this", "that", "these", "those"]);
    if !definite {
        return None;
    }
    let lemma = &d.a.token(t).lemma;
    // "the 15-member Council" is the Council.
    let counted =
        |w: &String| w == "member" || w.ends_with("-member") || w.chars().all(|c| !c.is_alphabetic());
    let own: Vec<String> = words(d.a, t, &|_| false).into_iter().filter(|w| !counted(w)).collect();
    // "the army" is not the rebels' "People's Army" that was named before.
    let states = row(d, t).is_some_and(|b| b.sectors.contains(&"MIL"));
    let rebels = |m: &Sighting| {
        m.actors.iter().any(|&i| d.members[i].actor.sectors.iter().any(|sector| sector == "REB"))
    };
    let earlier = d.mentions.range(..t).rev().take(REACH).find(|(h, m)| {
        let same = d.a.token(**h).lemma.eq_ignore_ascii_case(lemma) && m.kind != MentionKind::Pronoun;
        let theirs = words(d.a, **h, &|_| false);
        let plural = is_plural(d.a, **h) == is_plural(d.a, t);
        same && plural && !(states && rebels(m)) && own.iter().all(|w| theirs.contains(w))
    });
    earlier.map(|(_, m)| m.actors.clone())
}

/// "guerrillas of the People's Front": whose armed men rebels are is no body of a state.
fn of_rebels(d: &Draft<'_>, t: u32) -> bool {
    let men = d.a.head(t).filter(|_| d.a.token(t).relation == Relation::Nmod);
    let men = men.filter(|_| case_of(d.a, t).as_deref() == Some("of")).and_then(|m| row(d, m));
    men.is_some_and(|b| b.sectors.contains(&"REB"))
}

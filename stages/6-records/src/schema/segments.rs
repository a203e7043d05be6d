//! The tables of the segments: flat, immutable, made by a run.

use super::{Table, table};

/// All of them. Their order is that of the files of a segment.
pub const SEGMENT_TABLES: &[Table] = &[EVENTS, PARTICIPANTS, CLAIMS, ACTORS, MENTIONS, REMARKS];

table! {
    /// Who did what to whom.
    EVENTS = "events" "An event that a dispatch tells: who did what to whom, and who says so." {
        run: Int, "The run that coded it.";
        dispatch: Long, "The dispatch that tells it: `dispatches.dispatch`.";
        event: Int, "Its number within the dispatch, from 1; with `dispatch` it names the event.";
        day: Day maybe, "The day to sort and count by: the event's own date, or its period's first day; without one the day of publication.";
        type: Text, "PLOVER 2.0 event type.";
        mode: Text maybe, "PLOVER mode of that type.";
        contexts: Text, "PLOVER contexts, parted by spaces.";
        cameo: Text maybe, "CAMEO code.";
        quad: Int, "Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.";
        intensity: Real, "PLOVER conflict-cooperation score, -10 to 10.";
        status: Text, "actual, future, hypothetical, negated or historical.";
        actors: Text, "Names of the actors, parted by semicolons; all parties of a reciprocal event.";
        actor_countries: Text, "Their countries, each once, parted by spaces: ISO 3166-1 alpha-3 or PLOVER's codes.";
        actor_sectors: Text, "Their PLOVER sectors, each once, parted by spaces.";
        recipients: Text, "Names of the recipients, parted by semicolons.";
        recipient_countries: Text, "Their countries, each once, parted by spaces.";
        recipient_sectors: Text, "Their sectors, each once, parted by spaces.";
        claim: Int maybe, "The claim that it stands in: `claims.claim`; nothing where the outlet says so itself.";
        claimed_by: Text maybe, "Names of that claim's sources, parted by semicolons; empty for an unnamed speaker.";
        stance: Text maybe, "That claim's stance: assert, support, condemn, accuse, deny, demand, promise, threaten, regret or ask.";
        date: Text maybe, "When it happened, ISO 8601, as exactly as the text says.";
        date_granularity: Text maybe, "day, week, month, quarter or year.";
        date_basis: Text maybe, "What the date rests on: text, dateline or published.";
        date_start: Int maybe, "Where the date stands in the text: first code point.";
        date_end: Int maybe, "One past its last code point.";
        place: Text maybe, "Where it happened, in the text's words.";
        place_country: Text maybe, "The place's country, ISO 3166-1 alpha-3.";
        latitude: Real maybe, "Degrees north.";
        longitude: Real maybe, "Degrees east.";
        geonameid: Long maybe, "The place's GeoNames id.";
        place_spans: Text maybe, "Where the place stands in the text.";
        trigger_spans: Text, "Where the words stand that carry the event: ranges of code points like `12-20`, parted by spaces.";
        trigger_start: Int, "First code point of these words.";
        trigger_end: Int, "One past the last.";
        trigger_byte_start: Int, "The same in bytes of UTF-8.";
        trigger_byte_end: Int, "The same in bytes of UTF-8.";
        sentence: Int, "The sentence's number within the dispatch, from 0.";
        sentence_start: Int maybe, "First code point of the sentence.";
        sentence_end: Int maybe, "One past its last.";
        evidence_spans: Text, "Where the words stand that the coding rests on.";
        coded_by: Text, "The rule or model.";
        confidence: Real, "How sure it is, 0 to 1.";
        corrected: Text maybe, "The fields that somebody corrected, parted by spaces; what had been coded stands in `corrections`.";
        same_as: Text, "Numbers of other events of the dispatch that tell of the same happening, parted by spaces.";
    }
}

table! {
    /// Each actor's part in each event.
    PARTICIPANTS = "participants" "An actor's part in an event." {
        run: Int, "The run that coded it.";
        dispatch: Long, "The dispatch.";
        event: Int, "The event's number within the dispatch.";
        day: Day maybe, "The event's day.";
        role: Text, "actor, recipient, attendee, host or mediator.";
        actor: Int, "The actor's number within the dispatch: `actors.actor`.";
        name: Text, "The actor's name.";
        country: Text maybe, "The actor's country.";
        sectors: Text, "The actor's PLOVER sectors, primary first, parted by spaces.";
    }
}

table! {
    /// Who says what.
    CLAIMS = "claims" "A claim: somebody says something, and the dispatch reports it." {
        run: Int, "The run that found it.";
        dispatch: Long, "The dispatch.";
        claim: Int, "Its number within the dispatch, from 1.";
        day: Day maybe, "The day of publication.";
        sources: Text, "Names of those who say it, parted by semicolons; empty where nobody is named.";
        source_ids: Text, "Their numbers within the dispatch, parted by spaces.";
        source_countries: Text, "Their countries, each once, parted by spaces.";
        source_spans: Text, "Where they are named.";
        cue: Text, "Lemma of the word that says that somebody says.";
        cue_spans: Text, "Where that word stands.";
        content_spans: Text, "Where it stands what is said.";
        content_start: Int, "First code point of what is said.";
        content_end: Int, "One past the last.";
        content_byte_start: Int, "The same in bytes of UTF-8.";
        content_byte_end: Int, "The same in bytes of UTF-8.";
        form: Text, "direct, indirect or mixed.";
        stance: Text, "assert, support, condemn, accuse, deny, demand, promise, threaten, regret or ask.";
        within: Int maybe, "The claim that this one is nested in.";
        found_by: Text, "The rule or model.";
        confidence: Real, "How sure it is, 0 to 1.";
    }
}

table! {
    /// Who is in it.
    ACTORS = "actors" "An actor of a dispatch." {
        run: Int, "The run that found it.";
        dispatch: Long, "The dispatch.";
        actor: Int, "Its number within the dispatch, from 1, in order of first mention.";
        day: Day maybe, "The day of publication.";
        kind: Text, "person, state, organisation, group, place or unknown.";
        name: Text, "The fullest form in the text.";
        country: Text maybe, "ISO 3166-1 alpha-3 or PLOVER's IGO NGO ISM IMG MNC UNO EUR.";
        sectors: Text, "PLOVER sectors, primary first, parted by spaces.";
        office: Text maybe, "The office, normalised.";
        office_text: Text maybe, "The office in the text's words.";
        reference: Text maybe, "Key in the reference data.";
        basis: Text, "What country and office rest on: text, reference or context.";
        loaded_spans: Text, "Where a loaded designation stands; the codes are neutral.";
        mentions: Int, "How often it is mentioned.";
    }
}

table! {
    /// Where an actor is mentioned.
    MENTIONS = "mentions" "A mention of an actor." {
        run: Int, "The run that found it.";
        dispatch: Long, "The dispatch.";
        actor: Int, "The actor's number within the dispatch.";
        day: Day maybe, "The day of publication.";
        kind: Text, "named, nominal or pronoun.";
        start: Int, "First code point.";
        end: Int, "One past the last.";
        byte_start: Int, "The same in bytes of UTF-8.";
        byte_end: Int, "The same in bytes of UTF-8.";
    }
}

table! {
    /// What was odd about it.
    REMARKS = "remarks" "What a stage remarked on a dispatch." {
        run: Int, "The run that made it.";
        dispatch: Long, "The dispatch.";
        remark: Int, "Its number within the dispatch, from 1.";
        day: Day maybe, "The day of publication.";
        stage: Text, "The stage.";
        code: Text, "Its code: `actors/unknown-country`.";
        spans: Text maybe, "Where it applies.";
        text: Text, "For people.";
    }
}

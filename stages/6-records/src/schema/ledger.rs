//! The tables of the ledger, as SQL sees them.

use super::table;

table! {
    /// What was read.
    DISPATCHES = "dispatches" "A dispatch: one text, however often it was met." {
        dispatch: Long, "Its number in this store, from 1, in the order in which dispatches came.";
        id: Text, "Hash of its text: 128 bits, hex. The same in every store.";
        origin: Text, "Path, address or archive record where it was met first.";
        url: Text maybe, "Its address.";
        outlet: Text maybe, "Who publishes it.";
        outlet_country: Text maybe, "The outlet's country, ISO 3166-1 alpha-3, or IGO or NGO.";
        outlet_kind: Text maybe, "state agency, wire, newspaper, broadcaster, online, ministry, IGO, ngo or think tank.";
        title: Text maybe, "Its title.";
        published: Text maybe, "When it was published, ISO 8601, as exactly as it is known.";
        published_basis: Text maybe, "What that rests on: meta, json-ld, url, dateline, text or given.";
        day: Day maybe, "The day of publication, where it is known to the day.";
        language: Text, "BCP 47 code.";
        characters: Int, "Its length in code points.";
        repeats: Long maybe, "The earlier dispatch that it repeats.";
        contained: Real maybe, "The share of its word 3-grams that the earlier one has.";
        containing: Real maybe, "The share of the earlier one's that it has.";
        run: Int maybe, "The newest run that coded it, or the one that was asked for.";
        read_at: Text, "When the store took it, UTC.";
    }
}

table! {
    /// Where a dispatch was met.
    APPEARANCES = "appearances" "Where a dispatch's text was met: once more for every reprint of the same words." {
        dispatch: Long, "The dispatch.";
        origin: Text, "Path, address or archive record.";
        url: Text maybe, "Its address there.";
        outlet: Text maybe, "Who publishes it there.";
        published: Text maybe, "When it was published there.";
    }
}

table! {
    /// What made the segments.
    RUNS = "runs" "A run: one version of the program with its weights and rules." {
        run: Int, "Its number in this store, from 1.";
        version: Text, "The program's version.";
        model: Text, "Hash of the weights.";
        rules: Text, "Hash of rules, lexicons and tables.";
        started_at: Text, "When it first coded a dispatch of this store, UTC.";
        dispatches: Long, "How many dispatches it has coded.";
    }
}

table! {
    /// What people corrected.
    CORRECTIONS = "corrections" "A correction: what somebody says is right of an event. It stands beside the coding and never in its place." {
        correction: Long, "Its number in this store, from 1.";
        dispatch: Long, "The dispatch.";
        run: Int, "The run whose event was corrected.";
        event: Int, "The event's number in that run.";
        trigger_spans: Text, "The event's words: later runs' event with the same words is corrected, too.";
        field: Text, "The field.";
        was: Text maybe, "What had been coded.";
        value: Text maybe, "What is right.";
        made_by: Text, "Who says so.";
        why: Text, "Why they say so.";
        made_at: Text, "When, UTC.";
    }
}

table! {
    /// What several dispatches tell of.
    INCIDENTS = "incidents" "An incident: one happening of which events of one or more dispatches tell, by the newest codings." {
        incident: Long, "Its number in this store.";
        day: Day maybe, "Its first day, by the dates in the texts; where they name none, by publication.";
        last_day: Day maybe, "Its last day.";
        type: Text, "The type that most of its events have.";
        actor_countries: Text, "Countries of the actors, parted by spaces.";
        recipient_countries: Text, "Countries of the recipients, parted by spaces.";
        place: Text maybe, "Where, in the words of most.";
        place_country: Text maybe, "The place's country.";
        events: Int, "How many events tell of it.";
        dispatches: Int, "In how many dispatches.";
        outlets: Int, "Of how many outlets.";
        independent: Int, "How many dispatches that repeat no other of them.";
        claimed: Int, "How many of its events stand in a claim.";
        denied: Int, "How many of its events are denied.";
    }
}

table! {
    /// Which events tell of an incident.
    REPORTS = "reports" "An event's membership of an incident." {
        incident: Long, "The incident.";
        dispatch: Long, "The dispatch.";
        event: Int, "The event's number within the dispatch.";
    }
}

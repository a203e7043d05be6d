# Reads a store's exports in R, as docs/manual/r.md shows it: CSV with R itself, records with jsonlite.
# Rscript tables.R FOLDER

folder <- commandArgs(trailingOnly = TRUE)[1]
at <- function(name) file.path(folder, name)
same <- function(what, found, expected) {
  if (!isTRUE(all.equal(found, expected))) {
    stop(sprintf("%s: %s instead of %s", what, toString(found), toString(expected)))
  }
}

events <- read.csv(at("events.csv"), colClasses = c(cameo = "character", day = "Date"), na.strings = "")
actors <- read.csv(at("actors.csv"), na.strings = "")
claims <- read.csv(at("claims.csv"), na.strings = "")
stopifnot(nrow(events) > 100, inherits(events$day, "Date"), is.integer(events$event))

# Codes keep their leading zeros, and quad classes are whole numbers.
stopifnot(any(startsWith(events$cameo, "0"), na.rm = TRUE))
same("quad classes", sort(unique(events$quad)), 1:4)
same("countries", all(nchar(unlist(strsplit(events$actor_countries[!is.na(events$actor_countries)], " "))) == 3), TRUE)

# Every claim of an event is there, and the table joins.
joined <- merge(events, claims, by = c("dispatch", "claim"))
same("events within claims", nrow(joined), sum(!is.na(events$claim)))
same("speakers", joined$claimed_by[!is.na(joined$claimed_by)], joined$sources[!is.na(joined$claimed_by)])

# Spans are code points from 0 with an open end: substr counts from 1 and includes its end.
records <- lapply(readLines(at("records.jsonl"), encoding = "UTF-8"), jsonlite::fromJSON, simplifyVector = FALSE)
same("events of the records", sum(vapply(records, function(r) length(r$events), 1L)), nrow(events))
same("actors of the records", sum(vapply(records, function(r) length(r$actors), 1L)), nrow(actors))
words <- function(record, span) substr(record$dispatch$text, span[[1]] + 1, span[[2]])
named <- 0
for (record in records) {
  for (actor in record$actors) {
    said <- vapply(actor$mentions, function(m) words(record, m$span), "")
    stopifnot(all(nzchar(said)))
    named <- named + any(grepl(actor$name, said, fixed = TRUE))
  }
}
# Some names are put together of several mentions.
stopifnot(named > 0.9 * nrow(actors))

# The panel is a table like the others.
panel <- read.csv(at("panel.csv"), na.strings = "")
stopifnot(nrow(panel) > 0, all(panel$class %in% 1:4), all(panel$count >= 1))
cat("tables.R: CSV and records read back\n")

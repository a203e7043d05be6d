//! What stands in a list file? Its lines with their numbers, without comments and empty ones.

/// The rows of a file, numbered from 1 as an editor numbers its lines.
pub(crate) fn rows(content: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    (1..).zip(content.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

//! How is a pattern read? Line by line, with errors that name the line and the remedy.

use super::{Constraint, Edge, Lexicons, Need, Node, Pattern, Step};
use crate::arguments::Role;
use crate::syntax::Relation;

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}; {remedy}")]
pub struct Problem {
    /// 1-based line of the pattern.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// What an edge line says before its end is known.
struct Draft {
    line: usize,
    from: String,
    to: Option<String>,
    edge: Edge,
}

/// Reads a pattern.
pub(super) fn pattern(source: &str, lexicons: &Lexicons) -> Result<Pattern, Problem> {
    let mut nodes: Vec<(usize, Node)> = Vec::new();
    let mut drafts = Vec::new();
    for (line, text) in (1..).zip(source.lines()) {
        let text = without_comment(text).trim();
        let problem = |(what, remedy)| Problem { line, what, remedy };
        if text.is_empty() {
            continue;
        }
        if let Some((name, constraints)) = node_line(text) {
            if !is_name(name) {
                return Err(problem(bad_name(name)));
            }
            if nodes.iter().any(|(_, n)| n.name == name) {
                let remedy = "put all its constraints on one line".to_owned();
                return Err(problem((format!("`{name}` is described twice"), remedy)));
            }
            let constraints = constraints
                .split_whitespace()
                .map(|c| Constraint::parse(c, lexicons))
                .collect::<Result<_, _>>()
                .map_err(problem)?;
            nodes.push((line, Node { name: name.to_owned(), constraints, edges: Vec::new() }));
        } else {
            drafts.push(edge_line(line, text).map_err(problem)?);
        }
    }
    assemble(nodes, drafts)
}

fn without_comment(line: &str) -> &str {
    match line.find('#') {
        Some(at)
            if line.get(..at).is_some_and(|l| l.trim().is_empty() || l.ends_with(char::is_whitespace)) =>
        {
            line.get(..at).unwrap_or("")
        }
        _ => line,
    }
}

/// `name: constraints`, told from an edge by the first word.
fn node_line(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    first.strip_suffix(':').map(|name| (name, rest))
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
}

fn bad_name(name: &str) -> (String, String) {
    (format!("`{name}` is no name"), "use small letters, digits, `-` and `_`, a letter first".into())
}

/// `from >role target ?`
fn edge_line(line: usize, text: &str) -> Result<Draft, (String, String)> {
    let form = "write `from >role target`, `from <role target`, `from >> target` or `from !>role`";
    let mut words = text.split_whitespace();
    let (Some(from), Some(operator)) = (words.next(), words.next()) else {
        let remedy = format!("write `{text}: constraints` for a node; for an edge {form}");
        return Err((format!("`{text}` is neither a node nor an edge"), remedy));
    };
    let mut rest: Vec<&str> = words.collect();
    let optional = rest.last() == Some(&"?");
    if optional {
        rest.pop();
    }
    let (path, absent) = operator.strip_prefix('!').map_or((operator, false), |p| (p, true));
    let (steps, up) = if path == ">>" || path == "<<" {
        (vec![Step::Below], path == "<<")
    } else if let Some(roles) = path.strip_prefix('>') {
        (steps(roles)?, false)
    } else if let Some(roles) = path.strip_prefix('<') {
        (steps(roles)?, true)
    } else {
        return Err((format!("`{operator}` is no edge"), form.into()));
    };
    let to = match (rest.as_slice(), absent) {
        ([], true) => None,
        ([name], _) if is_name(name) => Some((*name).to_owned()),
        ([name], _) => return Err(bad_name(name)),
        ([], false) => return Err(("the edge leads nowhere".into(), "name the node at its end".into())),
        _ => return Err((format!("too many words in `{text}`"), form.into())),
    };
    for name in [Some(from), to.as_deref()].into_iter().flatten() {
        if !is_name(name) {
            return Err(bad_name(name));
        }
    }
    if optional && absent {
        let remedy = "leave out `?` or `!`".to_owned();
        return Err(("an absence cannot be optional".into(), remedy));
    }
    let need = match (optional, absent) {
        (true, _) => Need::Optional,
        (_, true) => Need::Absent,
        _ => Need::Required,
    };
    Ok(Draft { line, from: from.to_owned(), to, edge: Edge { steps, up, need, to: None } })
}

/// `subject|obl:in|nmod:poss`
fn steps(roles: &str) -> Result<Vec<Step>, (String, String)> {
    let step = |role: &str| {
        if let Some(relation) = Relation::parse(role) {
            let universal = relation.universal();
            return Ok(if universal == role { Step::Universal(universal) } else { Step::Exact(relation) });
        }
        Role::parse(role).map(Step::Deep).ok_or_else(|| {
            let remedy = "use subject, object, indirect, poss, complement, parties, obl:PREP, nmod:PREP, \
                          any:PREP (small letters, words joined by `_`) or a UD relation";
            (format!("`{role}` is no role"), remedy.to_owned())
        })
    };
    roles.split('|').map(step).collect()
}

/// Hangs the edges on the nodes and checks that they make one tree.
fn assemble(described: Vec<(usize, Node)>, drafts: Vec<Draft>) -> Result<Pattern, Problem> {
    if described.is_empty() {
        let remedy = "start with a node line such as `event: lemma=meet upos=VERB`".to_owned();
        return Err(Problem { line: 1, what: "the pattern has no node".into(), remedy });
    }
    let (lines, mut nodes): (Vec<usize>, Vec<Node>) = described.into_iter().unzip();
    let count = nodes.len();
    let mut reached = vec![false; count];
    reached[0] = true;
    for draft in drafts {
        let problem = |what: String, remedy: &str| Problem { line: draft.line, what, remedy: remedy.into() };
        let position = |name: &str, nodes: &[Node]| nodes.iter().position(|n| n.name == name);
        let from = position(&draft.from, &nodes).filter(|&i| reached.get(i) == Some(&true));
        let Some(from) = from else {
            let what = format!("`{}` is not captured yet", draft.from);
            return Err(problem(what, "put the edge that leads to it above this line"));
        };
        let mut edge = draft.edge;
        if let Some(name) = draft.to {
            let to = match position(&name, &nodes) {
                Some(to) if reached.get(to) == Some(&true) => {
                    let what = format!("`{name}` is captured twice");
                    return Err(problem(what, "join the ways with `|` or use another name"));
                }
                Some(to) => to,
                None => {
                    nodes.push(Node { name, constraints: Vec::new(), edges: Vec::new() });
                    reached.push(false);
                    nodes.len() - 1
                }
            };
            if let Some(r) = reached.get_mut(to) {
                *r = true;
            }
            edge.to = Some(to);
        }
        if let Some(node) = nodes.get_mut(from) {
            node.edges.push(edge);
        }
    }
    for node in &mut nodes {
        node.edges.sort_by_key(|e| e.need);
    }
    let lost = (0..count).find(|&i| reached.get(i) == Some(&false));
    if let Some((node, line)) = lost.and_then(|i| nodes.get(i).zip(lines.get(i))) {
        let what = format!("no edge leads to `{}`", node.name);
        let remedy = format!("add a line such as `{} >subject {}`", nodes[0].name, node.name);
        return Err(Problem { line: *line, what, remedy });
    }
    Ok(Pattern { nodes })
}

//! Do dependencies form a star? The model depends on no crate of the workspace, a stage on the
//! model alone, and whatever composes stages lies in `apps` or `benches`.

use serde_json::Value;

use super::Fault;
use crate::error::Error;
use crate::process::{cargo, output};
use crate::repo::Repo;

const MODEL: &str = "chancery-model";

pub(super) fn check(repo: &Repo) -> Result<Vec<Fault>, Error> {
    let text = output(repo.root(), &cargo(), &["metadata", "--no-deps", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_str(&text).map_err(|e| shape(&e.to_string()))?;
    let packages = metadata["packages"].as_array().ok_or_else(|| shape("no packages"))?;
    let root = metadata["workspace_root"].as_str().unwrap_or_default();
    let members: Vec<Member> = packages.iter().map(|p| Member::of(p, root)).collect();
    Ok(members.iter().flat_map(|m| m.faults(&members)).collect())
}

fn shape(why: &str) -> Error {
    Error::Shape { what: "cargo metadata".to_owned(), why: why.to_owned() }
}

/// A crate of the workspace, and what it depends on in any way.
struct Member {
    name: String,
    manifest: String,
    dependencies: Vec<String>,
}

impl Member {
    fn of(package: &Value, root: &str) -> Self {
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        let path = text(&package["manifest_path"]);
        let listed = package["dependencies"].as_array().map_or(&[][..], Vec::as_slice);
        Self {
            name: text(&package["name"]),
            manifest: path.strip_prefix(root).unwrap_or(&path).trim_start_matches('/').to_owned(),
            dependencies: listed.iter().map(|d| text(&d["name"])).collect(),
        }
    }

    /// What this crate may depend on within the workspace; `None` where the folder sets no limit.
    fn allowed(&self) -> Option<&'static [&'static str]> {
        match self.manifest.split('/').next() {
            Some("model") => Some(&[]),
            Some("stages" | "xtask") => Some(&[MODEL]),
            _ => None,
        }
    }

    fn faults(&self, members: &[Self]) -> Vec<Fault> {
        let Some(allowed) = self.allowed() else { return Vec::new() };
        self.dependencies
            .iter()
            .filter(|d| members.iter().any(|m| m.name == **d) && !allowed.contains(&d.as_str()))
            .map(|d| {
                let text = format!("{} depends on {d}: stages meet in the model alone", self.name);
                Fault::new(&self.manifest, None, text)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, manifest: &str, dependencies: &[&str]) -> Member {
        let dependencies = dependencies.iter().map(|d| (*d).to_owned()).collect();
        Member { name: name.to_owned(), manifest: manifest.to_owned(), dependencies }
    }

    #[test]
    fn a_stage_that_depends_on_another_stage_is_a_fault_and_an_application_is_not() {
        let members = [
            member(MODEL, "model/Cargo.toml", &["serde"]),
            member("chancery-language", "stages/2-language/Cargo.toml", &[MODEL, "rten"]),
            member("chancery-actors", "stages/3-actors/Cargo.toml", &[MODEL, "chancery-language"]),
            member("chancery", "apps/chancery/Cargo.toml", &[MODEL, "chancery-actors", "chancery-language"]),
        ];
        let faults: Vec<String> =
            members.iter().flat_map(|m| m.faults(&members)).map(|f| f.to_string()).collect();
        assert_eq!(
            faults,
            ["stages/3-actors/Cargo.toml: chancery-actors depends on chancery-language: \
              stages meet in the model alone"]
        );
    }
}

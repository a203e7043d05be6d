//! Repository chores: ci, tidy, codegen.
fn main() {}

//! What does each page show? One file a page; each is a function from the store's state to HTML that needs no script.
#![allow(clippy::unnecessary_wraps, reason = "all pages have one signature, whether they can fail or not")]

pub(crate) mod about;
pub(crate) mod actors;
pub(crate) mod dispatch;
pub(crate) mod dyad;
pub(crate) mod forms;
pub(crate) mod incidents;
pub(crate) mod layout;
pub(crate) mod lists;
pub(crate) mod live;
pub(crate) mod outlets;
pub(crate) mod read;
pub(crate) mod search;
pub(crate) mod sql;
pub(crate) mod start;
pub(crate) mod views;

//! Bedside: answer public comments for elective medical practices without confirming anyone's care.
//!
//! The modules in reading order; an arrow in `README.md`'s map says who may use whom.

pub mod text;

pub mod model;

pub mod import;
pub mod lint;
pub mod template;
pub mod triage;

pub mod sample;

pub mod worker;

pub mod session;

pub mod clipboard;
pub mod ui;

pub mod app;
pub mod cli;

//! What a command says: its report on standard output, for people or for programs; on standard error
//! how far something long is, and why something came to nothing.

use std::{
    error::Error,
    io::{self, Write},
};

use indicatif::{ProgressBar, ProgressStyle, style::TemplateError};
use serde_json::{Value, json};

use crate::config::Report;

impl Report {
    /// Says what came of a command: one line of JSON, or lines of text.
    ///
    /// # Errors
    ///
    /// Nobody listens.
    pub(super) fn say(self, value: &Value, text: &str) -> io::Result<()> {
        let said = if self.json { &value.to_string() } else { text.trim_end() };
        say(said)
    }
}

/// Says something on standard output, and ends the line.
///
/// # Errors
///
/// Nobody listens.
pub(super) fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

/// A bar that tells how far `what` is; drawn only where standard error is a terminal.
///
/// # Errors
///
/// Never: the form of the bar is written here.
pub(super) fn bar(what: &'static str) -> Result<ProgressBar, TemplateError> {
    let form = ProgressStyle::with_template("{msg} {bar:40} {percent:>3} %")?;
    Ok(ProgressBar::new(0).with_style(form).with_message(what))
}

/// Lets a bar stand at `done` of `all`.
pub(super) fn show(bar: &ProgressBar, done: u64, all: u64) {
    bar.set_length(all.max(done));
    bar.set_position(done);
}

/// What is said on standard error of a command that came to nothing: one line of JSON where its report would
/// have been one.
pub(super) fn failure(report: Option<Report>, error: &(dyn Error + 'static)) -> String {
    let failed = store::in_full(error);
    if report.is_some_and(|it| it.json) {
        return json!({ "error": failed }).to_string();
    }
    format!("anjuan: {failed}")
}

/// Whoever read has had enough, as in `anjuan verify-log | head`.
pub(super) fn had_enough(error: &(dyn Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the folder can't be read{0}")]
    struct Unreadable(&'static str, #[source] io::Error);

    #[test]
    fn a_cause_is_told_once() {
        let denied = || io::Error::other("denied");
        for error in [Unreadable("", denied()), Unreadable(": denied", denied())] {
            assert_eq!(failure(None, &error), "anjuan: the folder can't be read: denied");
        }
    }

    #[test]
    fn what_came_to_nothing_is_told_in_the_form_of_the_report() {
        let denied = Unreadable("", io::Error::other("denied"));
        let json = r#"{"error":"the folder can't be read: denied"}"#;
        assert_eq!(failure(Some(Report { json: true }), &denied), json);
        let text = "anjuan: the folder can't be read: denied";
        assert_eq!(failure(Some(Report { json: false }), &denied), text);
        assert_eq!(failure(None, &denied), text);
    }
}

//! `anjuan verify-log`: every hash recomputed, every event and the bytes of every document read. It only reads,
//! beside servers too.

use std::process::ExitCode;

use serde_json::json;
use store::verify::Report;

use super::{
    Outcome,
    output::{bar, show},
};
use crate::{config::VerifyLog, parts};

/// What no recomputing finds.
const TAIL: &str =
    "A tail that was cut off is not seen here; only witnesses know how long a log was.";

pub(super) async fn verify_log(it: &VerifyLog) -> Outcome {
    let bar = bar("recomputing the hashes, and reading the documents")?;
    let report = parts::verify(&it.place, &|done, all| show(&bar, done, all)).await?;
    bar.finish_and_clear();
    let value = json!({
        "events": report.events,
        "streams": report.streams,
        "digest": hex::encode(report.digest),
        "damage": report.damage,
        "unreadable": report.unreadable,
        "documents": report.documents,
        "lost": report.lost,
        "unopened": report.unopened,
        "orphans": report.orphans,
    });
    it.report.say(&value, &report_lines(&report))?;
    Ok(if report.is_sound() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was found, as whoever keeps the log reads it: first what was changed.
#[must_use]
pub fn report_lines(report: &Report) -> String {
    let sound = report.damage.is_empty();
    let verdict = if sound { "every hash and every link fits" } else { "the log was changed" };
    let mut lines: Vec<_> = report.damage.iter().map(|it| format!("DAMAGED {it}")).collect();
    lines.push(format!("{} events in {} streams: {verdict}.", report.events, report.streams));
    lines.push(TAIL.to_owned());
    lines.extend(report.unreadable.iter().map(|it| format!("UNREADABLE {it}")));
    lines.extend(report.lost.iter().map(|it| format!("LOST {it}")));
    lines.push(documents_line(report));
    if !report.orphans.is_empty() {
        lines.push(format!(
            "Uploads that no event names: {}. The act that was to name them was refused, or has not come \
             yet. They prove nothing and harm nothing; --json lists them.",
            report.orphans.len()
        ));
    }
    lines.join("\n")
}

fn documents_line(report: &Report) -> String {
    let Report { documents, unopened, ref lost, .. } = *report;
    let verdict = match (lost.len(), unopened) {
        (0, 0) => "none is missing, and none was changed".to_owned(),
        (0, _) => "none is missing, and none that could be opened was changed".to_owned(),
        (lost, _) => {
            format!("{lost} missing or changed; whoever has the bytes can upload them again")
        }
    };
    let unopened = match unopened {
        0 => String::new(),
        unopened => format!(
            " {unopened} of them could not be opened, so that nobody can tell: their key was destroyed, \
             or is kept elsewhere."
        ),
    };
    format!("{documents} documents that events name: {verdict}.{unopened}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        Report { events: 970, streams: 218, documents: 412, ..Report::default() }
    }

    #[test]
    fn a_sound_log_with_an_upload_that_no_event_names_raises_no_alarm() {
        let report = Report { orphans: vec!["documents/case-1/ab".into()], ..report() };
        let expected = "970 events in 218 streams: every hash and every link fits.\n\
            A tail that was cut off is not seen here; only witnesses know how long a log was.\n\
            412 documents that events name: none is missing, and none was changed.\n\
            Uploads that no event names: 1. The act that was to name them was refused, or has not come \
            yet. They prove nothing and harm nothing; --json lists them.";
        assert_eq!(report_lines(&report), expected);
    }

    #[test]
    fn documents_whose_bytes_are_gone_are_named_and_those_that_nobody_can_open_counted() {
        let lost =
            vec!["case-1@3, position 9: the bytes of the document ab are missing".to_owned()];
        let told = report_lines(&Report { lost, unopened: 2, ..report() });
        let expected = "970 events in 218 streams: every hash and every link fits.\n\
            A tail that was cut off is not seen here; only witnesses know how long a log was.\n\
            LOST case-1@3, position 9: the bytes of the document ab are missing\n\
            412 documents that events name: 1 missing or changed; whoever has the bytes can upload them \
            again. 2 of them could not be opened, so that nobody can tell: their key was destroyed, or \
            is kept elsewhere.";
        assert_eq!(told, expected);
    }

    #[test]
    fn of_documents_that_nobody_can_open_it_is_not_said_that_none_was_changed() {
        let told = report_lines(&Report { unopened: 412, ..report() });
        let expected = "412 documents that events name: none is missing, and none that could be opened \
            was changed. 412 of them could not be opened, so that nobody can tell: their key was \
            destroyed, or is kept elsewhere.";
        assert_eq!(told.lines().last(), Some(expected));
    }

    #[test]
    fn what_a_newer_program_wrote_is_named_and_was_not_changed() {
        let unreadable = vec!["case-1@3, position 9: unknown variant `case.rested`".to_owned()];
        let report = Report { unreadable, ..report() };
        let told = report_lines(&report);
        assert!(told.contains("every hash and every link fits"), "{told}");
        assert!(
            told.contains("\nUNREADABLE case-1@3, position 9: unknown variant `case.rested`\n")
        );
        assert!(!report.is_sound());
    }

    #[test]
    fn what_was_changed_comes_first() {
        let damage = vec!["case-1@0, position 2: its bytes do not give its hash".to_owned()];
        let told = report_lines(&Report { damage, ..report() });
        let (first, rest) = told.split_once('\n').unwrap();
        assert_eq!(first, "DAMAGED case-1@0, position 2: its bytes do not give its hash");
        assert!(rest.starts_with("970 events in 218 streams: the log was changed."), "{rest}");
    }
}

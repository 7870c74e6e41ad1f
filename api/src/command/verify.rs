//! `anjuan verify-log`: every hash recomputed. It only reads, beside a server too.

use std::process::ExitCode;

use serde_json::json;
use store::verify::{Report, verify};

use super::{
    Outcome,
    output::{bar, show},
};
use crate::{config::VerifyLog, parts};

/// What no recomputing finds.
const TAIL: &str =
    "A tail that was cut off is not seen here; only witnesses know how long a log was.";

pub(super) fn verify_log(it: &VerifyLog) -> Outcome {
    parts::holds_log(&it.folder.data)?;
    let bar = bar("recomputing the hashes")?;
    let report = verify(&it.folder.data, |done, all| show(&bar, done, all))?;
    bar.finish_and_clear();
    let value = json!({
        "events": report.events,
        "streams": report.streams,
        "damage": report.damage,
        "orphans": report.orphans,
    });
    it.report.say(&value, &told(&report))?;
    Ok(if report.damage.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn told(report: &Report) -> String {
    let sound = report.damage.is_empty();
    let verdict = if sound { "every hash and every link fits" } else { "the log was changed" };
    let mut lines: Vec<_> = report.damage.iter().map(|it| format!("DAMAGED {it}")).collect();
    lines.push(format!("{} events in {} streams: {verdict}.", report.events, report.streams));
    lines.push(TAIL.to_owned());
    if !report.orphans.is_empty() {
        lines.push(format!(
            "\nUploads that no event names: {}. The act that was to name them was refused, or has not \
             come yet. They prove nothing and harm nothing.",
            report.orphans.len()
        ));
    }
    lines.extend(report.orphans.iter().map(|it| format!("  {}", it.display())));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        Report { events: 970, streams: 218, ..Report::default() }
    }

    #[test]
    fn a_sound_log_with_an_upload_that_no_event_names_raises_no_alarm() {
        let report = Report { orphans: vec!["documents/case-1/ab".into()], ..report() };
        let expected = "970 events in 218 streams: every hash and every link fits.\n\
            A tail that was cut off is not seen here; only witnesses know how long a log was.\n\
            \n\
            Uploads that no event names: 1. The act that was to name them was refused, or has not come \
            yet. They prove nothing and harm nothing.\n  \
            documents/case-1/ab";
        assert_eq!(told(&report), expected);
    }

    #[test]
    fn what_was_changed_comes_first() {
        let damage = vec!["case-1@0, position 2: its bytes do not give its hash".to_owned()];
        let told = told(&Report { damage, ..report() });
        let (first, rest) = told.split_once('\n').unwrap();
        assert_eq!(first, "DAMAGED case-1@0, position 2: its bytes do not give its hash");
        assert!(rest.starts_with("970 events in 218 streams: the log was changed."), "{rest}");
    }
}

//! `anjuan clock`: a deadline that explains itself, from the shell.

use std::error::Error;

use domain::{
    Rulebook,
    clock::{self, Pause, PauseKind},
    division::Division,
    id::PartId,
};

use super::Outcome;
use crate::{config::Deadline, parts};

pub(super) fn explain(it: &Deadline) -> Outcome {
    let law = parts::law(it.law.rulebook.as_deref())?;
    let deadline = asked_for(it, &law)?;
    let lines = deadline.explain_citing(|it| law.cite(it));
    it.report.say(&serde_json::to_value(&deadline)?, &lines.join("\n"))?;
    Ok(std::process::ExitCode::SUCCESS)
}

fn asked_for(it: &Deadline, law: &Rulebook) -> Result<clock::Deadline, Box<dyn Error>> {
    let pauses: Vec<_> = (1..)
        .zip(&it.pauses)
        .map(|(n, pause)| Pause {
            kind: pause.kind,
            of: PartId::nth('A', n),
            from: pause.from,
            to: pause.to,
            entered_late: None,
        })
        .collect();
    let division = it.division.as_ref().map_or("", Division::as_str);
    let deadline = law.deadline(it.rule, it.start, division, &pauses).ok_or_else(|| {
        format!("the rulebook has no row for {} on {}", it.rule.label(), it.start.day())
    })?;
    if let Some(idle) = pauses.iter().find(|it| !deadline.stopped_by.contains(&it.kind)) {
        return Err(idling(idle.kind, &deadline, law).into());
    }
    if !it.extend {
        return Ok(deadline);
    }
    let extended = deadline.extended(law, None, None);
    let by_itself = (extended != deadline).then_some(extended);
    by_itself.ok_or_else(|| format!("no rule extends {} by itself", it.rule.label()).into())
}

/// A pause of a kind that doesn't stop the rule, and what does.
fn idling(kind: PauseKind, deadline: &clock::Deadline, law: &Rulebook) -> String {
    let stopping: Vec<_> = deadline.stopped_by.iter().map(|it| it.label()).collect();
    let stopping =
        if stopping.is_empty() { "nothing does".to_owned() } else { stopping.join("；") };
    let (rule, article) = (deadline.timer.label(), law.cite(&deadline.authority));
    format!("{} doesn't stop {rule} ({article}); what stops it: {stopping}", kind.label())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::config::{Cli, Command};

    /// PR 18, 64.
    #[test]
    fn a_pause_that_does_not_stop_the_rule_is_refused() {
        let law = Rulebook::builtin().unwrap();
        let asked = |rule| {
            let line = format!(
                "anjuan clock --rule {rule} --start 2022-11-28T09:00:00+08:00 --pause HEARING:2022-12-01"
            );
            let Command::Clock(it) = Cli::parse_from(line.split(' ')).command else { panic!() };
            asked_for(&it, &law).map(|it| it.pauses.len()).map_err(|it| it.to_string())
        };
        assert_eq!(asked("CASE.DECIDE"), Ok(1));
        let refused = asked("LEAD.VERIFY").unwrap_err();
        assert!(refused.contains("《市场监督管理行政处罚程序规定》第十八条"), "{refused}");
        assert!(refused.starts_with("听证 doesn't stop 核查期限"), "{refused}");
    }
}

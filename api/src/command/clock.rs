//! `anjuan clock`: a deadline that explains itself, from the shell.

use std::error::Error;

use domain::{
    Rulebook,
    clock::{self, Pause, PauseKind, Timer},
    division::Division,
    id::PartId,
};
use serde_json::Value;

use super::Outcome;
use crate::{config::Deadline, parts};

pub(super) fn explain(it: &Deadline) -> Outcome {
    let law = parts::law(it.law.rulebook.as_deref())?;
    let deadline = asked_for(it, &law)?;
    let lines = deadline.explain_alone(|it| law.cite(it));
    it.report.say(&in_no_case(&deadline)?, &lines.join("\n"))?;
    Ok(std::process::ExitCode::SUCCESS)
}

/// The deadline, its pauses being parts of no case.
fn in_no_case(deadline: &clock::Deadline) -> serde_json::Result<Value> {
    let mut told = serde_json::to_value(deadline)?;
    let pauses = told.get_mut("pauses").and_then(Value::as_array_mut).into_iter().flatten();
    for pause in pauses.filter_map(Value::as_object_mut) {
        pause.remove("of");
    }
    Ok(told)
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
    let found = match it.regime {
        Some(regime) => law.restoring((it.rule, regime), it.channel, it.start),
        None => law.deadline(it.rule, it.start, division, &pauses),
    };
    let deadline = found.ok_or_else(|| missing(it))?;
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

/// What the rulebook has no row for, and what else may have been meant.
fn missing(it: &Deadline) -> String {
    let (rule, day) = (it.rule.label(), it.start.day());
    let by_regime = Timer::BY_REGIME.contains(&it.rule);
    match (it.regime, by_regime) {
        (None, true) => {
            format!("{rule} is set by regime: --regime says which, like CR25.MODERATE")
        }
        (Some(_), true) if it.rule == Timer::RestoreEffect && it.channel.is_none() => {
            format!("{rule} is set by channel: --channel says which, like GSXT")
        }
        (Some(regime), true) => format!("{regime} sets no {rule} on {day}"),
        (Some(_), false) => {
            format!("{rule} is set by no regime of restoration: leave --regime out")
        }
        (None, false) => format!("the rulebook has no row for {rule} on {day}"),
    }
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
    use serde_json::json;

    use super::*;
    use crate::config::{Cli, Command};

    fn asking(rest: &str) -> Result<clock::Deadline, String> {
        let line = format!("anjuan clock --start 2023-07-13T10:00:00+08:00 --rule {rest}");
        let Command::Clock(it) = Cli::parse_from(line.split(' ')).command else { panic!() };
        asked_for(&it, &Rulebook::builtin().unwrap()).map_err(|it| it.to_string())
    }

    /// CR21 6; what each regime sets is asked by its name.
    #[test]
    fn what_a_regime_of_restoration_sets_is_explained() {
        let found = asking("RESTORE.WAIT --regime CR21.PENALTY").unwrap();
        assert_eq!(found.latest(), Some(jiff::civil::date(2024, 1, 13)));
        let found = asking("RESTORE.EFFECT --regime CR21.PENALTY --channel GSXT").unwrap();
        assert_eq!(found.latest(), Some(jiff::civil::date(2023, 7, 18)));
        for (rest, says) in [
            ("RESTORE.DECIDE", "信用修复决定期限 is set by regime: --regime says which"),
            ("RESTORE.EFFECT --regime CR21.PENALTY", "停止公示期限 is set by channel"),
            ("RESTORE.BAR --regime CR21.PENALTY", "CR21.PENALTY sets no 不得再次申请信用修复期限"),
            ("CASE.DECIDE --regime CR21.PENALTY", "办案期限 is set by no regime of restoration"),
        ] {
            let refused = asking(rest).unwrap_err();
            assert!(refused.starts_with(says), "{refused}");
        }
    }

    /// PR 64.2: whoever asks has no case, and no part of one is named.
    #[test]
    fn a_pause_is_told_by_what_it_is() {
        let found = asking("CASE.DECIDE --pause SUSPENSION:2023-07-20:2023-08-01").unwrap();
        let lines = found.explain_alone(ToString::to_string);
        assert!(
            lines.contains(&"停止计算：2023年7月20日至2023年7月31日，中止调查".to_owned()),
            "{lines:?}"
        );
        let told = in_no_case(&found).unwrap();
        let pause = json!({ "kind": "SUSPENSION", "from": "2023-07-20", "to": "2023-08-01" });
        assert_eq!(told["pauses"], json!([pause]));
    }

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

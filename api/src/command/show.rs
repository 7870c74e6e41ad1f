//! `anjuan show`: a case in the terminal, from its first act to its last, as somebody may see it. Where a
//! server holds the folder, it is asked.

use std::{error::Error, process::ExitCode};

use projections::CatchingUp;
use serde_json::Value;
use store::StoreError;

use super::{
    Outcome,
    output::{bar, show as progressed},
};
use crate::{
    App,
    case_told::told,
    config::Show,
    control,
    parts::{self, StartError},
};

pub(super) async fn show(it: &Show) -> Outcome {
    let law = parts::law(it.law.rulebook.as_deref())?;
    let case = match parts::open_existing(&it.place, law).await {
        Ok((app, mut follower)) => {
            let bar = bar("bringing the tables up to the log")?;
            let reached = |it: CatchingUp| progressed(&bar, it.position.get(), it.end.get());
            follower.catch_up_whole(reached).await?;
            bar.finish_and_clear();
            stand_at_the_last_time(&app)?;
            told(&app, &it.case, it.role).await?
        }
        Err(StartError::Store(StoreError::Locked { .. })) => {
            control::ask_to_tell(&it.place.folder.data, &it.case, it.role).await?
        }
        Err(error) => return Err(Box::<dyn Error>::from(error)),
    };
    let Some(case) = case else {
        let role = it.role.label();
        return Err(
            format!("there is no case {}, or no {role} of its agency sees it", it.case).into()
        );
    };
    it.report.say(&case, &lines(&case))?;
    Ok(ExitCode::SUCCESS)
}

/// The clock of a demonstration that nobody serves stands where its log ends, or later.
fn stand_at_the_last_time(app: &App) -> Result<(), Box<dyn Error>> {
    let last = app.read_model.last_known()?;
    if let Some(last) = last.filter(|it| app.clock.is_standing() && *it > app.clock.now()) {
        app.clock.set(last)?;
    }
    Ok(())
}

fn lines(case: &Value) -> String {
    let text = |it: &Value| it.as_str().unwrap_or("—").to_owned();
    let all = |it: &Value| it.as_array().cloned().unwrap_or_default();
    let mut lines = vec![
        format!(
            "{}　{}　{}",
            text(&case["number"]),
            text(&case["party"]),
            text(&case["stageLabel"])
        ),
        format!("{}\n", text(&case["violationLabel"])),
    ];
    for (n, entry) in (1..).zip(all(&case["caseFile"])) {
        lines.push(format!("{n:>3}  {}", text(&entry["sentence"])));
    }
    for it in all(&case["publicity"]) {
        lines.push(format!("\n公示　{}　{}", text(&it["channelLabel"]), text(&it["stateLabel"])));
        let history = all(&it["history"]).into_iter();
        lines.extend(history.map(|it| format!("     {}", text(&it["sentence"]))));
    }
    lines.push(String::new());
    let of_publicity = all(&case["publicity"]).into_iter().flat_map(|it| all(&it["deadlines"]));
    for it in all(&case["deadlines"]).into_iter().chain(of_publicity) {
        let (outcome, rule) = (text(&it["outcomeLabel"]), text(&it["ruleLabel"]));
        // An agency is held to the day itself; a party's right runs on to a working day.
        let end = if it["bound"] == "AGENCY" { &it["rawDate"] } else { &it["dueDate"] };
        let ends = end.as_str().map_or_else(|| text(&it["text"]), str::to_owned);
        let (stated, of) = (stated(&it), of(&it));
        lines.push(format!("{outcome}{stated}  {rule}{of}  {ends}（{}）", text(&it["citation"])));
    }
    for it in all(&case["performance"]["owed"]) {
        lines.push(text(&it["text"]));
    }
    for it in all(&case["missing"]) {
        lines.push(format!("待办：{}（{}）", text(&it["text"]), text(&it["citation"])));
    }
    lines.join("\n")
}

/// `（信用中国，W1）`: of a limit of a publicity, on which channel, and of which decision or withdrawal.
fn of(deadline: &Value) -> String {
    let named = |field: &str| deadline[field].as_str();
    let Some(channel) = named("channelLabel") else { return String::new() };
    let part = named("part").map(|it| format!("，{it}")).unwrap_or_default();
    format!("（{channel}{part}）")
}

/// `（2022-12-05，2022-12-20补录）`: of what only a late entry says was met or ended, when it took place and when it was
/// entered.
fn stated(deadline: &Value) -> String {
    let day = |field: &str| Some(deadline[field].as_str()?.split('T').next()?.to_owned());
    let late = deadline["outcomeLabel"].as_str().is_some_and(|it| it.starts_with("补录"));
    let told = day("doneAt").zip(day("doneRecordedAt")).filter(|_| late);
    told.map(|(done, entered)| format!("（{done}，{entered}补录）")).unwrap_or_default()
}

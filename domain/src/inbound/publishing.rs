//! Showing a record on GSXT as its agency's, and showing it no more (EIP 7.2; item 十六).

use serde::{Deserialize, Serialize};

use super::{Event, Inbound};
use crate::{
    Code, Context, Refusals, Rejection,
    case::guard::filled,
    masking::{fit_for_all, never_shown},
    text::is_blank,
};

/// It was made public on GSXT (公示), as its agency words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Published {
    /// Under which number or at which address, there.
    pub reference: String,
}

/// It stands there no more (停止公示), since its agency withdrew it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakenDown {}

/// Records that it was made public.
#[derive(Debug, Clone)]
pub struct Publish {
    /// Under which number or at which address.
    pub reference: String,
}

impl Publish {
    /// What holds still and isn't public as it says now.
    pub(super) fn decide(
        &self,
        inbound: &Inbound,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let record = inbound.standing_record()?;
        let mut refusals = Refusals::new();
        let day = context.occurred.day();
        filled(
            &mut refusals,
            is_blank(&self.reference),
            "reference",
            "公示编号或者网址",
            ("EIP", "7.2"),
        );
        refusals.check(fit_for_all(never_shown(&self.reference), "reference", ("GIR", "15")));
        refusals.require(record.says.last_day().is_none_or(|last| day <= last), || {
            Code::TooLate
                .refuse("该信息已经届满，不再公示", "its last day is over: it is shown no more")
                .under("EIP", "7.2")
        });
        refusals.require(!inbound.is_shown_as_it_is(), || {
            Code::AlreadyDone.refuse("已经公示", "it is public already")
        });
        refusals.verdict()?;
        let reference = self.reference.trim().to_owned();
        Ok(vec![Event::Published(Published { reference })])
    }
}

/// Only what its agency withdrew is taken down.
pub(super) fn take_down(inbound: &Inbound) -> Result<Vec<Event>, Vec<Rejection>> {
    inbound.opened()?;
    let mut refusals = Refusals::new();
    refusals.require(inbound.withdrawn.is_some(), || {
        Code::StepMissing
            .refuse(
                "推送机关没有撤回，应当继续公示",
                "its agency has not withdrawn it: it stays public",
            )
            .under("EIP", "11")
    });
    refusals.require(inbound.shown_since.is_some(), || {
        Code::StepMissing.refuse("没有正在进行的公示", "it is not public")
    });
    refusals.verdict()?;
    Ok(vec![Event::TakenDown(TakenDown {})])
}

//! What would end a measure, and from when on (domain.md §6.7): for whoever asks how it ends.

use jiff::civil::Date;

use super::{
    Cause, EndRule, Pair, SourceKind, Standing,
    ending::{LiftCause, closing_basis, voiding_basis},
    falling::Fall,
};
use crate::{
    citation::{Citation, cite},
    clock::Deadline,
    time::in_chinese,
};

/// What would end a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospect {
    /// What.
    pub cause: Cause,
    /// The first day on which it would be on no more, where days alone tell.
    pub on: Option<Date>,
    /// How, as whoever is restricted reads it.
    pub how: String,
    /// The article.
    pub authority: Citation,
}

/// When its source ends of itself, where it does.
fn at_the_latest(what: &str, source_ends: Option<Date>) -> String {
    let last = source_ends.and_then(|it| it.yesterday().ok());
    last.map(|it| format!("（{what}至{}届满）", in_chinese(it))).unwrap_or_default()
}

impl Pair {
    /// What would end the measure as it stands on a day, of itself first, then by its source, then by its agency; `source_ends` is the first day
    /// on which the source counts no more of itself. Nothing where it isn't imposed, or has ended.
    #[must_use]
    pub fn prospects(&self, on: Date, source_ends: Option<Date>) -> Vec<Prospect> {
        match self.standing(on) {
            Standing::Unfounded => self.correction_owed(on).into_iter().collect(),
            standing @ (Standing::Scheduled | Standing::Active | Standing::Suspended) => {
                let by_itself = self.by_itself(source_ends).into_iter();
                let rests = standing == Standing::Suspended;
                by_itself
                    .chain(self.by_its_source(source_ends, rests))
                    .chain(self.by_its_agency())
                    .collect()
            }
            Standing::Notified | Standing::Declined | Standing::Withdrawn | Standing::Ended(_) => {
                vec![]
            }
        }
    }

    /// Its agency is to lift it.
    fn correction_owed(&self, on: Date) -> Option<Prospect> {
        let (_, how) = self.source_fell_by(on)?;
        let kind = self.notified.source.kind;
        let limit = self.correction();
        let ended = if how == Fall::WrongSubject { "撤销" } else { "解除" };
        Some(Prospect {
            cause: how.cause(),
            on: None,
            how: match limit.and_then(Deadline::due_date) {
                Some(due) => {
                    format!("来源{}，实施机关应于{}前{ended}", how.label(), in_chinese(due))
                }
                None => format!("来源{}，实施机关应当{ended}", how.label()),
            },
            authority: limit.map_or_else(|| how.basis(kind), |it| it.authority.clone()),
        })
    }

    /// The rule by which it ends of itself.
    fn by_itself(&self, source_ends: Option<Date>) -> Option<Prospect> {
        let imposed = self.imposed()?;
        let authority = self.notified.measure.authority.clone();
        let prospect = |cause, on, how| Some(Prospect { cause, on, how, authority });
        match &imposed.ends {
            EndRule::Term { .. } => {
                let last = imposed.until?;
                let how = format!("期限至{}届满，自动终止，无须申请", in_chinese(last));
                prospect(Cause::Expired, last.tomorrow().ok(), how)
            }
            // How that list is left its source tells.
            EndRule::WithSource {} if self.is_of_abnormal_list() => None,
            EndRule::WithSource {} => {
                let how = format!("{}{}", imposed.ends.label(), at_the_latest("列入", source_ends));
                prospect(Cause::Delisted, source_ends, how)
            }
            EndRule::CreditGrade {} | EndRule::BankPolicy {} => {
                prospect(Cause::OwnDecision, None, imposed.ends.label())
            }
            EndRule::Life {} => None,
        }
    }

    /// What would take the source away; while a plan of reorganisation is carried out, what comes of that (SC22).
    fn by_its_source(&self, source_ends: Option<Date>, rests: bool) -> Vec<Prospect> {
        let label = self.notified.source.kind.label();
        let kind = self.notified.source.kind;
        let prospect =
            |of: Fall, on, how| Prospect { cause: of.cause(), on, how, authority: of.basis(kind) };
        let listed = match kind {
            SourceKind::Penalty => false,
            SourceKind::SeriousList | SourceKind::AbnormalList => true,
            SourceKind::InboundRecord => return self.at_its_word(source_ends),
        };
        let mut all = vec![prospect(
            Fall::Revoked,
            None,
            format!(
                "所依据的{label}经行政复议、行政诉讼或者自行纠正被撤销、变更、确认违法或者确认无效"
            ),
        )];
        // What a statute bars for a time of its own runs on when its source is listed no longer, or its credit restored
        // (SDL; domain.md §6.4).
        if self.notified.measure.end.runs_on() {
            return all;
        }
        if self.is_of_abnormal_list() {
            all.insert(0, left());
            return all;
        }
        // What ends with its entry was told of that already.
        let told = matches!(self.notified.measure.end, EndRule::WithSource {});
        if listed && !told {
            all.push(prospect(
                Fall::Delisted,
                source_ends,
                format!("移出{label}{}", at_the_latest("列入", source_ends)),
            ));
        }
        let restored = if rests {
            "重整计划执行完毕的，完成信用修复，措施终止；计划未能执行的，措施恢复"
        } else {
            "完成信用修复，措施同步解除"
        };
        all.push(prospect(Fall::Restored, None, restored.to_owned()));
        all
    }

    /// What another department handed over ends at its word alone: it corrects or withdraws it, and restores credit itself
    /// (EIP 11).
    fn at_its_word(&self, source_ends: Option<Date>) -> Vec<Prospect> {
        let prospect = |of: Fall, on, how| Prospect {
            cause: of.cause(),
            on,
            how,
            authority: cite("EIP", "11"),
        };
        let how = "作出决定的机关更正、撤回所推送的信息（决定被变更、撤销、确认违法或者确认无效，或者推送有误）";
        let taken_back = prospect(Fall::Retracted, None, how.to_owned());
        let last = at_the_latest("", source_ends);
        let how = format!("作出决定的机关移出名单或者准予信用修复，并撤回所推送的信息{last}");
        let runs_on = self.notified.measure.end.runs_on();
        let ended = (!runs_on).then(|| prospect(Fall::Delisted, source_ends, how));
        [taken_back].into_iter().chain(ended).collect()
    }

    fn ends_as_graded(&self) -> bool {
        matches!(self.imposed().map(|it| &it.ends), Some(EndRule::CreditGrade {}))
    }

    fn is_of_abnormal_list(&self) -> bool {
        self.notified.source.kind == SourceKind::AbnormalList
    }

    /// What its agency may find.
    fn by_its_agency(&self) -> Vec<Prospect> {
        let prospect = |cause, how: &str, authority| Prospect {
            cause,
            on: None,
            how: how.to_owned(),
            authority,
        };
        let person = self.notified.subject.id.is_natural_person();
        let lapses = (!self.notified.measure.person_level && !person)
            .then(|| prospect(Cause::SubjectEnded, "主体终止（注销登记等）", closing_basis()));
        let own = LiftCause::OwnDecision;
        // Where it ends by what its agency finds anew, that was told first; what a statute sets for a time it can't lift.
        let own = (!self.ends_as_graded() && !self.notified.measure.runs_by_statute())
            .then(|| prospect(own.cause(), "实施机关自行决定解除", own.basis()));
        [
            prospect(Cause::BasisRepealed, "所依据的法律、法规、政策文件废止", voiding_basis()),
            prospect(Cause::WrongSubject, "措施的对象有误，由实施机关撤销", voiding_basis()),
        ]
        .into_iter()
        .chain(own)
        .chain(lapses)
        .collect()
    }
}

/// The list of abnormal operations is left, not restored: by removing the ground and applying to leave (EIP 17.2).
fn left() -> Prospect {
    Prospect {
        cause: Cause::Delisted,
        on: None,
        how: "消除列入经营异常名录的原因后申请移出，移出之日起措施终止".to_owned(),
        authority: cite("EIP", "17.2"),
    }
}

//! What a restriction is in plain words, for whomever it concerns: why they are restricted, and how that ends
//! (为何受限、如何解除; domain.md §9).

use jiff::civil::Date;

use super::{MeasureKind, Pair, SourceKind, Standing, state::Answer};
use crate::{Rulebook, case::phrase::because, id::AgencyCode, time::in_chinese};

impl Pair {
    /// The pair in plain words, as it stands on a day; `source_ends` is the first day on which the source counts no more
    /// of itself.
    #[must_use]
    pub fn in_plain_words(&self, on: Date, source_ends: Option<Date>, law: &Rulebook) -> String {
        let (told, you) = (&self.notified, self.you());
        let (agency, measure) = (name(&told.agency, on, law), &told.measure.name);
        let why = self.why(on, law);
        let ends = || self.how_it_ends(on, source_ends);
        let imposed = self.imposed().filter(|_| self.answer_on(on).is_some());
        match (self.standing(on), imposed) {
            (standing @ (Standing::Scheduled | Standing::Active), Some(it)) => {
                let decided = if standing == Standing::Scheduled { "决定自" } else { "自" };
                let basis: Vec<_> = it.basis.iter().map(|it| law.cite(it)).collect();
                let (start, basis) = (in_chinese(it.start), basis.join("、"));
                format!(
                    "{agency}{decided}{start}起对{you}实施「{measure}」，因为{why}。依据：{basis}。{}",
                    ends()
                )
            }
            (Standing::Suspended, _) if self.source_rests_on(on) => format!(
                "重整计划执行期间，{agency}对{you}的「{measure}」随其来源暂停，不再计算（原因：{why}）。{}",
                ends()
            ),
            (Standing::Suspended, _) => {
                format!("{agency}对{you}的「{measure}」已暂停（原因：{why}）。{}", ends())
            }
            (Standing::Unfounded, _) => {
                format!("{agency}对{you}的「{measure}」失去依据，不再计算。{}", ends())
            }
            (Standing::Declined, _) => {
                let fell = self.fell(on).map(|it| format!("；{it}")).unwrap_or_default();
                let (reason, basis) = self.declined_because(on, law);
                format!(
                    "{agency}已获知{why}，决定不对{you}实施「{measure}」{reason}{fell}。{basis}"
                )
            }
            (Standing::Withdrawn, _) => {
                let fell = self.fell(on).unwrap_or_default();
                format!("{agency}曾获知{why}，没有对{you}实施「{measure}」；{fell}，通报已经撤回。")
            }
            (Standing::Ended(cause), _) => {
                let day = self.end(on).map(|(day, _)| in_chinese(day)).unwrap_or_default();
                format!("{agency}对{you}的「{measure}」已于{day}终止（{}）。", cause.label())
            }
            (Standing::Notified | Standing::Scheduled | Standing::Active, _) => format!(
                "{agency}已获知{why}，尚未决定是否对{you}实施「{measure}」；{}。",
                self.until_decided()
            ),
        }
    }

    /// What holds while its agency has not decided: a statute that reduces rights may do so by itself (FSL 135, REG 33).
    fn until_decided(&self) -> &'static str {
        match self.notified.measure.kind {
            MeasureKind::K1 => {
                "法律、行政法规直接规定的，从其规定；须经该机关决定的，在其决定以前，该措施没有效力"
            }
            MeasureKind::K2 | MeasureKind::K3 => "在其决定以前，该措施没有效力",
        }
    }

    /// Why its agency did not impose it, and under which article.
    fn declined_because(&self, on: Date, law: &Rulebook) -> (String, String) {
        match self.answer_on(on) {
            Some(Answer::Declined(it)) => {
                (because(&it.reason), format!("依据：{}。", law.cite(&it.basis)))
            }
            Some(Answer::Imposed(_)) | None => (String::new(), String::new()),
        }
    }

    /// What it rests on.
    fn why(&self, on: Date, law: &Rulebook) -> String {
        let source = &self.notified.source;
        let (decider, day) = (name(&source.agency, on, law), in_chinese(source.decided_on));
        let what = match source.kind {
            SourceKind::Penalty => "作出行政处罚决定".to_owned(),
            SourceKind::SeriousList | SourceKind::AbnormalList => {
                format!("列入{}", source.kind.label())
            }
            SourceKind::InboundRecord => {
                let found: Vec<_> = self.notified.answers.iter().map(|it| it.label()).collect();
                format!("作出决定并推送，认定为{}", found.join("、"))
            }
        };
        let through = self.notified.subject.through.as_ref();
        let against = through.map(|it| format!("对{it}（你为其责任人员）")).unwrap_or_default();
        format!("{decider}{day}{against}{what}（{}）", source.number)
    }

    /// What became of its source by a day, where it fell.
    fn fell(&self, on: Date) -> Option<String> {
        let (day, how) = self.source_fell_by(on)?;
        Some(format!("该来源自{}起{}", in_chinese(day), how.label()))
    }

    /// What would end it, and when where days tell.
    fn how_it_ends(&self, on: Date, source_ends: Option<Date>) -> String {
        let all: Vec<_> = self.prospects(on, source_ends).into_iter().map(|it| it.how).collect();
        if all.is_empty() {
            String::new()
        } else {
            format!("如何解除：{}。", all.join("；"))
        }
    }

    /// How whomever it concerns is addressed.
    fn you(&self) -> &'static str {
        if self.notified.subject.id.is_natural_person() { "你" } else { "你单位" }
    }
}

/// The name of an agency, or of the one that has taken over from it.
pub(super) fn name(code: &AgencyCode, on: Date, law: &Rulebook) -> String {
    law.agencies().heir_on(code, on).map_or_else(|| code.to_string(), |it| it.name.clone())
}

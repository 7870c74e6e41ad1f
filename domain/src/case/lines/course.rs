//! The lines of a case up to its decision.

use jiff::civil::Date;

use super::{Line, Section};
use crate::{
    case::{
        Case,
        handlers::named,
        parts::FilePart,
        sanction::listed,
        state::{Appraisal, Hearing, Recusal},
        statement::Right,
    },
    id::PartId,
    time::in_chinese,
};

impl Case {
    pub(super) fn what_it_is(&self) -> Vec<Line> {
        let line = |label: &str, text: String| Line::new(Section::Case, label, text);
        let record = &self.record;
        let stage = line("阶段", self.main.label().to_owned()).of(FilePart::Decision);
        let mut lines = vec![stage];
        if let Some(lead) = &record.lead {
            let received = in_chinese(lead.received_on);
            lines.push(line("案源", format!("{}，{received}收到", lead.source.label())));
        }
        if let Some((_, filed)) = &record.filed {
            lines.push(line("案号", filed.number.to_string()));
            lines.extend(record.party().map(|it| line("当事人", it.shown().to_owned())));
            lines.push(line("案由", filed.violation.label().to_owned()));
        }
        if let Some((at, not_filed)) = &record.not_filed {
            let (on, reason) = (in_chinese(at.day()), not_filed.reason.label());
            lines.push(line("不予立案", format!("{on}，{reason}")));
        }
        if record.reporter_informed {
            lines.push(line("告知举报人", "已告知".to_owned()).of(FilePart::Internal));
        }
        lines
    }

    pub(super) fn who_sees_to_it(&self) -> Vec<Line> {
        let record = &self.record;
        let named = [("核查人员", record.verifying()), ("办案人员", record.handling())]
            .into_iter()
            .filter(|(_, people)| !people.is_empty())
            .map(|(label, people)| Line::new(Section::People, label, named(people)));
        let recusals = record.recusals.iter().map(Recusal::line);
        named.chain(recusals).collect()
    }

    pub(super) fn investigation(&self) -> Vec<Line> {
        let line = |label: String, text: String| Line::new(Section::Investigation, label, text);
        let record = &self.record;
        let mut lines = vec![];
        if let Some(first) = record.rights_informed.first() {
            let on = in_chinese(first.day());
            lines.push(line("告知陈述、申辩和申请回避的权利".to_owned(), format!("{on}已告知")));
        }
        lines.extend(record.evidence.iter().map(|it| {
            line(
                format!("证据{}", it.id),
                format!("{}：{}", it.kind.label(), it.description.shown()),
            )
        }));
        lines.extend(record.appraisals.iter().map(Appraisal::line));
        lines.extend((1..).zip(&record.identified).map(|(n, (at, it))| {
            let (on, kind, shown) = (in_chinese(at.day()), it.party.kind(), it.party.shown());
            let number = it.party.registration().map(|it| format!("（{it}）")).unwrap_or_default();
            line(format!("第{n}次查明当事人身份"), format!("{on}，{}{shown}{number}", kind.label()))
        }));
        lines.extend(record.suspensions.iter().map(|it| {
            let state = if it.ended.is_some() { "已恢复" } else { "中止中" };
            let suspended = &it.suspended;
            let text = format!("{}，{state}", suspended.ground.label());
            line(format!("中止调查{}", suspended.id), text)
        }));
        lines.extend(
            (1..)
                .zip(&record.extensions)
                .map(|(n, it)| line(format!("第{n}次延长办案期限"), format!("{}日", it.days))),
        );
        lines.extend((1..).zip(&record.announcements).map(|(n, (at, it))| {
            let (on, serves) = (in_chinese(at.day()), it.serves.label());
            line(format!("第{n}次公告送达"), format!("{on}公告送达{serves}"))
        }));
        lines
    }

    pub(super) fn reviewed(&self) -> Vec<Line> {
        let line =
            |label: String, text| Line::new(Section::Review, label, text).of(FilePart::Internal);
        let record = &self.record;
        let concluded = (1..).zip(&record.conclusions).map(|(n, it)| {
            let sanctions = it.opinion.label().to_owned() + &proposed(&listed(&it.sanctions));
            line(format!("第{n}次调查终结报告"), sanctions)
        });
        let reviews = record.reviews.iter().map(|it| {
            let opinion = it.opinion.as_ref().map_or("审核中", |(opinion, ..)| opinion.label());
            let (kind, phase) = (it.request.kind.label(), it.request.phase.label());
            line(format!("{phase}{}", it.request.id), format!("{kind}：{opinion}"))
        });
        let approved = (1..)
            .zip(&record.proposals)
            .map(|(n, it)| line(format!("第{n}次批准拟处罚"), listed(&it.sanctions)));
        let discussed = record.discussions.iter().map(|(at, it)| {
            let text = format!("{}，同意{}", in_chinese(at.day()), listed(&it.sanctions));
            line(format!("集体讨论{}", it.id), text)
        });
        concluded.chain(reviews).chain(approved).chain(discussed).collect()
    }

    pub(super) fn told(&self, on: Date) -> Vec<Line> {
        let line = |label: String, text: String| Line::new(Section::Rights, label, text);
        let record = &self.record;
        let mut lines = vec![];
        for (_, notice) in &record.notices {
            let served = in_chinese(notice.service.served_on);
            let text = format!("{}，{served}送达：{}", notice.number, listed(&notice.sanctions));
            lines.push(line(format!("处罚告知{}", notice.id), text));
            let has = |right: &Right| *right == Right::State || notice.hearing.told;
            lines.extend(Right::ALL.into_iter().filter(has).map(|right| {
                let stands = self.right_stands(right, &notice.id, on);
                line(format!("{}（{}）", right.label(), notice.id), stands.to_owned())
            }));
        }
        lines.extend(record.statements.iter().map(|it| {
            let adoption = it.adoption.map_or("尚未复核", |it| it.label());
            line(format!("陈述申辩{}", it.received.id), adoption.to_owned())
        }));
        lines.extend(record.refunds.iter().map(|it| {
            let ordered = format!("责令退还{}", it.ordered.amount);
            let ended = it.ended.as_ref().map(|it| format!("，已退还{}", it.refunded));
            line(format!("退款{}", it.ordered.id), ordered + &ended.unwrap_or_default())
        }));
        lines.extend(record.hearings.iter().map(Hearing::line));
        lines
    }

    /// How a right of the party stands on a day.
    fn right_stands(&self, right: Right, notice: &PartId, on: Date) -> &'static str {
        let used = match right {
            Right::State => self.record.statements.iter().any(|it| it.received.notice == *notice),
            Right::Hearing => self.record.hearings.iter().any(|it| it.request.notice == *notice),
        };
        match (used, self.has_waived(right, notice), self.is_over(right, notice, on)) {
            (true, ..) => "已行使",
            (false, true, _) => "已书面放弃",
            (false, false, true) => "逾期视为放弃",
            (false, false, false) => "行使期限内",
        }
    }
}

fn proposed(sanctions: &str) -> String {
    if sanctions.is_empty() { String::new() } else { format!("：{sanctions}") }
}

impl Recusal {
    fn line(&self) -> Line {
        let verdict = match self.granted {
            None => "待决定",
            Some((true, _)) => "准予回避",
            Some((false, _)) => "驳回申请",
        };
        let text = format!("申请{}回避，{verdict}", self.request.officer.shown);
        Line::new(Section::People, format!("回避{}", self.request.id), text)
    }
}

impl Appraisal {
    fn line(&self) -> Line {
        let state = match (self.result, self.told) {
            (None, _) => "进行中",
            (Some(_), false) => "已有结果，尚未告知当事人",
            (Some(_), true) => "结果已告知当事人",
        };
        let it = &self.commissioned;
        let text = format!("{}，{}，{state}", it.kind.label(), it.institution.shown());
        Line::new(Section::Investigation, format!("检测鉴定{}", it.id), text)
    }
}

impl Hearing {
    fn line(&self) -> Line {
        let state = match (self.aborted, self.reported, self.held, &self.notified) {
            (Some(ground), ..) => format!("已终止（{}）", ground.label()),
            (None, Some(_), ..) => "已举行，听证报告已提交".to_owned(),
            (None, None, Some(_), _) => "已举行，待提交听证报告".to_owned(),
            (None, None, None, Some(it)) => {
                format!("定于{}在{}举行", in_chinese(it.opens_at.day()), it.place.shown())
            }
            (None, None, None, None) => "已申请，待通知".to_owned(),
        };
        let host = self.host.as_ref().map(|it| format!("，主持人{}", it.shown));
        let text = state + &host.unwrap_or_default();
        Line::new(Section::Rights, format!("听证{}", self.request.id), text)
    }
}

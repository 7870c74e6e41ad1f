//! The lines of a case from its decision on, and its deadlines.

use jiff::civil::Date;

use super::{Line, Section};
use crate::{
    Fen, Moment, Rulebook,
    case::{
        Case, answerable::Person, parts::FilePart, performance::Owed, redaction::Prepared,
        remedy::Outcome, sanction::Sanction,
    },
    clock::{self, Deadline, waits_for},
    time::in_chinese,
};

impl Case {
    pub(super) fn outcome(&self, on: Date) -> Vec<Line> {
        let line = |label: String, text: String| Line::new(Section::Decision, label, text);
        let decision = |label, text| line(label, text).of(FilePart::Decision);
        let record = &self.record;
        let mut lines = vec![];
        for (at, decided) in &record.decisions {
            let text = format!("{}，{}", decided.number, in_chinese(at.day()));
            lines.push(decision(format!("处罚决定{}", decided.id), text));
            let sanctions = decided.sanctions.iter();
            lines.extend(sanctions.map(|it| decision(format!("处罚{}", it.id), it.in_full())));
        }
        lines.extend(self.contested(on));
        lines.extend(record.exits.iter().map(|(at, it)| {
            let (on, reason) = (in_chinese(at.day()), it.reason.label());
            line(format!("不予处罚决定{}", it.id), format!("{}，{on}，{reason}", it.number))
        }));
        lines.extend(record.not_established.iter().map(|(at, it)| {
            let number = it.number.as_ref().map(|it| format!("{it}，")).unwrap_or_default();
            let text = format!("{number}{}，违法事实不能成立", in_chinese(at.day()));
            line(format!("不予处罚决定{}", it.id), text)
        }));
        lines.extend(record.answerable.iter().map(|it| {
            let person = |it: &Person| format!("{}（{}）", it.shown, it.capacity.label());
            let persons: Vec<_> = it.counting().map(person).collect();
            let text =
                if persons.is_empty() { "已全部撤回".to_owned() } else { persons.join("、") };
            line(format!("决定{}的责任人员{}", it.named.decision, it.named.id), text)
        }));
        lines.extend(record.services.iter().map(|it| {
            let (mode, on) = (it.service.mode.label(), in_chinese(it.service.served_on));
            line(format!("送达决定{}", it.decision), format!("{on}{mode}"))
        }));
        if let Some((at, closed)) = &record.closed {
            let (on, ground) = (in_chinese(at.day()), closed.ground.label());
            lines.push(line("结案".to_owned(), format!("{on}，{ground}")));
        }
        if let Some(archived) = &record.archived {
            let text = format!("存放于{}，保管期限{}", archived.place, archived.retention);
            lines.push(line("归档".to_owned(), text));
        }
        lines
    }

    /// Remedies over the decisions, and what counts of each sanction that one of them touched.
    fn contested(&self, on: Date) -> Vec<Line> {
        let line = |label: String, text: String| {
            Line::new(Section::Decision, label, text).of(FilePart::Decision)
        };
        let remedies = self.record.remedies.iter();
        let mut lines: Vec<_> = remedies
            .map(|it| {
                let (opened, asked) = (&it.opened, in_chinese(it.opened.applied_on));
                let outcome = it.outcome().map_or("尚未终结", Outcome::label);
                let label = format!("{}{}", opened.kind.label(), opened.id);
                line(label, format!("{asked}提起，{}，{outcome}", opened.body))
            })
            .collect();
        lines.extend(self.record.corrections.iter().filter(|(_, it)| it.since() <= on).map(
            |(_, it)| {
                let (what, since) = (it.kind().label(), in_chinese(it.since()));
                line(format!("决定{}的{what}{}", it.decision(), it.id()), format!("自{since}起"))
            },
        ));
        for of in self.standing(on).iter().flat_map(|it| &it.sanctions) {
            let Some(changed) = &of.changed else { continue };
            let counts = of.counts().map_or_else(|| "不再有效".to_owned(), Sanction::text);
            let text = format!(
                "自{}起{}，{counts}",
                in_chinese(changed.since),
                changed.effect.kind().label()
            );
            lines.push(line(format!("处罚{}的效力", of.decided.id), text));
        }
        lines
    }

    pub(super) fn performed(&self, on: Date, law: &Rulebook) -> Vec<Line> {
        let line = |label: String, text: String| Line::new(Section::Performance, label, text);
        let record = &self.record;
        let owed = self
            .owed(on, law)
            .into_iter()
            .map(|it| line(format!("应缴{}", it.sanction), it.text()));
        let instalments = record.deferrals.iter().flat_map(|(_, deferred)| {
            deferred.instalments.iter().map(|it| {
                let until = in_chinese(it.until);
                line(format!("分期{}", it.id), format!("{until}前缴纳{}", it.amount))
            })
        });
        let carried_out = record.carried_out.iter();
        let carried_out =
            carried_out.map(|(_, it)| line(format!("处罚{it}的执行"), "已执行完毕".to_owned()));
        owed.chain(instalments).chain(carried_out).collect()
    }

    pub(super) fn made_public(&self) -> Vec<Line> {
        let line = |label: String, text: String| {
            Line::new(Section::Publicity, label, text).of(FilePart::Decision)
        };
        let copies = self.record.copies.iter().map(|it| {
            let checked = match &it.approved {
                Some((_, at)) => format!("{}复核批准", in_chinese(at.day())),
                None => "待复核".to_owned(),
            };
            let Prepared { id, decision, summary, .. } = &it.prepared;
            line(format!("公示文本{id}（{decision}）"), format!("{}，{checked}", summary.number))
        });
        let published = self.record.publications.iter().map(|it| {
            line(format!("{}（{}）", it.channel.label(), it.decision), it.reference.clone())
        });
        copies.chain(published).collect()
    }

    pub(super) fn timed(&self) -> Vec<Line> {
        let timers = self.record.timers.values();
        timers
            .map(|it| {
                let of = it.deadline.of.as_ref().map(|it| format!("（{it}）")).unwrap_or_default();
                let label = format!("{}{of}", it.deadline.timer.label());
                let ends = ends(&it.deadline);
                let text = match it.settled {
                    Some(_) if self.record.lapse(&it.deadline.key()).is_some() => {
                        format!("{ends}，未行使")
                    }
                    Some(at) if it.replaced => {
                        let overdue = it.deadline.overdue_on(at.day());
                        let ended = clock::Outcome::Ended { overdue, stated: None }.label();
                        format!("{ends}；{}{ended}", in_chinese(at.day()))
                    }
                    Some(at) if it.deadline.is_a_wait() => {
                        format!("{}进行{}；{ends}", in_chinese(at.day()), waited(&it.deadline, at))
                    }
                    Some(at) => format!("{}完成；{ends}", in_chinese(at.day())),
                    None => ends,
                };
                Line::new(Section::Deadlines, label, text).of(it.deadline.timer.part())
            })
            .collect()
    }
}

/// `2022年12月19日届满`, `最早可于2022年12月26日进行`, or why nobody knows.
fn ends(deadline: &Deadline) -> String {
    let ends = deadline.ends();
    match (ends.strip_prefix("届满："), ends.strip_prefix("最早：")) {
        (Some(day), _) => format!("{day}届满"),
        (None, Some(day)) => format!("最早可于{day}进行"),
        (None, None) => ends,
    }
}

/// Whether what took place had waited long enough, where that is known.
fn waited(deadline: &Deadline, at: Moment) -> &'static str {
    if deadline.latest().is_some_and(|first| first <= at.day()) {
        "，符合期限"
    } else if deadline.due_date().is_some() {
        "，早于期限"
    } else {
        ""
    }
}

impl Owed {
    /// `罚款50000元，已缴20000元，尚欠30000元；加处罚款1500元（1日）`; what may be more once a calendar is loaded, `至少`.
    #[must_use]
    pub fn text(&self) -> String {
        let (kind, amount) = (self.kind.label(), self.amount);
        let mut text = match (self.paid, self.open) {
            (paid, _) if amount == Fen::ZERO => format!("{kind}已不再有效，已缴{paid}"),
            (Fen::ZERO, _) => format!("{kind}{amount}，尚未缴纳"),
            (_, Fen::ZERO) => format!("{kind}{amount}，已缴清"),
            (paid, open) => format!("{kind}{amount}，已缴{paid}，尚欠{open}"),
        };
        if let Some(surcharge) = self.surcharge.as_ref().filter(|it| it.days > 0) {
            let least = if self.is_the_least() { "至少" } else { "" };
            text += &format!("；加处罚款{least}{}（{}日）", surcharge.amount, surcharge.days);
            if self.surcharge_paid > Fen::ZERO {
                text += &format!("，已缴{}", self.surcharge_paid);
            }
        }
        if self.refunded > Fen::ZERO {
            text += &format!("；已退还{}", self.refunded);
        }
        let back = self.refundable.plus(self.surcharge_refundable);
        if back > Fen::ZERO {
            text += &format!("；应退还{back}");
        }
        if let Some(missing_year) = self.waits_for {
            text += &format!("；缴款{}", waits_for(missing_year));
        }
        text
    }
}

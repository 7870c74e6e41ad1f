//! Phrases that the sentences of several stages share. Each begins with its comma.

use crate::{
    Narrative,
    clock::{Deadline, Due, Timer},
    time::in_chinese,
};

/// `，办案期限至2023年2月19日届满`: how a period stands after the act; nothing where the act starts or
/// moves none.
pub(crate) fn until(deadlines: &[Deadline], timer: Timer, what: &str) -> String {
    let Some(deadline) = deadlines.iter().find(|it| it.timer == timer) else {
        return String::new();
    };
    match &deadline.due {
        Due::Paused { .. } => format!("，{what}停止计算"),
        Due::Fixed { .. } => end(deadline).map_or_else(String::new, |end| format!("，{what}{end}")),
        Due::Undetermined { missing_year, raw_date, .. } => {
            let raw = raw_date.map(|it| format!("；按日计算至{}", in_chinese(it)));
            let raw = raw.unwrap_or_default();
            format!("，{what}待定（{missing_year}年放假安排未加载{raw}）")
        }
    }
}

/// `至2023年2月19日届满，适逢周末，顺延至2023年2月20日`: the day by which it is alerted, with the one to which
/// it runs by law where that is later (PR 80); nothing while its end isn't fixed.
pub(crate) fn end(deadline: &Deadline) -> Option<String> {
    let Due::Fixed { due_date, rolled_because, .. } = &deadline.due else { return None };
    let alert = deadline.alert_date()?;
    let because = rolled_because.as_ref().filter(|_| alert < *due_date);
    let rolled = because.map(|it| format!("，适逢{it}，顺延至{}", in_chinese(*due_date)));
    Some(format!("至{}届满{}", in_chinese(alert), rolled.unwrap_or_default()))
}

/// `，办案期限停止计算`: what the pause that the act begins does to the time for deciding.
pub(super) fn decision_time(deadlines: &[Deadline]) -> String {
    until(deadlines, Timer::CaseDecide, "办案期限")
}

/// `，理由：案情复杂`.
pub(crate) fn because(reason: &Narrative) -> String {
    format!("，理由：{}", text(reason))
}

/// Narrative text inside a sentence, which ends with a full stop of its own.
pub(crate) fn text(narrative: &Narrative) -> &str {
    narrative.shown().trim().trim_end_matches('。')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::spec::{History, endings, hearings};

    fn clauses(history: &History) -> Vec<String> {
        history.iter().map(|(_, event)| event.fact().sentence()).collect()
    }

    /// PR 79: the case file, behind its dates and people.
    #[test]
    fn acts_read_as_clauses_of_an_official_document() {
        let clauses = clauses(&endings::closed());
        let expected = [
            "登记案源，线索来源为监督检查，于2022年11月14日收到，涉嫌网络食品交易第三方平台提供者未履行审查许可证义务，核查期限至2022年12月5日届满",
            "将线索分送核查，指定李某、张某为核查人员",
            "批准立案（案号川市监立〔2022〕1号），当事人为成都某信息技术有限公司，案由为网络食品交易第三方平台提供者未履行审查许可证义务，指定李某、张某为办案人员，办案期限至2023年2月19日届满，适逢周末，顺延至2023年2月20日",
        ];
        assert_eq!(clauses[..3], expected);
        let expected = [
            "向当事人直接送达行政处罚告知书（川市监罚告〔2022〕1号），送达日期为2022年12月12日，告知拟作出的行政处罚：没收违法所得2000元、罚款50000元，并告知其享有陈述、申辩的权利，行使权利的期限至2022年12月19日届满",
            "对成都某信息技术有限公司作出行政处罚决定（川市监处罚〔2022〕1号）：没收违法所得2000元、罚款50000元，送达期限至2022年12月30日届满",
            "向当事人直接送达决定书（川市监处罚〔2022〕1号），送达日期为2022年12月23日，并书面告知当事人行政处罚信息将向社会公示，缴款期限至2023年1月9日届满",
            "记录当事人通过指定银行缴纳罚没款2000元（处罚编号S1）、罚没款50000元（处罚编号S2），缴款编号K1，处罚决定已执行完毕，结案审批期限至2023年1月31日届满",
            "批准结案，结案理由为行政处罚决定执行完毕",
        ];
        assert_eq!(clauses[9..], expected);
    }

    /// PR 64.2; APL 64.
    #[test]
    fn a_hearing_says_when_and_where_and_what_it_does_to_the_time_for_deciding() {
        let clauses = clauses(&hearings::reported());
        let expected = [
            "收到当事人以书面方式提出的听证申请（听证编号H1），办案期限停止计算",
            "指定非本案调查人员冯某为听证主持人（听证编号H1）",
            "向当事人直接送达听证通知书（川市监听通〔2022〕1号），送达日期为2022年12月15日，通知当事人于2022年12月30日9时在本机关听证室公开举行听证",
            "主持举行听证（听证编号H1），当事人委托代理人1人参加，听证笔录已经当事人或者代理人签字",
            "提交听证报告（听证编号H1），听证主持人的意见：建议维持拟处罚意见，办案期限至2023年3月12日届满，适逢周末，顺延至2023年3月13日",
        ];
        assert_eq!(clauses[10..], expected);
    }

    /// PR 80: nobody knows yet whether the last day is off; the day as counted is told all the same.
    #[test]
    fn a_period_that_waits_for_a_calendar_is_told_with_its_day_as_counted() {
        let law = crate::case::spec::law();
        let filed = crate::Moment::midnight(jiff::civil::date(2026, 11, 2));
        let decide = law.deadline(Timer::CaseDecide, filed, "", &[]).unwrap();
        let told = decision_time(&[decide]);
        assert_eq!(told, "，办案期限待定（2027年放假安排未加载；按日计算至2027年1月31日）");
    }

    #[test]
    fn text_fits_into_a_sentence() {
        assert_eq!(because(&" 案情复杂。".into()), "，理由：案情复杂");
    }
}

//! The rules that set periods, by name, and what tells them apart.

use serde::{Deserialize, Serialize};

macro_rules! timers {
    (
        started { $($started:tt)* }
        awaited { $($awaited:tt)* }
        by_regime { $($by_regime:tt)* }
    ) => {
        timers! { all $($started)* $($awaited)* $($by_regime)* }
        timers! { started $($started)* }
        timers! { by_regime $($by_regime)* }
    };
    (by_regime $($(#[$doc:meta])* $name:ident = $id:literal, $label:literal;)*) => {
        impl Timer {
            /// Those of which `restoration.toml` says, by regime, how long they are.
            pub const BY_REGIME: &'static [Self] = &[$(Self::$name,)*];
        }
    };
    (started $($(#[$doc:meta])* $name:ident = $id:literal, $label:literal;)*) => {
        impl Timer {
            /// Those that acts start, or look up.
            pub const STARTED: &'static [Self] = &[$(Self::$name,)*];
        }
    };
    (all $($(#[$doc:meta])* $name:ident = $id:literal, $label:literal;)*) => {
        /// A rule that starts a period. `timers.toml` says how long it is and under which article.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Timer {$($(#[$doc])* #[serde(rename = $id)] $name,)*}

        impl Timer {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As files and programs call it: `CASE.DECIDE`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {$(Self::$name => $id,)*}
            }

            /// As an officer calls it: `办案期限`.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {$(Self::$name => $label,)*}
            }
        }
    };
}

timers! {
    started {
        /// Verification of a lead, to the decision whether to file (PR 18).
        LeadVerify = "LEAD.VERIFY", "核查期限";
        /// Telling a real-name reporter whether the case was filed (CMP 31).
        ReportInform = "REPORT.INFORM", "告知举报人期限";
        /// A review of the case (PR 55).
        ReviewDo = "REVIEW.DO", "审核期限";
        /// The party's time to state and to defend itself (PR 57).
        NoticeState = "NOTICE.STATE", "陈述申辩期限";
        /// The party's time to ask for a hearing (APL 64(1)).
        HearingRequest = "HEARING.REQUEST", "申请听证期限";
        /// Between the notice of a hearing and the hearing (APL 64(2)).
        HearingNotify = "HEARING.NOTIFY", "听证通知期限";
        /// From filing to decision (PR 64).
        CaseDecide = "CASE.DECIDE", "办案期限";
        /// Serving a penalty decision, or publishing the announcement that serves it (PR 81, 82(5)).
        DecisionServe = "DECISION.SERVE", "决定书送达期限";
        /// Publicity on GSXT in the same province (PUB 9).
        PubGsxtSame = "PUB.GSXT.SAME", "企业信用信息公示系统公示期限";
        /// Sending the publicity to the province where the party is registered (PUB 10).
        PubGsxtPush = "PUB.GSXT.PUSH", "向登记地推送公示信息期限";
        /// Publicity of a decision that another province sent (PUB 10).
        PubGsxtHost = "PUB.GSXT.HOST", "登记地公示期限";
        /// Publicity on Credit China (双公示).
        PubDual = "PUB.DUAL", "信用中国“双公示”期限";
        /// Publicity on the agency's portal.
        PubPortal = "PUB.PORTAL", "本机关网站公示期限";
        /// Withdrawing publicity of a decision that fell or was altered (APL 48, PUB 11).
        PubWithdraw = "PUB.WITHDRAW", "撤回公示期限";
        /// Correcting what is shown of a decision that was put right since (PUB 12).
        PubCorrect = "PUB.CORRECT", "更正公示期限";
        /// Paying a fine (PR 72).
        PayFine = "PAY.FINE", "缴纳罚没款期限";
        /// The closing form (PR 77).
        CloseForm = "CLOSE.FORM", "填写结案审批表期限";
        /// Asking for reconsideration (ARL 20).
        ReconApply = "RECON.APPLY", "申请行政复议期限";
        /// Suing directly (ALL 46).
        SuitDirect = "SUIT.DIRECT", "直接提起行政诉讼期限";
        /// Deciding on reconsideration, ordinary procedure (ARL 62).
        ReconDecide = "RECON.DECIDE", "行政复议审理期限";
        /// Deciding on reconsideration, simplified procedure (ARL 62).
        ReconSimple = "RECON.SIMPLE", "行政复议审理期限（简易程序）";
        /// The agency's reply in reconsideration (ARL 48).
        ReconReply = "RECON.REPLY", "行政复议答复期限";
        /// The agency's reply in the simplified procedure (ARL 54).
        ReconReplySimple = "RECON.REPLY.SIMPLE", "行政复议答复期限（简易程序）";
        /// Forwarding a request that was handed to the agency itself (ARL 32).
        ReconForward = "RECON.FORWARD", "转送行政复议申请期限";
        /// The agency's reply in court (ALL 67).
        SuitReply = "SUIT.REPLY", "行政诉讼答辩期限";
        /// Appealing against a judgment (ALL 85).
        SuitAppeal = "SUIT.APPEAL", "行政诉讼上诉期限";
        /// Suing after reconsideration (ALL 45).
        SuitAfter = "SUIT.AFTER", "复议后提起行政诉讼期限";
        /// Appealing against a ruling (ALL 85).
        SuitAppealRuling = "SUIT.APPEAL.RULING", "行政诉讼裁定上诉期限";
        /// Deciding anew, by the day that the organ or the court set (ARL 64; ALL 70).
        Redo = "REDO", "重新作出行政行为期限";
        /// Performing what the organ or the court ordered, by the day that it set (ARL 66; ALL 72, 73).
        Perform = "PERFORM", "责令履行期限";
        /// Service by announcement takes effect (PR 82(5)).
        ServiceAnnounce = "SERVICE.ANNOUNCE", "公告送达期间";
        /// The limitation period of a violation (APL 36).
        Limitation = "LIMITATION", "行政处罚追责时效";
        /// The longer limitation period: life, health or financial safety, with harm (APL 36).
        LimitationLong = "LIMITATION.LONG", "行政处罚追责时效（五年）";
        /// Correcting shared data, and what rests on it, once it was found wrong (GDS 26).
        ShareCorrect = "SHARE.CORRECT", "政务数据校核期限";
        /// How long after an act its entry is not late.
        EntryLate = "ENTRY.LATE", "录入期限";
    }
    // No act of a case starts these: some belong to other records, such as the registers, and some to none yet.
    // How long publicity lasts (PUB.STOP) is looked up by the terms of publicity.toml.
    awaited {
        /// Negotiating over jurisdiction between market bureaus (PR 13).
        JurisNegotiate = "JURIS.NEGOTIATE", "管辖争议协商期限";
        /// The superior's designation of who has jurisdiction (PR 16).
        JurisDesignate = "JURIS.DESIGNATE", "指定管辖期限";
        /// Acting on evidence that was registered and preserved (PR 35).
        EvidPreserve = "EVID.PRESERVE", "先行登记保存期限";
        /// Reporting an urgent measure and getting it approved (PR 33, 36).
        UrgentApproval = "URGENT.APPROVAL", "紧急措施补办批准期限";
        /// Sealing or seizure (PR 38).
        MeasureSeize = "MEASURE.SEIZE", "查封扣押期限";
        /// Freezing (ACL 32).
        MeasureFreeze = "MEASURE.FREEZE", "冻结期限";
        /// Handing over the decision to freeze (ACL 31).
        FreezeDeliver = "FREEZE.DELIVER", "冻结决定书交付期限";
        /// Helping another market bureau that asked for it (PR 45).
        AssistAnswer = "ASSIST.ANSWER", "协助调查期限";
        /// Handing in what an on-the-spot decision left (PR 70).
        OnspotFile = "ONSPOT.FILE", "当场处罚材料交存期限";
        /// Handing cash that an officer collected to the agency (PR 73).
        CashToAgency = "CASH.TO.AGENCY", "当场收缴罚款交回期限";
        /// Paying that cash in at the bank (PR 73).
        CashToBank = "CASH.TO.BANK", "当场收缴罚款缴付银行期限";
        /// How long public criticism and lower fines are shown (PUB 13).
        PubStopLight = "PUB.STOP.LIGHT", "较轻处罚公示期";
        /// How long other penalties are shown (PUB 13).
        PubStopOther = "PUB.STOP.OTHER", "其他处罚公示期";
        /// How long a minor penalty is shown (CR25).
        PubStopMinor = "PUB.STOP.MINOR", "轻微失信公示期";
        /// How long a moderate penalty is shown at most (CR25).
        PubStopModerate = "PUB.STOP.MODERATE", "一般失信最长公示期";
        /// How long a serious penalty is shown at most (CR25).
        PubStopSerious = "PUB.STOP.SERIOUS", "严重失信最长公示期";
        /// Between a demand notice and the application to a court (PR 76).
        DemandWait = "DEMAND.WAIT", "催告履行期限";
        /// Asking a court to enforce (PR 76, ACL 53).
        CourtApply = "COURT.APPLY", "申请强制执行期限";
        /// The court's acceptance of that application (ACL 56).
        CourtAccept = "COURT.ACCEPT", "法院受理期限";
        /// The court's ruling on it (ACL 57).
        CourtRule = "COURT.RULE", "法院裁定期限";
        /// The court's ruling where it doubts the decision (ACL 58).
        CourtRuleDoubt = "COURT.RULE.DOUBT", "法院裁定期限（存疑审查）";
        /// Whether a request for reconsideration is admitted (ARL 30).
        ReconReview = "RECON.REVIEW", "行政复议受理审查期限";
        /// Reporting on a reconsideration opinion (ARL 76).
        ReconOpinion = "RECON.OPINION", "行政复议意见书整改报送期限";
        /// Reporting to whoever supervises enforcement, by the day that the paper sets (SUP).
        SupervisionAnswer = "SUPERVISION.ANSWER", "行政执法监督报告期限";
        /// The principal head's decision on a transfer to the police (TRF 5).
        PoliceApprove = "POLICE.APPROVE", "移送涉嫌犯罪案件审批期限";
        /// Sending the case to the police once that is approved (TRF 5).
        PoliceSend = "POLICE.SEND", "向公安机关移送期限";
        /// The police's decision whether to file (TRF 8).
        PoliceReview = "POLICE.REVIEW", "公安机关审查期限";
        /// Handing over the property once the police have filed (TRF 12).
        PoliceHandover = "POLICE.HANDOVER", "移交涉案物品期限";
        /// Publishing the report of a year (EIP 8).
        ReportAnnual = "REPORT.ANNUAL", "年度报告公示期限";
        /// Entering whoever gave a ground in the list of abnormal operations, or marking it (ABN).
        AbnEnter = "ABN.ENTER", "列入经营异常名录期限";
        /// Letting it leave once the ground is gone (ABN).
        AbnExit = "ABN.EXIT", "移出经营异常名录期限";
        /// Publishing an entry of the list of serious violations on GSXT (SDL).
        ListPublish = "LIST.PUBLISH", "严重违法失信名单公示期限";
        /// Ending the publicity of an entry that was revoked (SDL).
        ListWithdraw = "LIST.WITHDRAW", "停止公示列入信息期限";
        /// How long an entry of that list lasts (SDL).
        ListExpire = "LIST.EXPIRE", "严重违法失信名单列入期";
        /// Before which an entry of that list is not removed early (SDL).
        ListEarly = "LIST.EARLY", "提前移出严重违法失信名单最短期限";
        /// Showing on GSXT what another department handed over (EIP 7.2).
        InboundPublish = "INBOUND.PUBLISH", "推送信息公示期限";
        /// Taking down what that department has withdrawn (APL 48.2).
        InboundWithdraw = "INBOUND.WITHDRAW", "停止公示推送信息期限";
        /// How long a penalty of another department is shown that names no last day.
        InboundShown = "INBOUND.SHOWN", "推送的行政处罚信息公示期";
        /// Lifting what rests on a source that was restored or delisted (SC22; domain.md §6.7).
        MeasureLift = "MEASURE.LIFT", "信用措施同步解除期限";
    }
    by_regime {
        /// How long it is shown at least before its credit may be restored (CR21 6).
        RestoreWait = "RESTORE.WAIT", "最短公示期";
        /// Accepting an application for restoration, or not (domain.md §6.6).
        RestoreAccept = "RESTORE.ACCEPT", "信用修复受理期限";
        /// Deciding on it (domain.md §6.6).
        RestoreDecide = "RESTORE.DECIDE", "信用修复决定期限";
        /// Ending what is shown on a channel, once it was granted (domain.md §6.6).
        RestoreEffect = "RESTORE.EFFECT", "停止公示期限";
        /// Before which whoever obtained a restoration by fraud doesn't apply again (NDRC36).
        RestoreBar = "RESTORE.BAR", "不得再次申请信用修复期限";
    }
}

impl Timer {
    /// Whether the law says how long it is. When something is to be decided anew, performed, or
    /// reported to whoever supervises, those who ask for it say it.
    #[must_use]
    pub fn has_a_figure(self) -> bool {
        !matches!(self, Self::Redo | Self::Perform | Self::SupervisionAnswer)
            && !Self::BY_REGIME.contains(&self)
    }
}

impl std::fmt::Display for Timer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

/// Whose deadline it is: an agency is alerted by the raw date, a party's right ends on the rolled one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Bound {
    /// A duty of the agency.
    Agency,
    /// A right or duty of the party.
    Party,
    /// A court's.
    Court,
}

impl Bound {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Agency, Self::Party, Self::Court];

    /// Whose it is, in a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Agency => "行政机关",
            Self::Party => "当事人",
            Self::Court => "人民法院",
        }
    }
}

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Unit {
    /// 工作日.
    WorkingDays,
    /// 日.
    CalendarDays,
    /// 时.
    Hours,
    /// 月.
    Months,
    /// 年.
    Years,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 5] =
        [Self::WorkingDays, Self::CalendarDays, Self::Hours, Self::Months, Self::Years];

    /// As it follows a number: `15个工作日`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::WorkingDays => "个工作日",
            Self::CalendarDays => "日",
            Self::Hours => "小时",
            Self::Months => "个月",
            Self::Years => "年",
        }
    }
}

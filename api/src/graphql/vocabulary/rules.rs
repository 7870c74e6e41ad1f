//! Words for the rulebook.

use async_graphql::Enum;

/// How sure a row of the rulebook is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::rulebook::Confidence", name = "Confidence")]
pub enum Confidence {
    /// Read in the text that it cites.
    Verified,
    /// Recalled; the text was not seen.
    Recalled,
    /// Recalled and doubtful; a lawyer is to confirm it before it is relied on.
    Uncertain,
    /// A design decision of this system, not law.
    Design,
    /// 演示数据: invented for the demonstration.
    Demonstration,
    /// Stated by the officer, with its source, where the rulebook has no figure.
    OfficerStated,
}

/// What a period is counted in.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::clock::Unit", name = "PeriodUnit")]
pub enum PeriodUnit {
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

/// Why a running period stands still (PR 18, 64).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::clock::PauseKind", name = "PauseKind")]
pub enum PauseKind {
    /// 检测、检验、检疫、鉴定.
    Appraisal,
    /// 权利人辨认或者鉴别.
    RightHolder,
    /// 听证.
    Hearing,
    /// 公告.
    Announcement,
    /// 中止.
    Suspension,
    /// 责令退还多收价款.
    Refund,
    /// 行政复议中止.
    ReconsiderationSuspended,
}

/// What follows by itself when a period has run out.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::rulebook::OnExpiry", name = "OnExpiry")]
pub enum OnExpiry {
    /// The agency is reminded; what it does late is valid, and shown as late.
    Alert,
    /// The party's right counts as waived.
    Waiver,
    /// A surcharge may accrue.
    Surcharge,
    /// The right ends.
    RightLapses,
    /// The act takes effect.
    TakesEffect,
    /// Only then may the act take place.
    Earliest,
    /// No penalty any more: the case can't be filed.
    BarsFiling,
    /// The entry is a late one.
    LateEntry,
    /// The measure ends by itself (PR 35, ACL 33).
    Lifts,
    /// The measure doesn't end by itself, but the agency has no basis for it any more (PR 42(4)).
    HeldWithoutBasis,
    /// The common superior is asked to decide (PR 13).
    Escalates,
    /// What is public is hidden, and the agency is reminded (APL 48.2).
    Hides,
    /// It is shown no longer (PUB 13).
    PublicityEnds,
    /// The act counts as without evidence and basis (ARL 70, ALL 34).
    DeemedGroundless,
    /// It is another organ's, and the agency is told.
    Informs,
    /// 移出名单: the entry of a register ends by itself (SDL).
    ListingEnds,
}

/// In what a fine of a benchmark is measured.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::rulebook::Measure", name = "BenchmarkMeasure")]
pub enum BenchmarkMeasure {
    /// 金额: in yuan.
    Amount,
    /// 违法所得: in per cent of what was gained unlawfully.
    UnlawfulIncome,
    /// 货值金额: in per cent of the value of the goods.
    GoodsValue,
}

/// 企业信用风险分类 (CRC): internal, and no evaluation of credit.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::risk::RiskClass", name = "RiskClass")]
pub enum RiskClass {
    /// 信用风险低.
    A,
    /// 信用风险一般.
    B,
    /// 信用风险较高.
    C,
    /// 信用风险高.
    D,
}

/// What weighs in a risk class while it counts.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::risk::Indicator", name = "RiskIndicator")]
pub enum RiskIndicator {
    /// 受到行政处罚.
    Penalty,
    /// 受到较重行政处罚.
    HeavyPenalty,
    /// 列入严重违法失信名单.
    SeriousList,
    /// 列入经营异常名录或者标记为经营异常状态.
    AbnormalList,
    /// 逾期未缴纳罚没款.
    MissedPayment,
}

/// On which side of a benchmark a fine lies.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::benchmark::Side", name = "BenchmarkSide")]
pub enum BenchmarkSide {
    /// 低于裁量基准.
    Below,
    /// 高于裁量基准.
    Above,
}

/// A sum of money that the law draws a line at.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::rulebook::Threshold", name = "Threshold")]
pub enum Threshold {
    /// From here on a fine or confiscation gives a natural person the right to a hearing (HR 5).
    HearingFinePerson,
    /// The same for a legal person or another organisation.
    HearingFineOrganisation,
    /// The same for an individual business, of which HR 5 says nothing.
    HearingFineIndividual,
    /// 较低数额罚款: publicity ends after three months (PUB 13).
    LowerFine,
    /// 巨额罚款: from here on fines are serious for Credit China (NDRC36).
    HugeFine,
}

/// A number that the law names.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::rulebook::Quantity", name = "Quantity")]
pub enum Quantity {
    /// Years in which an earlier violation means that this is not the first (APL 33).
    FirstViolationYears,
    /// The surcharge of a day, in per cent of the fine (PR 75).
    SurchargePercent,
    /// All that the surcharge may come to, in per cent of the fine (PR 75).
    SurchargeCapPercent,
    /// How many officers an act of enforcement wants at least (APL 42).
    OfficersMin,
    /// 集体讨论负责人最低人数: how many leaders discuss and decide together at least (PR 4, 60, 64).
    LeadersMin,
    /// How many agents the party may send to a hearing at most (APL 64(5)).
    HearingAgentsMax,
    /// Below this age, in years, nobody is penalised (APL 30).
    LiableAge,
    /// From this age, in years, nobody is treated more lightly for being young (APL 30).
    FullAge,
    /// 一次延长的最长期限: the most units that one extension may have whose length whoever decides says (PR 55, 64).
    ExtensionMax,
    /// How many letters nobody signed for before a business counts as out of reach at its address (ABN).
    LettersMin,
    /// The fewest days between two such letters (ABN).
    LetterGapMin,
    /// The most days between two such letters (ABN).
    LetterGapMax,
    /// By how many levels above it a city's or county's bureau has an entry in the list of serious violations
    /// consented to (SDL).
    ListConsentLevels,
    /// How many fines there are at least in a year whose sum is told to the public (SYS3; GIR 15).
    StatisticsMin,
}

/// The kinds of public power that the 权责清单 tells apart.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::rulebook::PowerKind", name = "PowerKind")]
pub enum PowerKind {
    /// 行政处罚.
    Penalty,
    /// 行政检查.
    Inspection,
    /// 行政强制.
    Compulsion,
    /// 经营异常名录管理: entering, marking, and what ends either (EIP 17).
    AbnormalList,
    /// 严重违法失信名单管理 (SDL).
    SeriousList,
    /// 行政许可, registration included.
    Licensing,
    /// 其他行政权力: supervision and management that is none of these.
    Management,
}

/// What a role allows.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::Capability", name = "Capability")]
pub enum Capability {
    /// Register a lead.
    RegisterLead,
    /// Give a lead to officers for verification, name the handlers of a case.
    AssignOfficers,
    /// Take steps of verification and investigation, tell the party, hear what it says.
    Investigate,
    /// Serve a decision, publish an announcement that serves a document.
    Serve,
    /// Answer for the conclusion report and send the case to review.
    Conclude,
    /// Give an opinion in a case review.
    ReviewCase,
    /// Give an opinion in a legal review.
    ReviewLegality,
    /// Decide for the agency: filing, extensions, suspension, the outcome, closing.
    DecideForAgency,
    /// Record what the leaders decided together: a discussion, a further extension (PR 60, 64).
    DecideTogether,
    /// Host a hearing.
    HostHearing,
    /// Record payments and archive the file.
    KeepFile,
    /// Prepare the redacted copy of a decision.
    Redact,
    /// Approve a redacted copy that somebody else prepared.
    ApproveRedaction,
    /// Record what organs and courts send over remedies, and forward what is theirs.
    AnswerRemedies,
    /// Publish what the law makes public.
    Publish,
    /// Acknowledge and answer the notices that concern the agency.
    AnswerNotices,
    /// Impose a restriction, and end it.
    ImposeRestrictions,
    /// Keep the officers' register.
    KeepOfficers,
    /// Read who reported a matter, for a recorded purpose.
    ReadReporter,
    /// Read who the people of a file are, for a recorded purpose.
    ReadPersonal,
    /// Verify what a business is entered in a register for, and that it is gone.
    VerifyListing,
    /// Take in, accept and verify applications for the restoration of credit.
    HandleRestoration,
    /// Hand over what the agency decided, to be shown on GSXT, and answer for it.
    PushRecords,
}

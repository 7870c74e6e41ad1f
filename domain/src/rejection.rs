//! Why a command is refused: data that helps to mend it, never an error of the program.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    citation::{Citation, cite},
    rulebook::Confidence,
};

/// One rule that a command breaks. A decision names all of them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// For programs; it never changes its meaning.
    pub code: Code,
    /// For the officer: what is missing and how to mend it.
    pub message: String,
    /// The same in English.
    pub message_en: String,
    /// The input field that it concerns, from the input object down: `["handlers", "0"]`.
    pub field: Vec<String>,
    /// The article that says so.
    pub citation: Option<Citation>,
}

impl Rejection {
    /// Cites the article that the rule comes from.
    #[must_use]
    pub fn under(mut self, instrument: &str, article: &str) -> Self {
        self.citation = Some(cite(instrument, article));
        self
    }

    /// Says on what kind of figure it rests, where that is no figure of the law: 演示数据, 经办人陈述.
    #[must_use]
    pub fn resting_on(self, figures: impl IntoIterator<Item = Confidence>) -> Self {
        let (message, message_en) = marked((self.message, self.message_en), figures);
        Self { message, message_en, ..self }
    }

    /// Names the field that is to be mended: `"handlers.0"`.
    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.field = field.split('.').map(str::to_owned).collect();
        self
    }
}

/// A text in both languages, with what kind of figures it rests on: of the first that is no figure of the law.
pub(crate) fn marked(
    (zh, en): (String, String),
    figures: impl IntoIterator<Item = Confidence>,
) -> (String, String) {
    let mut figures = figures.into_iter();
    match figures.find_map(|it| Some((it, it.mark()?))) {
        Some((sure, mark)) => (format!("{zh}（{mark}）"), format!("{en} ({})", word(sure))),
        None => (zh, en),
    }
}

/// As answers of the interface call it, for a message to programmers: `CASE_REVIEWER`.
pub(crate) fn word<T: Serialize>(value: T) -> String {
    let value = toml::Value::try_from(value).ok();
    value.and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Two words that stand beside each other in a file: `NAME.NATURAL_PERSON`.
pub(crate) fn pair<A: DeserializeOwned, B: DeserializeOwned>(text: &str) -> Option<(A, B)> {
    let (one, other) = text.split_once('.')?;
    let one = toml::Value::from(one).try_into().ok()?;
    Some((one, toml::Value::from(other).try_into().ok()?))
}

/// The same of several: `INTAKE, HANDLER`.
pub(crate) fn words<T: Serialize>(values: impl IntoIterator<Item = T>) -> String {
    let all: Vec<_> = values.into_iter().map(word).collect();
    all.join(", ")
}

/// Collects refusals, so that all that is missing is said at once.
#[derive(Debug, Default)]
pub struct Refusals(Vec<Rejection>);

impl Refusals {
    /// Nothing refused so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Refuses unless `holds`.
    pub fn require(&mut self, holds: bool, refusal: impl FnOnce() -> Rejection) {
        if !holds {
            self.0.push(refusal());
        }
    }

    /// Refuses.
    pub fn refuse(&mut self, refusal: Rejection) {
        self.0.push(refusal);
    }

    /// Takes over what another check found, and keeps its value if it passed.
    pub fn check<T>(&mut self, checked: Result<T, Vec<Rejection>>) -> Option<T> {
        checked.map_err(|found| self.0.extend(found)).ok()
    }

    /// The same, where the other check doesn't know in which field its value came.
    pub fn check_at<T>(&mut self, field: &str, checked: Result<T, Vec<Rejection>>) -> Option<T> {
        checked.map_err(|found| self.0.extend(found.into_iter().map(|it| it.at(field)))).ok()
    }

    /// The verdict.
    ///
    /// # Errors
    ///
    /// All that was refused.
    pub fn verdict(self) -> Result<(), Vec<Rejection>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

macro_rules! table {
    ($($(#[$doc:meta])* $code:ident = $label:literal),* $(,)?) => {
        /// What kind of rule was broken, or what stopped a command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum Code {$($(#[$doc])* $code,)*}

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// What it says in a few words.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {$(Self::$code => $label,)*}
            }
        }
    };
}

table! {
    // who acts
    /// The role that the act needs is not the actor's, or the register doesn't know it on that day.
    NotPermitted = "无权办理",
    /// The actor is not in the officers' register on the day of the act.
    UnknownOfficer = "不在执法人员名册",
    /// The officer has no valid enforcement certificate on the day of the act.
    NotCertified = "无有效行政执法证",
    /// The agency can't act: it is a coordinating or external body, or did not exist on that day.
    AgencyCannotAct = "机关不得作出该行为",
    /// The record belongs to another agency.
    OtherAgency = "案件属于其他机关",
    /// The act exercises public power and names no item of the list of powers that covers it.
    NoPowerItem = "未列明权责事项",
    /// No instrument in force allows it: no basis was named, or what was named is none.
    NoBasis = "没有法定依据",
    /// The same person may not do both.
    ConflictOfDuties = "应当由不同人员办理",
    /// Fewer people than the law wants.
    TooFewOfficers = "执法人员人数不足",
    /// A first-time reviewer without the national legal qualification.
    NotQualified = "未取得法律职业资格",
    /// The person has been recused from the case.
    Recused = "人员已回避",
    // when
    /// The act lies in the future.
    InTheFuture = "时间在将来",
    /// The act lies before one on which it rests.
    BeforeItsBasis = "早于所依据的行为",
    /// Entered late without a reason.
    LateEntryReasonMissing = "缺少补录原因",
    /// A period that the law leaves to the party is still running.
    PeriodRunning = "期限尚未届满",
    /// Past the last day on which this was possible.
    TooLate = "已过期限",
    /// Sooner than the law allows.
    TooEarly = "早于法定时间",
    // where the case stands
    /// Nothing with this id, or nothing that the actor may see.
    NotFound = "不存在或者无权查看",
    /// It exists already.
    AlreadyDone = "已经办理",
    /// The case is not at a stage that admits the act.
    WrongStage = "所处阶段不符",
    /// The main line of the case is closed.
    Closed = "案件已经结案",
    /// An act that must come before is missing.
    StepMissing = "缺少前置程序",
    /// Something that was begun is not finished.
    Unfinished = "尚有未完成事项",
    /// A remedy over the decision is pending, and stands in the way.
    RemedyPending = "复议、诉讼期间不得进行",
    /// No part of the case has this id.
    UnknownPart = "案件中没有该项内容",
    // what is said
    /// A field that the law wants is empty.
    Incomplete = "内容不完整",
    /// The fields contradict one another.
    Contradictory = "内容相互矛盾",
    /// A document that the act rests on is not named, or its bytes are not here.
    DocumentMissing = "缺少文书材料",
    /// The act is to be recorded in sound or picture, and neither a recording nor a reason is named.
    RecordingMissing = "缺少音像记录",
    /// Heavier than what the party was told.
    HeavierThanNoticed = "重于已告知的处罚",
    /// A remedy would make it heavier than it was (ARL 63.2; ALL 77.2).
    WorseForApplicant = "对申请人更为不利",
    /// The same, or basically the same, as what was revoked (ARL 64.2; ALL 71).
    SameAsRevoked = "与被撤销的行为基本相同",
    /// Not among the exits that the procedure knows.
    NotProvidedFor = "程序未作规定",
    /// The figure is not in the rulebook: state it, with its source.
    FigureMissing = "缺少数额标准",
    /// The amount doesn't fit what is owed.
    WrongAmount = "金额不符",
    /// The limitation period of the violation is over.
    LimitationExpired = "已过追责时效",
    // how it was sent
    /// The record has moved on since the client read it.
    Conflict = "案件已有新的变化",
    /// The command id was used for another command.
    CommandIdReused = "提交编号重复使用",
    /// The claim (a number) that the act rested on was given up; send the command again.
    ClaimLost = "文号占用已失效",
    /// The log can't take writes at present. To send it again with the same id is safe: it takes effect once.
    Unavailable = "暂时无法写入",
    /// Writes are off, because the log was found damaged or its disk failed; the message says whether that is
    /// certainly not recorded. To try again won't help before whoever runs the server has seen to it.
    WritesOff = "已停止写入",
}

impl Code {
    /// A refusal with its two messages.
    #[must_use]
    pub fn refuse(self, message: impl Into<String>, message_en: impl Into<String>) -> Rejection {
        Rejection {
            code: self,
            message: message.into(),
            message_en: message_en.into(),
            field: vec![],
            citation: None,
        }
    }
}

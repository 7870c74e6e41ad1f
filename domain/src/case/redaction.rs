//! Redaction: what is shown to the public of a decision (PUB 4–7). A document of its own, bound to the served one by
//! its digest, with a summary in front; one person prepares it and another approves it.

mod counting;
mod known;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::known::Found;

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{Paper, acting, filled, find, of_type},
    handlers::Handler,
    parts::FilePart,
    remedy::fallen,
    violation::ViolationType,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    document::{DocumentNumber, DocumentRef, DocumentType, Sha256},
    id::PartId,
    masking::{Datum, MaskRule, MaskedRange, Treatment, Whose, fit_for_all},
    party::{Party, SubjectKind},
};

/// A copy of a decision for the public was prepared (PUB 6, 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Prepared {
    /// `C1`, …
    pub id: PartId,
    /// Of which decision.
    pub decision: PartId,
    /// The paper as it is served, from which it was made: the decision, or what altered it last. Apart from what is
    /// masked it says the same.
    pub served: Sha256,
    /// The copy.
    pub document: DocumentRef,
    /// 行政处罚信息摘要, which stands in front of it (PUB 4).
    pub summary: Summary,
    /// 法定代表人、负责人 of an organisation, as Credit China shows them (domain.md §8.5).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub representative: Option<Narrative>,
    /// The version of the mask rules.
    pub rules: String,
    /// Where something was masked, under which rule; never what.
    pub masked: Vec<MaskedRange>,
    /// By whom.
    pub prepared_by: Handler,
}

/// 行政处罚信息摘要 (PUB 4.3). Nothing in it is a person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Summary {
    /// 行政处罚决定书文号.
    pub number: DocumentNumber,
    /// 当事人: in full, or 王某某.
    pub party: String,
    /// What kind of subject it is.
    pub party_kind: SubjectKind,
    /// Its number in the register, where it stands in one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub registration: Option<String>,
    /// 违法行为类型.
    pub violation: ViolationType,
    /// 行政处罚内容.
    pub content: String,
    /// 作出行政处罚决定的行政机关名称.
    pub agency: String,
    /// 作出决定的日期.
    pub decided_on: Date,
}

/// Somebody else approved it (PUB 5, 16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Approved {
    /// Which copy.
    pub copy: PartId,
    /// Of which decision.
    pub decision: PartId,
    /// Who.
    pub approved_by: Handler,
}

/// A copy and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// As it was prepared.
    pub prepared: Prepared,
    /// When.
    pub since: Moment,
    /// Who approved it, and when, where somebody did.
    pub approved: Option<(Handler, Moment)>,
}

/// Prepares a copy of a decision for the public (制作公示文本).
#[derive(Debug, Clone)]
pub struct Prepare {
    /// Of which decision.
    pub decision: PartId,
    /// The copy.
    pub document: DocumentRef,
    /// Where something was masked, under which rule.
    pub masked: Vec<MaskedRange>,
    /// 法定代表人、负责人 of an organisation, as Credit China is to show them.
    pub representative: Option<Narrative>,
}

/// Approves a copy that somebody else prepared (复核批准公示文本).
#[derive(Debug, Clone)]
pub struct Approve {
    /// Which copy.
    pub copy: PartId,
}

/// It goes on beside the main line, from the decision on.
const STAGES: [Main; 3] = [Main::PenaltyDecided, Main::Closed, Main::Archived];

impl Case {
    /// There is a decision that is made public: while the rest of it is decided anew, what still counts is (PUB 11).
    fn has_a_decision_to_show(&self, on: Date) -> Result<(), Vec<Rejection>> {
        let counts = self.standing(on).iter().any(|it| !it.has_fallen());
        if counts { Ok(()) } else { self.stands_at(&STAGES) }
    }
}

impl Act for Prepare {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Redact)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn concerns(&self) -> FilePart {
        FilePart::Decision
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let decided = case.record.decisions.iter().find(|(_, it)| it.id == self.decision);
        decided.map(|(at, _)| *at)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.has_a_decision_to_show(context.occurred.day()));
        let day = context.occurred.day();
        let standing = case.standing(day);
        let named = (&self.decision, "处罚决定", "decision");
        let standing = refusals.check(find(standing.iter(), named, |it| &it.decided.id));
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::RedactedCopy, ("PUB", "7")));
        refusals.check(fit_for_all(self.tells(context), "document", ("PUB", "6")));
        let rules = refusals.check(rules(context));
        refusals.check(self.under_rules(context));
        let served = case.paper_that_counts(&self.decision, day);
        if let Some((standing, served)) = standing.zip(served) {
            refusals.require(!standing.has_fallen(), fallen);
            refusals.check(self.masks_the_party(&standing.decided.party));
            refusals.check(self.represents(&standing.decided.party));
            refusals.check(self.says_the_same(served));
        }
        let prepared_by = refusals.check(acting(context));
        refusals.verdict()?;
        let summary = standing.and_then(|it| case.summary(it, context));
        let (Some(served), Some(summary)) = (served, summary) else { return Ok(vec![]) };
        let (Some(rules), Some(prepared_by)) = (rules, prepared_by) else { return Ok(vec![]) };
        Ok(vec![Event::RedactedCopyPrepared(Prepared {
            id: PartId::nth('C', case.record.copies.len() + 1),
            decision: self.decision.clone(),
            served: served.sha256,
            document: self.document.clone(),
            summary,
            representative: self.representative.clone(),
            rules,
            masked: self.masked.clone(),
            prepared_by,
        })])
    }
}

impl Prepare {
    /// What stands in the copy and is not for everybody: what no form of it is, and what a rule of that day masks or
    /// takes out.
    fn tells(&self, context: &Context<'_>) -> BTreeSet<Datum> {
        let Some(found) = context.facts.copies.get(&self.document.sha256) else {
            return BTreeSet::new();
        };
        let kept = |rule: &MaskRule| {
            let row = context.law.mask(*rule, context.occurred.day());
            row.is_some_and(|it| it.value.treatment == Treatment::Keep)
        };
        let known = found.known.iter().filter(|it| !kept(it)).map(|it| it.datum);
        found.by_form.iter().copied().chain(known).collect()
    }

    /// What was masked is what a rule of that day has masked or taken out (PUB 6).
    fn under_rules(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        for (n, range) in self.masked.iter().enumerate() {
            let row = context.law.mask(range.rule, context.occurred.day());
            let treatment = row.map(|it| it.value.treatment);
            refusals.require(treatment.is_some_and(|it| it != Treatment::Keep), || {
                let MaskRule { datum, whose } = range.rule;
                Code::NotProvidedFor
                    .refuse(
                        format!("{}的{}不作处理，应当照原文公示", whose.label(), datum.label()),
                        format!("no rule masks {}: it is shown as it is served", range.rule),
                    )
                    .under("PUB", "7")
                    .at(&format!("masked.{n}.datum"))
            });
            refusals.require(range.from < range.to, || {
                Code::Contradictory
                    .refuse("字符范围的起点应当小于终点", "a range begins before it ends")
                    .at(&format!("masked.{n}.to"))
            });
        }
        refusals.verdict()
    }

    /// A decision names its party, and a natural person is not named to the public (PUB 6; PR 62(1)).
    fn masks_the_party(&self, party: &Party) -> Result<(), Vec<Rejection>> {
        let name = MaskRule { datum: Datum::Name, whose: Whose::NaturalPerson };
        let masked = self.masked.iter().any(|it| it.rule == name);
        let mut refusals = Refusals::new();
        refusals.require(!party.is_natural_person() || masked, || {
            Code::Incomplete
                .refuse(
                    "当事人为自然人，公示文本应当遮盖其姓名，请在处理清单中载明",
                    "the party is a natural person, whose name is to be masked: the report doesn't say where",
                )
                .under("PUB", "6")
                .at("masked")
        });
        refusals.verdict()
    }

    /// An organisation has somebody who represents it, and they are named, where anybody is (domain.md §8.5).
    fn represents(&self, party: &Party) -> Result<(), Vec<Rejection>> {
        let Some(representative) = &self.representative else { return Ok(()) };
        let mut refusals = Refusals::new();
        let what = "法定代表人（负责人）";
        filled(&mut refusals, representative.is_blank(), "representative", what, ("APL", "48"));
        let organisation =
            matches!(party.kind(), SubjectKind::LegalPerson | SubjectKind::Unincorporated);
        refusals.require(organisation, || {
            Code::NotProvidedFor
                .refuse(
                    "当事人不是法人或者非法人组织，不填写法定代表人（负责人）",
                    "the party is no organisation that somebody represents",
                )
                .at("representative")
        });
        refusals.verdict()
    }

    /// Apart from what is masked it says what was served and counts (PUB 7): where nothing is, it is the same document.
    fn says_the_same(&self, served: &DocumentRef) -> Result<(), Vec<Rejection>> {
        let same = self.document.sha256 == served.sha256;
        let what = served.document_type.label();
        let mut refusals = Refusals::new();
        refusals.require(same == self.masked.is_empty(), || {
            let (zh, en) = if same {
                (
                    format!("公示文本与送达的{what}相同，处理清单却载明有处理"),
                    "the copy is the paper as it was served, and yet the report masks something",
                )
            } else {
                (
                    format!("公示文本与送达的{what}不同，请在处理清单中载明处理之处"),
                    "the copy differs from the paper as it was served: report what was masked",
                )
            };
            Code::Contradictory.refuse(zh, en).under("PUB", "7").at("masked")
        });
        refusals.verdict()
    }
}

/// The version of the mask rules of that day.
fn rules(context: &Context<'_>) -> Result<String, Vec<Rejection>> {
    let version = context.law.masking_version(context.occurred.day());
    version.ok_or_else(|| {
        let none = "当日没有公示信息处理规则";
        vec![Code::NotProvidedFor.refuse(none, "no mask rules held on that day").under("PUB", "6")]
    })
}

impl Act for Approve {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::ApproveRedaction)
    }

    fn concerns(&self) -> FilePart {
        FilePart::Decision
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.record.copies.iter().find(|it| it.prepared.id == self.copy).map(|it| it.since)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.has_a_decision_to_show(context.occurred.day()));
        let named = (&self.copy, "公示文本", "copy");
        let copies = case.record.copies.iter();
        let copy = refusals.check(find(copies, named, |it| &it.prepared.id));
        let approved_by = refusals.check(acting(context));
        let counts = copy.is_none_or(|it| case.shows_what_counts(it, context.occurred.day()));
        refusals.require(counts, || {
            Code::StepMissing
                .refuse(
                    "该公示文本制作后，决定已被变更或者撤销，请按现行有效的文书重新制作",
                    "the decision was changed since this copy was prepared: prepare one of what counts",
                )
                .under("PUB", "7")
                .at("copy")
        });
        let other = copy.zip(approved_by.as_ref());
        let same = other.is_some_and(|(it, by)| it.prepared.prepared_by.person == by.person);
        refusals.require(!same, || {
            Code::ConflictOfDuties
                .refuse(
                    "公示文本应当由制作人以外的人员复核批准",
                    "somebody else than who prepared it approves it",
                )
                .under("PUB", "16")
        });
        refusals.verdict()?;
        let (Some(copy), Some(approved_by)) = (copy, approved_by) else { return Ok(vec![]) };
        if copy.approved.is_some() {
            return Ok(vec![]);
        }
        let decision = copy.prepared.decision.clone();
        let approved = Approved { copy: self.copy.clone(), decision, approved_by };
        Ok(vec![Event::RedactedCopyApproved(approved)])
    }
}

impl Fact for Prepared {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PUB", "7"), ("PUB", "6"), ("PUB", "4")]).filing([&self.document])
    }

    fn sentence(&self) -> String {
        let masked = match self.masked.len() {
            0 => "未作处理".to_owned(),
            n => format!("处理{n}处"),
        };
        format!("制作{}的公示文本（{}，{masked}）", self.summary.number, self.id)
    }
}

impl Fact for Approved {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PUB", "16"), ("PUB", "5")])
    }

    fn sentence(&self) -> String {
        format!("复核批准公示文本（{}）", self.copy)
    }
}

//! What the agency has to submit with its answer: what it decided on and how, from the file (ARL 48; ALL 34, 67).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Remedy, RemedyKind};
use crate::{
    case::{Case, decision::Decided, notice, service::Service},
    citation::Citation,
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
};

/// What has to be submitted in one remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle<'a> {
    /// In which.
    pub remedy: &'a Remedy,
    /// The time to answer, as it stands.
    pub time: &'a Deadline,
    /// Each thing, in the order in which it is submitted.
    pub items: Vec<Item<'a>>,
}

/// One thing that has to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'a> {
    /// What it is.
    pub kind: ItemKind,
    /// The part of the case that it is, where there may be several.
    pub part: Option<&'a PartId>,
    /// What it says, where it is no document: an instrument.
    pub text: Option<&'a str>,
    /// The documents on file.
    pub documents: Vec<&'a DocumentRef>,
}

/// What has to be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ItemKind {
    /// 书面答复、答辩状.
    Reply,
    /// 行政处罚决定书.
    Decision,
    /// 决定书送达证明.
    ProofOfService,
    /// 变更、撤销、补正文书及送达证明.
    Correction,
    /// 证据.
    Evidence,
    /// 依据.
    Basis,
    /// 立案审批表.
    Filing,
    /// 行政处罚告知书及送达证明.
    PriorNotice,
    /// 陈述、申辩材料.
    Statement,
    /// 听证通知书、听证笔录.
    Hearing,
}

impl ItemKind {
    /// Everything, in the order in which it is submitted.
    pub const ALL: [Self; 10] = [
        Self::Reply,
        Self::Decision,
        Self::ProofOfService,
        Self::Correction,
        Self::Evidence,
        Self::Basis,
        Self::Filing,
        Self::PriorNotice,
        Self::Statement,
        Self::Hearing,
    ];

    /// As the file calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Reply => "书面答复（答辩状）",
            Self::Decision => "行政处罚决定书",
            Self::ProofOfService => "决定书送达证明",
            Self::Correction => "变更、撤销、补正文书及送达证明",
            Self::Evidence => "作出行政行为的证据",
            Self::Basis => "作出行政行为的依据",
            Self::Filing => "立案审批表",
            Self::PriorNotice => "行政处罚告知书及送达证明",
            Self::Statement => "陈述、申辩材料",
            Self::Hearing => "听证通知书、听证笔录",
        }
    }
}

impl Item<'_> {
    /// It is not on file.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.documents.is_empty() && self.text.is_none()
    }
}

impl Bundle<'_> {
    /// The article that wants it.
    #[must_use]
    pub fn authority(&self) -> &Citation {
        &self.time.authority
    }

    /// The time to answer is over, and nothing was.
    #[must_use]
    pub fn is_overdue(&self, on: Date) -> bool {
        self.remedy.reply.is_none() && self.time.latest().is_some_and(|last| last < on)
    }
}

impl Case {
    /// What has to be submitted in each remedy that is open and that the agency has to answer, over a penalty.
    #[must_use]
    pub fn reply_bundles(&self) -> Vec<Bundle<'_>> {
        let answered = |it: &&Remedy| {
            matches!(it.opened.kind, RemedyKind::Reconsideration | RemedyKind::FirstInstance)
        };
        let open = self.open_remedies().filter(answered);
        open.filter_map(|remedy| {
            let mut decided = self.record.decisions.iter().map(|(_, it)| it);
            let decided = decided.find(|it| it.id == remedy.opened.decision)?;
            let time = self.time_to_answer(remedy)?;
            Some(Bundle { remedy, time, items: self.to_be_submitted(remedy, decided) })
        })
        .collect()
    }

    fn time_to_answer(&self, remedy: &Remedy) -> Option<&Deadline> {
        let of = Some(remedy.opened.id.clone());
        let timers = [Timer::ReconReply, Timer::ReconReplySimple, Timer::SuitReply];
        let found = timers.into_iter().find_map(|it| self.record.timers.get(&(it, of.clone())));
        found.map(|it| &it.deadline)
    }

    fn to_be_submitted<'a>(&'a self, remedy: &'a Remedy, decided: &'a Decided) -> Vec<Item<'a>> {
        let item = |kind, part, documents| Item { kind, part, text: None, documents };
        let reply = remedy.reply.iter().map(|(_, it)| &it.document).collect();
        let mut items = vec![
            item(ItemKind::Reply, None, reply),
            item(ItemKind::Decision, Some(&decided.id), vec![&decided.document]),
        ];
        let services = self.record.services.iter().filter(|it| it.decision == decided.id);
        let proof = services.flat_map(|it| it.service.documents()).collect();
        items.push(item(ItemKind::ProofOfService, Some(&decided.id), proof));
        let corrections = self.record.corrections.iter().map(|(_, it)| it);
        items.extend(corrections.filter(|it| *it.decision() == decided.id).map(|it| {
            let served = it.service().into_iter().flat_map(Service::documents);
            let documents = std::iter::once(it.document()).chain(served).collect();
            item(ItemKind::Correction, Some(it.id()), documents)
        }));
        items.extend(decided.evidence.iter().map(|id| {
            let found = self.record.evidence.iter().filter(|it| it.id == *id);
            let documents = found.flat_map(|it| &it.documents).collect();
            item(ItemKind::Evidence, Some(id), documents)
        }));
        let provisions = decided.sanctions.iter().map(|it| it.provision.trim());
        let mut provisions: Vec<_> =
            decided.violated.iter().map(|it| it.trim()).chain(provisions).collect();
        let mut seen = vec![];
        provisions.retain(|it| {
            !seen.contains(it) && {
                seen.push(*it);
                true
            }
        });
        let basis =
            |text| Item { kind: ItemKind::Basis, part: None, text: Some(text), documents: vec![] };
        items.extend(provisions.into_iter().map(basis));
        items.push(item(ItemKind::Filing, None, self.of_type(DocumentType::FilingApproval)));
        items.extend(self.told_and_heard_with(decided));
        items
    }

    /// The notices of the course that led to a decision: those since the decision before it.
    fn notices_of(&self, decided: &Decided) -> Vec<&notice::Served> {
        let made = self.record.decisions.iter().position(|(_, it)| it.id == decided.id);
        let at = |n: usize| self.record.decisions.get(n).map(|(at, _)| *at);
        let until = made.and_then(at);
        let since = made.and_then(|it| it.checked_sub(1)).and_then(at);
        let notices = self.record.notices.iter();
        notices
            .filter(|(it, _)| since < Some(*it) && Some(*it) <= until)
            .map(|(_, it)| it)
            .collect()
    }

    /// The notice that the decision rests on, with its proof, and what the party was heard with on the notices of its course.
    pub(super) fn told_and_heard_with(&self, decided: &Decided) -> Vec<Item<'_>> {
        let item = |kind, part, documents| Item { kind, part, text: None, documents };
        let notices = self.notices_of(decided);
        let of_its_course = |notice: &PartId| notices.iter().any(|it| it.id == *notice);
        let notice = notices.last().copied();
        let told = notice
            .into_iter()
            .flat_map(|it| std::iter::once(&it.document).chain(Service::documents(&it.service)));
        let mut items = vec![item(ItemKind::PriorNotice, notice.map(|it| &it.id), told.collect())];
        let statements = self.record.statements.iter().map(|it| &it.received);
        let statements = statements.filter(|it| of_its_course(&it.notice));
        items.extend(
            statements.map(|it| item(ItemKind::Statement, Some(&it.id), vec![&it.document])),
        );
        let held = self.record.hearings.iter().filter(|it| it.held.is_some());
        let held = held.filter(|it| of_its_course(&it.request.notice));
        items.extend(held.map(|it| {
            let notice = it.notified.iter().map(|it| &it.document);
            let record = self.of_type(DocumentType::HearingRecord);
            item(ItemKind::Hearing, Some(&it.request.id), notice.chain(record).collect())
        }));
        items
    }

    fn of_type(&self, kind: DocumentType) -> Vec<&DocumentRef> {
        self.record.documents.iter().filter(|it| it.document_type == kind).collect()
    }
}

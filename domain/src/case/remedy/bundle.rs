//! What the agency has to submit with its answer: what it decided on and how, from the file (ARL 48; ALL 34, 67).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Effect, Remedy, RemedyKind};
use crate::{
    Moment,
    case::{Case, correction::Correction, exit, notice, service::Service},
    citation::{Citation, cite},
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
    /// What it says, where it is no document: a provision, as the decision names it.
    pub text: Option<&'a str>,
    /// The article that it is, where it is named as one.
    pub article: Option<Citation>,
    /// The documents on file.
    pub documents: Vec<&'a DocumentRef>,
    /// The agency answered, and did not submit this evidence: it counts as none (ARL 70; ALL 34.2).
    pub withheld: bool,
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

impl<'a> Item<'a> {
    fn papers(kind: ItemKind, part: Option<&'a PartId>, documents: Vec<&'a DocumentRef>) -> Self {
        Self { kind, part, text: None, article: None, documents, withheld: false }
    }

    fn provision(text: &'a str) -> Self {
        Self { text: Some(text), ..Self::papers(ItemKind::Basis, None, vec![]) }
    }

    fn article((instrument, article): (&str, &str)) -> Self {
        let article = Some(cite(instrument, article));
        Self { article, ..Self::papers(ItemKind::Basis, None, vec![]) }
    }

    /// It is not on file, or an answer came without it.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        let nowhere = self.documents.is_empty() && self.text.is_none() && self.article.is_none();
        nowhere || self.withheld
    }
}

/// A decision that a remedy is over, with a penalty or without.
struct Defended<'a> {
    id: &'a PartId,
    at: Moment,
    document: &'a DocumentRef,
    /// What it names of the evidence on file.
    evidence: Vec<&'a PartId>,
    /// What it names itself of what it rests on.
    provisions: Vec<&'a str>,
    /// The articles that it is under, where its ground tells.
    articles: &'static [(&'static str, &'static str)],
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
        self.remedy.reply().is_none() && self.time.latest().is_some_and(|last| last < on)
    }
}

impl Case {
    /// What has to be submitted in each remedy that is open and that the agency has to answer.
    #[must_use]
    pub fn reply_bundles(&self) -> Vec<Bundle<'_>> {
        let answered = |it: &&Remedy| {
            matches!(it.opened.kind, RemedyKind::Reconsideration | RemedyKind::FirstInstance)
        };
        let open = self.open_remedies().filter(answered);
        open.filter_map(|remedy| {
            let decided =
                self.defended().into_iter().find(|it| *it.id == remedy.opened.decision)?;
            let time = self.time_to_answer(remedy)?;
            Some(Bundle { remedy, time, items: self.to_be_submitted(remedy, &decided) })
        })
        .collect()
    }

    /// Every decision of the case, in the order in which they were made.
    fn defended(&self) -> Vec<Defended<'_>> {
        let record = &self.record;
        let penalties = record.decisions.iter().map(|(at, it)| Defended {
            id: &it.id,
            at: *at,
            document: &it.document,
            evidence: it.evidence.iter().collect(),
            provisions: {
                let sanctions = it.sanctions.iter().map(|it| &it.provision);
                it.violated.iter().chain(sanctions).map(|it| it.trim()).collect()
            },
            articles: &[],
        });
        // What let a party off rests on all that was found.
        let spared = |at: &Moment, (id, document), articles| Defended {
            id,
            at: *at,
            document,
            evidence: record.evidence.iter().map(|it| &it.id).collect(),
            provisions: vec![],
            articles,
        };
        let exits = record.exits.iter();
        let exits = exits.map(|(at, it)| spared(at, (&it.id, &it.document), it.reason.basis()));
        let failed = record.not_established.iter();
        let failed =
            failed.map(|(at, it)| spared(at, (&it.id, &it.document), exit::NOT_ESTABLISHED));
        let mut all: Vec<_> = penalties.chain(exits).chain(failed).collect();
        all.sort_by_key(|it| it.at);
        all
    }

    pub(in crate::case) fn time_to_answer(&self, remedy: &Remedy) -> Option<&Deadline> {
        let of = Some(remedy.opened.id.clone());
        let timers = [Timer::ReconReply, Timer::ReconReplySimple, Timer::SuitReply];
        let found = timers.into_iter().find_map(|it| self.record.timers.get(&(it, of.clone())));
        found.map(|it| &it.deadline)
    }

    fn to_be_submitted<'a>(&'a self, remedy: &'a Remedy, decided: &Defended<'a>) -> Vec<Item<'a>> {
        let item = Item::papers;
        let reply = remedy.replies.iter().map(|(_, it)| &it.document).collect();
        let withheld = |id: &PartId| {
            remedy.reply().is_some() && !remedy.submitted().any(|submitted| submitted == id)
        };
        let mut items = vec![
            item(ItemKind::Reply, None, reply),
            item(ItemKind::Decision, Some(decided.id), vec![decided.document]),
        ];
        let services = self.record.services.iter().filter(|it| it.decision == *decided.id);
        let proof = services.flat_map(|it| it.service.documents()).collect();
        items.push(item(ItemKind::ProofOfService, Some(decided.id), proof));
        let corrections = self.record.corrections.iter().map(|(_, it)| it);
        let corrections = || corrections.clone().filter(|it| it.decision() == decided.id);
        items.extend(corrections().map(|it| {
            let served = it.service().into_iter().flat_map(Service::documents);
            let documents = std::iter::once(it.document()).chain(served).collect();
            item(ItemKind::Correction, Some(it.id()), documents)
        }));
        items.extend(decided.evidence.iter().map(|id| {
            let found = self.record.evidence.iter().filter(|it| it.id == **id);
            let documents = found.flat_map(|it| &it.documents).collect();
            Item { withheld: withheld(id), ..item(ItemKind::Evidence, Some(id), documents) }
        }));
        items.extend(self.supplied(remedy, decided));
        let mut seen = BTreeSet::new();
        let altered =
            corrections().flat_map(Correction::touched).filter_map(|it| match &it.effect {
                Effect::Altered { to } => Some(to.provision.trim()),
                Effect::Revoked | Effect::Void | Effect::ConfirmedIllegal | Effect::Upheld => None,
            });
        let provisions = decided.provisions.iter().copied().chain(altered);
        items.extend(provisions.filter(|it| seen.insert(*it)).map(Item::provision));
        items.extend(decided.articles.iter().copied().map(Item::article));
        items.push(item(ItemKind::Filing, None, self.of_type(DocumentType::FilingApproval)));
        items.extend(self.told_and_heard_with(decided.id));
        items
    }

    /// The evidence that was collected since the body or the court let the agency supply some (ARL 46; ALL 36.2).
    fn supplied<'a>(
        &'a self,
        remedy: &'a Remedy,
        decided: &Defended<'a>,
    ) -> impl Iterator<Item = Item<'a>> {
        let permitted = remedy.permissions.iter().map(|(at, _)| *at).min();
        let known: BTreeSet<_> = decided.evidence.iter().copied().collect();
        let since = move |id: &PartId| permitted.is_some() && permitted <= self.last_on_part(id);
        let collected = self.record.evidence.iter().filter(move |it| since(&it.id));
        let new = collected.filter(move |it| !known.contains(&it.id));
        new.map(|it| Item::papers(ItemKind::Evidence, Some(&it.id), it.documents.iter().collect()))
    }

    /// The notices of the course that led to a decision: those since the decision before it.
    fn notices_of(&self, decision: &PartId) -> Vec<&notice::Served> {
        let made = self.defended();
        let nth = made.iter().position(|it| it.id == decision);
        let at = |n: usize| made.get(n).map(|it| it.at);
        let until = nth.and_then(at);
        let since = nth.and_then(|it| it.checked_sub(1)).and_then(at);
        let notices = self.record.notices.iter();
        notices
            .filter(|(it, _)| since < Some(*it) && Some(*it) <= until)
            .map(|(_, it)| it)
            .collect()
    }

    /// The notice that the decision rests on, with its proof, and what the party was heard with on the notices of its course.
    /// Nobody has to be told of a penalty that is not imposed.
    pub(super) fn told_and_heard_with(&self, decision: &PartId) -> Vec<Item<'_>> {
        let item = Item::papers;
        let notices = self.notices_of(decision);
        let of_its_course = |notice: &PartId| notices.iter().any(|it| it.id == *notice);
        let notice = notices.last().copied();
        let penalty = self.record.decisions.iter().any(|(_, it)| it.id == *decision);
        let mut items = vec![];
        if penalty || notice.is_some() {
            let told = notice.into_iter().flat_map(|it| {
                std::iter::once(&it.document).chain(Service::documents(&it.service))
            });
            items.push(item(ItemKind::PriorNotice, notice.map(|it| &it.id), told.collect()));
        }
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

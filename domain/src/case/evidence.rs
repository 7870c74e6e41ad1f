//! Evidence of all eight kinds (APL 46, PR 23–31), from verification on.

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{filled, no_such_part, recorded, recordings},
    handlers::{Handler, in_charge, named},
    phrase::text,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Personal, Refusals, Rejection,
    document::{DocumentRef, Recording, Sha256},
    id::{PartId, PersonId},
};

/// A piece of evidence was collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Collected {
    /// `E1`, `E2`, …
    pub id: PartId,
    /// Of which kind.
    pub kind: EvidenceKind,
    /// What it is and what it shows.
    pub description: Narrative,
    /// Where it comes from (证据出处).
    pub origin: Narrative,
    /// It comes from the party itself, who had to know its rights first (PR 21).
    pub from_party: bool,
    /// Who provided or was heard.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub provider: Option<Personal<String>>,
    /// Original or copy, and how a copy is confirmed (PR 24–26).
    pub form: EvidenceForm,
    /// The officers who collected it, two at least (PR 22).
    pub officers: Vec<Handler>,
    /// The evidence itself, or the record of it.
    pub documents: Vec<DocumentRef>,
    /// In sound or picture (PR 43, 44).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recording: Option<Recording>,
    /// The provider or the party refused to sign; then the recording shows it (PR 43).
    pub signature_refused: bool,
}

/// The eight kinds (APL 46, PR 23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EvidenceKind {
    /// 书证.
    DocumentaryEvidence,
    /// 物证.
    PhysicalEvidence,
    /// 视听资料.
    AudioVisual,
    /// 电子数据.
    ElectronicData,
    /// 证人证言.
    WitnessTestimony,
    /// 当事人的陈述.
    PartyStatement,
    /// 鉴定意见.
    ExpertOpinion,
    /// 勘验笔录、现场笔录.
    SceneRecord,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::DocumentaryEvidence,
        Self::PhysicalEvidence,
        Self::AudioVisual,
        Self::ElectronicData,
        Self::WitnessTestimony,
        Self::PartyStatement,
        Self::ExpertOpinion,
        Self::SceneRecord,
    ];

    /// As PR 23 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::DocumentaryEvidence => "书证",
            Self::PhysicalEvidence => "物证",
            Self::AudioVisual => "视听资料",
            Self::ElectronicData => "电子数据",
            Self::WitnessTestimony => "证人证言",
            Self::PartyStatement => "当事人的陈述",
            Self::ExpertOpinion => "鉴定意见",
            Self::SceneRecord => "勘验笔录、现场笔录",
        }
    }

    /// Sound, picture or data, which lie on a carrier (PR 25, 26).
    fn is_on_a_carrier(self) -> bool {
        matches!(self, Self::AudioVisual | Self::ElectronicData)
    }

    /// Somebody was heard (PR 29).
    fn is_heard(self) -> bool {
        matches!(self, Self::WitnessTestimony | Self::PartyStatement)
    }

    /// The article that says in which form it is collected.
    fn form_article(self) -> &'static str {
        match self {
            Self::AudioVisual => "25",
            Self::ElectronicData => "26",
            Self::SceneRecord => "28",
            Self::WitnessTestimony | Self::PartyStatement => "29",
            Self::ExpertOpinion => "32",
            Self::DocumentaryEvidence | Self::PhysicalEvidence => "24",
        }
    }
}

/// Original or copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "form",
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum EvidenceForm {
    /// 原件、原物、原始载体.
    Original,
    /// A copy or photograph that the provider confirmed as 与原件一致, with date and signature (PR 24).
    ConfirmedCopy {
        /// Why the original was not taken.
        reason: Narrative,
    },
    /// Data or sound fixed by copying (PR 25, 26).
    Fixed {
        /// 制作方法.
        method: String,
        /// 制作时间.
        made_at: Moment,
        /// 制作人.
        maker: Personal<String>,
        /// Of the data as fixed.
        sha256: Sha256,
    },
}

/// Records a piece of evidence.
#[derive(Debug, Clone)]
pub struct Collect {
    /// Of which kind.
    pub kind: EvidenceKind,
    /// What it is and what it shows.
    pub description: Narrative,
    /// Where it comes from.
    pub origin: Narrative,
    /// It comes from the party itself.
    pub from_party: bool,
    /// Who provided it or was heard.
    pub provider: Option<Personal<String>>,
    /// Original or copy.
    pub form: EvidenceForm,
    /// Who collected it.
    pub officers: Vec<PersonId>,
    /// The evidence itself, or the record of it.
    pub documents: Vec<DocumentRef>,
    /// In sound or picture.
    pub recording: Option<Recording>,
    /// The provider or the party refused to sign.
    pub signature_refused: bool,
}

impl Act for Collect {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::Investigate)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.officers.iter().collect()
    }

    fn documents(&self) -> Vec<&DocumentRef> {
        self.documents.iter().chain(recordings(self.recording.as_ref())).collect()
    }

    /// What was lawfully obtained before filing may be used (PR 23.2).
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.discovered()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&[
            Main::Verifying,
            Main::Investigating,
            Main::Supplementing,
            // What the party stated is checked, and new facts come up (PR 58).
            Main::Noticed,
        ]));
        let officers = refusals.check(in_charge(case, context, &self.officers, "officers"));
        filled(
            &mut refusals,
            self.description.is_blank(),
            "description",
            "证据内容和证明对象",
            ("PR", "23.1"),
        );
        filled(&mut refusals, self.origin.is_blank(), "origin", "证据出处", ("PR", "24"));
        refusals.require(!self.documents.is_empty(), || {
            Code::DocumentMissing
                .refuse(
                    "请附上证据材料或者相应的笔录",
                    "name the evidence itself, or the record of it",
                )
                .under("PR", "23.1")
                .at("documents")
        });
        refusals.check(self.after_rights(case, context));
        refusals.check(self.in_form(context));
        refusals.check(self.provided());
        refusals.check(self.shown_in_sound_or_picture());
        refusals.verdict()?;
        let id = PartId::nth('E', case.record.evidence.len() + 1);
        Ok(vec![self.collected(id, officers.unwrap_or_default())])
    }
}

impl Collect {
    /// The party is told its rights when evidence is first collected from it (PR 21).
    fn after_rights(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let from_party = self.from_party || self.kind == EvidenceKind::PartyStatement;
        if !from_party || case.party_knows_its_rights(context.occurred) {
            return Ok(());
        }
        Err(vec![
            Code::StepMissing
                .refuse(
                    "首次向当事人收集、调取证据，应当告知其陈述权、申辩权以及申请回避的权利，请先记录告知",
                    "the party is told its rights before evidence is first collected from it: record that first",
                )
                .under("PR", "21.2"),
        ])
    }

    /// Original; a confirmed copy of what is written or a thing; a fixed copy of sound, picture or data
    /// (PR 24–26).
    fn in_form(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let article = ("PR", self.kind.form_article());
        let carrier = self.kind.is_on_a_carrier();
        let fits = match &self.form {
            EvidenceForm::Original => true,
            EvidenceForm::ConfirmedCopy { reason } => {
                filled(
                    &mut refusals,
                    reason.is_blank(),
                    "form.reason",
                    "未取得原件、原物的原因",
                    article,
                );
                !carrier
            }
            EvidenceForm::Fixed { method, made_at, maker, .. } => {
                let maker = maker.open().is_some_and(|it| it.trim().is_empty());
                filled(&mut refusals, method.trim().is_empty(), "form.method", "制作方法", article);
                filled(&mut refusals, maker, "form.maker", "制作人", article);
                refusals.require(*made_at <= context.occurred, || {
                    Code::Contradictory
                        .refuse("制作时间晚于取证时间", "made after it was collected")
                        .under(article.0, article.1)
                        .at("form.madeAt")
                });
                carrier
            }
        };
        refusals.require(fits, || {
            Code::Contradictory
                .refuse(
                    format!("{}不能采用该形式；视听资料、电子数据的复制件应当注明制作方法、时间和制作人，其他证据的复制件由提供人核对确认", self.kind.label()),
                    "sound, picture and data are fixed with method, time and maker; copies of anything else are confirmed by their provider",
                )
                .under(article.0, article.1)
                .at("form")
        });
        refusals.verdict()
    }

    /// Whoever confirms a copy, or is heard, is named (PR 24, 29).
    fn provided(&self) -> Result<(), Vec<Rejection>> {
        let copied = matches!(self.form, EvidenceForm::ConfirmedCopy { .. });
        let article = match self.kind {
            kind if kind.is_heard() => "29",
            _ if copied => "24",
            _ => return Ok(()),
        };
        let mut refusals = Refusals::new();
        let named = self.provider.as_ref();
        let missing = named.is_none_or(|it| it.open().is_some_and(|name| name.trim().is_empty()));
        filled(&mut refusals, missing, "provider", "证据提供人或者被询问人", ("PR", article));
        refusals.verdict()
    }

    /// Inspections and interviews are recorded, and so is a refusal to sign (PR 43, 44).
    fn shown_in_sound_or_picture(&self) -> Result<(), Vec<Rejection>> {
        let scene = self.kind == EvidenceKind::SceneRecord;
        match (self.signature_refused, scene || self.kind.is_heard()) {
            (true, _) => recorded(self.recording.as_ref(), "43"),
            (false, true) => recorded(self.recording.as_ref(), "44"),
            (false, false) => Ok(()),
        }
    }

    fn collected(&self, id: PartId, officers: Vec<Handler>) -> Event {
        Event::EvidenceCollected(Collected {
            id,
            kind: self.kind,
            description: self.description.clone(),
            origin: self.origin.clone(),
            from_party: self.from_party || self.kind == EvidenceKind::PartyStatement,
            provider: self.provider.clone(),
            form: self.form.clone(),
            officers,
            documents: self.documents.clone(),
            recording: self.recording.clone(),
            signature_refused: self.signature_refused,
        })
    }
}

impl Fact for Collected {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "23"), ("PR", "22"), ("APL", "46")])
            .filing(&self.documents)
            .filing(recordings(self.recording.as_ref()))
    }

    fn sentence(&self) -> String {
        format!(
            "收集{}（证据编号{}）：{}，出处：{}，取证人员为{}",
            self.kind.label(),
            self.id,
            text(&self.description),
            text(&self.origin),
            named(&self.officers)
        )
    }
}

impl Case {
    /// The evidence that an act names is on file.
    pub(super) fn holds_evidence(
        &self,
        named: &[PartId],
        (instrument, article): (&str, &str),
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        for (n, id) in named.iter().enumerate() {
            refusals.require(self.record.evidence.iter().any(|it| it.id == *id), || {
                no_such_part(id, "证据", &format!("evidence.{n}")).under(instrument, article)
            });
        }
        refusals.verdict()
    }
}

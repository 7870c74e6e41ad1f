//! Why a command, or a question, came to nothing, and how whoever sent it is told.

use domain::{Code, Rejection};
use projections::{ReadModelError, dossier::DossierError};
use store::{DocumentError, StoreError, TransactError};

/// Why a command came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Rules forbid it, or it raced, or the log can't take writes now; data for the officer.
    #[error("refused")]
    Refused {
        /// All that stands in the way.
        rejections: Vec<Rejection>,
        /// Where the record is, where that is why.
        current_revision: Option<u64>,
    },
    /// The log failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tables failed.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// The folder of documents failed.
    #[error(transparent)]
    Documents(#[from] DocumentError),
}

impl Failure {
    /// Whether nothing is wrong but that it can't be done at present.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Refused { .. } => false,
            Self::Store(error) => error.is_passing(),
            Self::ReadModel(error) => error.is_passing(),
            Self::Documents(error) => error.is_passing(),
        }
    }

    /// As whoever sent a command is told: what can't be done at present, or while writes are off, is a refusal
    /// among others, wherever it was met.
    #[must_use]
    pub fn of_command(self) -> Self {
        if self.is_passing() {
            tracing::warn!(error = store::in_full(&self), "a command can't be done at present");
            return vec![unavailable()].into();
        }
        match self {
            Self::Store(StoreError::WritesOff { .. }) => vec![writes_off()].into(),
            Self::Store(error) if error.is_final() => {
                let told = store::in_full(&error);
                tracing::error!(error = told, "a command has met what turns writes off: {told}");
                let unsure = matches!(error, StoreError::Failed { .. });
                vec![if unsure { writes_failed() } else { writes_off() }].into()
            }
            failure => failure,
        }
    }

    /// Whether nothing stands in the way but that what the act had claimed was given up meanwhile.
    pub(super) fn lost_its_claim(&self) -> bool {
        match self {
            Self::Refused { rejections, .. } => {
                rejections.iter().all(|it| it.code == Code::ClaimLost)
            }
            Self::Store(_) | Self::ReadModel(_) | Self::Documents(_) => false,
        }
    }
}

impl From<DossierError> for Failure {
    fn from(error: DossierError) -> Self {
        match error {
            DossierError::ReadModel(error) => Self::ReadModel(error),
            DossierError::Store(error) => Self::Store(error),
        }
    }
}

impl From<Vec<Rejection>> for Failure {
    fn from(rejections: Vec<Rejection>) -> Self {
        Self::Refused { rejections, current_revision: None }
    }
}

impl From<TransactError> for Failure {
    fn from(error: TransactError) -> Self {
        match error {
            TransactError::Rejected(rejections) => rejections.into(),
            TransactError::Conflict { current_revision: None } => Self::from(vec![not_there()]),
            TransactError::Conflict { current_revision } => Self::Refused {
                rejections: vec![Code::Conflict.refuse(
                    "记录已有新的变化，请重新读取后再提交",
                    "the record has moved on; read it again",
                )],
                current_revision,
            },
            TransactError::Store(error) => Self::Store(error),
        }
    }
}

/// A revision is expected of what the command would begin.
fn not_there() -> Rejection {
    Code::Conflict
        .refuse(
            "记录尚不存在，新建记录时请不要填写expectedRevision",
            "there is no such record yet: leave expectedRevision out where something begins",
        )
        .at("expectedRevision")
}

/// Whether it was recorded before the log fell silent, nobody can tell; the same command id is safe either way.
pub(super) fn unavailable() -> Rejection {
    Code::Unavailable.refuse(
        "暂时无法写入，请稍后用同一commandId重新提交，不会重复记录",
        "the log can't take writes at present; send it again in a moment with the same commandId: it takes \
         effect once",
    )
}

/// What a disk that broke has kept, nobody can tell before a start.
fn writes_failed() -> Rejection {
    Code::WritesOff.refuse(
        "存储故障，系统已停止写入，本次提交是否已记录尚不能确定；恢复后请用同一commandId重新提交，不会重复记录",
        "the disk failed, and writes are off: whether it was recorded can't be told yet; once whoever runs the \
         server has seen to it, send it again with the same commandId: it takes effect once",
    )
}

fn writes_off() -> Rejection {
    Code::WritesOff.refuse(
        "案卷记录受损或者存储故障，系统已停止写入，本次提交未被记录，请联系系统管理员",
        "the log was found damaged or its disk failed, and writes are off: nothing was recorded; whoever runs \
         the server has to see to it",
    )
}

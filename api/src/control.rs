//! What the keeper of a data folder asks of the server that holds it: a socket in the folder, open to
//! whoever may write there. One line of JSON asks, one answers; before it, others tell how far what takes
//! long is.

use std::{
    io,
    path::{Path, PathBuf},
    pin::pin,
};

use domain::Role;
use projections::CatchingUp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Position;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{UnixListener, UnixStream},
    sync::watch,
};

use crate::{App, case_told::told, config::CaseName, http::Closing};

/// The socket in a data folder.
const SOCKET: &str = "control.sock";

/// What can be asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Question {
    /// To make the tables anew.
    Rebuild,
    /// A case, as somebody in a role of its agency sees it.
    Tell { case: CaseName, role: Role },
}

/// What a server answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Answer {
    /// The tables are being made anew: how far they are, and where the log ends. More is to come.
    Rebuilding(u64, u64),
    /// The tables were made anew from so many events.
    Rebuilt(u64),
    /// The case, where there is one.
    Told(Option<Value>),
    /// It came to nothing.
    Failed(String),
}

/// Why a server did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// Nobody answers at the socket.
    #[error("another process holds the folder, and doesn't answer at {socket}: {source}")]
    Unanswered {
        /// Which socket.
        socket: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Nobody can be listened to there.
    #[error(
        "the socket {socket} can't be made: {source}; a shorter `--data` helps where its path is too long"
    )]
    Unmade {
        /// Which socket.
        socket: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The server says why not.
    #[error("the server that holds the folder answers: {0}")]
    Failed(String),
}

/// Listens in the folder `data` until the program stops.
///
/// # Errors
///
/// The socket can't be made.
pub fn listen(
    app: App,
    data: &Path,
    closing: Closing,
) -> Result<impl Future<Output = ()> + use<>, ControlError> {
    let socket = data.join(SOCKET);
    // The folder is ours, so that whatever lies there is of a process that has ended.
    let _ = std::fs::remove_file(&socket);
    let unmade = |source| ControlError::Unmade { socket: socket.clone(), source };
    let listener = UnixListener::bind(&socket).map_err(unmade)?;
    Ok(async move {
        loop {
            tokio::select! {
                () = closing.begins() => break,
                Ok((stream, _)) = listener.accept() => {
                    let (app, ends) = (app.clone(), closing.clone());
                    closing.track(async move { attend(&app, stream, &ends).await });
                }
            }
        }
        let _ = std::fs::remove_file(&socket);
    })
}

/// Answers one caller beside all others; whoever hasn't asked by the end is not waited for.
async fn attend(app: &App, stream: UnixStream, closing: &Closing) {
    let mut stream = BufReader::new(stream);
    let mut asked = String::new();
    let read = tokio::select! {
        read = stream.read_line(&mut asked) => read,
        () = closing.begins() => return,
    };
    let answered = match read {
        Ok(_) => answer(app, &mut stream, &asked).await,
        Err(error) => Err(error),
    };
    if let Err(error) = answered {
        tracing::warn!(error = %error, "the control socket failed: {error}");
    }
}

async fn answer(app: &App, stream: &mut BufReader<UnixStream>, asked: &str) -> io::Result<()> {
    let answer = match serde_json::from_str(asked) {
        Ok(Question::Rebuild) => rebuild(app, stream).await,
        Ok(Question::Tell { case, role }) => {
            told(app, &case, role).await.map_or_else(failed, Answer::Told)
        }
        Err(error) => failed(error),
    };
    say(stream, &answer).await
}

/// Makes the tables anew, and tells meanwhile how far they are; whoever asked may have gone.
async fn rebuild(app: &App, stream: &mut BufReader<UnixStream>) -> Answer {
    let (reached, mut progress) = watch::channel(None);
    let told = |it: CatchingUp| {
        reached.send_replace(Some(it));
    };
    let mut rebuilding = pin!(app.read_model.rebuild(&app.store, told));
    loop {
        tokio::select! {
            biased;
            Ok(()) = progress.changed() => {
                let reached = *progress.borrow_and_update();
                if let Some(CatchingUp { position, end }) = reached {
                    drop(say(stream, &Answer::Rebuilding(position.get(), end.get())).await);
                }
            }
            rebuilt = &mut rebuilding => {
                return rebuilt.map_or_else(failed, |it| Answer::Rebuilt(it.events));
            }
        }
    }
}

async fn say(stream: &mut BufReader<UnixStream>, said: &impl Serialize) -> io::Result<()> {
    stream.write_all(format!("{}\n", serde_json::to_string(said)?).as_bytes()).await
}

fn failed(error: impl std::error::Error + 'static) -> Answer {
    Answer::Failed(store::in_full(&error))
}

/// Asks the server that holds the folder `data` to make its tables anew; from how many events it did. `progress`
/// is told how far they are.
///
/// # Errors
///
/// Nobody answers, or the server says why not.
pub async fn ask_to_rebuild(
    data: &Path,
    mut progress: impl FnMut(CatchingUp),
) -> Result<u64, ControlError> {
    let reached = |position, end| {
        progress(CatchingUp { position: Position::new(position), end: Position::new(end) });
    };
    match ask(data, &Question::Rebuild, reached).await? {
        Answer::Rebuilt(events) => Ok(events),
        other => Err(unfit(other)),
    }
}

/// Asks the server that holds the folder `data` for a case, as somebody in `role` of its agency sees it.
///
/// # Errors
///
/// Nobody answers, or the server says why not.
pub async fn ask_to_tell(
    data: &Path,
    case: &CaseName,
    role: Role,
) -> Result<Option<Value>, ControlError> {
    match ask(data, &Question::Tell { case: case.clone(), role }, |_, _| ()).await? {
        Answer::Told(case) => Ok(case),
        other => Err(unfit(other)),
    }
}

fn unfit(answer: Answer) -> ControlError {
    match answer {
        Answer::Failed(why) => ControlError::Failed(why),
        Answer::Rebuilding(..) | Answer::Rebuilt(_) | Answer::Told(_) => {
            ControlError::Failed("something else".to_owned())
        }
    }
}

async fn ask(
    data: &Path,
    question: &Question,
    mut progress: impl FnMut(u64, u64),
) -> Result<Answer, ControlError> {
    let socket = data.join(SOCKET);
    let asked = async {
        let mut stream = BufReader::new(UnixStream::connect(&socket).await?);
        say(&mut stream, question).await?;
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await?;
            match serde_json::from_str(&line).map_err(io::Error::other)? {
                Answer::Rebuilding(reached, end) => progress(reached, end),
                answer => return Ok(answer),
            }
        }
    };
    let answer = asked.await;
    answer.map_err(|source| ControlError::Unanswered { socket: socket.clone(), source })
}

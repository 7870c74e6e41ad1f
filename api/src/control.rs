//! What the keeper of a data folder asks of the server that holds it: a socket in the folder, open to
//! whoever may write there. One word is asked, one line of JSON answers.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{UnixListener, UnixStream},
};

use crate::{App, http::Closing};

/// The socket in a data folder.
const SOCKET: &str = "control.sock";

/// What can be asked.
const REBUILD: &str = "rebuild";

/// What a server answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Answer {
    /// The tables were made anew from so many events.
    Rebuilt(u64),
    /// It came to nothing.
    Failed(String),
}

/// Why a server did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// Nobody answers at the socket.
    #[error("{socket}: {source}")]
    Unanswered {
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
    let unanswered = |source| ControlError::Unanswered { socket: socket.clone(), source };
    let listener = UnixListener::bind(&socket).map_err(unanswered)?;
    Ok(async move {
        loop {
            tokio::select! {
                () = closing.begins() => break,
                Ok((stream, _)) = listener.accept() => {
                    if let Err(error) = answer(&app, stream).await {
                        tracing::warn!(error = %error, "the control socket failed: {error}");
                    }
                }
            }
        }
        let _ = std::fs::remove_file(&socket);
    })
}

async fn answer(app: &App, stream: UnixStream) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut asked = String::new();
    stream.read_line(&mut asked).await?;
    let answer = match asked.trim() {
        REBUILD => match app.read_model.rebuild(&app.store, |_| ()).await {
            Ok(rebuilt) => Answer::Rebuilt(rebuilt.events),
            Err(error) => Answer::Failed(error.to_string()),
        },
        other => Answer::Failed(format!("`{other}` can't be asked; `{REBUILD}` can")),
    };
    stream.write_all(format!("{}\n", serde_json::to_string(&answer)?).as_bytes()).await
}

/// Asks the server that holds the folder `data` to make its tables anew; from how many events it did.
///
/// # Errors
///
/// Nobody answers, or the server says why not.
pub async fn ask_to_rebuild(data: &Path) -> Result<u64, ControlError> {
    let socket = data.join(SOCKET);
    let unanswered = |source| ControlError::Unanswered { socket: socket.clone(), source };
    match ask(&socket, REBUILD).await.map_err(unanswered)? {
        Answer::Rebuilt(events) => Ok(events),
        Answer::Failed(why) => Err(ControlError::Failed(why)),
    }
}

async fn ask(socket: &Path, word: &str) -> io::Result<Answer> {
    let mut stream = BufReader::new(UnixStream::connect(socket).await?);
    stream.write_all(format!("{word}\n").as_bytes()).await?;
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    serde_json::from_str(&line).map_err(io::Error::other)
}

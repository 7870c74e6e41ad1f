//! What the addresses answer, asked over a real socket.

mod over_http;
mod over_ws;
mod uploads;

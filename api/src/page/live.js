// 随时更新：订阅的每一条，隔一会儿再问一次的查询。换页或者换身份时停止。

import { exchanged, send, state } from "/page/ask.js";

/** 隔多久再问一次、断了隔多久再听，毫秒。 */
const PAUSE = 1500;

const pause = () => new Promise((done) => { setTimeout(done, PAUSE); });

/** 听一个订阅：每到一条说一次，说了之后从哪里接着听；断了接着听，不漏也不重。 */
export async function listen(desk, query, after, told) {
  const { signal } = state.leaving;
  let from = after;
  while (!signal.aborted) {
    try {
      for await (const data of events(desk, { query, variables: { after: from } }, signal)) from = told(data) ?? from;
    } catch {
      // 连不上或者断了：停一会儿再听。
    }
    await pause();
  }
}

/** 一次连接中到来的应答（text/event-stream）。 */
async function* events(desk, asked, signal) {
  const headers = { "Content-Type": "application/json", Accept: "text/event-stream", Authorization: `Bearer ${desk.token}` };
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(asked), signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n").filter((it) => it.startsWith("data:")).map((it) => it.slice(5).trim());
      const answer = lines.length && lines[0] ? JSON.parse(lines.join("\n")) : null;
      if (answer?.data) yield answer.data;
    }
  }
}

/** 隔一会儿再问一次；应答与上一次不同时说一次。 */
export async function watch(desk, query, variables, shown, told) {
  const { signal } = state.leaving;
  let last = JSON.stringify(shown);
  for (;;) {
    await pause();
    if (signal.aborted) return;
    const begun = performance.now();
    const body = JSON.stringify({ query, variables });
    const { answer } = await send("/graphql", { method: "POST", body }, desk).catch(() => ({ answer: {} }));
    const text = JSON.stringify(answer.data);
    if (signal.aborted || answer.errors || !answer.data || text === last) continue;
    last = text;
    exchanged(query, variables, answer, begun);
    told(answer.data);
  }
}

// 向服务器发问：携带所选身份的令牌，并把请求与应答原样放在右边。

import { $ } from "/page/parts.js";

export const given = JSON.parse($("given").textContent);

/** 谁在看，看什么；turn 是第几次换页，迟到的应答不再显示；leaving 在换页时停下听着的。 */
export const state = { desk: given.desks[0] ?? null, view: "worklist", caseId: null, revision: 0, turn: 0, leaving: new AbortController() };

/** 应答回来时，页面已经换了。 */
export class Superseded extends Error {}

const WORDS = {
  UNAUTHENTICATED: "令牌无效或者已经过期，请换一个令牌",
  TOO_LARGE: "请求过长",
  BAD_REQUEST: "不是有效的请求",
  BAD_USER_INPUT: "请求的内容不符",
  INTERNAL: "服务器没能完成请求，原因见服务器的日志",
  UNAVAILABLE: "服务器暂时不能写入，请稍后再试",
};

/** 一个请求，以所选的或者另一个身份；连不上或者说不通时，说明为什么。 */
export async function send(path, init = {}, desk = state.desk) {
  const headers = {
    "Content-Type": "application/json",
    Accept: path === "/graphql" ? "application/graphql-response+json" : "application/json",
    Authorization: `Bearer ${desk?.token ?? ""}`,
    ...init.headers,
  };
  let response;
  try {
    response = await fetch(path, { ...init, headers });
  } catch {
    throw new Error("连不上服务器，请确认它仍在运行");
  }
  const text = await response.text();
  try {
    return { ok: response.ok, answer: JSON.parse(text) };
  } catch {
    throw new Error(text || `HTTP ${response.status}`);
  }
}

/** 一个查询或者一项行为，以所选的或者另一个身份；应答中的错误照样显示，并作为错误抛出。 */
export async function ask(query, variables = {}, desk = state.desk) {
  const { turn } = state;
  const begun = performance.now();
  const { answer } = await send("/graphql", { method: "POST", body: JSON.stringify({ query, variables }) }, desk);
  if (turn !== state.turn) throw new Superseded();
  exchanged(query, variables, answer, begun);
  accepted(answer);
  return answer.data;
}

/** 右边：问了什么，答了什么。 */
export function exchanged(query, variables, answer, begun) {
  const values = Object.keys(variables).length ? `\n\n${JSON.stringify(variables, null, 2)}` : "";
  $("sent").textContent = query.trim() + values;
  $("took").textContent = `${Math.round(performance.now() - begun)} 毫秒`;
  $("answered").textContent = JSON.stringify(answer, null, 2);
}

/** 上传一份文书的内容；它的摘要。 */
export async function put(folder, text, desk) {
  const bytes = new TextEncoder().encode(text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = [...digest].map((it) => it.toString(16).padStart(2, "0")).join("");
  const headers = { Authorization: `Bearer ${desk.token}` };
  const response = await fetch(folder + sha256, { method: "PUT", headers, body: bytes });
  if (!response.ok) throw new Error(await response.text() || `HTTP ${response.status}`);
  return sha256;
}

/** 令牌自己说的：哪个机关的人，或者哪个当事人。 */
export function bearer(desk) {
  try {
    return JSON.parse(atob(desk.token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return {};
  }
}

/** 应答说不行时，作为错误抛出。 */
export function accepted(answer) {
  if (answer.errors) throw new Error(answer.errors.map(said).join("；"));
}

function said({ message, extensions }) {
  const words = WORDS[extensions?.code];
  return words ? `${words}（${message}）` : message;
}

/** 北京时间。 */
const beijing = (milliseconds) => `${new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** 现在：演示的时钟，或者这台机器的。 */
export const now = () => given.now ?? beijing(Date.now());

/** 一项行为：编号由页面给出，时间为现在。 */
export const act = (powerItem = null) => ({ commandId: crypto.randomUUID(), occurredAt: now(), powerItem });

/** 演示的一个席位。 */
export const deskOf = (name) => given.desks.find((it) => it.name === name) ?? null;

/** 服务器没有拒绝，也没有这样的记录。 */
export function found(record) {
  if (!record) throw new Error("没有这个案件，或者所选身份无权查看");
  return record;
}

// 向服务器发问：携带所选身份的令牌，并把请求与应答原样放在右边。

import { $ } from "/page/parts.js";

export const given = JSON.parse($("given").textContent);

/** 谁在看，看什么；turn 是第几次换页，迟到的应答不再显示。 */
export const state = { desk: given.desks[0] ?? null, view: "worklist", caseId: null, revision: 0, turn: 0 };

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

/** 一个请求；连不上或者说不通时，说明为什么。 */
export async function send(path, init = {}) {
  const headers = {
    "Content-Type": "application/json",
    Accept: path === "/graphql" ? "application/graphql-response+json" : "application/json",
    Authorization: `Bearer ${state.desk?.token ?? ""}`,
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

/** 一个查询或者一项行为；应答中的错误照样显示，并作为错误抛出。 */
export async function ask(query, variables = {}) {
  const { turn } = state;
  const begun = performance.now();
  const { answer } = await send("/graphql", { method: "POST", body: JSON.stringify({ query, variables }) });
  if (turn !== state.turn) throw new Superseded();
  const values = Object.keys(variables).length ? `\n\n${JSON.stringify(variables, null, 2)}` : "";
  $("sent").textContent = query.trim() + values;
  $("took").textContent = `${Math.round(performance.now() - begun)} 毫秒`;
  $("answered").textContent = JSON.stringify(answer, null, 2);
  accepted(answer);
  return answer.data;
}

/** 应答说不行时，作为错误抛出。 */
export function accepted(answer) {
  if (answer.errors) throw new Error(answer.errors.map(said).join("；"));
}

function said({ message, extensions }) {
  const words = WORDS[extensions?.code];
  return words ? `${words}（${message}）` : message;
}

/** 服务器没有拒绝，也没有这样的记录。 */
export function found(record) {
  if (!record) throw new Error("没有这个案件，或者所选身份无权查看");
  return record;
}

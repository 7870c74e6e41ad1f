// 我的待办：逾期在前，其次按截止日期。

import { Superseded, ask } from "/page/ask.js";
import { due, h, left, nothing, report, seal, table, tell, unfounded, wrong } from "/page/parts.js";

const QUERY = `
query Worklist($after: String) {
  worklist(first: 50, after: $after) {
    totalCount { value capped }
    pageInfo { hasNextPage endCursor }
    nodes {
      caseId caseNumber party kind kindLabel recordKind recordKindLabel
      case { lead { suspect } }
      deadline { rule ruleLabel bound dueDate rawDate outcome outcomeLabel days text citation }
      refusal { taskLabel number errors { message } }
    }
  }
}`;

const TITLES = ["状态", "截止", "事项", "当事人", "依据"];

export async function worklist() {
  const rows = [];
  let page = { pageInfo: { hasNextPage: true, endCursor: null } };
  const further = () => more().catch((error) => { if (!(error instanceof Superseded)) tell(wrong(error.message)); });
  const more = async () => {
    ({ worklist: page } = await ask(QUERY, page.pageInfo.endCursor ? { after: page.pageInfo.endCursor } : {}));
    rows.push(...page.nodes.map(row));
    const { value, capped } = page.totalCount;
    const count = `共 ${value}${capped ? "+" : ""} 项`;
    report(`我的待办，${count}`);
    tell(
      h("h2", {}, "我的待办"),
      rows.length
        ? [h("p", { class: "lead" }, `${count}，逾期在前，其次按截止日期；停止计算的在后。点一项看全案。`), table(TITLES, rows)]
        : nothing("没有待办事项。"),
      page.pageInfo.hasNextPage ? h("button", { type: "button", class: "plain", id: "more", onclick: further }, "更多") : null);
  };
  await more();
}

function row({ caseId, caseNumber, party, case: of, deadline, kind, kindLabel, refusal, recordKind, recordKindLabel }) {
  // 来源失效的措施，规定了解除期限的列为期限，没有规定的单列。
  const told = ["RESTRICTION", "INBOUND"].includes(recordKind);
  const fallen = kind === "UNFOUNDED" || (recordKind === "RESTRICTION" && deadline?.rule === "SHARE_CORRECT");
  const name = party ?? `涉嫌：${of?.lead?.suspect ?? "不明"}`;
  const place = told ? "inbox" : `file/${caseId ?? ""}`;
  const link = h("a", { href: `#${place}` }, name);
  const record = caseId ? "线索，尚未立案" : recordKindLabel;
  // 点在一行的任何地方都可以；选取文字时不跳转。
  const open = () => { if (!getSelection().toString()) location.hash = place; };
  return h("tr", { class: "open", onclick: open },
    h("td", {}, fallen ? unfounded("待解除", deadline ? [deadline] : []) : deadline ? seal(deadline) : ""),
    h("td", { class: "day" }, deadline ? [due(deadline), h("small", {}, left(deadline))] : "—"),
    h("td", {}, refusal ? refused(kindLabel, refusal) : deadline?.ruleLabel ?? kindLabel),
    h("td", {}, link, h("br"), h("small", {}, caseNumber ?? record)),
    h("td", { class: "small" }, deadline?.citation ?? ""));
}

/** 时钟应记而未能记的事项及其原因。 */
function refused(kind, { taskLabel, number, errors }) {
  const why = errors.map(({ message }) => message).join("；");
  return [`${taskLabel}${number ?? ""}`, h("br"), h("small", {}, `${kind}：${why}`)];
}

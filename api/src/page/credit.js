// 我的信用：当事人自己看到的，为何受限、如何解除。有变化时随之更新。

import { ask, bearer, found, state } from "/page/ask.js";
import { watch } from "/page/live.js";
import { h, nothing, report, table, tell, unfounded as lost } from "/page/parts.js";

const QUERY = `
query Credit($subject: SubjectId!) {
  creditView(subject: $subject) {
    party
    inPlainWords
    domains {
      domainLabel active declined notified withdrawn suspended ended unfounded
      measures {
        active agencyName measure { name kindLabel } borneBy { kindLabel number }
        unfounded { standingLabel deadlines { bound outcome days text dueDate rawDate } }
      }
    }
    listings { registerLabel number agencyName enteredOn standingLabel }
    penalties {
      agencyName violationLabel standing { number text fallen }
      publicity { channelLabel stateLabel }
    }
    restorations { sourceLabel sourceNumber windowLabel statusLabel }
    inboundRecords { kindLabel number agencyName title content standingLabel shownSince isShownAsItIs }
  }
}`;

export async function credit() {
  const { desk } = state;
  await follow(desk, bearer(desk).uscc, (view) => {
    report("我的信用");
    tell(h("h2", {}, "我的信用"), lead(view), parts(view));
  });
}

/** 一个主体的信用信息，以某一身份看；先看一次，之后每有变化再看。 */
export async function follow(desk, subject, show) {
  const first = await ask(QUERY, { subject }, desk);
  show(found(first.creditView));
  watch(desk, QUERY, { subject }, first, (data) => show(data.creditView));
}

export const lead = ({ party }) => h("p", { class: "lead" }, `${party ?? "没有记录"}：为何受限、如何解除。由决定和名录随时算出，有变化即更新。`);

/** 信用信息的各个部分。 */
export function parts(view) {
  const part = (title, rows, titles) => (rows.length ? [h("h3", {}, title), table(titles, rows)] : []);
  const plain = view.inPlainWords.map((it) => h("li", {}, it));
  return [
    view.domains.length ? null : nothing("没有限制措施。"),
    part("限制措施", view.domains.map(domain), ["领域", "生效", "情况"]),
    plain.length ? [h("h3", {}, "为何受限、如何解除"), h("ul", { class: "plainly" }, plain)] : null,
    part("名录", view.listings.map(listing), ["状态", "名录", "文号", "机关"]),
    part("行政处罚", view.penalties.map(penalty), ["状态", "文号", "内容", "公示"]),
    part("信用修复", view.restorations.map(restoration), ["状态", "对象", "窗口"]),
    part("其他部门推送的信息", view.inboundRecords.map(inbound), ["状态", "类别", "内容", "公示"]),
  ];
}

const cells = (texts) => h("tr", {}, texts.map((it) => h("td", {}, it)));
const mark = (text, colour) => h("span", { class: `seal ${colour}` }, text);

function domain({ domainLabel, active, declined, notified, withdrawn, suspended, ended, unfounded, measures }) {
  const counts = { 不予实施: declined, 待答复: notified, 通报已撤回: withdrawn, 暂停: suspended, 已终止: ended };
  const others = Object.entries(counts).filter(([, n]) => n).map(([name, n]) => `${name}${n}项`);
  const on = measures.filter((it) => it.active).map((it) => h("div", {},
    `${it.agencyName}：${it.measure.name}（${it.measure.kindLabel}）`,
    h("small", {}, `　来源：${it.borneBy.map((by) => `${by.kindLabel}${by.number}`).join("、")}`)));
  const fallen = measures.flatMap((it) => it.unfounded.map(({ standingLabel, deadlines }) => h("div", {},
    `${it.agencyName}：${it.measure.name}　`, lost(standingLabel, deadlines))));
  const marks = [mark(`${active}项`, active ? "bad" : "good"), unfounded ? mark(`待解除${unfounded}项`, "bad") : null];
  return cells([domainLabel, marks, h("div", {}, on, fallen, h("small", {}, others.join("，")))]);
}

function listing({ registerLabel, number, agencyName, enteredOn, standingLabel }) {
  return cells([mark(standingLabel ?? "尚未列入", standingLabel === "有效" ? "bad" : ""), registerLabel, [number ?? "—", h("br"), h("small", {}, enteredOn ?? "")], agencyName]);
}

function penalty({ agencyName, violationLabel, standing: { number, text, fallen }, publicity }) {
  const shown = publicity.map((it) => h("div", {}, `${it.channelLabel}：${it.stateLabel}`));
  return cells([mark(fallen ? "已失效" : "有效", fallen ? "good" : "bad"), number, [`${violationLabel}：${text}`, h("br"), h("small", {}, agencyName)], h("div", { class: "small" }, shown)]);
}

function restoration({ sourceLabel, sourceNumber, windowLabel, statusLabel }) {
  return cells([mark(statusLabel, "wait"), `${sourceLabel}${sourceNumber}`, windowLabel]);
}

function inbound({ kindLabel, number, agencyName, title, content, standingLabel, shownSince, isShownAsItIs }) {
  const shown = shownSince ? `${shownSince}起公示${isShownAsItIs ? "" : "，更正后待重新公示"}` : "尚未公示";
  return cells([mark(standingLabel, ""), [kindLabel, h("br"), h("small", {}, number)], [`${title}：${content}`, h("br"), h("small", {}, agencyName)], h("div", { class: "small" }, shown)]);
}

// 页面的零件：元素、表格、印记，期限怎样说，以及怎样把它们放到页面上。

export const $ = (id) => document.getElementById(id);

/** 元素：h("td", { class: "day" }, "2026-06-30")。文字一律按文字放入，不作标记。 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((it) => it !== null && it !== undefined));
  return element;
}

/** 换上新的内容；键盘停在哪个零件上，换过之后仍停在那里。 */
export function tell(...children) {
  const held = document.activeElement?.id;
  $("told").replaceChildren(...children.flat(3).filter((it) => it !== null && it !== undefined));
  if (held && document.activeElement?.id !== held) $(held)?.focus({ preventScroll: true });
}

/** 一句话的通报，读屏软件会读出来。 */
export function report(text) {
  $("status").textContent = text;
}

export const nothing = (text) => h("p", { class: "nothing" }, text);
export const wrong = (text) => h("p", { class: "wrong", role: "alert" }, text);

export function table(titles, rows) {
  return h("div", { class: "scroll" },
    h("table", {},
      h("thead", {}, h("tr", {}, titles.map((it) => h("th", { scope: "col" }, it)))),
      h("tbody", {}, rows)));
}

export const day = (moment) => (moment ? moment.slice(0, 10) : "—");
export const minute = (moment) => `${moment.slice(0, 10)} ${moment.slice(11, 16)}`;

const COLOURS = { OPEN: "run", PAUSED: "wait", MET: "good", MET_LATE: "bad", OVERDUE: "bad", STATED_IN_TIME: "wait", UNDETERMINED: "wait" };

export function seal(deadline) {
  return h("span", { class: `seal ${COLOURS[deadline.outcome] ?? ""}` }, deadline.outcomeLabel);
}

/** 来源失效、实施机关尚未解除的措施：红色，附解除的期限（没有规定期限的，应当解除）。 */
export function unfounded(label, limits) {
  const [limit] = limits;
  const until = limit ? [`限${due(limit)}前解除`, left(limit)].filter(Boolean).join("，") : "应当解除";
  return [h("span", { class: "seal bad" }, label), h("small", {}, `　${until}`)];
}

/** 机关自己的期限按计算所得之日提醒，当事人的按顺延后之日届满。 */
export function due(deadline) {
  const on = deadline.bound === "AGENCY" ? deadline.rawDate : deadline.dueDate;
  return on ?? deadline.rawDate ?? (deadline.outcome === "PAUSED" ? "—" : "待定");
}

/** 还有几日，或已逾期几日。 */
export function left({ outcome, days, text }) {
  if (outcome === "OVERDUE") return `逾期${days}日`;
  if (outcome === "PAUSED" || outcome === "UNDETERMINED") return text;
  if (outcome !== "OPEN") return "";
  return ["今日到期", "明日到期"][days] ?? `还有${days}日`;
}

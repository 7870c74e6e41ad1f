// Says what holds and what doesn't, and remembers whether all held.

let failures = 0;

export function check(what, holds, detail = '') {
  if (!holds) failures += 1;
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${holds || detail === '' ? '' : `: ${detail}`}`);
}

export function same(what, found, expected) {
  const [left, right] = [JSON.stringify(found), JSON.stringify(expected)];
  check(what, left === right, `${left} instead of ${right}`);
}

export function finish() {
  process.exit(failures === 0 ? 0 : 1);
}

/** The first `count` results of an async iterator; fails when they don't come in time. */
export async function first(count, results, millis = 5_000) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${millis} ms`)), millis).unref();
  });
  const found = [];
  while (found.length < count) {
    const { value, done } = await Promise.race([results.next(), late]);
    if (done) break;
    found.push(value);
  }
  await results.return?.();
  return found;
}

/** What the scripts ask. Each can be replaced by a variable, to drive another schema. */
export const asked = {
  query: process.env.ANJUAN_QUERY ?? '{ __typename }',
  subscription: process.env.ANJUAN_SUBSCRIPTION ?? 'subscription { worklistChanged { __typename } }',
  // what makes the subscription speak, as { "path": "/…", "body": {…} }, if it doesn't by itself
  provocation: process.env.ANJUAN_PROVOCATION,
};

/** Sends the provocation, where there is one, once the subscription can have begun. */
export function provoke(origin, token) {
  if (!asked.provocation) return;
  const { path, body } = JSON.parse(asked.provocation);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  setTimeout(() => fetch(new URL(path, origin), { method: 'POST', headers, body: JSON.stringify(body) }), 500);
}

// node ws.mjs http://127.0.0.1:8080 TOKEN: the graphql-ws client, and what breaks its protocol.

import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { asked, check, finish, first, provoke, same } from './check.mjs';

const [origin, token] = process.argv.slice(2);
const url = `${origin.replace(/^http/, 'ws')}/graphql/ws`;
const PROTOCOL = 'graphql-transport-ws';
const init = { type: 'connection_init', payload: { token } };
const subscribe = (query) => ({ type: 'subscribe', id: '1', payload: { query } });

/** Says `messages` and returns the code with which the server closes. */
function closed(messages, protocol = PROTOCOL, millis = 5_000) {
  return new Promise((resolve) => {
    const socket = protocol ? new WebSocket(url, protocol) : new WebSocket(url);
    const timer = setTimeout(() => {
      socket.terminate();
      resolve('still open');
    }, millis);
    socket.on('open', () => {
      for (const it of messages) socket.send(typeof it === 'string' ? it : JSON.stringify(it));
    });
    socket.on('error', (error) => resolve(error.message));
    socket.on('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

async function client() {
  const connect = (connectionParams) =>
    createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams });
  const own = connect({ token });
  const [answer] = await first(1, own.iterate({ query: asked.query }));
  check('a query is answered', answer?.data && !answer.errors, JSON.stringify(answer));
  provoke(origin, token);
  const [changed] = await first(1, own.iterate({ query: asked.subscription }));
  check('a subscription speaks', changed?.data && !changed.errors, JSON.stringify(changed));
  const refused = await first(1, own.iterate({ query: 'subscription { nope }' })).catch((it) => it);
  check('what can not begin is an error', Array.isArray(refused) && refused[0]?.message !== undefined);
  await own.dispose();

  const header = connect({ Authorization: `Bearer ${token}` });
  const [again] = await first(1, header.iterate({ query: asked.query }));
  check('the token may come as a header would', again?.data, JSON.stringify(again));
  await header.dispose();
}

async function breaches() {
  const cases = [
    ['subscribing before saying who one is', 4401, [subscribe(asked.query)]],
    ['no token', 4403, [{ type: 'connection_init' }]],
    ['a forged token', 4403, [{ type: 'connection_init', payload: { token: 'forged' } }]],
    ['saying twice who one is', 4429, [init, init]],
    ['the same id twice', 4409, [init, subscribe(asked.subscription), subscribe(asked.subscription)]],
    ['not a message', 4400, ['not json']],
    ['no protocol', 4406, [], null],
    ['saying nothing', 4408, []],
    ['not answering pings', 4499, [init], PROTOCOL, 30_000],
  ];
  const codes = await Promise.all(
    cases.map(([, , messages, protocol, millis]) => closed(messages, protocol, millis)),
  );
  cases.forEach(([what, expected], n) => same(`${what} closes with ${expected}`, codes[n], expected));
}

await client();
await breaches();
finish();

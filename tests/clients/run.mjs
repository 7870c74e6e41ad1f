// Starts the program on an empty folder, drives it with other people's clients, and stops it.
// ANJUAN_BIN is the program (default: the debug build); ANJUAN_SERVE are further flags of `serve`.
// A handler is enrolled first, so that there is somebody whose worklist can change.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import WebSocket from 'ws';

const here = fileURLToPath(new URL('.', import.meta.url));
const program = process.env.ANJUAN_BIN ?? join(here, '../../target/debug/anjuan');
const flags = (process.env.ANJUAN_SERVE ?? '').split(' ').filter(Boolean);
const data = mkdtempSync(join(tmpdir(), 'anjuan-clients-'));
const listen = `127.0.0.1:${await freePort()}`;
const origin = `http://${listen}`;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function ready(server) {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline && server.exitCode === null) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Error(`${program} is not ready`);
}

const handler = ['--person', 'P-0001', '--agency', 'SC_AMR', '--role', 'HANDLER'];

function anjuan(command, ...flags) {
  const done = spawnSync(program, [command, '--data', data, ...flags], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} failed: ${done.stderr}`);
  return done.stdout.trim();
}

async function script(name, token) {
  console.log(`\n# ${name}`);
  const child = spawn(process.execPath, [join(here, name), origin, token], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0;
}

/** Stops the program while a socket is open: the socket is asked to come back, the exit is clean. */
async function stops(server, token) {
  console.log('\n# stop');
  const socket = new WebSocket(`ws://${listen}/graphql/ws`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }));
  await once(socket, 'message');
  const closed = once(socket, 'close');
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  const [close] = await closed;
  const [code] = await exited;
  console.log(`the socket closed with ${close}, the program with ${code}`);
  return close === 1012 && code === 0;
}

anjuan('enroll', ...handler, '--name', '李明', '--unit', '综合执法处', '--from', '2022-01-04');
const server = spawn(program, ['serve', '--data', data, '--listen', listen, ...flags], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
let held = true;
try {
  await ready(server);
  const token = anjuan('token', ...handler);
  for (const name of ['audits.mjs', 'ws.mjs', 'sse.mjs']) held = (await script(name, token)) && held;
  held = (await stops(server, token)) && held;
} catch (error) {
  console.error(error.message);
  held = false;
} finally {
  server.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
}
process.exit(held ? 0 : 1);

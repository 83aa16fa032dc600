import {createServer, type Server} from 'node:https';
import type {AddressInfo} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import {afterEach, beforeAll, describe, expect, it} from 'vitest';
import {KubeRestWatches} from '../../src/adapters/kube/kube-rest-watches.js';
import {createSelfSigned} from '../fixtures/create-self-signed.js';

type Stream = (write: (event: object | string) => void, end: (how?: 'reset') => void) => void;

let identity: {readonly cert: string; readonly key: string};
let server: Server | undefined;
const abort = {current: new AbortController()};

/** An API server whose lists have the version of the turn, and whose watches are the given streams, one after the other. */
async function serve(streams: readonly Stream[], refusal?: number) {
  const asked: string[] = [];
  let lists = 0;
  const started = createServer(identity, ({url = ''}, answer) => {
    asked.push(url.replace(/^.*resourceVersion=(\d+).*$/, 'watch from $1').replace(/\?limit.*$/, ''));
    if (url === '/api/v1')
      return void answer.end(JSON.stringify({resources: [{name: 'pods', kind: 'Pod', namespaced: true}]}));
    if (refusal !== undefined)
      return void answer.writeHead(refusal).end(JSON.stringify({message: 'pods is forbidden', code: refusal}));
    if (!url.includes('watch=true'))
      return void answer.end(JSON.stringify({items: [], metadata: {resourceVersion: String(++lists * 100)}}));
    const stream = streams[asked.filter((line) => line.startsWith('watch')).length - 1];
    answer.writeHead(200);
    answer.flushHeaders();
    stream?.(
      (event) => void answer.write(typeof event === 'string' ? `${event}\n` : `${JSON.stringify(event)}\n`),
      (how) => (how === 'reset' ? answer.destroy() : answer.end()),
    );
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const {port} = started.address() as AddressInfo;
  const target = {endpoint: `https://127.0.0.1:${port}`, caCertificate: '', isUnverified: true};
  let changes = 0;
  const pods = {apiVersion: 'v1', kind: 'Pod'};
  const following = KubeRestWatches(async () => ({token: 'none'})).follow(
    target,
    pods,
    () => changes++,
    abort.current.signal,
  );
  following.catch(() => undefined);
  return {asked, following, changes: () => changes};
}

const change = (version: number, type = 'MODIFIED') => ({
  type,
  object: {metadata: {resourceVersion: String(version)}},
});

describe('a watch', () => {
  beforeAll(async () => {
    identity = await createSelfSigned('kubernetes');
  });
  afterEach(() => {
    abort.current.abort();
    abort.current = new AbortController();
    server?.closeAllConnections();
    server?.close();
  });

  it('tells changes, and not the bookmarks between them', async () => {
    const {changes, asked} = await serve([
      (write) => {
        write(change(101));
        write(change(102, 'BOOKMARK'));
        write(change(103, 'DELETED'));
      },
    ]);
    await expect.poll(changes).toBe(2);
    expect(asked).toEqual(['/api/v1', '/api/v1/pods', 'watch from 100']);
  });

  it('goes on from what it heard last, whether a stream ends or breaks', async () => {
    const {changes, asked} = await serve([
      (write, end) => {
        write(change(105));
        write(change(110, 'BOOKMARK'));
        end();
      },
      (write, end) => {
        write(change(120));
        setTimeout(() => end('reset'), 20);
      },
      (write) => write(change(121)),
    ]);
    await expect.poll(changes, {timeout: 10_000}).toBe(3);
    expect(asked.slice(2)).toEqual(['watch from 100', 'watch from 110', 'watch from 120']);
  });

  it('begins again where the server no longer knows, and says that something may have been missed', async () => {
    const {changes, asked} = await serve([
      (write, end) => {
        write({type: 'ERROR', object: {code: 410, reason: 'Expired'}});
        end();
      },
      (write) => write(change(201)),
    ]);
    await expect.poll(changes, {timeout: 10_000}).toBe(2);
    expect(asked.slice(1)).toEqual(['/api/v1/pods', 'watch from 100', '/api/v1/pods', 'watch from 200']);
  });

  it('is not upset by words that are no event', async () => {
    const {changes, asked} = await serve([
      (write) => {
        write(change(101));
        setTimeout(() => write('<html>'), 20);
      },
      (write) => write(change(102)),
    ]);
    await expect.poll(changes, {timeout: 10_000}).toBe(2);
    expect(asked.slice(2)).toEqual(['watch from 100', 'watch from 101']);
  });

  it('is given up where it is refused, and ends without a word where it is told to', async () => {
    const refused = await serve([], 403);
    await expect(refused.following).rejects.toThrow('pods is forbidden');
    const {following, asked} = await serve([() => undefined]);
    await expect.poll(() => asked.length).toBe(3);
    abort.current.abort();
    await following;
    await wait(50);
    expect(asked).toHaveLength(3);
  });
});

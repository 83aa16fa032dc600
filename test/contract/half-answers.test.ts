import type {RequestListener, Server} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {afterEach, beforeAll, describe, expect, it} from 'vitest';
import {KubeRest} from '../../src/adapters/kube/kube-rest.js';
import {doctorChecks} from '../../src/checks/doctor-checks.js';
import {collectFactSet} from '../../src/cli/collect-fact-set.js';
import {createPorts} from '../../src/cli/create-ports.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import type {Finding} from '../../src/model/finding.js';
import {createSelfSigned} from '../fixtures/create-self-signed.js';

const limitMs = 2_000;
const version = JSON.stringify({major: '1', minor: '27', gitVersion: 'v1.27.7'});
let identity: {readonly cert: string; readonly key: string};
let server: Server | undefined;

async function look(answer: RequestListener, {isClosed = false} = {}) {
  const started = createServer(identity, answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const {port} = started.address() as AddressInfo;
  if (isClosed) await new Promise((resolve) => started.close(resolve));
  const directory = join(tmpdir(), 'shakinstall-half-answers');
  const {operator} = createPorts({
    environment: {resolvers: ['127.0.0.1:9']},
    stateDirectory: directory,
    configPath: join(directory, 'shakinstall.yaml'),
    keyFile: '',
  });
  const target = {endpoint: `https://127.0.0.1:${port}`, caCertificate: '', isUnverified: true};
  const ports = {...operator, kube: KubeRest(async () => ({token: 'none'}))};
  const begunAt = performance.now();
  const checks = doctorChecks.filter(({scope}) => scope === 'cluster');
  const {findings} = judgeFactSet(checks, await collectFactSet({ports, target}, checks, {limitMs}));
  return {findings, tookMs: performance.now() - begunAt};
}

const rootsOf = (findings: readonly Finding[]) => [
  ...new Set(findings.filter(({verdict, because}) => verdict === 'unknown' && because === undefined).map(({id}) => id)),
];
const greens = (findings: readonly Finding[]) => findings.filter(({verdict}) => verdict === 'pass').map(({id}) => id);

describe('the doctor of an API server that', () => {
  beforeAll(async () => {
    identity = await createSelfSigned('kubernetes');
  });

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it('takes connections and never answers, says so within its deadline', async () => {
    const {findings, tookMs} = await look(() => undefined);
    expect(rootsOf(findings)).toEqual(['control-plane/api-server-answers']);
    expect(greens(findings)).toEqual([]);
    expect(findings.find(({id}) => id === 'control-plane/api-server-answers')?.observed).toContain(
      'no answer within 2 s',
    );
    expect(tookMs).toBeLessThan(limitMs + 2_000);
  });

  it('is not there, fails: nobody is known to be well', async () => {
    const {findings} = await look(() => undefined, {isClosed: true});
    const [root, ...others] = findings.filter(({verdict}) => verdict === 'fail');
    expect([root?.id, others]).toEqual(['control-plane/api-server-answers', []]);
    expect(root?.observed).toMatch(/cannot be reached from here: .*ECONNREFUSED.*not known/);
    expect(greens(findings)).toEqual([]);
  });

  it('ends in the middle of each answer, says so', async () => {
    const {findings} = await look((_request, response) => {
      response.writeHead(200, {'content-type': 'application/json', 'content-length': version.length});
      response.write(version.slice(0, 20), () => response.destroy());
    });
    expect(rootsOf(findings)).toEqual(['control-plane/api-server-answers']);
    expect(greens(findings)).toEqual([]);
  });

  it('is not one, but a proxy with a page of its own, is not believed', async () => {
    const {findings} = await look((_request, response) => {
      response.writeHead(200, {'content-type': 'text/html'});
      response.end('<html><body>Sign in to the corporate network</body></html>');
    });
    expect(rootsOf(findings)).toEqual(['control-plane/api-server-answers']);
    expect(findings.find(({id}) => id === 'control-plane/api-server-answers')?.observed).toContain('corporate network');
    expect(greens(findings)).toEqual([]);
  });

  it('tells its version and nothing else, is unknown in everything else', async () => {
    const {findings, tookMs} = await look((request, response) => {
      if (request.url === '/version') response.end(version);
    });
    expect(greens(findings)).toEqual([]);
    expect(rootsOf(findings)).toContain('control-plane/api-server-answers');
    expect(tookMs).toBeLessThan(limitMs + 2_000);
  });

  it('answers every other request, has that for its root', async () => {
    let count = 0;
    const {findings} = await look((request, response) => {
      if (++count % 2 === 0) return response.destroy();
      if (request.url === '/version') return response.end(version);
      response.writeHead(403, {'content-type': 'application/json'});
      response.end(JSON.stringify({kind: 'Status', message: 'forbidden', reason: 'Forbidden', code: 403}));
    });
    expect(findings.find(({id}) => id === 'control-plane/answers-each-time')).toMatchObject({verdict: 'warn'});
    const silent = findings.filter(({obstacle}) => obstacle?.kind === 'answer');
    expect(silent.filter(({because}) => because !== 'control-plane/answers-each-time')).toEqual([]);
  });

  it('answers slowly, is called slow', async () => {
    const {findings} = await look(async (request, response) => {
      await wait(request.url === '/version' ? 0 : 900);
      if (request.url === '/version') return response.end(version);
      response.writeHead(404, {'content-type': 'application/json'});
      response.end(JSON.stringify({kind: 'Status', message: 'not found', code: 404}));
    });
    // Half a minute is scaled down to two seconds here: that what is asked takes too long for it is what is seen.
    expect(rootsOf(findings)).toContain('control-plane/api-server-answers');
    expect(greens(findings)).toEqual([]);
  });
});

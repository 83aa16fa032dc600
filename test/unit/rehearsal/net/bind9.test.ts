import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import type {DecodedPacket} from 'dns-packet';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type DnsServer, serveDns} from '../../../../src/rehearsal/net/serve-dns.js';
import {createFakeCloud} from '../controllers/fake-cloud-side.js';
import {askTcp, askUdp} from './ask-dns.js';

const cloud = createFakeCloud();
cloud.records.set('example.com', [
  {type: 'SOA', data: 'ns.example.com. hostmaster.example.com. 1 21600 3600 259200 300'},
  {type: 'NS', data: 'ns.example.com.'},
]);
cloud.records.set('demo.example.com', [{type: 'A', data: '34.1.2.3'}]);
cloud.records.set('www.example.com', [{type: 'CNAME', data: 'demo.example.com.'}]);
cloud.records.set('_acme-challenge.example.com', [{type: 'TXT', data: '"abc"'}]);
cloud.records.set(
  'many.example.com',
  Array.from({length: 60}, (_, index) => ({type: 'A' as const, data: `34.1.3.${index}`})),
);

let server: DnsServer;
beforeAll(async () => {
  server = await serveDns(() => cloud);
});
afterAll(() => server.close());

describe('a long answer', () => {
  it('is cut off over UDP, and says so, but for those who take more', async () => {
    const cut = await askUdp(server.port, 'many.example.com', 'A');
    expect([cut.flag_tc, cut.answers?.length, cut.additionals?.length]).toEqual([true, 0, 0]);
    const whole = await askUdp(server.port, 'many.example.com', 'A', 4096);
    expect([whole.flag_tc, whole.answers?.length, whole.additionals?.[0]?.type]).toEqual([false, 60, 'OPT']);
  });

  it('comes whole over TCP', async () => {
    const {flag_tc, answers} = await askTcp(server.port, 'many.example.com', 'A');
    expect([flag_tc, answers?.length]).toEqual([false, 60]);
  });
});

const hasBind = spawnSync('named', ['-V']).status === 0;
if (!hasBind) console.warn('skipped: named of bind9 is not installed');

function drawPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const {port} = probe.address() as {port: number};
      probe.close(() => resolve(port));
    });
  });
}

/** What two servers must agree on: lifetimes run down in a cache, and its order is its own. */
const comparable = ({rcode, answers = [], authorities = []}: DecodedPacket & {rcode?: string}) => ({
  rcode,
  answers: answers.map((record) => [record.type, record.name, 'data' in record && String(record.data)]).sort(),
  soa: authorities.filter(({type}) => type === 'SOA').map(({name}) => name),
});

describe.skipIf(!hasBind)('bind9 before the DNS of the world', () => {
  let named: ChildProcess;
  let port: number;
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-bind-'));
  beforeAll(async () => {
    port = await drawPort();
    const config = join(directory, 'named.conf');
    writeFileSync(
      config,
      `options { directory "${directory}"; pid-file none; session-keyfile none; listen-on port ${port} { 127.0.0.1; };
        listen-on-v6 { none; }; recursion yes; allow-query { 127.0.0.1; }; dnssec-validation no; empty-zones-enable no;
        forward only; forwarders { 127.0.0.1 port ${server.port}; }; };
      controls { };\n`,
    );
    named = spawn('named', ['-g', '-4', '-c', config], {stdio: 'ignore'});
    for (let tries = 0; tries < 50; tries++) {
      if (await askUdp(port, 'demo.example.com', 'A').catch(() => undefined)) return;
      await wait(100);
    }
    throw new Error('named does not answer');
  }, 30_000);
  afterAll(() => {
    named.kill();
    rmSync(directory, {recursive: true, force: true});
  });

  it.each([
    ['demo.example.com', 'A'],
    ['www.example.com', 'A'],
    ['www.example.com', 'CNAME'],
    ['_acme-challenge.example.com', 'TXT'],
    ['example.com', 'NS'],
    ['many.example.com', 'A'],
    ['nothing.example.com', 'A'],
    ['demo.example.com', 'TXT'],
  ])('hands on %s %s as it is', async (name, type) => {
    const own = comparable(await askTcp(server.port, name, type));
    expect(comparable(await askTcp(port, name, type))).toEqual(own);
    expect(comparable(await askUdp(port, name, type, 4096))).toEqual(own);
  });
});

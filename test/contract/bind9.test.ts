import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {DnsResolver} from '../../src/adapters/dns/dns-resolver.js';
import {askAddress} from '../../src/checks/probes/address-answer.js';
import {findDelegation, findEnclosingZone} from '../../src/checks/probes/find-delegation.js';
import type {Resolver} from '../../src/model/ports/resolver.js';
import {findFreePort} from '../fixtures/free-port.js';

const hasBind = spawnSync('named', ['-v']).status === 0;
if (!hasBind) process.stderr.write('bind9.test: skipped, as there is no named (apt-get install bind9)\n');

const soa = (negative: number) =>
  `$TTL 300\n@ IN SOA ns hostmaster 1 3600 600 86400 ${negative}\n@ IN NS ns\nns IN A 127.0.0.1\n`;
const long = Array.from({length: 12}, (_, index) => `long IN TXT "${String(index).padStart(200, 'x')}"`).join('\n');

const parentZone = `${soa(900)}corp IN NS ns.corp\nns.corp IN A 127.0.0.3\nlost IN NS ns.nowhere.invalid.\n`;
const childZone = `${soa(120)}
platform IN A 192.0.2.10
*.platform IN A 192.0.2.10
www IN CNAME platform
@ IN CAA 0 issue "letsencrypt.org"
${long}
`;
const bogusZone = `${soa(60)}@ IN A 192.0.2.66\n`;

/** A trust anchor for a zone that is not signed at all: whoever validates finds it bogus. */
const anchor = `trust-anchors { "bogus.test." static-ds 12345 8 2 "${'AB'.repeat(32)}"; };`;

describe.skipIf(!hasBind)('DNS as bind9 speaks it', () => {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-bind9-'));
  const servers: ChildProcess[] = [];
  let ports: {readonly parent: number; readonly child: number; readonly recursive: number};
  /** All servers are on loopback with ports of their own; the addresses that zones name stand for these. */
  let resolver: Resolver;

  async function startNamed(name: string, port: number, zones: string, options = 'recursion no;'): Promise<void> {
    const home = join(directory, name);
    mkdirSync(home, {recursive: true});
    const config = `options { directory "${home}"; pid-file none; session-keyfile none; managed-keys-directory "${home}";
      listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; allow-query { any; }; ${options} };
      controls { };\n${zones}`;
    writeFileSync(join(home, 'named.conf'), config);
    servers.push(spawn('named', ['-g', '-n', '1', '-c', join(home, 'named.conf')], {stdio: 'ignore'}));
    const probe = DnsResolver({});
    for (let turn = 0; turn < 100; turn++) {
      try {
        await probe.ask({name: 'test', type: 'SOA', server: `127.0.0.1:${port}`});
        return;
      } catch {
        await wait(100);
      }
    }
    throw new Error(`named ${name} does not answer`);
  }

  const zone = (name: string, text: string) => {
    const path = join(directory, `${name}.zone`);
    writeFileSync(path, text);
    return `zone "${name}" { type primary; file "${path}"; };\n`;
  };

  beforeAll(async () => {
    ports = {parent: await findFreePort(), child: await findFreePort(), recursive: await findFreePort()};
    const forward = (name: string, port: number) =>
      `zone "${name}" { type forward; forward only; forwarders { 127.0.0.1 port ${port}; }; };\n`;
    await startNamed('parent', ports.parent, zone('test', parentZone));
    await startNamed('child', ports.child, zone('corp.test', childZone) + zone('bogus.test', bogusZone));
    await startNamed(
      'recursive',
      ports.recursive,
      forward('test', ports.parent) + forward('corp.test', ports.child) + forward('bogus.test', ports.child) + anchor,
      'recursion yes; dnssec-validation yes;',
    );
    const inner = DnsResolver({resolvers: [`127.0.0.1:${ports.recursive}`]});
    const at: Readonly<Record<string, string>> = {
      '127.0.0.1': `127.0.0.1:${ports.parent}`,
      '127.0.0.3': `127.0.0.1:${ports.child}`,
    };
    resolver = {
      ...inner,
      ask: (question) =>
        inner.ask(
          question.server === undefined ? question : {...question, server: at[question.server] ?? question.server},
        ),
    };
  }, 60_000);

  afterAll(() => {
    for (const server of servers) server.kill();
    rmSync(directory, {recursive: true, force: true});
  });

  it('is followed from the parent’s referral to the zone', async () => {
    expect(await findDelegation(resolver, 'corp.test')).toEqual({
      zone: 'corp.test',
      parent: 'test',
      asked: 'ns.test',
      rcode: 'NOERROR',
      servers: ['ns.corp.test'],
    });
    expect((await findDelegation(resolver, 'lost.test')).servers).toEqual(['ns.nowhere.invalid']);
    expect(await findDelegation(resolver, 'absent.test')).toMatchObject({rcode: 'NXDOMAIN', servers: []});
    expect(await findEnclosingZone(resolver, 'a.b.platform.corp.test')).toBe('corp.test');
  });

  it('tells whoever speaks for a zone from whoever refers or repeats', async () => {
    const own = await askAddress(resolver, 'child', {name: 'platform.corp.test', type: 'A', server: '127.0.0.3'});
    expect(own).toMatchObject({isAuthoritative: true, addresses: ['192.0.2.10'], ttl: 300, rcode: 'NOERROR'});
    const above = await askAddress(resolver, 'parent', {name: 'platform.corp.test', type: 'A', server: '127.0.0.1'});
    expect(above).toMatchObject({isAuthoritative: false, addresses: []});
  });

  it('answers wildcards, aliases and CAA', async () => {
    const ask = (name: string) => askAddress(resolver, 'child', {name, type: 'A', server: '127.0.0.3'});
    expect((await ask('any.platform.corp.test')).addresses).toEqual(['192.0.2.10']);
    expect(await ask('www.corp.test')).toMatchObject({alias: 'platform.corp.test', addresses: ['192.0.2.10']});
    const {answers} = await resolver.ask({name: 'corp.test', type: 'CAA', server: '127.0.0.3'});
    expect(answers.map(({data}) => data)).toEqual(['0 issue "letsencrypt.org"']);
  });

  it('says for how long a denial may be kept', async () => {
    const denied = await askAddress(resolver, 'recursive', {name: 'absent.corp.test', type: 'A'});
    expect(denied).toMatchObject({rcode: 'NXDOMAIN', addresses: []});
    expect(denied.ttl).toBeGreaterThan(100);
    expect(denied.ttl).toBeLessThanOrEqual(120);
  });

  it('is asked again by TCP where an answer does not fit', async () => {
    const {answers} = await resolver.ask({name: 'long.corp.test', type: 'TXT', server: '127.0.0.3'});
    expect(answers).toHaveLength(12);
  });

  it('tells signatures that do not hold from a server that fails', async () => {
    const bogus = await askAddress(resolver, 'recursive', {name: 'bogus.test', type: 'A'});
    expect(bogus).toMatchObject({rcode: 'SERVFAIL', isBogus: true});
    expect((await askAddress(resolver, 'recursive', {name: 'platform.corp.test', type: 'A'})).isBogus).toBe(false);
  });

  it('is silent where nobody listens, and that is not a denial', async () => {
    const server = `127.0.0.1:${await findFreePort()}`;
    expect(await askAddress(resolver, 'none', {name: 'corp.test', type: 'A', server})).toMatchObject({rcode: 'none'});
    await expect(resolver.ask({name: 'corp.test', type: 'A', server})).rejects.toMatchObject({kind: 'unavailable'});
  });
});

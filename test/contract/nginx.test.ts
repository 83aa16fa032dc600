import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {webcrypto} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {OutsideConnections} from '../../src/adapters/web/outside-connections.js';
import {findCertificateProblems} from '../../src/checks/road/certificate-served.js';
import {findFreePort} from '../fixtures/free-port.js';

const hasNginx = spawnSync('nginx', ['-v']).status === 0;
if (!hasNginx) process.stderr.write('nginx.test: skipped, as there is no nginx (apt-get install nginx)\n');

const host = 'platform.corp.test';
const dayMs = 86_400_000;
const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

interface Pair {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

async function sign(name: string, issuer: Pair | undefined, days: number, isAuthority = false): Promise<Pair> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date(Date.now() - 90 * dayMs),
    notAfter: new Date(Date.now() + days * dayMs),
    publicKey: keys.publicKey as never,
    signingKey: (issuer?.keys ?? keys).privateKey as never,
    signingAlgorithm: algorithm,
    extensions: isAuthority
      ? [new BasicConstraintsExtension(true, undefined, true)]
      : [new SubjectAlternativeNameExtension([{type: 'dns', value: name}])],
  });
  return {certificate, keys};
}

describe.skipIf(!hasNginx)('TLS as nginx shows it', () => {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-nginx-'));
  const ports: Record<string, number> = {};
  const connections = OutsideConnections({caBundle: undefined});
  let trusting = connections;
  let server: ChildProcess;

  beforeAll(async () => {
    cryptoProvider.set(webcrypto as never);
    const root = await sign('Test Root', undefined, 3650, true);
    const middle = await sign('Test Intermediate', root, 3650, true);
    const good = await sign(host, middle, 80);
    const expired = await sign(host, middle, -1);
    const other = await sign('other.corp.test', middle, 80);
    const alone = await sign(host, undefined, 80);
    const strange = await sign('Strange Root', undefined, 3650, true);
    const stray = await sign(host, strange, 80);
    const sites: Readonly<Record<string, {chain: readonly Pair[]; extra?: string}>> = {
      good: {chain: [good, middle]},
      expired: {chain: [expired, middle]},
      other: {chain: [other, middle]},
      headless: {chain: [good]},
      alone: {chain: [alone]},
      stray: {chain: [stray, strange]},
      // OpenSSL signs nothing with SHA-1, as these protocols want, at its usual level.
      old: {chain: [good, middle], extra: 'ssl_protocols TLSv1; ssl_ciphers DEFAULT@SECLEVEL=0;'},
    };
    mkdirSync(join(directory, 'logs'));
    const blocks = await Promise.all(
      Object.entries(sites).map(async ([name, {chain, extra = ''}]) => {
        const port = await findFreePort();
        ports[name] = port;
        const key = await webcrypto.subtle.exportKey('pkcs8', chain[0]!.keys.privateKey);
        writeFileSync(join(directory, `${name}.key`), PemConverter.encode(key, 'PRIVATE KEY'));
        writeFileSync(
          join(directory, `${name}.pem`),
          chain.map(({certificate}) => certificate.toString('pem')).join('\n'),
        );
        return `server { listen 127.0.0.1:${port} ssl; ${extra} ssl_certificate ${directory}/${name}.pem; ssl_certificate_key ${directory}/${name}.key; return 200; }`;
      }),
    );
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `${kind}_temp_path ${directory}/${kind};`)
      .join(' ');
    writeFileSync(
      join(directory, 'nginx.conf'),
      `daemon off; master_process off; pid ${directory}/nginx.pid; error_log ${directory}/logs/error.log; events {}
       http { access_log off; ${temporary} ${blocks.join('\n')} }`,
    );
    writeFileSync(join(directory, 'ca.pem'), root.certificate.toString('pem'));
    trusting = OutsideConnections({caBundle: join(directory, 'ca.pem')});
    server = spawn(
      'nginx',
      ['-p', directory, '-c', join(directory, 'nginx.conf'), '-e', join(directory, 'logs', 'error.log')],
      {
        stdio: 'ignore',
      },
    );
    for (let turn = 0; turn < 100; turn++) {
      if ((await connections.tryPort('127.0.0.1', ports.good!)).state === 'open') return;
      await wait(50);
    }
    throw new Error('nginx does not answer');
  }, 60_000);

  afterAll(() => {
    server?.kill();
    rmSync(directory, {recursive: true, force: true});
  });

  async function judge(site: string): Promise<readonly string[]> {
    const shown = await trusting.inspectTls('127.0.0.1', ports[site]!, host);
    if (shown.state !== 'shaken') return [`${shown.state}: ${shown.message}`];
    return findCertificateProblems(shown, host, Date.now());
  }

  it('has nothing to be said against it where all is well', async () => {
    expect(await judge('good')).toEqual([]);
  });

  it('is seen to have expired', async () => {
    expect(await judge('expired')).toEqual([expect.stringContaining(`${host} expired on`)]);
  });

  it('is seen to be for another name', async () => {
    expect(await judge('other')).toEqual([`it holds for other.corp.test, and not for ${host}`]);
  });

  it('is seen to leave the intermediate out', async () => {
    expect(await judge('headless')).toEqual(['the intermediate certificate is not sent along']);
  });

  it('is seen to vouch for itself', async () => {
    expect(await judge('alone')).toEqual(['it vouches for itself: nobody else trusts it']);
  });

  it('is seen to come from an authority that nobody knows', async () => {
    expect(await judge('stray')).toEqual(['its authority is not one that browsers know']);
  });

  it('is seen to speak TLS 1.0 alone', async () => {
    expect(await judge('old')).toEqual(['nothing newer than TLSv1 is spoken']);
  });

  it('is told from a port on which nobody listens', async () => {
    const port = await findFreePort();
    expect(await connections.inspectTls('127.0.0.1', port, host)).toMatchObject({state: 'refused'});
    expect(await connections.tryPort('127.0.0.1', port)).toMatchObject({state: 'refused'});
  });
});

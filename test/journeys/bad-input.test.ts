import {generateKeyPairSync} from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {delimiter, dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {parse, stringify} from 'yaml';
import {
  createWorkingDirectory,
  type Ended,
  projectRoot,
  type RunOptions,
  removeWorkingDirectory,
  runProgram,
  runShakinstall,
} from './run-shakinstall.js';

const root = createWorkingDirectory();
const rehearsalConfig = readFileSync(join(projectRoot, 'templates/config/rehearsal.yaml'), 'utf8');
let directories = 0;

/** A working directory without a world. */
function createDirectory(): string {
  const path = join(root, `case-${++directories}`);
  mkdirSync(path);
  return path;
}

// biome-ignore lint/suspicious/noExplicitAny: a configuration is changed here in ways that its type forbids.
type Loose = any;

/** The rehearsal's configuration after a change. */
function formatChanged(change: (config: Loose) => void): string {
  const config = parse(rehearsalConfig) as Loose;
  config.release.path = join(projectRoot, 'templates', 'platform');
  change(config);
  return stringify(config);
}

function listDeploymentFiles(state: string): string[] {
  const deployments = join(state, 'deployments');
  if (!existsSync(deployments)) return [];
  return readdirSync(deployments, {recursive: true, encoding: 'utf8'}).filter((path) =>
    /key|journal|values|kubeconfig|secret|lock/.test(path),
  );
}

function expectRefusal(ended: Ended, wanted: {exitCode: number; says: readonly (string | RegExp)[]}): void {
  expect(ended.stderr).not.toMatch(/^\s+at .*\(.*:\d+:\d+\)$/m);
  for (const text of wanted.says) expect(ended.stderr).toMatch(text);
  expect(ended.stderr).toMatch(/SHK_[A-Z]+_E\d{4}/);
  expect(ended.stderr).toMatch(/\btry\b/);
  expect(ended.exitCode).toBe(wanted.exitCode);
}

afterAll(() => removeWorkingDirectory(root), 60_000);
vi.setConfig({testTimeout: 60_000});

describe('a configuration that is wrong', () => {
  const cases: ReadonlyArray<readonly [title: string, text: string | undefined, says: readonly (string | RegExp)[]]> = [
    ['no file', undefined, ['SHK_CONFIG_E0001', 'init --rehearse']],
    ['an empty file', '', ['SHK_CONFIG_E0002']],
    ['malformed YAML', 'project: [unclosed\nlocation: {', ['SHK_CONFIG_E0003', /shakinstall\.yaml:\d+:\d+/]],
    ['another apiVersion', formatChanged((config) => (config.apiVersion = 'shakinstall.dev/v9')), ['SHK_CONFIG_E0006']],
    ['an unknown key', formatChanged((config) => (config.locatoin = 'x')), ['SHK_CONFIG_E0007', 'location']],
    [
      'a bad project id',
      formatChanged((config) => (config.project.id = 'My_Project')),
      ['project.id', 'SHK_CONFIG_E0011'],
    ],
    [
      'a zone of another region',
      formatChanged((config) => (config.disks.conda.zone = 'europe-west1-b')),
      ['SHK_CONFIG_E0015', 'europe-west1-b'],
    ],
    [
      'ranges that overlap',
      formatChanged((config) => {
        config.cluster.podCidr = '10.8.0.0/14';
        config.cluster.serviceCidr = '10.9.0.0/20';
      }),
      ['SHK_CONFIG_E0014'],
    ],
    [
      'no nodes',
      formatChanged((config) => (config.nodePools[0].nodes = 0)),
      ['SHK_CONFIG_E0012', 'nodePools[0].nodes'],
    ],
    ['fewer than no nodes', formatChanged((config) => (config.nodePools[0].nodes = -3)), ['SHK_CONFIG_E0012']],
    [
      'a domain with a scheme',
      formatChanged((config) => (config.domain.fqdn = 'https://platform.rehearsal.example')),
      ['SHK_CONFIG_E0011', 'platform.rehearsal.example'],
    ],
    [
      'a domain outside the zone that is named',
      formatChanged((config) => (config.domain.fqdn = 'platform.elsewhere.example')),
      ['SHK_CONFIG_E0020'],
    ],
    [
      'a secret that is written out',
      formatChanged((config) => (config.git.deployKey = 'ghp_0123456789abcdefghij0123456789abcdef')),
      ['SHK_CONFIG_E0013'],
    ],
  ];

  it.each(cases)('%s', async (_title, text, says) => {
    const cwd = createDirectory();
    if (text !== undefined) writeFileSync(join(cwd, 'shakinstall.yaml'), text);
    const ended = await runShakinstall(['init', '--yes'], {cwd});
    expectRefusal(ended, {exitCode: 2, says});
    expect(ended.stderr).not.toContain('ghp_0123456789');
    expect(readdirSync(cwd).filter((name) => name !== 'shakinstall.yaml')).toEqual([]);
  });

  it('names every mistake at once, each at its place', async () => {
    const cwd = createDirectory();
    const text = formatChanged((config) => {
      config.project.id = 'My_Project';
      config.nodePools[0].nodes = -1;
      config.domain.fqdn = 'https://x';
    });
    writeFileSync(join(cwd, 'shakinstall.yaml'), text);
    const ended = await runShakinstall(['init', '--yes'], {cwd});
    expect(ended.stderr.match(/shakinstall\.yaml:\d+:\d+/g)).toHaveLength(3);
    expect(ended.exitCode).toBe(2);
  });

  it('is told apart from one that cannot be read', async () => {
    const cwd = createDirectory();
    mkdirSync(join(cwd, 'shakinstall.yaml'));
    const ended = await runShakinstall(['init', '--yes'], {cwd});
    expectRefusal(ended, {exitCode: 2, says: ['SHK_CONFIG_E0021']});
  });
});

describe('a release that is wrong', () => {
  const copyRelease = (cwd: string): string => {
    const path = join(cwd, 'release');
    cpSync(join(projectRoot, 'templates', 'platform'), path, {recursive: true});
    return path;
  };
  const run = async (cwd: string, release: string) => {
    writeFileSync(
      join(cwd, 'shakinstall.yaml'),
      formatChanged((config) => (config.release.path = release)),
    );
    return runShakinstall(['init', '--yes'], {cwd});
  };

  it('is not there', async () => {
    const cwd = createDirectory();
    expectRefusal(await run(cwd, './nowhere'), {exitCode: 2, says: ['SHK_RELEASE_E0101', 'nowhere']});
    expect(listDeploymentFiles(join(cwd, '.shakinstall'))).toEqual([]);
  });

  it('has no window of Kubernetes versions', async () => {
    const cwd = createDirectory();
    const release = copyRelease(cwd);
    const file = join(release, 'release.yaml');
    const document = parse(readFileSync(file, 'utf8')) as Loose;
    delete document.kubernetes;
    writeFileSync(file, stringify(document));
    expectRefusal(await run(cwd, release), {exitCode: 2, says: ['kubernetes', /release\.yaml/]});
    expect(listDeploymentFiles(join(cwd, '.shakinstall'))).toEqual([]);
  });

  it('has no chart', async () => {
    const cwd = createDirectory();
    const release = copyRelease(cwd);
    rmSync(join(release, 'Chart.yaml'));
    expectRefusal(await run(cwd, release), {exitCode: 2, says: ['Chart.yaml']});
    expect(listDeploymentFiles(join(cwd, '.shakinstall'))).toEqual([]);
  });
});

describe('a machine that is not ready', () => {
  it('has no credentials: says how to get some and offers the rehearsal, and does not hang', async () => {
    const cwd = createDirectory();
    writeFileSync(
      join(cwd, 'shakinstall.yaml'),
      formatChanged(() => {}),
    );
    const env = {HOME: cwd, CLOUDSDK_CONFIG: join(cwd, 'gcloud'), GOOGLE_APPLICATION_CREDENTIALS: undefined};
    const began = performance.now();
    const ended = await runShakinstall(['init', '--yes'], {cwd, env});
    expectRefusal(ended, {
      exitCode: 3,
      says: ['gcloud auth application-default login', 'shakinstall init --rehearse', 'Nothing was changed'],
    });
    expect(ended.stderr).not.toContain('Warning');
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(listDeploymentFiles(join(cwd, '.shakinstall'))).toEqual([]);
  }, 90_000);

  it('gives a working directory that cannot be written to', async () => {
    const cwd = createDirectory();
    // A file in the directory's place stops root as well, whom a mode does not.
    writeFileSync(join(cwd, '.shakinstall'), '');
    writeFileSync(
      join(cwd, 'shakinstall.yaml'),
      formatChanged(() => {}),
    );
    for (const flags of [['--yes'], ['--yes', '--rehearse']]) {
      const ended = await runShakinstall(['init', ...flags], {cwd});
      expectRefusal(ended, {exitCode: 2, says: ['SHK_RUN_E0703']});
    }
  });
});

describe('what only the world can tell', () => {
  let cwd: string;
  const state = () => join(cwd, '.shakinstall', 'rehearsal');
  const run = (change: (config: Loose) => void, options: Partial<RunOptions> = {}) => {
    writeFileSync(join(cwd, 'changed.yaml'), formatChanged(change));
    return runShakinstall(['init', '--rehearse', '--yes', '--config', 'changed.yaml'], {cwd, ...options});
  };
  /** The program as a package without the development dependency that carries helm. */
  const installWithoutHelm = (): string => {
    const target = join(cwd, 'program');
    const carrier = '@aws-cdk';
    mkdirSync(join(target, 'node_modules'), {recursive: true});
    for (const name of ['bin', 'dist', 'package.json'])
      cpSync(join(projectRoot, name), join(target, name), {recursive: true});
    for (const name of readdirSync(join(projectRoot, 'node_modules')).filter((found) => found !== carrier))
      symlinkSync(join(projectRoot, 'node_modules', name), join(target, 'node_modules', name));
    return join(target, 'bin', 'run.js');
  };
  /** The new world has only what it began with. */
  const expectUntouched = async () => {
    expect(listDeploymentFiles(state())).toEqual([]);
    const environment = JSON.parse(readFileSync(join(state(), 'environment.json'), 'utf8')) as {apiRoot: string};
    const token = readFileSync(join(state(), 'operator-token'), 'utf8').trim();
    const answer = await fetch(`${environment.apiRoot}/v1/projects/shakudo-rehearsal`, {
      headers: {authorization: `Bearer ${token}`},
    });
    expect(answer.status).toBe(403);
  };

  beforeAll(async () => {
    cwd = createDirectory();
    await runShakinstall(['rehearse', 'env'], {cwd});
  }, 120_000);
  afterAll(() => removeWorkingDirectory(cwd), 60_000);

  it('a domain outside the zone', async () => {
    const ended = await run((config) => {
      config.domain.fqdn = 'platform.elsewhere.example';
      delete config.domain.zoneDnsName;
    });
    expectRefusal(ended, {
      exitCode: 3,
      says: ['platform.elsewhere.example', 'rehearsal.example.', 'Nothing was changed'],
    });
    await expectUntouched();
  });

  it('a key file that is not there, one that is encrypted, one that is no key', async () => {
    const {privateKey} = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: {type: 'spki', format: 'pem'},
      privateKeyEncoding: {type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a passphrase'},
    });
    writeFileSync(join(cwd, 'locked'), privateKey);
    writeFileSync(join(cwd, 'text'), 'not a key\n');
    for (const [file, says] of [
      ['nowhere', 'cannot be read'],
      ['locked', 'passphrase'],
      ['text', 'nothing in PEM'],
    ] as const) {
      const ended = await run((config) => (config.git.deployKey = `file:${file}`));
      expectRefusal(ended, {exitCode: 3, says: ['git.deployKey', says, 'Nothing was changed']});
    }
    await expectUntouched();
  }, 90_000);

  it('no helm, or one that is too old', async () => {
    const bin = join(cwd, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'helm'), '#!/bin/sh\necho v3.9.4\n');
    chmodSync(join(bin, 'helm'), 0o755);
    const program = installWithoutHelm();
    const path = [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
    for (const PATH of [path, `${bin}${delimiter}${path}`]) {
      const ended = await run(() => {}, {env: {PATH}, program});
      expectRefusal(ended, {exitCode: 3, says: ['tools/helm-new-enough', '3.10', 'Nothing was changed']});
    }
    await expectUntouched();
  }, 90_000);

  it('credentials that have expired', async () => {
    const file = join(state(), 'operator-token');
    const token = readFileSync(file, 'utf8');
    writeFileSync(file, 'ya29.rehearsal-that-ended\n');
    const ended = await run(() => {});
    writeFileSync(file, token);
    expectRefusal(ended, {exitCode: 3, says: ['gcloud auth application-default login', 'Nothing was changed']});
    expect(ended.stderr).not.toContain('ya29.');
    await expectUntouched();
  }, 90_000);

  it('a disk that is full', async ({skip}) => {
    const small = join(state(), 'deployments', 'rehearsal');
    mkdirSync(small, {recursive: true});
    const shell = (command: string) => runProgram('sh', ['-c', command], {cwd});
    const mounted = await shell(`mount -t tmpfs -o size=64k,mode=0700 tmpfs '${small}'`);
    if (mounted.exitCode !== 0) {
      process.stderr.write('skipped: no file system can be mounted here\n');
      skip();
    }
    try {
      const ended = await run(() => {});
      expectRefusal(ended, {exitCode: 2, says: ['SHK_RUN_E0704', 'df -h']});
    } finally {
      await shell(`umount -l '${small}'`);
    }
  }, 120_000);
});

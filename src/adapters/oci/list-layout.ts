import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

/** Whole references of the images in a layout, sorted; undefined where the directory is none. */
export async function listLayout(directory: string): Promise<readonly string[] | undefined> {
  const text = await readFile(join(directory, 'index.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const {manifests = []} = JSON.parse(text) as {
    manifests?: ReadonlyArray<{readonly annotations?: Readonly<Record<string, string>>}>;
  };
  return manifests.flatMap(({annotations}) => annotations?.['org.opencontainers.image.ref.name'] ?? []).sort();
}

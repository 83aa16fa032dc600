import {list} from 'tar';

/** The text of one file of a .tgz; undefined where there is none. Nothing is unpacked. */
export async function readArchiveEntry(path: string, name: string): Promise<string | undefined> {
  let text: string | undefined;
  await list({
    file: path,
    strict: true,
    onReadEntry(entry) {
      if (entry.path !== name) return;
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => {
        text = Buffer.concat(chunks).toString('utf8');
      });
    },
  });
  return text;
}

import type {ReleaseFiles} from '../../../src/model/ports/release-files.js';

/** A release held in memory: path to text. */
export function MemoryReleaseFiles(texts: Readonly<Record<string, string>>, root = 'bundle'): ReleaseFiles {
  return {
    root,
    list: async () =>
      Object.keys(texts)
        .sort()
        .map((path) => ({path, sizeBytes: Buffer.byteLength(texts[path]!)})),
    readText: async (path) => texts[path],
  };
}

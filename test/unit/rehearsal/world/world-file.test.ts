import {expect, it} from 'vitest';
import type {KubeObject} from '../../../../src/rehearsal/kube/object/kube-object.js';
import {encodeBatch, readWorldFile, type WorldBatch} from '../../../../src/rehearsal/world/world-file.js';

const configMap = (name: string, data: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name, namespace: 'demo'},
  data,
});

const put = (name: string, text: string) => ({
  cluster: 'c1',
  collection: 'configmaps',
  namespace: 'demo',
  name,
  entry: configMap(name, {text}),
});

const batches: WorldBatch[] = [
  {parts: new Map([['world', '{"n":1}']]), changes: [put('a', 'one\ntwo\tthree — ü'), put('b', 'kept')]},
  {parts: new Map([['world', '{"n":2}']]), changes: [{...put('a', ''), entry: undefined}, put('c', 'new')]},
  {
    parts: new Map(),
    changes: [put('b', 'changed')],
    files: new Map([['deployments/x/key', Buffer.from([0, 10, 255])]]),
  },
];
const encoded = batches.map((batch) => Buffer.concat([...encodeBatch(batch)]));
const whole = Buffer.concat(encoded);

/** Read in pieces that end anywhere. */
const read = async (bytes: Buffer) => {
  const pieces = Array.from({length: Math.ceil(bytes.length / 97)}, (_, n) => bytes.subarray(97 * n, 97 * (n + 1)));
  const {parts, objects, files, length} = await readWorldFile(pieces);
  const kept = [...(objects.get('c1')?.get('configmaps')?.values() ?? [])];
  const texts = kept.map(({name, text}) => `${name}=${JSON.parse(text).data.text}`);
  return {n: (parts.get('world') as {n: number} | undefined)?.n, texts: texts.sort(), files, length};
};

it('tells of the last state of everything', async () => {
  const {n, texts, files, length} = await read(whole);
  expect({n, texts, length}).toEqual({n: 2, texts: ['b=changed', 'c=new'], length: whole.length});
  expect(files.get('deployments/x/key')).toEqual(Buffer.from([0, 10, 255]));
});

it('is what its last whole batch says, wherever it is cut off', async () => {
  const ends = encoded.map((_, index) => encoded.slice(0, index + 1).reduce((sum, {length}) => sum + length, 0));
  for (let cut = 0; cut <= whole.length; cut++) {
    const last = ends.filter((end) => end <= cut).at(-1) ?? 0;
    const {n, length} = await read(whole.subarray(0, cut));
    expect({n, length}).toEqual({n: [undefined, 1, 2, 2][ends.indexOf(last) + 1], length: last});
  }
});

it('does not believe a batch of which a byte is not what was written', async () => {
  for (let at = encoded[0]!.length; at < whole.length; at += 3) {
    const damaged = Buffer.from(whole);
    damaged[at] = damaged[at]! ^ 1;
    expect((await read(damaged)).length).toBeLessThanOrEqual(at);
  }
});

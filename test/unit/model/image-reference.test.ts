import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatImageName, formatImageReference, parseImageReference} from '../../../src/model/image-reference.js';

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const component = fc
  .array(word, {minLength: 1, maxLength: 3})
  .chain((words) => fc.constantFrom('-', '.', '_', '__', '--').map((joint) => words.join(joint)));
const registry = fc.oneof(
  fc.constantFrom('docker.io', 'quay.io', 'localhost', 'localhost:5000', 'europe-docker.pkg.dev', '127.0.0.1:5000'),
  fc.tuple(word, fc.integer({min: 1, max: 65535})).map(([name, port]) => `${name}.example:${port}`),
);
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
const reference = fc.record({
  registry,
  repository: fc.array(component, {minLength: 2, maxLength: 4}).map((parts) => parts.join('/')),
  tag: fc.option(tag, {nil: undefined}),
  digest: fc.option(digest, {nil: undefined}),
});

describe('parseImageReference', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(reference, (given) => {
        const text = formatImageReference(given as Parameters<typeof formatImageReference>[0]);
        const expected = given.tag === undefined && given.digest === undefined ? {...given, tag: 'latest'} : {...given};
        const known = Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined));
        expect(parseImageReference(text)).toEqual(known);
      }),
    );
  });

  it('is the same for a reference and its whole form', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 40}), (text) => {
        const parsed = parseImageReference(text);
        if (parsed !== undefined) expect(parseImageReference(formatImageReference(parsed))).toEqual(parsed);
      }),
    );
  });

  it.each([
    ['busybox', 'docker.io/library/busybox', 'latest'],
    ['bitnami/redis:6', 'docker.io/bitnami/redis', '6'],
    ['index.docker.io/library/busybox:1', 'docker.io/library/busybox', '1'],
    ['localhost:5000/a', 'localhost:5000/a', 'latest'],
    ['localhost/a:b', 'localhost/a', 'b'],
    ['registry.k8s.io/pause:3.9', 'registry.k8s.io/pause', '3.9'],
  ])('reads %s as container runtimes do', (text, name, wanted) => {
    const parsed = parseImageReference(text);
    expect([parsed === undefined ? undefined : formatImageName(parsed), parsed?.tag]).toEqual([name, wanted]);
  });

  it.each([
    '',
    ':',
    'UPPER/case:1',
    'a//b',
    'a/b:',
    'a/b@sha256:12',
    'a/b@sha1:00',
    'a b:1',
    '/a',
    'a/',
    'quay.io/',
    '../etc/passwd:1',
  ])('takes %j for no reference', (text) => expect(parseImageReference(text)).toBeUndefined());
});

import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import {readKubernetesYaml, splitDocuments} from '../../../src/release/manifests/kubernetes-yaml.js';
import {orderManifests} from '../../../src/release/manifests/order-manifests.js';
import {parseManifests} from '../../../src/release/parse-manifests.js';
import {parseRendered} from '../../../src/release/parse-rendered.js';

const read = (text: string) => parseManifests([{path: 'a.yaml', text}]);
const named = (text: string) =>
  read(text).manifests.map((manifest) => `${manifest.kind} ${manifest.name} ${manifest.line}`);

describe('parseManifests', () => {
  it('reads a stream with empty documents, comments and Windows line ends', () => {
    const text = [
      '\uFEFF---',
      '# nothing yet',
      '',
      '---',
      '# first',
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata: {name: a, namespace: ns}',
      'data: {text: "---"}',
      '--- # second',
      'apiVersion: v1',
      'kind: Secret ',
      'metadata:',
      '  name: b',
      '---',
    ].join('\r\n');
    expect(read(text).diagnostics).toEqual([]);
    expect(named(text)).toEqual(['ConfigMap a 6', 'Secret b 11']);
    expect(read(text).manifests[0]).toMatchObject({file: 'a.yaml', namespace: 'ns', apiVersion: 'v1'});
  });

  it('takes lists apart, the typed ones with a warning', () => {
    const list = (kind: string, item: string) => `apiVersion: v1\nkind: ${kind}\nitems:\n- ${item}\n- ${item}\n`;
    const plain = read(list('List', '{apiVersion: v1, kind: Pod, metadata: {name: p}}'));
    expect(plain.manifests.map((manifest) => manifest.kind)).toEqual(['Pod', 'Pod']);
    expect(plain.diagnostics).toEqual([]);
    const typed = read(list('ConfigMapList', '{metadata: {name: c}}'));
    expect(typed.manifests.map((manifest) => [manifest.apiVersion, manifest.kind])).toEqual([
      ['v1', 'ConfigMap'],
      ['v1', 'ConfigMap'],
    ]);
    expect(typed.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['SHK_RELEASE_W0003']);
  });

  it('drops blanks around a kind, and says so', () => {
    const reading = read('apiVersion: v1\nkind: "RoleBinding "\nmetadata: {name: r}\n');
    expect(reading.manifests[0]).toMatchObject({kind: 'RoleBinding', object: {kind: 'RoleBinding'}});
    expect(reading.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['SHK_RELEASE_W0003']);
  });

  it('names file and line of what does not parse, and goes on', () => {
    const text =
      'apiVersion: v1\nkind: A\nmetadata: {name: a}\n---\napiVersion: v1\nkind: [B\n---\nkind: C\n---\n- x\n';
    const reading = read(text);
    expect(reading.manifests.map((manifest) => manifest.kind)).toEqual(['A']);
    expect(reading.diagnostics.map(({code, location}) => [code, location?.file, location?.line])).toEqual([
      ['SHK_RELEASE_E0008', 'a.yaml', expect.any(Number)],
      ['SHK_RELEASE_E0009', 'a.yaml', 8],
      ['SHK_RELEASE_E0009', 'a.yaml', 10],
    ]);
  });

  it('refuses a namespace that YAML reads as something else', () => {
    const reading = read('apiVersion: v1\nkind: A\nmetadata: {name: a, namespace: no}\n');
    expect(reading.diagnostics.map((diagnostic) => diagnostic.summary)).toEqual([
      'a.yaml holds a A whose namespace is no text',
    ]);
  });

  it("takes a rendered object's file from helm's comment", () => {
    const text =
      '---\n# Source: c/templates/x.yaml\napiVersion: v1\nkind: A\nmetadata: {name: a}\n---\napiVersion: v1\nkind: B\nmetadata: {name: b}\n';
    const files = (manifests: readonly {readonly file: string}[]) => manifests.map((manifest) => manifest.file);
    expect(files(parseRendered(text).manifests)).toEqual(['c/templates/x.yaml', 'c/templates/x.yaml']);
    expect(files(read(text).manifests)).toEqual(['a.yaml', 'a.yaml']);
  });

  it('fills placeholders, and refuses those without a value', () => {
    const text = 'apiVersion: v1\nkind: A\nmetadata: {name: a}\nspec: {host: "*.<DOMAIN_NAME>", other: <OTHER>}\n';
    const reading = parseManifests(
      [{path: 'a.yaml', text}],
      [
        {placeholder: '<DOMAIN_NAME>', value: 'x.$&.example'},
        {placeholder: '<OTHER>', value: undefined},
      ],
    );
    expect(reading.manifests[0]?.object.spec).toEqual({host: '*.x.$&.example', other: '<OTHER>'});
    expect(reading.diagnostics).toMatchObject([{code: 'SHK_RELEASE_E0015', location: {line: 4}}]);
  });

  it('puts the prefix before whole names only', () => {
    const text =
      'apiVersion: v1\nkind: A\nmetadata: {name: my-core, namespace: core}\nspec: [svc.core.svc, core/x, core-2, score]\n';
    const reading = parseManifests([{path: 'a.yaml', text}], [], {names: ['core'], prefix: 'blue'});
    expect(reading.manifests[0]).toMatchObject({
      name: 'my-core',
      namespace: 'blue-core',
      object: {spec: ['svc.blue-core.svc', 'blue-core/x', 'core-2', 'score']},
    });
  });
});

describe('readKubernetesYaml', () => {
  // What helm 3.17.3 makes of the same texts.
  it.each([
    ['yes', true],
    ['off', false],
    ['y', true],
    ['True', true],
    ['~', null],
    ['0400', 256],
    ['0o400', 256],
    ['089', 89],
    ['0x1F', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['+1', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['2023-01-02', '2023-01-02'],
    ['2023-01-02T03:04:05Z', '2023-01-02T03:04:05Z'],
    ['10:30', '10:30'],
    ['12:30:45', '12:30:45'],
    ['!!binary aGk=', 'hi'],
    ['"0400"', '0400'],
    ['.', '.'],
    ['e1', 'e1'],
    ['0_', 0],
    ['-0x1_0', -16],
    ['+.5e1', 5],
    ['=', '='],
    ['0X1f', 31],
    ['0B11', 3],
    ['0o_7', 7],
    ['._5', '._5'],
    ['1E3', 1000],
    ['1e', '1e'],
    ['!!str 1', '1'],
  ])('reads %s', (text, value) => {
    expect(readKubernetesYaml({text: `a: ${text}`, line: 1}).value).toEqual({a: value});
  });

  it('takes the last of two equal keys, and anchors', () => {
    expect(readKubernetesYaml({text: 'a: &x {k: 1}\nb: {<<: *x, z: 2}\na: 3\n', line: 1}).value).toEqual({
      a: 3,
      b: {k: 1, z: 2},
    });
  });

  const bomb = [
    'a0: &a0 [1]',
    ...Array.from({length: 9}, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`)}]`),
  ].join('\n');

  it.each([
    ['what cannot be merged', 'a: {<<: 0}\n', 1],
    ['an anchor that holds itself', '\na: &x\n  b: [*x]\n', 2],
    ['a bomb of anchors', bomb, 1],
    ['a map on the line of its anchor', 'a: &x b: 1\n', 1],
    ['tabs that indent', 'a:\n\tb: 1\n', 2],
    ['a colon in a plain text', 'a: 1\nb: c: d\n', 2],
  ])('refuses %s, and says where', (_, text, line) => {
    const {value, errors} = readKubernetesYaml({text, line: 1});
    expect(value).toBeUndefined();
    expect(errors[0]?.line).toBe(line);
  });

  it('begins where the first key is', () => {
    const lines = ['a: 1', '\n\n# a\n  # b\na: 1', ' # of a template\n\na: 1'].map(
      (text) => readKubernetesYaml({text, line: 10}).line,
    );
    expect(lines).toEqual([10, 14, 12]);
  });

  it('reads back whatever was written', () => {
    /** A key of that name merges another map; those numbers are numbers to Go and not to who writes here. */
    const isUnquoted = (value: unknown) => /"<<":|"[-+]?0[box]/i.test(JSON.stringify(value));
    const document = fc.dictionary(fc.stringMatching(/^[a-m]{1,8}$/), fc.jsonValue({maxDepth: 2}));
    const documents = fc.array(
      document.filter((value) => !isUnquoted(value)),
      {minLength: 1, maxLength: 4},
    );
    fc.assert(
      fc.property(documents, (values) => {
        const text = values.map((value) => `---\n${stringify(value, {version: '1.1'})}`).join('');
        const parts = splitDocuments(text);
        expect(parts).toHaveLength(values.length);
        parts.forEach((part, index) => {
          expect(JSON.stringify(readKubernetesYaml(part).value)).toBe(JSON.stringify(values[index]));
        });
      }),
    );
  });

  it('never throws, and places every fault inside the text', () => {
    fc.assert(
      fc.property(
        fc.string({unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '"', '&', '*', '#', '|', '\t')}),
        (text) => {
          for (const part of splitDocuments(text)) {
            const lines = text.split('\n').length;
            for (const error of readKubernetesYaml(part).errors) expect(error.line).toBeLessThanOrEqual(lines);
          }
        },
      ),
    );
  });
});

describe('orderManifests', () => {
  it('puts namespaces and definitions first and webhooks last, and keeps the order of equals', () => {
    const kinds = [
      'ValidatingWebhookConfiguration',
      'Issuer',
      'Deployment',
      'Namespace',
      'Role',
      'CustomResourceDefinition',
      'Deployment',
    ];
    const text = kinds
      .map((kind, index) => `apiVersion: v1\nkind: ${kind}\nmetadata: {name: n${index}}\n`)
      .join('---\n');
    expect(orderManifests(read(text).manifests).map((manifest) => manifest.name)).toEqual([
      'n3',
      'n5',
      'n4',
      'n2',
      'n6',
      'n1',
      'n0',
    ]);
  });
});

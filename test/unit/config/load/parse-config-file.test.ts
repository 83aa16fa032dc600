import {describe, expect, it} from 'vitest';
import {loadConfig} from '../../../../src/config/load-config.js';
import {minimalText} from '../minimal-input.js';

const load = (text: string) => loadConfig({files: [{path: 'a.yaml', text}]});
const place = (text: string) =>
  load(text).diagnostics.map(({code, location}) => `${code.slice(-5)} ${location?.line}:${location?.column}`);

describe('parseConfigFile', () => {
  it.each([
    ['nothing', '', 'E0002'],
    ['white space', ' \n\n', 'E0002'],
    ['comments', '# only\n# comments\n', 'E0002'],
    ['a marker', '---\n', 'E0002'],
    ['null', 'null\n', 'E0002'],
    ['a text', 'hello\n', 'E0009'],
    ['a list', '- a\n', 'E0009'],
    ['bad indentation', 'a: b\n  c: d\n', 'E0003'],
    ['an open quotation', 'a: "b\n', 'E0003'],
    ['a tabulator', 'a:\n\tb: c\n', 'E0003'],
    ['an unknown alias', 'a: *nobody\n', 'E0003'],
    ['several documents', `${minimalText}---\n${minimalText}`, 'E0004'],
    ['a key that stands twice', `${minimalText}deployment: other\n`, 'E0005'],
    ['another version', minimalText.replace('/v1', '/v2'), 'E0006'],
    ['another kind', minimalText.replace('Installation', 'Release'), 'E0006'],
    ['no kind', minimalText.replace('kind: Installation\n', ''), 'E0008'],
  ])('refuses %s', (_title, text, code) => {
    const {config, diagnostics} = load(text);
    expect(config).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({code: `SHK_CONFIG_${code}`, location: {file: 'a.yaml'}, blame: 'user'});
    expect(diagnostics[0]?.tries.length).toBeGreaterThan(0);
  });

  it('knows the line and the column', () => {
    expect(place(`${minimalText}deployment: other\n`)).toEqual(['E0005 18:1']);
    expect(place('a: b\nc: "d\n')[0]).toMatch(/^E0003 [23]:/);
    expect(place(`${minimalText}---\nkind: x\n`)[0]).toMatch(/^E0004 1[89]:/);
  });

  it('follows anchors and merge keys, to the places where their values stand', () => {
    const text = `${minimalText}nodePools:
  - &pool
    name: first
    machineType: n2-standard-16
    nodes: 0
  - <<: *pool
    name: second
    nodes: 2
`;
    expect(place(text)).toEqual(['E0012 22:12']);
    const {config} = load(text.replace('nodes: 0', 'nodes: 3'));
    expect(config?.nodePools.map(({name, nodes, machineType}) => [name, nodes, machineType])).toEqual([
      ['first', 3, 'n2-standard-16'],
      ['second', 2, 'n2-standard-16'],
    ]);
    expect(place(text.replace('    nodes: 0\n', '    nodees: 1\n'))).toEqual(['E0007 22:5', 'E0007 22:5']);
  });

  it('survives aliases of aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'
        .split('')
        .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`),
    ];
    expect(load(bomb.join('\n')).diagnostics[0]?.code).toBe('SHK_CONFIG_E0003');
  });

  it('does not take keys of objects for its own', () => {
    const {diagnostics} = load(`${minimalText}__proto__: {x: 1}\nconstructor: 1\n`);
    expect(diagnostics.map(({code, field}) => `${code.slice(-5)} ${field}`)).toEqual([
      'E0007 __proto__',
      'E0007 constructor',
    ]);
  });
});

import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parse, stringify} from 'yaml';
import {isEqual} from '../../../../src/model/is-equal.js';
import {mergeValues} from '../../../../src/release/upgrade/merge-values.js';

const base = `# values of the deployment
domain: a.example
settings:
  # how many at a time
  jobs: "100"
  sessions: "100"
list:
  - one
`;
const next = `# values of the deployment
domain: a.example
settings:
  # how many at a time
  jobs: "200"
  sessions: "100"
  idle: "30"
list:
  - one
  - two
`;

describe('a three-way merge of values', () => {
  it('takes the release’s values where nobody has edited', () => {
    expect(mergeValues({base, standing: base, next})).toEqual({text: next, keptEdits: [], conflicts: []});
  });

  it('keeps an edit with its comment, and every comment of the release', () => {
    const standing = base.replace('sessions: "100"', 'sessions: "7" # for the workshop');
    const {text, keptEdits, conflicts} = mergeValues({base, standing, next});
    expect(text).toBe(next.replace('sessions: "100"', 'sessions: "7" # for the workshop'));
    expect([keptEdits, conflicts]).toEqual([['settings.sessions'], []]);
  });

  it('tells a value that both have changed, and keeps the edited one', () => {
    const {text, conflicts} = mergeValues({base, standing: base.replace('jobs: "100"', 'jobs: "150"'), next});
    expect(parse(text).settings).toEqual({jobs: '150', sessions: '100', idle: '30'});
    expect(conflicts).toEqual([{path: 'settings.jobs', kept: '150', offered: '200'}]);
  });

  it('keeps what was added, and what was taken away', () => {
    const standing = `${base.replace('  sessions: "100"\n', '')}own:\n  colour: blue\n`;
    const {text, keptEdits} = mergeValues({base, standing, next});
    expect(parse(text)).toMatchObject({own: {colour: 'blue'}, settings: {jobs: '200', idle: '30'}});
    expect(parse(text).settings).not.toHaveProperty('sessions');
    expect(keptEdits).toEqual(['settings.sessions', 'own']);
  });

  it('tells an edited value that the release no longer has', () => {
    const gone = next.replace('  sessions: "100"\n', '');
    const {conflicts, text} = mergeValues({
      base,
      standing: base.replace('sessions: "100"', 'sessions: "7"'),
      next: gone,
    });
    expect(conflicts).toEqual([{path: 'settings.sessions', kept: '7'}]);
    expect(parse(text).settings.sessions).toBe('7');
  });

  it('tells nobody an edited secret', () => {
    const from = 'oauthClientSecret: aaa\n';
    const {conflicts} = mergeValues({
      base: from,
      standing: 'oauthClientSecret: bbb\n',
      next: 'oauthClientSecret: ccc\n',
    });
    expect(JSON.stringify(conflicts)).not.toMatch(/bbb|ccc/);
  });

  const leaf = fc.oneof(fc.constantFrom('a', 'b', '', '1'), fc.array(fc.constantFrom('x', 'y'), {maxLength: 2}));
  const values = fc.dictionary(
    fc.constantFrom('p', 'q', 'r'),
    fc.oneof(leaf, fc.dictionary(fc.constantFrom('s', 't'), leaf)),
  );

  it('comes out the same again, and gives each value to whoever alone has changed it', () => {
    fc.assert(
      fc.property(values, values, values, (was, mine, theirs) => {
        const texts = {base: stringify(was), standing: stringify(mine), next: stringify(theirs)};
        const merge = mergeValues(texts);
        // Once written, the merge is what stands and the release's text the base.
        expect(mergeValues({base: texts.next, standing: merge.text, next: texts.next}).text).toBe(merge.text);
        const merged = parse(merge.text) as Record<string, unknown>;
        for (const key of ['p', 'q', 'r']) {
          const [before, own, other] = [was[key], mine[key], theirs[key]];
          if (isEqual(before, own)) expect(merged[key]).toEqual(other);
          else if (isEqual(before, other)) expect(merged[key]).toEqual(own);
        }
      }),
    );
  });
});

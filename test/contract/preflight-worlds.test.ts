import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {preflightChecks} from '../../src/checks/checks.js';
import {selectProbes} from '../../src/checks/probes/select-probes.js';
import type {FactSet} from '../../src/cli/fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import {formatReportText} from '../../src/render/report/format-report-text.js';
import {replaceSomewhere} from '../worlds/replace-somewhere.js';
import {worlds} from '../worlds/worlds.js';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'worlds');
const pathOf = (name: string) => join(fixtures, `${name}.json`);
const read = (name: string) => JSON.parse(readFileSync(pathOf(name), 'utf8')) as FactSet;
const seed = Number(process.env.SHAKINSTALL_TEST_SEED ?? 20261124);

describe.each(worlds.map(({name}) => name))('the preflight of the world %s', (name) => {
  it('was recorded with every probe', () => {
    expect(existsSync(pathOf(name))).toBe(true);
    expect(Object.keys(read(name).facts).sort()).toEqual(
      selectProbes(preflightChecks)
        .map(({id}) => id)
        .sort(),
    );
  });

  it('says the same of the same facts', async () => {
    const report = judgeFactSet(preflightChecks, read(name));
    await expect(`${formatReportText(report, 100)}\n`).toMatchFileSnapshot(join(fixtures, `${name}.txt`));
  });

  it('is not upset by facts of the right types, whatever they say', () => {
    const set = read(name);
    fc.assert(
      fc.property(fc.array(fc.nat(1000), {minLength: 4, maxLength: 12}), (choices) => {
        const ids = Object.keys(set.facts);
        const id = ids[(choices[0] ?? 0) % ids.length] ?? '';
        const fact = set.facts[id];
        if (fact?.state !== 'known') return;
        const changed = {...fact, value: replaceSomewhere(fact.value, choices.slice(1))};
        const {findings} = judgeFactSet(preflightChecks, {...set, facts: {...set.facts, [id]: changed}});
        expect(findings.filter(({obstacle}) => obstacle?.kind === 'fault')).toEqual([]);
      }),
      {seed, numRuns: 300},
    );
  });
});

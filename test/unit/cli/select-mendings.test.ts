import {describe, expect, it} from 'vitest';
import {createReport} from '../../../src/checks/evaluate/create-report.js';
import {selectMendings} from '../../../src/cli/select-mendings.js';
import type {Finding} from '../../../src/model/finding.js';
import type {Plan, PlannedStep} from '../../../src/model/plan.js';
import type {Change} from '../../../src/model/step.js';
import type {StepInstance} from '../../../src/plan/select-instances.js';
import {formatMendingCard} from '../../../src/render/format-mending-card.js';

const update: Change = {kind: 'update', fields: [{path: 'data', from: '192.0.2.1', to: '203.0.113.9'}]};
const changes: Readonly<Record<string, Change>> = {
  'project/create': {kind: 'none'},
  'network/reserve-address': {kind: 'none'},
  'dns/create-records': update,
  'gpu/pool[a]': {kind: 'create'},
};
const needs: Readonly<Record<string, readonly string[]>> = {
  'network/reserve-address': ['project/create'],
  'dns/create-records': ['network/reserve-address'],
};
const create = (overrides: Readonly<Record<string, Change>> = {}) => {
  const all = {...changes, ...overrides};
  const steps = Object.entries(all).map(([key, change]) => ({
    key,
    title: `Do ${key}`,
    change,
    equivalent: [['gcloud', 'dns', key]],
  }));
  const instances = Object.keys(all).map((key) => ({
    key,
    step: {id: key.replace(/\[.*/, '')},
    needs: needs[key] ?? [],
  }));
  return {
    plan: {deployment: 'acme', release: 'r', fingerprint: 'f', steps: steps as unknown as PlannedStep[]} as Plan,
    instances: instances as unknown as StepInstance[],
  };
};
const finding = (id: string, more: Partial<Finding>): Finding => ({
  id,
  title: `${id} is good`,
  docs: '',
  verdict: 'fail',
  observed: 'the record says 192.0.2.1',
  expected: '',
  tries: [],
  ...more,
});
const select = (findings: readonly Finding[], overrides?: Readonly<Record<string, Change>>) => {
  const {plan, instances} = create(overrides);
  return selectMendings(createReport(findings), plan, instances);
};

describe('selectMendings', () => {
  it('takes the step and what it needs, each step once, and leaves the rest of the plan alone', () => {
    const found = select([
      finding('road/address', {mendedBy: 'dns/create-records'}),
      finding('drift/plan', {mendedBy: 'dns/create-records'}),
      finding('pods/run', {}),
    ]);
    expect(found.map(({finding: {id}}) => id)).toEqual(['road/address']);
    expect(found[0]?.part.instances.map(({key}) => key)).toEqual([
      'project/create',
      'network/reserve-address',
      'dns/create-records',
    ]);
  });

  it('takes every instance of a step that is named by its id', () => {
    expect(select([finding('nodes/pools', {mendedBy: 'gpu/pool'})])[0]?.part.plan.steps.map(({key}) => key)).toEqual([
      'gpu/pool[a]',
    ]);
  });

  it('offers nothing where the step would change nothing, or would meet something foreign', () => {
    const open = [finding('road/address', {mendedBy: 'dns/create-records'})];
    expect(select(open, {'dns/create-records': {kind: 'none'}})).toEqual([]);
    expect(
      select(open, {'network/reserve-address': {kind: 'unknown', missing: 'compute.addresses.get', message: 'no'}}),
    ).toEqual([]);
  });

  it('offers nothing for what another finding explains, or what passes', () => {
    expect(select([finding('a/b', {mendedBy: 'gpu/pool', because: 'c/d'})])).toEqual([]);
    expect(select([finding('a/b', {mendedBy: 'gpu/pool', verdict: 'pass'})])).toEqual([]);
  });

  it('shows what it would do, how far it reaches, and the way back', () => {
    const [mending] = select([
      finding('road/address', {mendedBy: 'dns/create-records', resource: 'platform.example.com'}),
    ]);
    if (mending === undefined) throw new Error('nothing to mend');
    expect(formatMendingCard(mending.finding, mending.part.plan, 80)).toMatchSnapshot();
  });

  it('says how to go back in words that can be acted on, and where there is no way', () => {
    const fields = [
      {path: 'Service core/web', from: 'missing', to: 'present'},
      {path: 'VirtualService core/web', from: 'different', to: 'as in the release'},
      {path: 'replicas', from: '0', to: '1'},
    ];
    const [mending] = select([finding('road/address', {mendedBy: 'dns/create-records'})], {
      'network/reserve-address': {kind: 'none'},
      'dns/create-records': {kind: 'update', fields},
    });
    if (mending === undefined) throw new Error('nothing to mend');
    expect(formatMendingCard(mending.finding, mending.part.plan, 400)).toContain(
      'remove Service core/web; how VirtualService core/web was before is not kept; set replicas back to 0',
    );
  });
});

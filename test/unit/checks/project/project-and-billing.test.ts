import {describe, expect, it} from 'vitest';
import {billingAccountUsable} from '../../../../src/checks/project/billing-account-usable.js';
import {projectUsable} from '../../../../src/checks/project/project-usable.js';
import type {InstallConfig} from '../../../../src/model/install-config.js';
import {createInputs} from '../create-inputs.js';

const create =
  (billingAccount?: string) =>
  (config: InstallConfig): Partial<InstallConfig> => ({project: {...config.project, mode: 'create', billingAccount}});
const existing =
  (billingAccount?: string) =>
  (config: InstallConfig): Partial<InstallConfig> => ({project: {...config.project, billingAccount}});

const identity = {state: 'present', email: 'anna@example.com', isRenewed: true, source: 'user', chain: []};

describe('project/project-usable', () => {
  const project = {id: 'acme-shakudo', number: '1', lifecycle: 'ACTIVE', labels: {}};
  const judge = (value: unknown, config = existing()) =>
    projectUsable.evaluate(createInputs({project: value, identity}, {config}))[0];

  it('goes by the state of an existing project', () => {
    expect(judge(project)).toMatchObject({verdict: 'pass', observed: 'active, number 1'});
    expect(judge(null)).toMatchObject({verdict: 'fail'});
    expect(judge({...project, lifecycle: 'DELETE_REQUESTED'})).toMatchSnapshot();
    expect(judge({...project, lifecycle: 'UNKNOWN'})).toMatchObject({verdict: 'unknown'});
  });

  it('does not call an id free that nobody can know of', () => {
    expect(judge(null, create())).toMatchObject({verdict: 'skipped'});
    expect(judge(project, create())).toMatchObject({verdict: 'fail'});
    expect(judge({...project, labels: {'shakinstall-deployment': 'acme'}}, create())).toMatchObject({verdict: 'pass'});
    expect(judge({...project, labels: {'shakinstall-deployment': 'other'}}, create())?.observed).toContain('other');
  });
});

describe('project/billing-account-usable', () => {
  const seen = (value: unknown) => ({state: 'seen', value});
  const unseen = {state: 'unseen', missing: 'billing.accounts.get', message: 'no', isPermission: true};
  const judge = (billing: unknown, config: ReturnType<typeof create>) =>
    billingAccountUsable.evaluate(createInputs({billing}, {config})).map(({verdict}) => verdict);

  it('wants an account for a project that is to be created, and an open one', () => {
    expect(judge({project: null, account: null}, create())).toEqual(['fail']);
    expect(judge({project: null, account: seen({isOpen: true, displayName: 'Main'})}, create('A'))).toEqual(['pass']);
    expect(judge({project: null, account: seen({isOpen: false, displayName: 'Main'})}, create('A'))).toEqual(['fail']);
    expect(judge({project: null, account: unseen}, create('A'))).toEqual(['unknown']);
  });

  it('goes by the link of a project that exists', () => {
    const link = (account: string | null, isEnabled: boolean) => seen({account, isEnabled});
    expect(judge({project: link('A', true), account: null}, existing())).toEqual(['pass']);
    expect(judge({project: link('A', true), account: unseen}, existing('A'))).toEqual(['pass']);
    expect(judge({project: link('A', false), account: null}, existing())).toEqual(['fail']);
    expect(judge({project: link('B', true), account: unseen}, existing('A'))).toEqual(['fail', 'unknown']);
    expect(judge({project: link(null, false), account: null}, existing())).toEqual(['fail']);
    expect(judge({project: link(null, false), account: seen({isOpen: true, displayName: ''})}, existing('A'))).toEqual([
      'pass',
      'pass',
    ]);
    expect(judge({project: unseen, account: null}, existing())).toEqual(['unknown']);
  });
});

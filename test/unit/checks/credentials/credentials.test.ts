import {describe, expect, it} from 'vitest';
import {identityNamed} from '../../../../src/checks/credentials/identity-named.js';
import {impersonationWorks} from '../../../../src/checks/credentials/impersonation-works.js';
import {quotaProjectSet} from '../../../../src/checks/credentials/quota-project-set.js';
import {tokenLasts} from '../../../../src/checks/credentials/token-lasts.js';
import type {Check} from '../../../../src/model/finding.js';
import {createInputs, nowMs} from '../create-inputs.js';

const usual = {state: 'present', email: 'anna@example.com', isRenewed: true, source: 'user', chain: []};
const judge = (check: Check, change: object) =>
  check.evaluate(createInputs({identity: {...usual, ...change}})).map(({verdict}) => verdict);

describe('the credentials', () => {
  it('last, are named, and are counted somewhere', () => {
    expect(judge(tokenLasts, {})).toEqual(['pass']);
    expect(judge(tokenLasts, {isRenewed: false})).toEqual(['unknown']);
    expect(judge(tokenLasts, {isRenewed: false, expiresAt: nowMs + 20 * 60_000})).toEqual(['pass']);
    expect(judge(tokenLasts, {isRenewed: false, expiresAt: nowMs + 20 * 60_000 - 1})).toEqual(['fail']);
    expect(judge(identityNamed, {})).toEqual(['pass']);
    expect(judge(identityNamed, {email: 'unknown'})).toEqual(['warn']);
    expect(judge(quotaProjectSet, {})).toEqual(['warn']);
    expect(judge(quotaProjectSet, {quotaProject: 'acme'})).toEqual(['pass']);
    expect(judge(quotaProjectSet, {source: 'service-account'})).toEqual(['skipped']);
  });

  it('act as the last account of a chain', () => {
    const chain = ['ci@acme.iam.gserviceaccount.com'];
    expect(judge(impersonationWorks, {})).toEqual([]);
    expect(judge(impersonationWorks, {chain, email: chain[0]})).toEqual(['pass']);
    expect(judge(impersonationWorks, {chain})).toEqual(['fail']);
  });

  it('are left alone where there are none', () => {
    for (const check of [tokenLasts, identityNamed, quotaProjectSet, impersonationWorks])
      expect(judge(check, {state: 'absent', message: 'none'})).toEqual([]);
  });
});

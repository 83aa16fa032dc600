import {CloudFailure} from '../../model/cloud-failure.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {type Account, selectAccount} from './accounts.js';

export const activateKey = defineStep<Account, {readonly email: string}>({
  id: 'iam/activate-key',
  runbook: '6',
  phase: 'identity',
  title: 'Act as the deployer',
  why: 'From here on calls are made with the new key, so that a missing role shows now and not in the middle of an upgrade. A new key is refused for a while.',
  docs: 'https://cloud.google.com/iam/docs/keys-create-delete#creating',
  actor: 'deployer',
  needs: ['iam/create-key[deployer]', 'iam/grant-roles[deployer]'],
  within: 'iam/create-key[deployer]',
  permissions: [],
  services: [],
  usualSeconds: [1, 60],
  timeoutMinutes: 6,
  desire: ({config, places}) => selectAccount(config, places, 'deployer'),
  async observe(ports, desired) {
    try {
      return {state: 'present', actual: await ports.identity.tryKey(desired.keyFile)};
    } catch (error) {
      if (error instanceof CloudFailure && error.kind === 'unauthenticated') return {state: 'absent'};
      throw error;
    }
  },
  diff: (_desired, observation) =>
    selectSimpleChange(observation, {kind: 'await', reason: 'until Google accepts the key'}) ?? noChange,
  async apply(ports, desired) {
    await ports.identity.tryKey(desired.keyFile);
  },
  outputNames: ['email'],
  outputs: (_desired, actual) => ({email: actual.email}),
  equivalent: ({email, keyFile}) => [['gcloud', 'auth', 'activate-service-account', email, `--key-file=${keyFile}`]],
});

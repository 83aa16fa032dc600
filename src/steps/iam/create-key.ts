import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {type Account, selectAccount, selectAccountNames} from './accounts.js';

export const createKey = defineStep<Account, {readonly keyId: string}>({
  id: 'iam/create-key',
  runbook: '5',
  phase: 'identity',
  title: 'Create a key',
  titleOf: (instance) => (instance === 'deployer' ? 'Create the deployer’s key' : 'Create the DNS solver’s key'),
  why: 'Google hands a key out once. It is written to a file of mode 0600 before anything else happens; a key whose answer was lost with an interrupted run is deleted and made again.',
  docs: 'https://cloud.google.com/iam/docs/keys-create-delete',
  actor: 'operator',
  needs: ['iam/create-service-account'],
  within: 'iam/create-service-account',
  permissions: [
    {permission: 'iam.serviceAccountKeys.create', on: 'project'},
    {permission: 'iam.serviceAccountKeys.list', on: 'project'},
    {permission: 'iam.serviceAccountKeys.delete', on: 'project'},
  ],
  services: ['iam.googleapis.com'],
  usualSeconds: [1, 10],
  timeoutMinutes: 6,
  lingering: {kinds: ['unauthenticated'], minutes: 5, reason: 'the new key is still spreading'},
  instances: selectAccountNames,
  needsOf: (instance) => [`iam/create-service-account[${instance}]`],
  desire: ({config, places, instance}) => selectAccount(config, places, instance),
  async observe(ports, desired) {
    const text = await ports.files.read(desired.keyFile);
    if (text === undefined) return {state: 'absent'};
    let keyId: string | undefined;
    try {
      const parsed = JSON.parse(text) as {private_key_id?: string; client_email?: string};
      keyId = parsed.client_email === desired.email ? parsed.private_key_id : undefined;
    } catch {
      keyId = undefined;
    }
    const keys = await ports.iam.listKeys(desired.email);
    return keyId !== undefined && keys.some((key) => key.id === keyId)
      ? {state: 'present', actual: {keyId}}
      : {state: 'absent'};
  },
  diff: (_desired, observation) => selectSimpleChange(observation) ?? noChange,
  async apply(ports, desired, _change, io) {
    const since = io.interruptedSince;
    if (since !== undefined) {
      // Clocks differ by a little; a key made by anybody else at that very moment would be listed as ours, so the margin is small.
      const orphans = (await ports.iam.listKeys(desired.email)).filter(
        (key) => Date.parse(key.createdAt) >= since - 5000,
      );
      for (const orphan of orphans) await ports.iam.deleteKey(desired.email, orphan.id);
    }
    const key = await ports.iam.createKey(desired.email);
    await ports.files.write(desired.keyFile, key.json, {mode: 0o600});
  },
  outputNames: ['file'],
  outputs: (desired) => ({file: desired.keyFile}),
  equivalent: ({keyFile, email, project}) => [
    ['gcloud', 'iam', 'service-accounts', 'keys', 'create', keyFile, `--iam-account=${email}`, `--project=${project}`],
  ],
});

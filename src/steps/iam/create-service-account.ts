import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign, formatOwnerDescription} from '../ownership.js';
import {type Account, selectAccount, selectAccountNames} from './accounts.js';

interface Desired extends Account {
  readonly description: string;
}

interface Actual {
  readonly email: string;
  readonly description: string;
  readonly isDisabled: boolean;
}

export const createServiceAccount = defineStep<Desired, Actual>({
  id: 'iam/create-service-account',
  runbook: '3',
  phase: 'identity',
  title: 'Create the service account',
  titleOf: (instance) =>
    instance === 'deployer' ? 'Create the deployer’s service account' : 'Create the DNS solver’s service account',
  why: 'Everything inside the project is done by an account of its own, with the roles of this plan and no more. The certificate’s DNS proofs get a second one that can do nothing else.',
  docs: 'https://cloud.google.com/iam/docs/service-accounts-create',
  actor: 'operator',
  needs: ['project/enable-services'],
  within: 'project/create-project',
  permissions: [
    {permission: 'iam.serviceAccounts.create', on: 'project'},
    {permission: 'iam.serviceAccounts.get', on: 'project'},
  ],
  services: ['iam.googleapis.com'],
  usualSeconds: [2, 20],
  timeoutMinutes: 5,
  settledReads: 3,
  lingering: {kinds: ['not-found', 'invalid'], minutes: 4, reason: 'the new service account is still spreading'},
  instances: selectAccountNames,
  desire: ({config, places, instance}) => ({
    ...selectAccount(config, places, instance),
    description: formatOwnerDescription(config),
  }),
  async observe(ports, desired) {
    const account = await ports.iam.getServiceAccount(desired.project, desired.email);
    return account === undefined ? {state: 'absent'} : {state: 'present', actual: account};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {description, isDisabled} = observation.actual;
    if (isDisabled) {
      const tries = [{text: 'Enable it.', command: `gcloud iam service-accounts enable ${desired.email}`}];
      return foreign(
        'SHK_IAM_E0401',
        `Service account ${desired.email} is disabled.`,
        'a disabled account gets no tokens',
        tries,
      );
    }
    const owner = /shakinstall-deployment=(\S+)/.exec(description)?.[0];
    if (owner === undefined || owner === desired.description) return noChange;
    return foreign('SHK_IAM_E0402', `Service account ${desired.email} belongs to another deployment.`, owner, [
      {text: 'Choose another deployer.serviceAccount.'},
    ]);
  },
  apply: (ports, desired) => ports.iam.createServiceAccount(desired.project, desired),
  outputNames: ['email'],
  outputs: (desired) => ({email: desired.email}),
  equivalent: ({accountId, displayName, description, project}) => [
    [
      'gcloud',
      'iam',
      'service-accounts',
      'create',
      accountId,
      `--display-name=${displayName}`,
      `--description=${description}`,
      `--project=${project}`,
    ],
  ],
});

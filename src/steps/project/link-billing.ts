import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';

interface Desired {
  readonly project: string;
  readonly account: string;
}

interface Actual {
  readonly account: string;
  readonly isEnabled: boolean;
}

export const linkBilling = defineStep<Desired, Actual>({
  id: 'project/link-billing',
  runbook: '7',
  phase: 'project',
  title: 'Link billing',
  why: 'The Kubernetes and Compute APIs can be enabled only on a project with billing, so this comes before them.',
  docs: 'https://cloud.google.com/billing/docs/how-to/modify-project',
  actor: 'operator',
  needs: ['project/select-project'],
  within: 'project/create-project',
  permissions: [
    {permission: 'billing.resourceAssociations.create', on: 'billingAccount'},
    {permission: 'resourcemanager.projects.createBillingAssignment', on: 'project'},
  ],
  services: ['cloudbilling.googleapis.com'],
  usualSeconds: [1, 10],
  timeoutMinutes: 5,
  instances: (config) => (config.project.billingAccount === undefined ? [] : ['']),
  desire: ({config}) => ({project: config.project.id, account: config.project.billingAccount ?? ''}),
  async observe(ports, desired) {
    const billing = await ports.projects.getBilling(desired.project);
    return billing.account === undefined
      ? {state: 'absent'}
      : {state: 'present', actual: {account: billing.account, isEnabled: billing.isEnabled}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {account, isEnabled} = observation.actual;
    if (account === desired.account && isEnabled) return noChange;
    const tries = [
      {
        text: 'Name that account in project.billingAccount, or have the link changed by whoever owns the project’s billing.',
        command: `gcloud billing projects describe ${desired.project}`,
      },
    ];
    return foreign(
      'SHK_PROJECT_E0205',
      `Project ${desired.project} is billed elsewhere.`,
      `account ${account}${isEnabled ? '' : ', which is closed'}; wanted ${desired.account}`,
      tries,
    );
  },
  apply: (ports, desired) => ports.projects.linkBilling(desired.project, desired.account),
  equivalent: ({project, account}) => [
    ['gcloud', 'billing', 'projects', 'link', project, `--billing-account=${account}`],
  ],
});

import type {Check} from '../../model/finding.js';

export const billingAccountUsable: Check = {
  id: 'project/billing-account-usable',
  title: 'A billing account is named for the project',
  why: 'The Kubernetes and Compute APIs cannot be enabled on a project without billing.',
  docs: 'https://cloud.google.com/billing/docs/how-to/modify-project',
  runbook: '7',
  probes: [],
  needs: [],
  evaluate({config}) {
    const {mode, billingAccount} = config.project;
    const expected = 'project.billingAccount is set, or the project exists with billing of its own';
    if (billingAccount !== undefined)
      return [
        {verdict: 'pass', observed: billingAccount, expected, evidence: 'gcloud billing accounts list', tries: []},
      ];
    if (mode === 'existing')
      return [{verdict: 'skipped', observed: 'the project’s own billing is left as it is', expected, tries: []}];
    return [
      {
        verdict: 'fail',
        observed: 'none',
        expected,
        evidence: 'gcloud billing accounts list',
        tries: [{text: 'Set project.billingAccount.'}],
      },
    ];
  },
};

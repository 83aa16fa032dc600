import type {Check} from '../../model/finding.js';
import {about} from '../about.js';

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
    const billing = about({
      expected: 'project.billingAccount is set, or the project exists with billing of its own',
      evidence: 'gcloud billing accounts list',
    });
    if (billingAccount !== undefined) return [billing.pass(billingAccount)];
    if (mode === 'existing') return [billing.skip('the project’s own billing is left as it is')];
    return [billing.fail('none', [{text: 'Set project.billingAccount.'}])];
  },
};

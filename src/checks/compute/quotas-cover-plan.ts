import type {Check} from '../../model/finding.js';
import {machinesProbe} from '../probes/machines-probe.js';
import {quotasProbe} from '../probes/quotas-probe.js';
import {standingProbe} from '../probes/standing-probe.js';
import {isGpuQuota} from './is-gpu-quota.js';
import {judgeQuotaNeeds} from './judge-quota-needs.js';

export const quotasCoverPlan: Check = {
  id: 'compute/quotas-cover-plan',
  title: 'The project’s limits cover the plan at its maximum and while it is upgraded',
  why: 'A limit that is too small is met in the middle: the cluster stands, and its pools, disks or addresses do not come. Raising one takes hours to days.',
  docs: 'https://cloud.google.com/compute/resource-usage',
  runbook: '10',
  probes: [quotasProbe, machinesProbe, standingProbe],
  needs: ['credentials/identity-present', 'compute/machine-types-exist'],
  evaluate: (inputs) => judgeQuotaNeeds(inputs, (key) => !isGpuQuota(key)),
};

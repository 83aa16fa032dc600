import type {Phase} from '../model/step.js';

/** The parts of the runbook in the order a reader expects. */
export const phaseTitles: Readonly<Record<Phase, string>> = {
  project: 'Project',
  identity: 'Identity',
  cluster: 'Cluster and pools',
  storage: 'Bucket and disks',
  values: 'Keys and values',
  network: 'Network and DNS',
  platform: 'Platform',
  verification: 'Verification',
};

import type {Check} from '../../model/finding.js';
import {findNextWindow} from '../../model/maintenance-window.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {formatPlace, judgeCluster} from './about-cluster.js';

/** About as long as an installation takes, with room for repairs. */
const runMs = 2 * 60 * 60 * 1000;

const formatTime = (ms: number) => new Date(ms).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z');

export const maintenanceAway: Check = {
  id: 'gke/maintenance-away',
  title: 'No maintenance window of the cluster opens during the run',
  why: 'Inside its window GKE upgrades the control plane: the API of a zonal cluster is away for minutes, and changes are refused.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions',
  runbook: '10',
  probes: [clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const {nowMs, config} = inputs;
    const expected = 'no window in the next two hours';
    return judgeCluster(inputs, expected, 'maintenancePolicy', ({maintenance}, words) => {
      if (maintenance === undefined)
        return words.pass('no window and no exclusion is set: GKE chooses the time of its upgrades itself');
      const excluded = maintenance.exclusions.find(({startMs, endMs}) => startMs <= nowMs && nowMs + runMs <= endMs);
      if (excluded !== undefined)
        return words.pass(`exclusion ${excluded.name} holds until ${formatTime(excluded.endMs)}`);
      const next = findNextWindow(maintenance, nowMs);
      if (next === 'unreadable')
        return words.unknown(`a window with the recurrence ${maintenance.window?.recurrence ?? 'none'}`, {
          kind: 'answer',
          missing: 'maintenance window',
          message: 'the recurrence of the maintenance window cannot be read; see when it opens',
        });
      if (next === undefined) return words.pass('exclusions only, none of them now');
      if (next.startMs > nowMs + runMs) return words.pass(`the next window opens ${formatTime(next.startMs)}`);
      const state = next.startMs <= nowMs ? 'is open' : `opens ${formatTime(next.startMs)}`;
      return words.warn(`a window ${state} until ${formatTime(next.endMs)}`, [
        {
          text: 'Run after it, or keep upgrades away for the time of the run.',
          command: `gcloud container clusters update ${config.cluster.name} ${formatPlace(inputs)} --add-maintenance-exclusion-name=shakinstall --add-maintenance-exclusion-start=${formatTime(nowMs)} --add-maintenance-exclusion-end=${formatTime(nowMs + 2 * runMs)} --add-maintenance-exclusion-scope=no_upgrades`,
        },
      ]);
    });
  },
};

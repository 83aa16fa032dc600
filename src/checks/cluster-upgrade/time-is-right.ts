import type {ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import type {Gate} from '../../model/gate.js';
import {findNextOpening} from '../../model/maintenance-times.js';

const format = (ms: number) => new Date(ms).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z');

export const timeIsRight: Gate<ClusterUpgradeFacts> = {
  id: 'cluster-upgrade/time-is-right',
  code: 'SHK_UPGRADE_E2036',
  title: 'No exclusion keeps upgrades away, and the window is open',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions',
  evaluate({maintenance, window, nowMs}) {
    // GKE lets people upgrade by hand all the same; whoever set the exclusion meant something by it.
    const excluded = maintenance?.exclusions.find(({startMs, endMs}) => startMs <= nowMs && nowMs < endMs);
    if (excluded !== undefined)
      return {
        verdict: 'fail',
        observed: `exclusion ${excluded.name} holds until ${format(excluded.endMs)}`,
        expected: 'a time that nobody has kept free of upgrades',
        tries: [{text: 'Wait, or remove the exclusion with whoever set it.'}],
      };
    if (window === undefined) return {verdict: 'pass', observed: 'no exclusion holds, and no window is set'};
    const next = findNextOpening(window, nowMs);
    if (next !== undefined && next.startMs <= nowMs)
      return {verdict: 'pass', observed: `the window is open until ${format(next.endMs)}`};
    return {
      verdict: 'fail',
      observed: next === undefined ? 'the window is over' : `the window opens ${format(next.startMs)}`,
      expected: 'inside the window',
      tries: [{text: 'Run it then.'}],
    };
  },
};

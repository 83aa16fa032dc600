import {join} from 'node:path';
import {acquireRunLock} from '../../adapters/local/run-lock.js';
import {clusterUpgradeGates} from '../../checks/cluster-upgrade-gates.js';
import {evaluateGates} from '../../checks/evaluate/evaluate-gates.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import type {Finding} from '../../model/finding.js';
import type {Plan} from '../../model/plan.js';
import type {UpgradeStrategy} from '../../model/ports/cluster-upgrades.js';
import {emptyRunView, type RunView} from '../../render/reduce-run-view.js';
import {createClusterUpgradeSteps} from '../../steps/cluster-upgrade-steps.js';
import {selectLookSubject} from '../collect-fact-set.js';
import {surveyDeployment} from '../create-deployment-plan.js';
import {executePlan} from '../execute-plan.js';
import {exitCodes} from '../exit-codes.js';
import type {Screen} from '../open-screen.js';
import {openWorkspaceAt} from '../open-workspace.js';
import {createLook} from '../upgrade/look-at-platform.js';
import type {Standing} from '../upgrade/open-upgrade.js';
import {type ClusterUpgradeWishes, collectClusterFacts} from './collect-cluster-facts.js';

export interface ClusterUpgradeOptions extends ClusterUpgradeWishes {
  readonly strategy: UpgradeStrategy | undefined;
  readonly isPlanOnly: boolean;
  readonly approve: (plan: Plan) => Promise<boolean>;
  readonly screen: Screen;
  readonly eventsFile?: string | undefined;
}

export interface ClusterUpgradeOutcome {
  readonly exitCode: number;
  readonly result: 'planned' | 'refused' | 'declined' | 'unchanged' | 'done' | 'stuck' | 'interrupted';
  readonly from: string;
  readonly to: string;
  readonly findings: readonly Finding[];
  readonly plan: Plan | undefined;
  readonly view: RunView;
  readonly diagnostics: readonly Diagnostic[];
}

/** Brings a cluster to another minor: gates, plan, approval, one move after the other, verification. */
export async function runClusterUpgrade(
  standing: Standing,
  options: ClusterUpgradeOptions,
): Promise<ClusterUpgradeOutcome> {
  const {opened, workspace, staging} = standing;
  const {clock} = workspace.ports.operator;
  const release = acquireRunLock(
    join(opened.state, 'lock'),
    'shakinstall cluster upgrade',
    new Date(clock.now()).toISOString(),
  );
  try {
    options.screen.say('Looking at the cluster and what runs in it');
    const facts = await collectClusterFacts(standing, options);
    const {findings, refusals} = evaluateGates(clusterUpgradeGates, facts, {
      waivers: opened.config.waivers,
      nowMs: facts.nowMs,
    });
    const common = {
      from: facts.controlPlane,
      to: options.to,
      findings,
      plan: undefined,
      view: emptyRunView,
      diagnostics: [],
    };
    const moves = 'moves' in facts.path ? facts.path.moves : [];
    if ('moves' in facts.path && moves.length === 0) return {...common, exitCode: exitCodes.ok, result: 'unchanged'};
    if (moves.length === 0) return {...common, exitCode: exitCodes.preflight, result: 'refused', diagnostics: refusals};
    const steps = createClusterUpgradeSteps(moves, options.strategy, createLook(selectLookSubject(workspace)));
    const own = await openWorkspaceAt(opened, {source: workspace.subject.places.release, staging, steps});
    const {plan} = await surveyDeployment(own);
    if (refusals.length > 0)
      return {...common, plan, exitCode: exitCodes.preflight, result: 'refused', diagnostics: refusals};
    if (options.isPlanOnly) return {...common, plan, exitCode: exitCodes.ok, result: 'planned'};
    if (!(await options.approve(plan))) return {...common, plan, exitCode: exitCodes.refused, result: 'declined'};
    const {exitCode, view, failures} = await executePlan(own, {
      plan,
      instances: own.instances,
      concurrency: 1,
      screen: options.screen,
      eventsFile: options.eventsFile,
    });
    const result = exitCode === exitCodes.ok ? 'done' : exitCode === exitCodes.interrupted ? 'interrupted' : 'stuck';
    return {...common, plan, exitCode, result, view, diagnostics: failures};
  } finally {
    release();
  }
}

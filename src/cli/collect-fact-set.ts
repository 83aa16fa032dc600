import {WallDeadline} from '../adapters/local/wall-deadline.js';
import {collectFacts} from '../checks/probes/collect-facts.js';
import {createReadOnlyPorts} from '../checks/probes/create-read-only-ports.js';
import {selectClusterTarget} from '../checks/probes/select-cluster-target.js';
import {selectProbes} from '../checks/probes/select-probes.js';
import type {BundleDigests} from '../model/bundle-digests.js';
import type {Check, Deployment} from '../model/finding.js';
import type {LookReach} from '../model/look-reach.js';
import type {KubeTarget} from '../model/ports/kube.js';
import type {Ports} from '../model/ports/ports.js';
import {compareDigests} from './compare-digests.js';
import type {FactSet} from './fact-set.js';
import {isOperatorsConcern} from './is-operators-concern.js';
import type {Workspace} from './open-workspace.js';
import {selectPlanNeeds} from './select-plan-needs.js';
import {surveyDrift} from './survey-drift.js';
import {type DeploymentVerdict, verifyDeployment} from './verify-deployment.js';

/** How long one probe may take before it counts as unanswered. */
const probeLimitMs = 30_000;

/** What is looked at: a deployment in its project, or one cluster alone. */
export interface LookSubject {
  readonly ports: Ports;
  readonly deployment?: Deployment | undefined;
  /** The cluster, where something else than the configuration names it. */
  readonly target?: KubeTarget | undefined;
  /** What the plan would still change, asked through the ports that are given; absent where no plan is at hand. */
  survey?(ports: Ports): ReturnType<typeof surveyDrift>;
  /** Renders the release as the configuration fills it; absent where none is at hand. */
  renderRelease?(): Promise<DeploymentVerdict>;
  /** Compares the release's files with the digests that lie beside them; absent where no release is at hand. */
  compareDigests?(): Promise<BundleDigests | undefined>;
}

/**
 * A deployment as its configuration describes it, looked at as the operator. `render` is called when a probe asks for the
 * release, and once.
 */
export function selectLookSubject(
  workspace: Workspace,
  render: (workspace: Workspace) => Promise<DeploymentVerdict> = verifyDeployment,
): LookSubject {
  const {subject, instances, ports} = workspace;
  const {config, release} = subject;
  let verdict: Promise<DeploymentVerdict> | undefined;
  return {
    ports: ports.operator,
    deployment: {config, release, needs: selectPlanNeeds(instances, {config, release})},
    survey: (asked) => surveyDrift(workspace, asked),
    compareDigests: () => compareDigests(subject.places.release),
    renderRelease: async () => {
      verdict ??= render(workspace);
      const {diagnostics, ...rest} = await verdict;
      return {...rest, diagnostics: [...workspace.notes, ...diagnostics].filter(isOperatorsConcern)};
    },
  };
}

/** Where the cluster answers that is looked at; throws `NotApplicable` where it is still to be created. */
export async function selectSubjectTarget({deployment, target, ports}: LookSubject): Promise<KubeTarget> {
  if (target !== undefined) return target;
  if (deployment === undefined) throw new Error('neither a deployment nor a cluster is named');
  return selectClusterTarget(ports, deployment.config);
}

/**
 * Looks at the world for these checks, or at what the cluster's own API tells of it; changes nothing. What has no answer
 * after `limitMs` is unanswered.
 */
export async function collectFactSet(
  subject: LookSubject,
  checks: readonly Check[],
  {limitMs = probeLimitMs, reach = 'all'}: {readonly limitMs?: number; readonly reach?: LookReach | undefined} = {},
): Promise<FactSet> {
  const {deployment} = subject;
  const ports = createReadOnlyPorts(subject.ports);
  const deadline = WallDeadline(limitMs);
  const cluster = () => selectSubjectTarget({...subject, ports});
  try {
    const probes = selectProbes(checks).filter(({scope}) => reach === 'all' || scope === 'cluster');
    const facts = await collectFacts(probes, {
      ports,
      deployment,
      cluster,
      deadline: deadline.expire,
      ...(subject.survey === undefined ? {} : {survey: () => subject.survey!(ports)}),
      ...(subject.renderRelease === undefined ? {} : {renderRelease: subject.renderRelease}),
      ...(subject.compareDigests === undefined ? {} : {compareDigests: subject.compareDigests}),
    });
    return {version: 1, collectedAt: new Date(ports.clock.now()).toISOString(), deployment, facts};
  } finally {
    deadline.cancel();
  }
}

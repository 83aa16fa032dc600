import {CloudFailure} from '../../model/cloud-failure.js';
import {createTurns} from '../../model/create-turns.js';
import type {KubeObject} from '../../model/ports/kube.js';
import type {ManifestWait} from '../../model/release.js';
import {stepKey} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectPlainSettings} from '../values/select-settings.js';
import {selectStagedMarker, selectStagedRelease} from '../values/staged-release.js';
import {type AppliedVersions, formatObjectName, judgeObject, selectAppliedVersion} from './judge-object.js';
import {type DirectorySource, readDirectoryManifests} from './read-directory-manifests.js';
import {selectKindPermissions} from './select-kind-permissions.js';
import {selectRolloutProblem} from './select-rollout-problem.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly source: DirectorySource;
  readonly waitsFor: ManifestWait;
}

interface Actual {
  readonly missing: readonly string[];
  readonly differing: readonly string[];
  /** What is there and not ready, with why. */
  readonly waiting: readonly string[];
  readonly total: number;
}

const id = 'platform/apply-manifests';
/** Objects that are applied side by side. */
const parallel = 3;

/** Objects that are looked at side by side: none of them needs another for that. */
const parallelLooks = 10;

/** A few neighbours of one kind, which do not need each other: kinds come in the order in which they are needed. */
function groupAlike(objects: readonly KubeObject[]): KubeObject[][] {
  const groups: KubeObject[][] = [];
  for (const object of objects) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < parallel && last[0]?.kind === object.kind) last.push(object);
    else groups.push([object]);
  }
  return groups;
}

/** What each attempt has applied; an attempt has one `Desired` of its own. */
const appliedBy = new WeakMap<Desired, AppliedVersions>();

export const applyManifests = defineStep<Desired, Actual>({
  id,
  runbook: '17',
  phase: 'platform',
  title: 'Apply manifests',
  titleOf: (instance) => `Apply ${instance}`,
  why: 'Applied on the server’s side, since definitions of 365 KB do not fit into the annotation that kubectl’s client-side apply writes. The next directory waits until definitions are Established and Deployments Available.',
  docs: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
  actor: 'deployer',
  needs: ['cluster/await-api-server', 'values/stage-release'],
  within: 'cluster/create-cluster',
  permissions: [],
  permissionsOf: (_config, {kinds}) => selectKindPermissions(kinds.manifests, ['get', 'create', 'update']),
  services: [],
  usualSeconds: [2, 120],
  timeoutMinutes: 15,
  // Certificates beside the chart have no issuer where the operator brings a certificate.
  instances: (config, release) =>
    release.manifests
      .filter(({phase}) => phase === 'before-chart' || config.tls.mode === 'lets-encrypt')
      .map(({path}) => path),
  needsOf(instance, _config, release) {
    const index = release.manifests.findIndex(({path}) => path === instance);
    const before = release.manifests[index - 1];
    const directory = release.manifests[index];
    // The system pool is there with the cluster, so none of this waits for the other pools; what has to
    // become available does wait for its webhooks' ports and its images' way in.
    const network = directory?.waitsFor === 'available' ? ['network/create-firewall-rule', 'network/create-nat'] : [];
    const chart = directory?.phase === 'after-chart' ? ['platform/install-release', 'upgrade/roll-back-release'] : [];
    return [...(before === undefined ? [] : [stepKey(id, before.path)]), ...network, ...chart];
  },
  desire(inputs) {
    const {release, instance} = inputs;
    const directory = release.manifests.find(({path}) => path === instance);
    if (directory === undefined) throw new Error(`no manifests ${instance} in the release`);
    return {
      target: selectDeferredTarget(inputs),
      source: {
        release,
        root: selectStagedRelease(inputs),
        marker: selectStagedMarker(inputs),
        directory: instance,
        settings: selectPlainSettings(inputs),
      },
      waitsFor: directory.waitsFor,
    };
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    if (target === undefined) return {state: 'absent'};
    const applied: AppliedVersions = appliedBy.get(desired) ?? new Map();
    const objects = await readDirectoryManifests(ports, desired.source);
    const missing: string[] = [];
    const differing: string[] = [];
    const waiting: string[] = [];
    const turns = createTurns(parallelLooks);
    const judgements = await Promise.all(
      objects.map((object) => turns(() => judgeObject(ports, target, object, applied))),
    );
    judgements.forEach((judgement, index) => {
      const name = formatObjectName(objects[index] as KubeObject);
      if (judgement.state === 'missing') missing.push(name);
      else if (judgement.state === 'differing') differing.push(name);
      else if (judgement.problem !== undefined && desired.waitsFor !== 'none')
        waiting.push(`${name}: ${judgement.problem}`);
    });
    return objects.length > 0 && missing.length === objects.length
      ? {state: 'absent'}
      : {state: 'present', actual: {missing, differing, waiting, total: objects.length}};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {missing, differing, waiting} = observation.actual;
    const fields = [
      ...missing.map((path) => ({path, from: 'missing', to: 'present'})),
      ...differing.map((path) => ({path, from: 'different', to: 'as in the release'})),
    ];
    if (fields.length > 0) return {kind: 'update', fields};
    return waiting.length === 0 ? noChange : {kind: 'await', reason: waiting.join('; ')};
  },
  async apply(ports, desired, change, io) {
    const target = requireTarget(desired.target);
    const objects = await readDirectoryManifests(ports, desired.source);
    if (change.kind !== 'await') {
      const applied: AppliedVersions = new Map();
      appliedBy.set(desired, applied);
      for (const alike of groupAlike(objects)) {
        await Promise.all(
          alike.map(async (object) => {
            const standing = await ports.kube.apply(target, object, {isDryRun: false, force: true});
            applied.set(formatObjectName(object), selectAppliedVersion(standing));
          }),
        );
      }
      io.reportProgress(`${objects.length} objects applied`);
    }
    if (desired.waitsFor === 'none') return;
    let shown = '';
    for (;;) {
      const problems = await Promise.all(
        objects.map(async (object) => {
          const {apiVersion, kind, metadata} = object;
          if (selectRolloutProblem(object) === undefined) return undefined;
          const standing = await ports.kube.get(target, {
            apiVersion,
            kind,
            name: metadata.name,
            namespace: metadata.namespace ?? 'default',
          });
          const problem = standing === undefined ? 'missing' : selectRolloutProblem(standing);
          if (problem?.includes('progress deadline') === true)
            throw new CloudFailure('invalid', `${formatObjectName(object)}: ${problem}`, {
              action: `apply ${desired.source.directory}`,
            });
          return problem === undefined ? undefined : `${formatObjectName(object)}: ${problem}`;
        }),
      );
      const open = problems.filter((problem) => problem !== undefined);
      if (open.length === 0) return;
      const text = `${open.length} not ready, ${open[0]}`;
      if (text !== shown) io.reportProgress(text);
      shown = text;
      await ports.clock.sleep(2000, io.signal);
    }
  },
  equivalent: ({source}) => [
    [
      'kubectl',
      'apply',
      '--server-side',
      '--force-conflicts',
      '--field-manager=shakinstall',
      '-f',
      `${source.root}/${source.directory}/`,
    ],
  ],
});

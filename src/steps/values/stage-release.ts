import type {Ports} from '../../model/ports/ports.js';
import type {Inputs} from '../../model/step.js';
import {findShadowedArchives} from '../../release/find-shadowed-archives.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {selectAccount, selectAccountNames} from '../iam/accounts.js';
import {selectKeyPath} from '../keys/generate-key.js';
import {type DirectorySource, readStagedManifests} from '../platform/read-directory-manifests.js';
import {createReleaseFiles} from './create-release-files.js';
import {selectPlainSettings} from './select-settings.js';
import {dnsSolverKeyPath, joinChartPath, selectStagedMarker, selectStagedRelease} from './staged-release.js';

interface Desired {
  readonly source: string;
  readonly staged: string;
  readonly marker: string;
  readonly manifests: Omit<DirectorySource, 'directory'>;
  /** Files that are put into the staged chart: from a deployment's key to a path below the staged release. */
  readonly additions: ReadonlyArray<{readonly from: string; readonly to: string}>;
}

/** What the staged copy was made of; equal texts mean that it need not be made again. */
async function readFingerprint(ports: Ports, desired: Desired): Promise<string> {
  const digests = await Promise.all(
    [desired.source, ...desired.additions.map(({from}) => from)].map((path) => ports.files.digest(path)),
  );
  return `${desired.source}\n${digests.map((digest) => digest ?? 'missing').join('\n')}\n`;
}

function selectAdditions(inputs: Inputs): Desired['additions'] {
  const {config, release, places} = inputs;
  const keys = release.keys.flatMap(({purpose, path}) => {
    const from = selectKeyPath(inputs, purpose);
    const to = joinChartPath(release, path);
    return [
      {from, to},
      {from: `${from}.pub`, to: `${to}.pub`},
    ];
  });
  const solver = selectAccountNames(config).includes('dns-solver')
    ? [{from: selectAccount(config, places, 'dns-solver').keyFile, to: joinChartPath(release, dnsSolverKeyPath)}]
    : [];
  return [...keys, ...solver];
}

export const stageRelease = defineStep<Desired, {readonly isCurrent: boolean}>({
  id: 'values/stage-release',
  runbook: '14',
  phase: 'values',
  title: 'Stage the release with its keys',
  why: 'The chart reads keys from its own directory. A copy gets them, so that the release as it was delivered stays as it was, and no secret lands in it.',
  docs: 'https://helm.sh/docs/chart_template_guide/accessing_files/',
  actor: 'operator',
  needs: ['keys/generate-key', 'iam/create-key'],
  permissions: [],
  services: [],
  usualSeconds: [0, 3],
  timeoutMinutes: 5,
  desire: (inputs) => ({
    source: inputs.places.release,
    staged: selectStagedRelease(inputs),
    marker: selectStagedMarker(inputs),
    manifests: {
      release: inputs.release,
      root: selectStagedRelease(inputs),
      marker: selectStagedMarker(inputs),
      settings: selectPlainSettings(inputs),
    },
    additions: selectAdditions(inputs),
  }),
  async observe(ports, desired) {
    const marker = await ports.files.read(desired.marker);
    if (marker === undefined) return {state: 'absent'};
    return {state: 'present', actual: {isCurrent: marker === (await readFingerprint(ports, desired))}};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return observation.actual.isCurrent
      ? noChange
      : {kind: 'update', fields: [{path: 'staged release', from: 'an earlier state', to: 'the release as it is now'}]};
  },
  async apply(ports, desired) {
    const shadowed = await findShadowedArchives(createReleaseFiles(ports.files, desired.source));
    await ports.files.copyTree(desired.source, desired.staged, shadowed);
    for (const {from, to} of desired.additions) {
      const text = await ports.files.read(from);
      if (text !== undefined) await ports.files.write(`${desired.staged}/${to}`, text, {mode: 0o600});
    }
    await ports.files.write(desired.marker, await readFingerprint(ports, desired), {mode: 0o600});
    // Now, while everything waits for Google, and not later, when everything waits for the manifests.
    await readStagedManifests(ports, desired.manifests);
  },
  outputNames: ['directory'],
  outputs: (desired) => ({directory: desired.staged}),
  equivalent: ({source, staged, additions}) => [
    ['cp', '-R', `${source}/.`, staged],
    ...additions.map(({from, to}) => ['cp', from, `${staged}/${to}`]),
  ],
});

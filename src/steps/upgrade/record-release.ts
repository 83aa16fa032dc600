import type {Release} from '../../model/release.js';
import type {Step} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';

/** What a deployment's directory keeps of the release that stands. */
export interface InstalledRecord {
  readonly version: string;
  /** Chart and version, as helm's history names them. */
  readonly chart: string;
  /** The release as it was delivered. */
  readonly release: string;
  /** Its working copy and values. */
  readonly staging: string;
  /** What the configuration named when this was written: another name there is another wish. */
  readonly configured: string;
}

/** A release and where it lies, as it is written down. */
export function formatInstalledRecord(
  {version, chart}: Pick<Release, 'version' | 'chart'>,
  places: Pick<InstalledRecord, 'release' | 'staging' | 'configured'>,
): string {
  const record: InstalledRecord = {version, chart: `${chart.name}-${chart.version}`, ...places};
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

interface Desired {
  readonly path: string;
  readonly text: string;
}

export const installedRecordName = 'installed.json';

/** Writes down which release stands, so that every command goes on from it. */
export function createRecordRelease(configured: string): Step {
  return defineStep<Desired, {readonly text: string}>({
    id: 'upgrade/record-release',
    runbook: '',
    phase: 'verification',
    title: 'Record which release stands',
    why: 'The configuration names the release that the installation began with; from here on init, doctor and plan go on from this one, until the configuration names another.',
    docs: 'https://helm.sh/docs/helm/helm_history/',
    actor: 'operator',
    needs: ['upgrade/verify-platform'],
    permissions: [],
    services: [],
    usualSeconds: [0, 1],
    timeoutMinutes: 1,
    desire({places, release}) {
      const staging = places.staging ?? places.state;
      return {
        path: `${places.state}/${installedRecordName}`,
        text: formatInstalledRecord(release, {release: places.release, staging, configured}),
      };
    },
    async observe(ports, {path}) {
      const text = await ports.files.read(path);
      return text === undefined ? {state: 'absent'} : {state: 'present', actual: {text}};
    },
    diff(desired, observation) {
      const simple = selectSimpleChange(observation);
      if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
      return observation.actual.text === desired.text
        ? noChange
        : {kind: 'update', fields: [{path: installedRecordName, from: 'another release', to: 'this release'}]};
    },
    apply: (ports, {path, text}) => ports.files.write(path, text, {mode: 0o600}),
    equivalent: ({path, text}) => [['sh', '-c', `cat > ${path} <<'END'\n${text}END`]],
  });
}

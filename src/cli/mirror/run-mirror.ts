import {createHash} from 'node:crypto';
import {join, resolve} from 'node:path';
import {EnvironmentClock} from '../../adapters/local/environment-clock.js';
import {SweepBuffers} from '../../adapters/local/sweep-buffers.js';
import {listLayout} from '../../adapters/oci/list-layout.js';
import {OciLayout} from '../../adapters/oci/oci-layout.js';
import {openRegistries} from '../../adapters/oci/open-registries.js';
import {TaggedReferrers} from '../../adapters/oci/tagged-referrers.js';
import type {Environment} from '../../model/environment.js';
import type {MirrorView} from '../../render/mirror-view.js';
import {exitCodes} from '../exit-codes.js';
import {findConfig} from '../find-config.js';
import type {WorkspaceFlags} from '../flags.js';
import {openEnvironment} from '../open-environment.js';
import {selectRehearsalDirectory} from '../rehearsal-process.js';
import {copyImages} from './copy-images.js';
import {MirrorJournal} from './mirror-journal.js';
import {type MirrorEnd, type MirrorFlags, parseImages, parseMirrorRequest, refuseMirror} from './mirror-request.js';
import type {MirrorOutcome, MirrorTask} from './mirror-task.js';
import {openMirrorScreen} from './open-mirror-screen.js';
import {planMirror} from './plan-mirror.js';

/** Transfers at a time. */
const concurrency = 8;

export interface MirrorOptions extends MirrorFlags {
  readonly isJson: boolean;
}

export interface MirrorResult {
  readonly registry: string | undefined;
  readonly tasks: readonly MirrorTask[];
  /** Absent where the images were only listed. */
  readonly outcomes?: readonly MirrorOutcome[];
  readonly view?: MirrorView;
  readonly seconds?: number;
}

/** The images that are meant: named ones, a layout's, a release's as a deployment renders it, or a release's alone. */
async function listImages(
  flags: WorkspaceFlags,
  options: MirrorFlags,
  from: MirrorEnd,
  environment: Environment,
): Promise<readonly string[]> {
  const release = flags.fields['release.path'];
  if (release === undefined && options.images.length > 0) return options.images;
  if (release === undefined && from.kind === 'layout') {
    const held = await listLayout(from.directory);
    const tries = [{text: 'Make one first.', command: `shakinstall mirror --release DIR --to oci:${from.directory}`}];
    return (
      held ??
      refuseMirror('SHK_MIRROR_E2206', 'There are no images.', `${from.directory} has no index.json`, '--from', tries)
    );
  }
  // Clients of Google's and helm are loaded where a release is read, and not to move bytes.
  const {collectOriginalImages, collectReleaseImages} = await import('./collect-release-images.js');
  if ((await findConfig(flags)) !== undefined) {
    const {openWorkspace} = await import('../open-workspace.js');
    const images = await collectOriginalImages(await openWorkspace(flags));
    return [...options.images, ...images.map(({image}) => image)];
  }
  const tries = [
    {text: 'Name a release.', command: 'shakinstall mirror --release DIR|TGZ|oci://… --registry HOST/PATH'},
  ];
  if (release === undefined)
    refuseMirror(
      'SHK_MIRROR_E2207',
      'No images are named.',
      'Neither --release, --image nor a configuration.',
      '--release',
      tries,
    );
  const images = await collectReleaseImages(release, environment);
  return [...options.images, ...images.map(({image}) => image)];
}

/** Copies the images of a release, and says what became of each. */
export async function runMirror(flags: WorkspaceFlags, options: MirrorOptions): Promise<MirrorResult> {
  const request = parseMirrorRequest(options);
  const environment = await openEnvironment(flags);
  const images = await listImages(flags, options, request.from, environment);
  const {registry} = request;
  const tasks = planMirror(parseImages([...new Set(images)]), registry);
  if (options.isList) return {registry, tasks};
  const clock = EnvironmentClock(environment);
  const authClient = async () => {
    const {createOperatorSession} = await import('../../adapters/gcp/google-session.js');
    return createOperatorSession(environment, clock).authClient();
  };
  const registries = openRegistries({environment, clock, authClient});
  const open = (end: MirrorEnd) => {
    if (end.kind !== 'layout') return registries;
    const images = OciLayout(resolve(end.directory));
    return {images, referrers: TaggedReferrers(images)};
  };
  const [from, to] = [open(request.from), open(request.to)];
  // What one path of a registry holds, another can take over.
  const place = request.to.kind === 'layout' ? resolve(request.to.directory) : registry?.split('/')[0];
  const root = flags.rehearse ? selectRehearsalDirectory(process.cwd()) : resolve('.shakinstall');
  const name = createHash('sha256').update(String(place)).digest('hex').slice(0, 12);
  const journal = MirrorJournal(join(root, 'mirrors', `${name}.jsonl`));
  const screen = openMirrorScreen(options.isJson);
  const startMs = performance.now();
  const interrupt = () => {
    screen.stop();
    process.stderr.write('Interrupted; the same command goes on from here.\n');
    process.exit(exitCodes.interrupted);
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const outcomes = await copyImages({
      from: from.images,
      to: to.images,
      referrers: {from: from.referrers, to: to.referrers},
      tasks,
      concurrency,
      journal,
      clock,
      onBytes: SweepBuffers(),
      onEvent: screen.onEvent,
    });
    return {registry, tasks, outcomes, view: screen.view(), seconds: (performance.now() - startMs) / 1000};
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    screen.stop();
    journal.close();
  }
}

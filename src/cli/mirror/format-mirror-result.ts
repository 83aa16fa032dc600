import pc from 'picocolors';
import {formatDuration} from '../../render/format-duration.js';
import {formatBytes, formatCount} from '../../render/mirror-view.js';
import type {MirrorOutcome} from './mirror-task.js';
import type {MirrorResult} from './run-mirror.js';

const targetOf = ({to, reference}: {readonly to: string; readonly reference: string}) =>
  `${to}${reference.startsWith('sha256:') ? '@' : ':'}${reference}`;

/** How a deployment is told to pull from the mirror. */
function formatAdvice(registry: string): readonly string[] {
  return ['', 'A deployment pulls from there with', '', '  release:', `    imageRegistry: ${registry}`, ''];
}

/** Each problem once, with what it befell. */
function formatProblems(failed: readonly MirrorOutcome[]): readonly string[] {
  const problems = Map.groupBy(failed, ({problem = ''}) => problem);
  return [...problems].flatMap(([problem, images]) => [
    `  found ${problem}`,
    ...(images.length === 1 ? [] : [`        for ${formatCount(images.length, 'image')}: ${images[0]?.image}, …`]),
  ]);
}

/** What a mirror did, or would do, for people. */
export function formatMirrorResult({registry, tasks, outcomes, view, seconds}: MirrorResult): string {
  if (outcomes === undefined)
    return tasks.map((task) => `${task.image}${registry === undefined ? '' : ` → ${targetOf(task)}`}\n`).join('');
  const count = (state: string) => outcomes.filter((outcome) => outcome.state === state).length;
  const failed = outcomes.filter(({state}) => state === 'failed');
  const parts = [
    `${formatCount(count('copied'), 'image')} copied`,
    `${count('present')} there before`,
    ...(failed.length === 0 ? [] : [`${failed.length} failed`]),
  ];
  const bytes =
    view === undefined ? '' : `; ${formatBytes(view.copiedBytes)} sent, ${formatBytes(view.sparedBytes)} spared`;
  const lines = [`${parts.join(', ')}${bytes}, in ${formatDuration((seconds ?? 0) * 1000)}.`];
  if (failed.length > 0)
    lines.push(
      '',
      `${pc.red('✖')} ${pc.bold('Not everything was mirrored.')} ${pc.dim('SHK_MIRROR_E2208')}`,
      ...formatProblems(failed),
      '  try   Run the same command again; what is there is not sent again.',
    );
  return [...lines, ...(registry === undefined || failed.length > 0 ? [] : formatAdvice(registry)), ''].join('\n');
}

/** The same for programs. */
export function formatMirrorJson({registry, tasks, outcomes, view, seconds}: MirrorResult): string {
  const images = outcomes ?? tasks.map((task) => ({image: task.image, target: targetOf(task)}));
  const bytes = view === undefined ? {} : {copiedBytes: view.copiedBytes, sparedBytes: view.sparedBytes, seconds};
  const imageMap = Object.fromEntries(tasks.map((task) => [task.image, targetOf(task)]));
  const code = outcomes?.some(({state}) => state === 'failed') === true ? {code: 'SHK_MIRROR_E2208'} : {};
  return `${JSON.stringify({...code, ...(registry === undefined ? {} : {release: {imageRegistry: registry}}), images, imageMap, ...bytes}, null, 2)}\n`;
}

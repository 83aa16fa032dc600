import pc from 'picocolors';
import type {UpgradeProposal} from '../../model/upgrade-proposal.js';
import {wrapText} from '../../model/wrap-text.js';
import {formatDuration} from '../format-duration.js';
import type {RunView} from '../reduce-run-view.js';

interface UpgradeEnd {
  readonly result:
    | 'planned'
    | 'refused'
    | 'declined'
    | 'unchanged'
    | 'done'
    | 'rolled-back'
    | 'stuck'
    | 'interrupted'
    | 'halted';
  readonly proposal: UpgradeProposal | undefined;
  readonly view: RunView;
  readonly evidence?: string | undefined;
  readonly remains: readonly string[];
  /** What was typed, without its approval. */
  readonly command: string;
}

/** Where everything stands when a command has ended, and what comes next. */
function select({result, proposal, command}: UpgradeEnd): readonly [string, readonly string[]] {
  const {from = '', to = ''} = proposal?.difference ?? {};
  switch (result) {
    case 'planned':
      return [
        `Planned. Nothing was changed.`,
        [`Approve exactly this plan:  ${command} --approve ${proposal?.fingerprint}`],
      ];
    case 'refused':
      return [`Refused. Nothing was changed.`, ['Mend what is closed above, then run the same command again.']];
    case 'declined':
      return ['Not approved. Nothing was changed.', []];
    case 'unchanged':
      return ['Nothing to change: this is what stands.', []];
    case 'done':
      return [
        `${to} stands and is well.`,
        proposal?.reversibleUntil === undefined
          ? [`To go back to ${from}:  shakinstall rollback`]
          : [`There is no way back to ${from} but by the backup. ${proposal.remains.join(' ')}`],
      ];
    case 'rolled-back':
      return [`${to} failed; ${from} stands again and is well.`, [`Once the cause is mended:  ${command}`]];
    case 'halted':
      return [
        `Halted on the way from ${from} to ${to}: nothing happens that cannot be written down.`,
        [`To go on once there is room:  ${command}`, `To go back to ${from}:  shakinstall rollback`],
      ];
    case 'interrupted':
      return ['Interrupted.', [`To go on:  ${command}`, `To go back to ${from}:  shakinstall rollback`]];
    default:
      return [
        `${to} failed, and what stood before could not be put back.`,
        [`To go on once the cause is mended:  ${command}`, 'What is the matter:  shakinstall doctor'],
      ];
  }
}

/** The words at the end of an upgrade or a rollback. */
export function formatUpgradeEnd(end: UpgradeEnd, columns = Number.POSITIVE_INFINITY): string {
  const [head, next] = select(end);
  const isGood = ['done', 'planned', 'unchanged'].includes(end.result);
  const took = end.view.durationMs === undefined ? [] : [`  Took ${formatDuration(end.view.durationMs)}.`];
  return [
    (isGood ? pc.green : pc.red)(head),
    ...took,
    ...end.remains.flatMap((text) => wrapText(text, columns, 2).map((line) => `  ${line}`)),
    ...(end.evidence === undefined ? [] : [`  Evidence:  ${end.evidence}`]),
    ...next.map((line) => `  ${line}`),
  ].join('\n');
}

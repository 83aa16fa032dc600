import type {Finding} from '../model/finding.js';
import type {Plan, PlannedStep} from '../model/plan.js';
import {wrapText} from '../model/wrap-text.js';
import {type Palette, plainPalette} from './palette.js';

const labelWidth = 10;

const formatField = (label: string, text: string, columns: number, palette: Palette) =>
  wrapText(text, columns, labelWidth + 2).map(
    (line, index) => `  ${palette.dim((index === 0 ? label : '').padEnd(labelWidth))}${line}`,
  );

/** How one field was before, in words that can be acted on. */
function formatFormer({path, from}: {readonly path: string; readonly from: string}): string {
  if (/^(missing|no record|none|absent)$/.test(from)) return `remove ${path}`;
  return from === 'different' ? `how ${path} was before is not kept` : `set ${path} back to ${from}`;
}

/** How a change is taken back by hand; what was made anew has nothing before it. */
function formatUndo({change, title}: PlannedStep): string {
  switch (change.kind) {
    case 'update':
      return `${title}: ${change.fields.map(formatFormer).join('; ')}`;
    case 'create':
      return `${title}: remove what it made; it was not there before`;
    default:
      return `${title}: nothing is changed, it only waits`;
  }
}

function formatChange({change, title}: PlannedStep): string {
  switch (change.kind) {
    case 'update':
      return `${title}: ${change.fields.map(({path, from, to}) => `${path} ${from} → ${to}`).join('; ')}`;
    case 'create':
      return `${title} (is not there)`;
    case 'await':
      return `${title} (waits ${change.reason})`;
    default:
      return title;
  }
}

/**
 * What `--fix` would do about a finding, before it asks: the change, how far it reaches, how it is taken back, and
 * the commands that do the same. `part` holds the mending step and what it needs.
 */
export function formatMendingCard(
  finding: Finding,
  part: Plan,
  columns = 100,
  palette: Palette = plainPalette,
): string {
  const field = (label: string, text: string) => formatField(label, text, columns, palette);
  const changes = part.steps.filter(({change}) => change.kind !== 'none');
  const commands = changes.flatMap(({equivalent}) => equivalent.map((words) => words.join(' ')));
  const reach =
    changes.length === 1
      ? `this step alone; ${part.steps.length - 1} others that it needs stand as they should`
      : `${changes.length} steps: ${changes.map(({key}) => key).join(', ')}`;
  const head = `${finding.title}${finding.resource === undefined ? '' : ` · ${finding.resource}`}`;
  return [
    ...wrapText(head, columns, 0).map((line) => palette.bold(line)),
    ...field('found', finding.observed),
    ...changes.flatMap((step, index) => field(index === 0 ? 'change' : '', formatChange(step))),
    ...field('touches', reach),
    ...changes.flatMap((step, index) => field(index === 0 ? 'undo' : '', formatUndo(step))),
    ...commands.map(
      (command, index) => `  ${palette.dim((index === 0 ? 'same as' : '').padEnd(labelWidth))}${palette.cyan(command)}`,
    ),
  ].join('\n');
}

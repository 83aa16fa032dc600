import type {Plan, PlannedStep} from '../model/plan.js';
import type {Change} from '../model/step.js';
import {wrapText} from '../model/wrap-text.js';

/** What a change is in one word, the same width for all. */
const words: Readonly<Record<Change['kind'], string>> = {
  none: '  ok',
  create: '+ create',
  update: '~ change',
  await: '. wait',
  foreign: '! stop',
  unknown: '? unknown',
};

const wordWidth = 10;

/** What is to be said of a change besides its word. */
function selectTexts(change: Change): readonly string[] {
  switch (change.kind) {
    case 'update':
      return change.fields.map(({path, from, to}) => `${path}: ${from} → ${to}`);
    case 'foreign':
      return [`${change.diagnostic.summary} ${change.diagnostic.detail ?? ''}`];
    case 'unknown':
      return [`could not look: ${change.message} (missing ${change.missing})`];
    default:
      return [];
  }
}

function formatStep(step: PlannedStep, columns: number): string[] {
  const number = step.runbook === '' ? '' : ` [${step.runbook}]`;
  const used = wordWidth + 2;
  const [head, ...rest] = wrapText(`${step.title}${number}`, columns, used);
  const texts = selectTexts(step.change).flatMap((text) => wrapText(text, columns, used + 2));
  return [
    `  ${words[step.change.kind].padEnd(wordWidth)}${head}`,
    ...rest.map((line) => `${' '.repeat(used)}${line}`),
    ...texts.map((line) => `${' '.repeat(used + 2)}${line}`),
  ];
}

/** How many steps do what. */
export function formatPlanTotals(plan: Plan): string {
  const count = (kind: Change['kind']) => plan.steps.filter(({change}) => change.kind === kind).length;
  const parts = [
    `${count('create')} to create`,
    `${count('update')} to change`,
    `${count('await')} to wait for`,
    `${count('none')} as they should be`,
  ];
  const stops = count('foreign') + count('unknown');
  return [...parts, ...(stops === 0 ? [] : [`${stops} in the way`])].join(', ');
}

/** The plan as a list by phase, in the order of the runbook, its texts broken at `columns`. */
export function formatPlan(
  plan: Plan,
  phaseTitles: Readonly<Record<string, string>>,
  columns = Number.POSITIVE_INFINITY,
): string {
  const phases = Object.keys(phaseTitles).filter((phase) => plan.steps.some((step) => step.phase === phase));
  const blocks = phases.map((phase) =>
    [
      phaseTitles[phase] ?? phase,
      ...plan.steps.filter((step) => step.phase === phase).flatMap((step) => formatStep(step, columns)),
    ].join('\n'),
  );
  return [
    ...wrapText(`Plan ${plan.fingerprint} of ${plan.deployment}, ${plan.release}`, columns, 0),
    '',
    ...blocks.flatMap((block) => [block, '']),
    ...wrapText(`${formatPlanTotals(plan)}.`, columns, 0),
  ].join('\n');
}

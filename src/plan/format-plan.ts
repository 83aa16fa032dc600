import type {Plan, PlannedStep} from '../model/plan.js';
import type {Change} from '../model/step.js';

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

function formatStep(step: PlannedStep): string[] {
  const number = step.runbook === '' ? '' : ` [${step.runbook}]`;
  const head = `  ${words[step.change.kind].padEnd(wordWidth)}${step.title}${number}`;
  const {change} = step;
  const indent = ' '.repeat(wordWidth + 4);
  if (change.kind === 'update')
    return [head, ...change.fields.map(({path, from, to}) => `${indent}${path}: ${from} → ${to}`)];
  if (change.kind === 'foreign')
    return [head, `${indent}${change.diagnostic.summary} ${change.diagnostic.detail ?? ''}`];
  if (change.kind === 'unknown')
    return [head, `${indent}could not look: ${change.message} (missing ${change.missing})`];
  return [head];
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

/** The plan as a list by phase, in the order of the runbook. */
export function formatPlan(plan: Plan, phaseTitles: Readonly<Record<string, string>>): string {
  const phases = Object.keys(phaseTitles).filter((phase) => plan.steps.some((step) => step.phase === phase));
  const blocks = phases.map((phase) =>
    [phaseTitles[phase] ?? phase, ...plan.steps.filter((step) => step.phase === phase).flatMap(formatStep)].join('\n'),
  );
  return [
    `Plan ${plan.fingerprint} of ${plan.deployment}, ${plan.release}`,
    '',
    ...blocks.flatMap((block) => [block, '']),
    `${formatPlanTotals(plan)}.`,
  ].join('\n');
}

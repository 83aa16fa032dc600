import type {Plan} from '../model/plan.js';
import {formatCommand} from './format-script.js';

/** The runbook of this very deployment, for people who do it by hand or sign it off. */
export function formatMarkdown(plan: Plan): string {
  const sections = plan.steps.map((step) => {
    const number = step.runbook === '' ? '' : `Step ${step.runbook}: `;
    const commands = step.equivalent.length === 0 ? [] : ['', '```sh', ...step.equivalent.map(formatCommand), '```'];
    const needs = step.needs.length === 0 ? [] : ['', `After: ${step.needs.map((need) => `\`${need}\``).join(', ')}.`];
    return [
      `## ${number}${step.title}`,
      '',
      step.why,
      ...commands,
      ...needs,
      '',
      `State: ${step.change.kind === 'none' ? 'as it should be' : step.change.kind}. [Reference](${step.docs})`,
    ].join('\n');
  });
  return [
    `# Runbook of ${plan.deployment}`,
    '',
    `${plan.release}, plan \`${plan.fingerprint}\`.`,
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

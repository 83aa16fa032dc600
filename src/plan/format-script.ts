import type {Plan} from '../model/plan.js';
import type {EquivalentCommand} from '../model/step.js';

/** A word as a POSIX shell reads it back. */
export function formatWord(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** One command on one line; a first word `#` makes a remark of it. */
export function formatCommand(command: EquivalentCommand): string {
  return command[0] === '#' ? `# ${command.slice(1).join(' ')}` : command.map(formatWord).join(' ');
}

/** The plan as a shell script of the commands that it stands for. */
export function formatScript(plan: Plan): string {
  const blocks = plan.steps.map((step) => {
    const number = step.runbook === '' ? '' : `${step.runbook}. `;
    const state = step.change.kind === 'none' ? ' (done already)' : '';
    return [`# ${number}${step.title}${state}`, ...step.equivalent.map(formatCommand)].join('\n');
  });
  return [
    '#!/bin/sh',
    `# Deployment ${plan.deployment}, ${plan.release}, plan ${plan.fingerprint}`,
    '# Values in (known after …) come from the step named there.',
    'set -eu',
    '',
    blocks.join('\n\n'),
    '',
  ].join('\n');
}

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {UpgradeAttempt} from '../../model/upgrade-facts.js';
import type {UpgradeProposal} from '../../model/upgrade-proposal.js';
import {diffFields} from '../../release/upgrade/diff-fields.js';
import {formatProposal} from '../../render/upgrade/format-proposal.js';
import type {Screen} from '../open-screen.js';

interface ApprovalRequest {
  /** Fingerprint that somebody has approved. */
  readonly fingerprint: string | undefined;
  readonly isApproved: boolean;
  readonly screen: Screen;
  readonly state: string;
}

/** What differs from the plan that was written down, where that is the one that was approved. */
async function explainMove(state: string, fingerprint: string, proposal: UpgradeProposal): Promise<string> {
  const text = await readFile(join(state, 'upgrade-plan.json'), 'utf8').catch(() => undefined);
  const written = text === undefined ? undefined : (JSON.parse(text) as UpgradeProposal);
  if (written?.fingerprint !== fingerprint)
    return `the plan is ${proposal.fingerprint} now; ${fingerprint} is not the one in upgrade-plan.json, so what differs cannot be told`;
  const select = ({difference, steps}: UpgradeProposal) => ({difference, steps: steps.map(({title}) => title)});
  const moved = diffFields(JSON.parse(JSON.stringify(select(written))), JSON.parse(JSON.stringify(select(proposal))));
  const lines = moved.slice(0, 8).map(({path, from, to}) => `${path}: ${from} → ${to}`.slice(0, 300));
  return [`the plan is ${proposal.fingerprint} now`, ...lines].join('\n');
}

/**
 * Approval of an upgrade: by the fingerprint of exactly this plan, by a flag, or by the deployment's name on a
 * terminal. The rest of an attempt that was approved needs no other fingerprint.
 */
export function createUpgradeApproval({fingerprint, isApproved, screen, state}: ApprovalRequest) {
  return async (proposal: UpgradeProposal, attempt: UpgradeAttempt | undefined): Promise<boolean> => {
    if (fingerprint !== undefined) {
      const isRest =
        attempt?.fingerprint === fingerprint &&
        attempt.to === proposal.difference.to &&
        (attempt.outcome === 'begun' || attempt.outcome === 'failed');
      if (fingerprint === proposal.fingerprint || isRest) return true;
      throw new DiagnosticError([
        {
          code: 'SHK_UPGRADE_E2015',
          summary: 'The world has moved since this plan was approved.',
          detail: await explainMove(state, fingerprint, proposal),
          field: '--approve',
          tries: [
            {
              text: 'Look at the plan as it is now, and approve that.',
              command: 'shakinstall upgrade --release … --plan-only',
            },
          ],
          blame: 'user',
        },
      ]);
    }
    if (isApproved) return true;
    if (!screen.isInteractive || process.stdin.isTTY !== true)
      throw new DiagnosticError([
        {
          code: 'SHK_RUN_E0705',
          summary: 'The plan is not approved.',
          detail: 'there is no terminal to ask on',
          field: '--approve',
          tries: [
            {text: 'Look at the plan first.', command: 'shakinstall upgrade --release … --plan-only'},
            {
              text: 'Then approve it by its fingerprint.',
              command: `shakinstall upgrade --release … --approve ${proposal.fingerprint}`,
            },
          ],
          blame: 'user',
        },
      ]);
    screen.say(`\n${formatProposal(proposal, process.stdout.columns)}\n`);
    const {input} = await import('@inquirer/prompts');
    const answer = await input({
      message: `Type ${proposal.deployment} to carry out this plan, anything else to leave it:`,
    });
    return answer.trim() === proposal.deployment;
  };
}

import type {Check, CheckInputs, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {type BillingFact, billingProbe} from '../probes/billing-probe.js';
import type {Look} from '../probes/look.js';
import {readFact} from '../read-fact.js';

const unseen = (seen: Extract<Look<unknown>, {state: 'unseen'}>) =>
  ({kind: seen.isPermission ? 'permission' : 'answer', missing: seen.missing, message: seen.message}) as const;

function judgeAccount(id: string, account: BillingFact['account']): readonly Judgement[] {
  if (account === null) return [];
  const billing = about({
    resource: `billing account ${id}`,
    expected: 'open',
    evidence: `gcloud billing accounts describe ${id}`,
  });
  if (account.state === 'unseen')
    return [billing.unknown(`could not be looked at: ${account.message}`, unseen(account))];
  const {isOpen, displayName} = account.value;
  if (isOpen) return [billing.pass(`open${displayName === '' ? '' : ` (${displayName})`}`)];
  return [
    billing.fail('closed: no API that costs can be enabled on it', [
      {
        text: 'Name an open account in project.billingAccount; these are the ones you see:',
        command: 'gcloud billing accounts list --filter=open=true',
      },
      {text: `Or have the administrator of billing account ${id} reopen it.`},
    ]),
  ];
}

function judgeProject({config}: CheckInputs, project: NonNullable<BillingFact['project']>): Judgement {
  const {id, billingAccount} = config.project;
  const billing = about({
    resource: `project ${id}`,
    expected:
      billingAccount === undefined
        ? 'linked to an open billing account'
        : `linked to ${billingAccount}, or to none yet`,
    evidence: `gcloud billing projects describe ${id}`,
  });
  if (project.state === 'unseen') return billing.unknown(`could not be looked at: ${project.message}`, unseen(project));
  const {account, isEnabled} = project.value;
  const link = (to: string) => `gcloud billing projects link ${id} --billing-account=${to}`;
  if (account === null)
    return billingAccount === undefined
      ? billing.fail('not linked to any billing account', [
          {
            text: 'Set project.billingAccount, or have somebody link it who may use a billing account.',
            command: link('ACCOUNT'),
          },
        ])
      : {...billing.pass('not linked yet: this plan links it'), mendedBy: 'project/link-billing'};
  if (!isEnabled)
    return billing.fail(`linked to ${account}, which is closed`, [
      {
        text: 'Have the account reopened by its administrator, or another one linked.',
        command: link(billingAccount ?? 'ACCOUNT'),
      },
    ]);
  if (billingAccount !== undefined && account !== billingAccount)
    return billing.fail(`linked to ${account}`, [
      {
        text: `Name ${account} in project.billingAccount, or have the link changed by whoever owns the project’s billing.`,
        command: link(billingAccount),
      },
    ]);
  return billing.pass(`linked to ${account}, which is open`);
}

export const billingAccountUsable: Check = {
  id: 'project/billing-account-usable',
  title: 'The project is billed, or can be, by an open billing account',
  why: 'The Kubernetes and Compute APIs cannot be enabled on a project without billing, and a closed account counts as none.',
  docs: 'https://cloud.google.com/billing/docs/how-to/modify-project',
  runbook: '7',
  probes: [billingProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate(inputs) {
    const {mode, billingAccount} = inputs.config.project;
    const {project, account} = readFact(inputs.facts, billingProbe);
    if (mode === 'create' && billingAccount === undefined)
      return [
        about({
          expected: 'project.billingAccount is set',
          evidence: 'gcloud billing accounts list --filter=open=true',
        }).fail('no billing account is named for the project that is to be created', [
          {text: 'Set project.billingAccount.'},
        ]),
      ];
    const own = project === null ? [] : [judgeProject(inputs, project)];
    // A project that is billed by the account already shows that the account is open.
    const isShown = own.some(({verdict, mendedBy}) => verdict === 'pass' && mendedBy === undefined);
    return [...own, ...(isShown ? [] : judgeAccount(billingAccount ?? '', account))];
  },
};

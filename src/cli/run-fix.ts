import {join} from 'node:path';
import {acquireRunLock} from '../adapters/local/run-lock.js';
import {selectChecks} from '../checks/evaluate/select-checks.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Check, Finding, Report} from '../model/finding.js';
import {formatMendingCard} from '../render/format-mending-card.js';
import {formatReportText} from '../render/report/format-report-text.js';
import {selectFolded} from '../render/report/select-folded.js';
import {collectFactSet} from './collect-fact-set.js';
import {createDeploymentPlan} from './create-deployment-plan.js';
import {executePlan} from './execute-plan.js';
import {exitCodes} from './exit-codes.js';
import {judgeFactSet} from './judge-fact-set.js';
import type {DoctorSubject} from './open-doctor.js';
import {openScreen} from './open-screen.js';
import type {Workspace} from './open-workspace.js';
import {type Mending, selectMendings} from './select-mendings.js';
import {selectPalette} from './select-palette.js';
import {selectReportExitCode} from './select-report-exit-code.js';

export interface FixOptions {
  readonly checks: readonly Check[];
  /** Id of the check whose finding is to be mended; every one that can be where left out. */
  readonly id: string | undefined;
  readonly isApproved: boolean;
  readonly isStrict: boolean;
}

function refuse(code: string, summary: string, detail: string, text: string, command: string): never {
  throw new DiagnosticError([{code, summary, detail, tries: [{text, command}], blame: 'user'}]);
}

const isTerminal = () => process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.CI !== 'true';

/** Somebody has to want it: a person at a terminal, or a flag together with the one finding that is meant. */
async function isWanted({isApproved, id}: FixOptions): Promise<boolean> {
  if (isApproved && id !== undefined) return true;
  if (!isTerminal())
    refuse(
      'SHK_FIX_E1901',
      'Nothing is mended without a terminal unless it is said what.',
      isApproved ? 'no finding is named' : 'there is no terminal to ask on',
      'Name the finding and approve it.',
      'shakinstall doctor --fix ID --yes',
    );
  const {confirm} = await import('@inquirer/prompts');
  return confirm({message: 'Do this?', default: false});
}

/** What was mended may take so long until it shows, in milliseconds of its world: pods start, certificates are issued. */
const restMs = 120_000;
const pollMs = 5_000;

/** Looks at just these checks until none fails any more, or what was mended has had its time. */
async function lookUntilRest({subject}: DoctorSubject, checks: readonly Check[]): Promise<Report> {
  const {clock} = subject.ports;
  const untilMs = clock.now() + restMs;
  for (let isTold = false; ; isTold = true) {
    const report = judgeFactSet(checks, await collectFactSet(subject, checks));
    const fails = report.findings.some(({verdict}) => verdict === 'fail');
    if (!fails || clock.now() >= untilMs) return report;
    if (!isTold) process.stderr.write('What was mended has to come to rest, which may take two minutes: looking on.\n');
    await clock.sleep(pollMs);
  }
}

/** Carries one mending out, then looks again at just what it was about. */
async function mend(
  workspace: Workspace,
  subject: DoctorSubject,
  {finding, part}: Mending,
  report: Report,
  options: FixOptions,
) {
  const screen = await openScreen({isJson: false, nowMs: () => workspace.ports.operator.clock.now()});
  const {exitCode, failures} = await executePlan(workspace, {...part, concurrency: 64, screen});
  if (failures.length > 0) throw new DiagnosticError(failures);
  if (exitCode !== exitCodes.ok) return {exitCode, after: undefined};
  const affected = [finding.id, ...(selectFolded(report.findings).get(finding.id) ?? [])];
  const checks = selectChecks(options.checks, {only: affected, skip: []});
  return {exitCode, after: await lookUntilRest(subject, checks)};
}

const selectMeant = (mendings: readonly Mending[], id: string | undefined) =>
  id === undefined ? mendings : mendings.filter(({finding}) => finding.id === id);

function explainNothing(report: Report, id: string | undefined): string {
  const open = report.findings.filter(({verdict}: Finding) => verdict === 'fail' || verdict === 'warn');
  if (open.length === 0) return 'Nothing needs mending.';
  const what = id === undefined ? 'None of the findings is' : `${id} found nothing that is`;
  return `${what} mended by a step of the plan. What to do stands with each finding: shakinstall doctor`;
}

/** `doctor --fix`: a card a finding, asked for, carried out by the plan's own step, and looked at again. */
export async function runFix(subject: DoctorSubject, options: FixOptions): Promise<number> {
  const {workspace} = subject;
  if (workspace === undefined)
    refuse(
      'SHK_FIX_E1902',
      'Without a configuration there is no plan, and nothing that could mend.',
      'only a kubeconfig is named',
      'Name the configuration of the deployment.',
      'shakinstall doctor --config shakinstall.yaml --fix',
    );
  const {places} = workspace.subject;
  const at = new Date(workspace.ports.operator.clock.now()).toISOString();
  const release = acquireRunLock(join(places.state, 'lock'), 'shakinstall doctor --fix', at);
  try {
    // A person who waits for a question wants to know for what.
    if (isTerminal()) process.stderr.write('Looks first, then asks.\n');
    const [set, plan] = await Promise.all([
      collectFactSet(subject.subject, options.checks),
      createDeploymentPlan(workspace),
    ]);
    const report = judgeFactSet(options.checks, set);
    const mendings = selectMeant(selectMendings(report, plan, workspace.instances), options.id);
    const {columns} = process.stdout;
    const palette = selectPalette(process.stdout);
    if (mendings.length === 0) {
      process.stdout.write(`${explainNothing(report, options.id)}\n`);
      return selectReportExitCode(report, {isStrict: options.isStrict, failure: exitCodes.doctor});
    }
    let worst: number = exitCodes.ok;
    for (const mending of mendings) {
      process.stdout.write(`\n${formatMendingCard(mending.finding, mending.part.plan, columns, palette)}\n\n`);
      if (!(await isWanted(options))) {
        process.stdout.write('Left as it is.\n');
        worst = Math.max(worst, exitCodes.doctor);
        continue;
      }
      const {exitCode, after} = await mend(workspace, subject, mending, report, options);
      if (after !== undefined) process.stdout.write(`\n${formatReportText(after, columns, palette)}\n`);
      const judged =
        after === undefined
          ? exitCode
          : selectReportExitCode(after, {isStrict: options.isStrict, failure: exitCodes.doctor});
      worst = Math.max(worst, judged);
    }
    return worst;
  } finally {
    release();
  }
}

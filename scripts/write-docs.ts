import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {preflightChecks} from '../src/checks/checks.js';
import {clusterUpgradeGates} from '../src/checks/cluster-upgrade-gates.js';
import {doctorChecks} from '../src/checks/doctor-checks.js';
import {genericChecks} from '../src/checks/generic-checks.js';
import {upgradeGates} from '../src/checks/upgrade-gates.js';
import {incidents} from '../src/rehearsal/incidents/incidents.js';
import {createClusterUpgradeSteps} from '../src/steps/cluster-upgrade-steps.js';
import {steps as installSteps} from '../src/steps/steps.js';
import {createRollbackSteps, createUpgradeSteps} from '../src/steps/upgrade-steps.js';
import {formatIncidents} from './format-incidents.js';

/** Writes the generated pages, or with --check says whether they are fresh. They are made of the program itself. */
const root = fileURLToPath(new URL('..', import.meta.url));

const way = {replaced: [], configured: '', look: async () => []};
/** The installation’s own, then those that lie between two releases. */
const steps = [
  ...new Map(
    [
      ...installSteps,
      ...createUpgradeSteps(way),
      ...createRollbackSteps({...way, revision: 1}),
      ...createClusterUpgradeSteps([], undefined, way.look),
    ].map((step) => [step.id, step]),
  ).values(),
];

function formatSteps(): string {
  const sections = steps.map((step) => {
    const number = step.runbook === '' ? 'implied by the runbook' : `runbook ${step.runbook}`;
    const permissions = step.permissions.map(({permission, on}) => `\`${permission}\` on the ${on}`);
    return [
      `## ${step.id}`,
      '',
      `**${step.title}** (${number}, as the ${step.actor}). ${step.why}`,
      '',
      ...(step.needs.length === 0 ? [] : [`- after: ${step.needs.map((need) => `\`${need}\``).join(', ')}`]),
      ...(permissions.length === 0 ? [] : [`- permissions: ${permissions.join(', ')}`]),
      ...(step.permissionsOf === undefined
        ? []
        : ['- permissions besides: those of `container.*` for the kinds of objects that the release lists']),
      ...(step.services.length === 0 ? [] : [`- APIs: ${step.services.map((service) => `\`${service}\``).join(', ')}`]),
      `- usually ${step.usualSeconds[0]}–${step.usualSeconds[1]} s, given up after ${step.timeoutMinutes} min`,
      `- [reference](${step.docs})`,
    ].join('\n');
  });
  return [
    '# Steps',
    '',
    'Generated from the steps themselves by `npm run docs`. In the order of the runbook.',
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

/** A check that both commands run is listed once. */
const checks = [...new Set([...preflightChecks, ...genericChecks, ...doctorChecks])];
const commandsOf = (check: (typeof checks)[number]) => [
  ...(preflightChecks.includes(check) ? ['preflight'] : []),
  ...(genericChecks.includes(check) ? ['preflight --profile generic'] : []),
  ...(doctorChecks.includes(check) ? ['doctor'] : []),
];

function formatChecks(): string {
  const sections = checks.map((check) =>
    [
      `## ${check.id}`,
      '',
      `**${check.title}.** ${check.why}`,
      '',
      ...(check.runbook === undefined ? [] : [`- endangers runbook step ${check.runbook}`]),
      `- run by ${commandsOf(check).join(' and ')}`,
      `- looks at: ${check.probes.map(({id}) => id).join(', ') || 'the configuration alone'}`,
      `- [reference](${check.docs})`,
    ].join('\n'),
  );
  return [
    '# Checks',
    '',
    'Generated from the checks themselves by `npm run docs`. A title states the good state.',
    '',
    sections.join('\n\n'),
    '',
    '# Gates',
    '',
    'What has to hold before a release takes another’s place. A waiver by the id opens a gate until its day.',
    '',
    ...[...upgradeGates, ...clusterUpgradeGates].map(
      ({id, code, title, docs}) => `- \`${id}\` (\`${code}\`): ${title}. [Reference](${docs})`,
    ),
    '',
  ].join('\n');
}

/** Codes are literals in the sources, so the sources are the registry. */
function formatCodes(): string {
  const places = new Map<string, Set<string>>();
  const files = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'}).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('rehearsal'),
  );
  for (const file of files.sort()) {
    for (const [code] of readFileSync(join(root, 'src', file), 'utf8').matchAll(/\bSHK_[A-Z]+_[EWI]\d{4}\b/g))
      places.set(code, (places.get(code) ?? new Set()).add(file));
  }
  const rows = [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, found]) => `| \`${code}\` | ${[...found].map((file) => `\`src/${file}\``).join(', ')} |`);
  return [
    '# Codes',
    '',
    'Generated from the sources by `npm run docs`. A code is never used for anything else again. E: an error, W: a warning.',
    '',
    '| code | said by |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const pages: Readonly<Record<string, string>> = {
  'steps.md': formatSteps(),
  'checks.md': formatChecks(),
  'codes.md': formatCodes(),
  'incidents.md': formatIncidents(incidents),
};
const isCheck = process.argv.includes('--check');
const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};
for (const [name, text] of Object.entries(pages)) {
  const path = join(root, 'docs', name);
  if (isCheck && read(path) !== text) {
    process.stderr.write(`docs/${name} is stale; run npm run docs\n`);
    process.exitCode = 1;
  } else if (!isCheck) writeFileSync(path, text);
}

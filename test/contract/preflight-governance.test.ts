import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {describe, expect, it} from 'vitest';
import {DirectoryReleaseFiles} from '../../src/adapters/local/directory-release-files.js';
import {preflightChecks} from '../../src/checks/checks.js';
import {collectFactSet} from '../../src/cli/collect-fact-set.js';
import {createPorts} from '../../src/cli/create-ports.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import {selectPlanNeeds} from '../../src/cli/select-plan-needs.js';
import {loadConfig} from '../../src/config/load-config.js';
import type {Report} from '../../src/model/finding.js';
import {selectInstances} from '../../src/plan/select-instances.js';
import type {CloudIntervention} from '../../src/rehearsal/cloud/faults/cloud-intervention.js';
import type {WorldSeed} from '../../src/rehearsal/cloud/seed-world.js';
import {drawOperatorToken, usualNames} from '../../src/rehearsal/world/usual-seed.js';
import {readRelease} from '../../src/release/read-release.js';
import {steps} from '../../src/steps/steps.js';
import {startTestWorld} from '../worlds/start-test-world.js';
import {worlds} from '../worlds/worlds.js';

const project = 'acme-shakudo';
const areas = /^(tools|credentials|project|services|iam|storage)\//;
const checks = preflightChecks.filter(({id}) => areas.test(id));

/** Looks at the healthy world after somebody changed it. */
async function look(
  changes: readonly CloudIntervention[],
  change = (seed: WorldSeed): WorldSeed => seed,
): Promise<Report> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-governance-'));
  const token = drawOperatorToken();
  const definition = worlds[0];
  if (definition === undefined) throw new Error('there is no healthy world');
  const initial = change(definition.seed(token));
  const {world, environment} = await startTestWorld({
    directory,
    token,
    initial,
    catalogue: '2023-12',
    speed: 600,
    seed: 3,
  });
  try {
    for (const each of changes) world.cloud.intervene(each);
    const {config} = loadConfig({files: [{path: join(directory, 'shakinstall.yaml'), text: definition.config}]});
    const {release} = await readRelease(
      DirectoryReleaseFiles(resolve(import.meta.dirname, '../../templates/platform')),
    );
    if (config === undefined || release === undefined) throw new Error('the healthy world does not load');
    const ports = createPorts({
      environment,
      stateDirectory: join(directory, 'state'),
      configPath: join(directory, 'shakinstall.yaml'),
      keyFile: join(directory, 'deployer.json'),
    }).operator;
    const needs = selectPlanNeeds(selectInstances(steps, config, release), {config, release});
    const set = await collectFactSet({ports, deployment: {config, release, needs}}, checks);
    return judgeFactSet(checks, set);
  } finally {
    await world.stop();
    rmSync(directory, {recursive: true, force: true});
  }
}

/** Checks that are blamed: what failed or warns, and is nobody else's consequence. */
const selectBlamed = ({findings}: Report) => [
  ...new Set(
    findings
      .filter(({verdict, because}) => (verdict === 'fail' || verdict === 'warn') && because === undefined)
      .map(({id}) => id),
  ),
];

const policy = (constraint: string, rule: object): CloudIntervention => ({
  kind: 'set-org-policy',
  resource: `organizations/${usualNames.organization}`,
  constraint,
  rules: [rule],
});

describe('what is decided above the project', () => {
  it('is not in the way of the healthy world', async () => {
    expect(selectBlamed(await look([]))).toEqual([]);
  }, 60_000);

  it.each<readonly [string, readonly CloudIntervention[], readonly string[]]>([
    [
      'keys forbidden',
      [policy('iam.disableServiceAccountKeyCreation', {enforce: true})],
      ['project/organization-policies'],
    ],
    [
      'other locations',
      [policy('gcp.resourceLocations', {values: {allowedValues: ['in:asia-locations']}})],
      ['project/organization-policies'],
    ],
    [
      'an API forbidden',
      [policy('gcp.restrictServiceUsage', {values: {deniedValues: ['compute.googleapis.com']}})],
      ['project/organization-policies'],
    ],
    [
      'an API disabled',
      [{kind: 'disable-service', projectId: project, service: 'compute.googleapis.com'}],
      ['services/apis-enabled'],
    ],
    ['billing unlinked', [{kind: 'unlink-billing', projectId: project}], ['project/billing-account-usable']],
    ['the project deleted', [{kind: 'request-deletion', projectId: project}], ['project/project-usable']],
    ['the token ended', [{kind: 'expire-tokens', email: usualNames.operator}], ['credentials/identity-present']],
    [
      'a role taken away',
      [
        {
          kind: 'revoke',
          resource: `projects/${project}`,
          role: 'roles/iam.serviceAccountKeyAdmin',
          member: `user:${usualNames.operator}`,
        },
      ],
      ['iam/permissions-cover-plan'],
    ],
  ])(
    '%s is found, and nothing else is blamed',
    async (_, changes, roots) => {
      const report = await look(changes);
      expect(selectBlamed(report)).toEqual(roots);
      // What could not be looked at for the same reason is folded under it.
      expect(report.findings.filter(({verdict, because}) => verdict === 'unknown' && because === undefined)).toEqual(
        [],
      );
    },
    60_000,
  );

  it('is seen in a billing account that was closed', async () => {
    const close = (seed: WorldSeed): WorldSeed => ({
      ...seed,
      billingAccounts: seed.billingAccounts?.map((account) => ({...account, isOpen: false})) ?? [],
    });
    expect(selectBlamed(await look([], close))).toEqual(['project/billing-account-usable']);
  }, 60_000);
});

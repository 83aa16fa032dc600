/**
 * Derives src/checks/iam/predefined-roles.data.json, the installer's own table of Google's predefined roles: only the
 * permissions that a step or a probe can need, and how many a role holds in all, so that the smallest can be told.
 * Usage: node --import ./scripts/typescript-imports.mjs scripts/derive-installer-roles.ts <gcp-predefined-roles.json.gz>
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {cloudRoutes} from '../src/rehearsal/cloud/routes.js';
import {steps} from '../src/steps/steps.js';

interface Table {
  readonly source: string;
  readonly roles: Readonly<
    Record<string, {readonly title: string; readonly stage: string; readonly permissions: readonly string[]}>
  >;
}

/** Basic roles are never proposed, agents' roles are Google's own, and roles in alpha may go again. */
const isProposable = (name: string, stage: string) =>
  !/^roles\/(owner|editor|viewer|browser)$|serviceagent$|Service(Input|Output)?$|\.legacy/i.test(name) &&
  stage !== 'ALPHA';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: node scripts/derive-installer-roles.ts <gcp-predefined-roles.json.gz>');
const table = JSON.parse(gunzipSync(readFileSync(path)).toString()) as Table;

const wanted = new Set([
  ...steps.flatMap((step) => step.permissions.map(({permission}) => permission)),
  ...cloudRoutes.filter(({verb}) => verb === 'GET').flatMap(({permissions}) => permissions),
  'compute.networks.use',
  'compute.subnetworks.use',
  'iam.serviceAccounts.getAccessToken',
  'orgpolicy.policy.get',
  'serviceusage.services.use',
]);
/** What a chart may hold is not known beforehand. */
const isWanted = (permission: string) =>
  wanted.has(permission) || /^container\.\w+\.(get|list|create|update|delete|bind|escalate)$/.test(permission);

const entries = Object.entries(table.roles)
  .filter(([name, {stage}]) => isProposable(name, stage))
  .map(([name, role]) => ({name, role, held: role.permissions.filter(isWanted)}))
  .filter(({held}) => held.length > 0);
const permissions = [...new Set(entries.flatMap(({held}) => held))].sort();
const position = new Map(permissions.map((permission, index) => [permission, index]));

/** Runs of consecutive positions as `first-last`, the others as they are. */
function formatRuns(positions: readonly number[]): string {
  const starts = positions.filter((at, index) => at !== (positions[index - 1] ?? -2) + 1);
  const ends = positions.filter((at, index) => at !== (positions[index + 1] ?? -2) - 1);
  return starts.map((start, index) => (start === ends[index] ? `${start}` : `${start}-${ends[index]}`)).join(',');
}

const roles = Object.fromEntries(
  entries.map(({name, role, held}) => [
    name.slice('roles/'.length),
    [
      role.title,
      role.permissions.length,
      formatRuns(held.map((permission) => position.get(permission) ?? 0).sort((a, b) => a - b)),
    ],
  ]),
);
const byService = Map.groupBy(permissions, (permission) => permission.slice(0, permission.indexOf('.')));
const packed = Object.fromEntries(
  [...byService].map(([service, names]) => [service, names.map((name) => name.slice(service.length + 1)).join(' ')]),
);
const out = {source: table.source, permissions: packed, roles};
writeFileSync(
  new URL('../src/checks/iam/predefined-roles.data.json', import.meta.url),
  `${JSON.stringify(out, null, 1)}\n`,
);

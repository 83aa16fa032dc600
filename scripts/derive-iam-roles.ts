/**
 * Derives src/rehearsal/cloud/iam/predefined-roles.data.json from a public table of Google's predefined roles.
 * Usage: node scripts/derive-iam-roles.ts <gcp-predefined-roles.json.gz>
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';

const served =
  /^(container|compute|iam|storage|dns|serviceusage|resourcemanager|artifactregistry|billing|cloudquotas|cloudkms|orgpolicy|containeranalysis)\./;

/** Cloud Pub/Sub is not in the table; what its basic roles hold is in https://cloud.google.com/pubsub/docs/access-control. */
const topicReads = ['pubsub.topics.get', 'pubsub.topics.list'];
const topicWrites = ['pubsub.topics.create', 'pubsub.topics.delete', 'pubsub.topics.update'];
const topics: Readonly<Record<string, readonly string[]>> = {
  'roles/editor': [...topicReads, ...topicWrites],
  'roles/owner': [...topicReads, ...topicWrites],
  'roles/viewer': topicReads,
};

interface Table {
  readonly source: string;
  readonly roles: Readonly<
    Record<string, {readonly title: string; readonly stage: string; readonly permissions: readonly string[]}>
  >;
}

/** Runs of consecutive indexes as `first-last`, the others as they are. */
function formatRuns(indexes: readonly number[]): string {
  const runs: string[] = [];
  for (let at = 0; at < indexes.length; ) {
    let end = at;
    while (indexes[end + 1] === (indexes[end] ?? 0) + 1) end++;
    runs.push(end > at ? `${indexes[at]}-${indexes[end]}` : `${indexes[at]}`);
    at = end + 1;
  }
  return runs.join(',');
}

const [path] = process.argv.slice(2);
if (!path) throw new Error('usage: node scripts/derive-iam-roles.ts <gcp-predefined-roles.json.gz>');
const table = JSON.parse(gunzipSync(readFileSync(path)).toString()) as Table;
const entries = Object.entries(table.roles).map(
  ([name, role]) =>
    [
      name,
      role,
      [...role.permissions.filter((permission) => served.test(permission)), ...(topics[name] ?? [])],
    ] as const,
);
const permissions = [...new Set(entries.flatMap(([, , held]) => held))].sort();
const position = new Map(permissions.map((permission, index) => [permission, index]));
const byService: Record<string, string[]> = {};
for (const permission of permissions) {
  const [service = '', ...rest] = permission.split('.');
  byService[service] = [...(byService[service] ?? []), rest.join('.')];
}
const roles = Object.fromEntries(
  entries
    .filter(([, , held]) => held.length > 0)
    .map(([name, role, held]) => [
      name.replace(/^roles\//, ''),
      [
        role.title,
        role.stage,
        formatRuns(held.map((permission) => position.get(permission) ?? 0).sort((a, b) => a - b)),
      ],
    ]),
);
const packed = Object.fromEntries(Object.entries(byService).map(([service, names]) => [service, names.join(' ')]));
const out = {source: table.source, permissions: packed, roles};
writeFileSync(
  new URL('../src/rehearsal/cloud/iam/predefined-roles.data.json', import.meta.url),
  `${JSON.stringify(out, null, 1)}\n`,
);

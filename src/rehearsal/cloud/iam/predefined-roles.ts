import packed from './predefined-roles.data.json' with {type: 'json'};

/** A role as `roles.get` shows it. */
export interface PredefinedRole {
  readonly title: string;
  readonly stage: string;
  readonly permissions: ReadonlySet<string>;
}

const permissions: readonly string[] = Object.entries(packed.permissions).flatMap(([service, names]) =>
  names.split(' ').map((name) => `${service}.${name}`),
);
const table = packed.roles as unknown as Readonly<Record<string, readonly [string, string, string]>>;
const unpacked = new Map<string, PredefinedRole>();

/** Every permission that the rehearsal knows of. */
export const knownPermissions: ReadonlySet<string> = new Set(permissions);

/** Names of all predefined roles of the served services, `roles/container.admin` and so on. */
export const predefinedRoleNames: readonly string[] = Object.keys(table).map((name) => `roles/${name}`);

/** The predefined role of that full name, or undefined. Source and date stand in the data file. */
export function findPredefinedRole(name: string): PredefinedRole | undefined {
  const known = unpacked.get(name);
  if (known) return known;
  const entry = name.startsWith('roles/') ? table[name.slice('roles/'.length)] : undefined;
  if (!entry) return undefined;
  const [title, stage, runs] = entry;
  const held = runs.split(',').flatMap((run) => {
    const [first = '0', last = first] = run.split('-');
    return permissions.slice(Number(first), Number(last) + 1);
  });
  const role = {title, stage, permissions: new Set(held)};
  unpacked.set(name, role);
  return role;
}

import packed from './predefined-roles.data.json' with {type: 'json'};

/** A predefined role, as far as this program has a use for it. */
export interface PredefinedRole {
  /** Such as `roles/dns.admin`. */
  readonly name: string;
  readonly title: string;
  /** How many permissions it holds in all. */
  readonly size: number;
  /** Those of them that a step or a look may need. */
  readonly permissions: ReadonlySet<string>;
}

const permissions: readonly string[] = Object.entries(packed.permissions).flatMap(([service, names]) =>
  names.split(' ').map((name) => `${service}.${name}`),
);

/** Predefined roles without the basic ones; source and date stand in the data file. */
export const predefinedRoles: readonly PredefinedRole[] = Object.entries(packed.roles).map(([name, entry]) => {
  const [title, size, runs] = entry as [string, number, string];
  const held = runs.split(',').flatMap((run) => {
    const [first = '0', last = first] = run.split('-');
    return permissions.slice(Number(first), Number(last) + 1);
  });
  return {name: `roles/${name}`, title, size, permissions: new Set(held)};
});

const byName = new Map(predefinedRoles.map((role) => [role.name, role]));

/** Those of `wanted` that none of these roles holds. Roles that are not predefined are taken to hold nothing. */
export function findMissing(wanted: readonly string[], roles: readonly string[]): readonly string[] {
  const held = roles.flatMap((name) => byName.get(name) ?? []);
  return wanted.filter((permission) => !held.some((role) => role.permissions.has(permission)));
}

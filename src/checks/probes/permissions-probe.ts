import {CloudFailure} from '../../model/cloud-failure.js';
import type {PermissionScope} from '../../model/ports/policies.js';
import {isProjectToCreate} from './is-project-to-create.js';
import {look} from './look.js';
import type {Probe, ProbeInputs} from './probe.js';
import {selectPermissionScope} from './select-permission-scope.js';

export interface PermissionFact {
  readonly scope: PermissionScope;
  readonly asked: readonly string[];
  readonly missing: readonly string[];
  /** Roles that the project's own policy gives the operator by name; null where the policy may not be read. */
  readonly heldRoles: readonly string[] | null;
}

/** What the operator's own steps ask for, by resource. On a project that is still to be created nothing can be asked. */
async function groupPermissions({config, ports, needs}: ProbeInputs) {
  const isToCreate = await isProjectToCreate(ports, config);
  const byScope = new Map<string, {readonly scope: PermissionScope; readonly asked: Set<string>}>();
  for (const {permission, on, actor} of needs.permissions) {
    const scope = actor === 'operator' ? selectPermissionScope(on, config) : undefined;
    if (scope === undefined || (isToCreate && scope.kind === 'project' && scope.id === config.project.id)) continue;
    // What is there already is not created again.
    if (!isToCreate && on === 'parent') continue;
    const key = `${scope.kind}/${scope.id}`;
    const entry = byScope.get(key) ?? {scope, asked: new Set<string>()};
    entry.asked.add(permission);
    byScope.set(key, entry);
  }
  return [...byScope.values()];
}

async function findHeldRoles({ports}: ProbeInputs, {kind, id}: PermissionScope): Promise<readonly string[] | null> {
  if (kind !== 'project') return null;
  const [identity, bindings] = await Promise.all([
    ports.identity.describe(),
    ports.policies.listBindings(id).catch((error: unknown) => {
      if (error instanceof CloudFailure) return null;
      throw error;
    }),
  ]);
  if (bindings === null || identity.state !== 'present') return null;
  const own = bindings.filter(({member}) => member.slice(member.indexOf(':') + 1) === identity.email);
  return own.map(({role}) => role).sort();
}

/** Permissions that may be held on an account instead of on its project. */
const isOfAccounts = (permission: string) => /^iam\.serviceAccount(Keys\.|s\.get$)/.test(permission);

/** Those of the missing permissions that the operator holds on each of the accounts, where they are there already. */
async function findHeldOnAccounts({ports, needs}: ProbeInputs, missing: readonly string[]): Promise<readonly string[]> {
  const asked = missing.filter(isOfAccounts);
  if (asked.length === 0 || needs.accounts.length === 0) return [];
  const answers = await Promise.all(
    needs.accounts.map((id) => look(ports.policies.test({kind: 'serviceAccount', id}, asked))),
  );
  return asked.filter((permission) =>
    answers.every((answer) => answer.state === 'seen' && answer.value.has(permission)),
  );
}

/** Which of the permissions that the operator's own steps need the operator has; the deployer gets its by the plan itself. */
export const permissionsProbe: Probe<readonly PermissionFact[]> = {
  id: 'permissions',
  async collect(inputs) {
    return Promise.all(
      (await groupPermissions(inputs)).map(async ({scope, asked}): Promise<PermissionFact> => {
        const [granted, heldRoles] = await Promise.all([
          inputs.ports.policies.test(scope, [...asked]),
          findHeldRoles(inputs, scope),
        ]);
        const absent = [...asked].filter((permission) => !granted.has(permission)).sort();
        const isOwn = scope.kind === 'project' && scope.id === inputs.config.project.id;
        const onAccounts = isOwn ? await findHeldOnAccounts(inputs, absent) : [];
        const missing = absent.filter((permission) => !onAccounts.includes(permission));
        return {scope, asked: [...asked].sort(), missing, heldRoles};
      }),
    );
  },
};

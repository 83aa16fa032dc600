import {CloudFailure} from '../../model/cloud-failure.js';
import type {PermissionScope} from '../../model/ports/policies.js';
import {isProjectToCreate} from './is-project-to-create.js';
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
        const missing = [...asked].filter((permission) => !granted.has(permission)).sort();
        return {scope, asked: [...asked].sort(), missing, heldRoles};
      }),
    );
  },
};

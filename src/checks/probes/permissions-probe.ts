import type {InstallConfig} from '../../model/install-config.js';
import {selectNetworkProject} from '../../model/network-place.js';
import type {PermissionScope} from '../../model/ports/policies.js';
import type {PermissionNeed} from '../../model/step.js';
import type {Probe} from './probe.js';

/** Where each kind of permission is asked; undefined where it cannot be asked before the project exists. */
function selectScope(on: PermissionNeed['on'], config: InstallConfig): PermissionScope | undefined {
  const {project} = config;
  const own: PermissionScope | undefined = project.mode === 'existing' ? {kind: 'project', id: project.id} : undefined;
  switch (on) {
    case 'parent':
      if (project.folder !== undefined) return {kind: 'folder', id: project.folder};
      return project.organization === undefined ? undefined : {kind: 'organization', id: project.organization};
    case 'billingAccount':
      return project.billingAccount === undefined ? undefined : {kind: 'billingAccount', id: project.billingAccount};
    case 'dnsProject': {
      const id = config.domain.zoneProject;
      return id === undefined || id === project.id ? own : {kind: 'project', id};
    }
    case 'networkProject': {
      const id = selectNetworkProject(config);
      return id === project.id ? own : {kind: 'project', id};
    }
    default:
      return own;
  }
}

export interface PermissionFact {
  readonly scope: PermissionScope;
  readonly asked: readonly string[];
  readonly missing: readonly string[];
}

/** Which of the permissions that the operator's own steps need the operator has; the deployer gets its by the plan itself. */
export const permissionsProbe: Probe<readonly PermissionFact[]> = {
  id: 'permissions',
  async collect({config, ports, needs}) {
    const byScope = new Map<string, {scope: PermissionScope; asked: Set<string>}>();
    for (const {permission, on, actor} of needs.permissions) {
      const scope = actor === 'operator' ? selectScope(on, config) : undefined;
      if (scope === undefined) continue;
      const key = `${scope.kind}/${scope.id}`;
      const entry = byScope.get(key) ?? {scope, asked: new Set<string>()};
      entry.asked.add(permission);
      byScope.set(key, entry);
    }
    return Promise.all(
      [...byScope.values()].map(async ({scope, asked}): Promise<PermissionFact> => {
        const granted = await ports.policies.test(scope, [...asked]);
        const missing = [...asked].filter((permission) => !granted.has(permission)).sort();
        return {scope, asked: [...asked], missing};
      }),
    );
  },
};

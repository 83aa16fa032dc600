import type {InstallConfig} from '../../model/install-config.js';
import type {PermissionScope} from '../../model/ports/policies.js';
import type {PermissionNeed} from '../../model/step.js';
import {collectGivenKeys} from './collect-given-keys.js';
import type {Probe} from './probe.js';

/** Where each kind of permission is asked; undefined where it cannot be asked before the project exists. */
export function selectScope(on: PermissionNeed['on'], config: InstallConfig): PermissionScope | undefined {
  const {project} = config;
  switch (on) {
    case 'parent':
      if (project.folder !== undefined) return {kind: 'folder', id: project.folder};
      return project.organization === undefined ? undefined : {kind: 'organization', id: project.organization};
    case 'billingAccount':
      return project.billingAccount === undefined ? undefined : {kind: 'billingAccount', id: project.billingAccount};
    case 'dnsProject': {
      const id = config.domain.zoneProject;
      return id === undefined || id === project.id
        ? project.mode === 'existing'
          ? {kind: 'project', id: project.id}
          : undefined
        : {kind: 'project', id};
    }
    default:
      return project.mode === 'existing' ? {kind: 'project', id: project.id} : undefined;
  }
}

export interface PermissionFact {
  readonly scope: PermissionScope;
  readonly asked: readonly string[];
  readonly missing: readonly string[];
}

/** The probes of the preflight; each reads one thing. */
export const probes: readonly Probe[] = [
  {id: 'helm', collect: async ({ports}) => (await ports.helm.find()) ?? null},
  {id: 'given-keys', collect: collectGivenKeys},
  {id: 'identity', collect: ({ports}) => ports.identity.describe()},
  {
    id: 'permissions',
    async collect({config, ports, permissions}) {
      const byScope = new Map<string, {scope: PermissionScope; asked: Set<string>}>();
      for (const need of permissions) {
        const scope = selectScope(need.on, config);
        if (scope === undefined) continue;
        const key = `${scope.kind}/${scope.id}`;
        const entry = byScope.get(key) ?? {scope, asked: new Set<string>()};
        entry.asked.add(need.permission);
        byScope.set(key, entry);
      }
      return Promise.all(
        [...byScope.values()].map(async ({scope, asked}): Promise<PermissionFact> => {
          const granted = await ports.policies.test(scope, [...asked]);
          return {
            scope,
            asked: [...asked],
            missing: [...asked].filter((permission) => !granted.has(permission)).sort(),
          };
        }),
      );
    },
  },
  {id: 'dns-zones', collect: ({config, ports}) => ports.dnsZones.list(config.domain.zoneProject ?? config.project.id)},
];

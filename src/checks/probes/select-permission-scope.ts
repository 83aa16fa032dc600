import type {InstallConfig} from '../../model/install-config.js';
import {selectNetworkProject} from '../../model/network-place.js';
import type {PermissionScope} from '../../model/ports/policies.js';
import type {PermissionNeed} from '../../model/step.js';

/** The resource that a kind of permission is asked on; undefined where the configuration names none. */
export function selectPermissionScope(on: PermissionNeed['on'], config: InstallConfig): PermissionScope | undefined {
  const {project} = config;
  switch (on) {
    case 'parent':
      if (project.folder !== undefined) return {kind: 'folder', id: project.folder};
      return project.organization === undefined ? undefined : {kind: 'organization', id: project.organization};
    case 'billingAccount':
      return project.billingAccount === undefined ? undefined : {kind: 'billingAccount', id: project.billingAccount};
    case 'dnsProject':
      return {kind: 'project', id: config.domain.zoneProject ?? project.id};
    case 'networkProject':
      return {kind: 'project', id: selectNetworkProject(config)};
    case 'project':
      return {kind: 'project', id: project.id};
  }
}

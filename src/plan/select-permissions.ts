import type {InstallConfig} from '../model/install-config.js';
import type {Release} from '../model/release.js';
import type {PermissionNeed, Step} from '../model/step.js';

/** Everything that a step of this plan asks for, each once. */
export function selectPermissions(step: Step, config: InstallConfig, release: Release): readonly PermissionNeed[] {
  const needs = [...step.permissions, ...(step.permissionsOf?.(config, release) ?? [])];
  return [...new Map(needs.map((need) => [`${need.on} ${need.permission}`, need])).values()];
}

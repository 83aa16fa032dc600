import {loadConfig} from '../../../src/config/load-config.js';
import type {CheckInputs, PlannedPermission} from '../../../src/model/finding.js';
import type {InstallConfig} from '../../../src/model/install-config.js';
import type {PermissionNeed} from '../../../src/model/step.js';
import {worlds} from '../../worlds/worlds.js';

/** The configuration of the healthy world, with fields replaced. */
function createConfig(change: (config: InstallConfig) => Partial<InstallConfig>): InstallConfig {
  const text = worlds[0]?.config ?? '';
  const {config} = loadConfig({files: [{path: '/project/shakinstall.yaml', text}]});
  if (config === undefined) throw new Error('the configuration does not load');
  return {...config, ...change(config)};
}

/** A permission of a made-up step. */
export function need(
  permission: string,
  stepId: string,
  actor: PlannedPermission['actor'] = 'operator',
  on: PermissionNeed['on'] = 'project',
): PlannedPermission {
  return {permission, on, stepId, runbook: '4', actor};
}

export const nowMs = Date.parse('2026-11-24T12:00:00Z');

/** Inputs of a check: facts by probe id as values, all of them known. */
export function createInputs(
  values: Readonly<Record<string, unknown>>,
  options: {
    readonly config?: (config: InstallConfig) => Partial<InstallConfig>;
    readonly needs?: Partial<CheckInputs['needs']>;
  } = {},
): CheckInputs {
  const facts = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, {state: 'known' as const, value}]));
  return {
    facts,
    nowMs,
    config: createConfig(options.config ?? (() => ({}))),
    release: {} as CheckInputs['release'],
    needs: {permissions: [], services: [], grants: [], accounts: [], ...options.needs},
  };
}

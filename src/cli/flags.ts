import {Flags} from '@oclif/core';
import {configFlags} from '../config/config-flags.js';

/** What every command that works on a deployment is given. */
export interface WorkspaceFlags {
  readonly config?: string | undefined;
  readonly rehearse: boolean;
  readonly speed: number;
  readonly catalogue: string;
  /** Values of the configuration by field path, as flags gave them. */
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** Values of the configuration that a flag may give; their environment variables are read with the configuration. */
const fieldFlags = Object.fromEntries(
  configFlags.map(({flag, env, description}) => [
    flag,
    Flags.string({description: `${description} [env: ${env}]`, helpGroup: 'CONFIGURATION', helpValue: 'VALUE'}),
  ]),
);

/** Flags of every command that works on a deployment. Each has an environment variable. */
export const workspaceFlags = {
  config: Flags.string({char: 'c', description: 'configuration file', env: 'SHAKINSTALL_CONFIG', helpValue: 'FILE'}),
  rehearse: Flags.boolean({
    description: 'work in the rehearsal, an embedded Google Cloud and Kubernetes',
    env: 'SHAKINSTALL_REHEARSE',
    default: false,
  }),
  'rehearse-speed': Flags.integer({
    description: 'virtual seconds per second in a rehearsal',
    env: 'SHAKINSTALL_REHEARSE_SPEED',
    default: 60,
    min: 1,
    max: 1000,
    helpValue: 'N',
  }),
  'rehearse-catalogue': Flags.string({
    description: 'what the rehearsal’s GKE offers',
    env: 'SHAKINSTALL_REHEARSE_CATALOGUE',
    options: ['2023-12', '2026-11'],
    default: '2023-12',
  }),
  ...fieldFlags,
};

/** The flags as the workspace wants them. */
export function selectWorkspaceFlags(flags: Readonly<Record<string, unknown>>): WorkspaceFlags {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  return {
    config: text('config'),
    rehearse: flags.rehearse === true,
    speed: Number(flags['rehearse-speed']),
    catalogue: text('rehearse-catalogue') ?? '2023-12',
    fields: Object.fromEntries(configFlags.map(({path, flag}) => [path, text(flag)])),
  };
}

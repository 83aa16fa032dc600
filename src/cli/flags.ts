import {Flags} from '@oclif/core';

/** Flags of every command that works on a deployment. Each has an environment variable. */
export const workspaceFlags = {
  config: Flags.string({char: 'c', description: 'configuration file', env: 'SHAKINSTALL_CONFIG', helpValue: 'FILE'}),
  release: Flags.string({
    description: 'directory or .tgz of the release, in place of release.path',
    env: 'SHAKINSTALL_RELEASE',
    helpValue: 'PATH',
  }),
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
};

/** The flags as the workspace wants them. */
export function selectWorkspaceFlags(flags: {
  config?: string | undefined;
  release?: string | undefined;
  rehearse: boolean;
  'rehearse-speed': number;
  'rehearse-catalogue': string;
}) {
  return {
    config: flags.config,
    release: flags.release,
    rehearse: flags.rehearse,
    speed: flags['rehearse-speed'],
    catalogue: flags['rehearse-catalogue'],
  };
}

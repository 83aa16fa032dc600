import type {InstallConfig} from '../../model/install-config.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {Ports} from '../../model/ports/ports.js';

/** Whether this plan still has to create the project. One that is said to exist is not asked about. */
export async function isProjectToCreate(ports: Ports, config: InstallConfig): Promise<boolean> {
  return config.project.mode === 'create' && (await ports.projects.get(config.project.id)) === undefined;
}

/** Throws `NotApplicable` where the project is still to be created, and with it whatever is looked for inside. */
export async function requireProject(ports: Ports, config: InstallConfig): Promise<void> {
  if (await isProjectToCreate(ports, config))
    throw new NotApplicable(`project ${config.project.id} is created by this plan`);
}

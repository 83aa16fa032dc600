import {doctorChecks} from '../../src/checks/doctor-checks.js';
import {collectFactSet, selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import type {Report} from '../../src/model/finding.js';
import type {HealthyVariation} from './healthy-variations.js';
import {type BegunWorld, type InstalledWorld, installWorld} from './installed-world.js';

/** What the doctor says of a world, its plan included. */
export const lookAt = async ({workspace}: BegunWorld): Promise<Report> =>
  judgeFactSet(doctorChecks, await collectFactSet(selectLookSubject(workspace), doctorChecks));

/** So long do consequences take to show, in virtual minutes: a progress deadline is ten of them. */
export const settleMinutes = 15;

/** What the doctor says of a healthy variation, or why it could not be made here. `usual` is used where the platform is. */
export async function lookAtVariation(
  {require, installation, speed, surround}: HealthyVariation,
  usual: InstalledWorld,
): Promise<Report | {readonly missing: string}> {
  const required = await require?.();
  if (required !== undefined && 'missing' in required) return required;
  const installed = installation === undefined ? usual : await installWorld(installation);
  const world = await installed.begin(speed);
  try {
    await surround?.(world);
    // Nobody waits for the certificate of a platform that this machine cannot reach: its issuing goes on after the installation.
    if (installation !== undefined) await world.pass(settleMinutes);
    return await lookAt(world);
  } finally {
    await world.end();
    if (installed !== usual) installed.remove();
    required?.undo();
  }
}

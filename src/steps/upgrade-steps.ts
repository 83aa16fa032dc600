import type {ReplacedObject} from '../model/release-upgrade.js';
import type {Step} from '../model/step.js';
import {installRelease} from './platform/install-release.js';
import {steps} from './steps.js';
import {createRecordRelease} from './upgrade/record-release.js';
import {createReplaceObject} from './upgrade/replace-object.js';
import {createRollBackRelease} from './upgrade/roll-back-release.js';
import {runUpdate} from './upgrade/run-update.js';
import {createVerifyPlatform, type LookAtPlatform} from './upgrade/verify-platform.js';

interface Way {
  /** What is made anew on the way from one release to the other. */
  readonly replaced: readonly ReplacedObject[];
  /** The release that the configuration names. */
  readonly configured: string;
  readonly look: LookAtPlatform;
}

const createEnd = ({replaced, configured, look}: Way): readonly Step[] => [
  createReplaceObject(replaced),
  createVerifyPlatform(look),
  createRecordRelease(configured),
];

/** The installation's own steps with those that lie between two releases. */
export function createUpgradeSteps(way: Way): readonly Step[] {
  return [...steps, runUpdate, ...createEnd(way)];
}

/** The same on the way back: the chart comes from helm's own memory, and no script runs. */
export function createRollbackSteps(way: Way & {readonly revision: number}): readonly Step[] {
  return [
    ...steps.filter((step) => step !== installRelease),
    createRollBackRelease(way.revision, way.replaced),
    ...createEnd(way),
  ];
}

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createDeploymentPlan} from '../../src/cli/create-deployment-plan.js';
import {executePlan} from '../../src/cli/execute-plan.js';
import type {OpenedConfig} from '../../src/cli/open-workspace.js';
import {selectHelmPlace} from '../../src/cli/upgrade/collect-upgrade-facts.js';
import {openStandingOf, openUpgrade, type Standing} from '../../src/cli/upgrade/open-upgrade.js';
import {runUpgrade, type UpgradeOptions, type UpgradeOutcome} from '../../src/cli/upgrade/run-upgrade.js';
import type {HelmRelease} from '../../src/model/ports/helm.js';
import {buildRelease} from '../fixtures/releases/build-release.js';
import type {ReleaseStep} from '../fixtures/releases/release-steps.data.js';
import {type BegunWorld, installWorld} from './installed-world.js';

export const silentScreen = {renderer: {onEvent() {}, async stop() {}}, isInteractive: false, say() {}};

/** An installed platform that is upgraded and put back, time after time, in one running world. */
export interface UpgradeWorld {
  readonly begun: BegunWorld;
  open(): Promise<Standing>;
  /** A release of the line, with an edit of the case’s own. */
  release(version: string, edit?: Partial<ReleaseStep>): string;
  upgrade(path: string, options?: Partial<UpgradeOptions>): Promise<UpgradeOutcome>;
  history(): Promise<readonly HelmRelease[]>;
  close(): Promise<void>;
}

export async function openUpgradeWorld(): Promise<UpgradeWorld> {
  const installed = await installWorld();
  const begun = await installed.begin();
  const {workspace} = begun;
  const releases = mkdtempSync(join(tmpdir(), 'shakinstall-line-'));
  let count = 0;
  // Addresses may be others than before the world was begun again.
  await executePlan(workspace, {
    plan: await createDeploymentPlan(workspace),
    instances: workspace.instances,
    concurrency: 64,
    screen: silentScreen,
  });
  const {config, places} = workspace.subject;
  const opened: OpenedConfig = {
    config,
    configPath: workspace.configPath,
    state: places.state,
    named: places.release,
    isTyped: false,
    configured: undefined,
    notes: [],
    environment: workspace.environment,
  };
  const open = () => openStandingOf(opened);
  return {
    begun,
    open,
    release: (version, edit) => buildRelease(version, join(releases, `${version}-${++count}`), edit),
    async upgrade(path, options = {}) {
      return runUpgrade(await openUpgrade(await open(), path), {
        window: undefined,
        isHotfix: false,
        isPlanOnly: false,
        approve: async () => true,
        fetchImages: async () => ({
          closure: {state: 'unasked', reason: 'not asked'},
          signatures: [],
          vulnerabilities: [],
        }),
        concurrency: 64,
        screen: silentScreen,
        ...options,
      });
    },
    async history() {
      return workspace.ports.operator.helm.history(selectHelmPlace(workspace));
    },
    async close() {
      await begun.end();
      installed.remove();
      rmSync(releases, {recursive: true, force: true});
    },
  };
}

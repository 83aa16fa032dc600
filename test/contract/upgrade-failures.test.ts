import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {selectHelmPlace} from '../../src/cli/upgrade/collect-upgrade-facts.js';
import {createLook} from '../../src/cli/upgrade/look-at-platform.js';
import {runRollback} from '../../src/cli/upgrade/run-rollback.js';
import type {UpgradeOutcome} from '../../src/cli/upgrade/run-upgrade.js';
import {selectClusterRef} from '../../src/model/cluster-ref.js';
import type {KubeObject, KubeTarget} from '../../src/model/ports/kube.js';
import {mountSmall} from '../fixtures/mount-small.js';
import {openUpgradeWorld, silentScreen, type UpgradeWorld} from '../worlds/upgrade-world.js';

/** All twelve take minutes of helm's own work; each run of the suite tries those that say most. */
const isWhole = process.env.SHAKINSTALL_TEST_UPGRADES === 'all';
const often = it;
const seldom = it.skipIf(!isWhole);

let world: UpgradeWorld;
beforeAll(async () => {
  world = await openUpgradeWorld();
}, 240_000);
afterAll(() => world?.close(), 30_000);

const codes = ({diagnostics}: UpgradeOutcome) => diagnostics.map(({code}) => code);

async function openTarget(): Promise<{
  kube: UpgradeWorld['begun']['workspace']['ports']['operator']['kube'];
  target: KubeTarget;
}> {
  const {ports, subject} = world.begun.workspace;
  const cluster = await ports.operator.clusters.get(selectClusterRef(subject.config));
  return {
    kube: ports.deployer.kube,
    target: {endpoint: cluster?.endpoint ?? '', caCertificate: cluster?.caCertificate ?? ''},
  };
}

/** What has to hold after every way to fail: the release of before serves, and nothing of it is lost. */
async function expectStanding(version: string): Promise<void> {
  const {workspace} = await world.open();
  expect(workspace.subject.release.version).toBe(version);
  const history = await workspace.ports.operator.helm.history(selectHelmPlace(workspace));
  expect(history.filter(({status}) => status.startsWith('pending'))).toEqual([]);
  expect(history.findLast(({status}) => status === 'deployed')?.chart).toBe(`shakudo-platform-${version}.0`);
  expect(await createLook(selectLookSubject(workspace))(workspace.ports.operator)).toEqual([]);
  const {kube, target} = await openTarget();
  const claims = await kube.list(target, {apiVersion: 'v1', kind: 'PersistentVolumeClaim'});
  expect(claims.length).toBeGreaterThan(0);
  expect(claims.filter(({status}) => (status as {phase?: string}).phase !== 'Bound')).toEqual([]);
}

const dashboard = {
  file: 'values.yaml',
  from: 'gcr.io/devsentient-infra/prod/dashboard-v3:2024.01.0',
  to: 'registry.nowhere.invalid/dashboard:2024.01.0',
};

describe('an upgrade that fails', () => {
  often(
    'for an image that nobody has: the release of before comes back by itself',
    async () => {
      const outcome = await world.upgrade(world.release('2024.01', {edits: [dashboard]}));
      expect([outcome.result, codes(outcome)]).toEqual(['rolled-back', ['SHK_PLATFORM_E1103']]);
      expect(outcome.diagnostics[0]?.detail).toMatch(/ImagePullBackOff|ErrImagePull/);
      expect(outcome.evidence).toMatch(/evidence\/upgrade-2024\.01-.*\.tgz$/);
      await expectStanding('2023.12');
    },
    240_000,
  );

  often(
    'in a hook: helm says so, and what its Job wrote is said to stay',
    async () => {
      const hook = {
        file: 'templates/jobs/check-database.yaml',
        from: 'backoffLimit: 1',
        to: 'backoffLimit: 0\n  activeDeadlineSeconds: 1',
      };
      const outcome = await world.upgrade(world.release('2024.02', {edits: [hook]}));
      expect([outcome.result, codes(outcome)]).toEqual(['rolled-back', ['SHK_RUN_E0109']]);
      expect(outcome.diagnostics[0]?.detail).toMatch(/hook/);
      expect(outcome.remains.join(' ')).toContain('Add the index of sessions was done and stays');
      await expectStanding('2023.12');
      const {kube, target} = await openTarget();
      const definition = await kube.get(target, {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        name: 'telemetries.telemetry.istio.io',
      });
      expect(JSON.stringify(definition)).not.toContain('Share of requests that is kept');
    },
    240_000,
  );

  seldom(
    'by a deadline: a script that never starts ends with its Job, and another attempt is another Job',
    async () => {
      const script = {
        file: 'release.yaml',
        from: '    isReversible: true',
        to: '    isReversible: true\n    timeoutMinutes: 1',
      };
      const image = {
        file: 'release.yaml',
        from: '    image: gcr.io/devsentient-infra/prod/api-server-base:2024.02.0',
        to: '    image: registry.nowhere.invalid/update:1',
      };
      const name = {file: 'release.yaml', from: 'name: add-session-index', to: 'name: slow-script'};
      const outcome = await world.upgrade(world.release('2024.02', {edits: [script, image, name]}));
      expect([outcome.result, codes(outcome)]).toEqual(['rolled-back', ['SHK_UPGRADE_E2102']]);
      expect(outcome.diagnostics[0]?.detail).toMatch(/deadline|DeadlineExceeded/i);
      await expectStanding('2023.12');
    },
    240_000,
  );

  often(
    'for a definition that drops what objects are stored in: it is refused before anything moves',
    async () => {
      const file = 'static/crds/customresourcedefinition-telemetries.telemetry.istio.io.yaml';
      const outcome = await world.upgrade(
        world.release('2024.01', {edits: [{file, from: '    - name: v1alpha1\n', to: '    - name: v1beta1\n'}]}),
      );
      expect([outcome.result, outcome.exitCode, codes(outcome)]).toEqual(['refused', 3, ['SHK_UPGRADE_E2012']]);
      await expectStanding('2023.12');
    },
    120_000,
  );

  often(
    'for a selector that nobody may change: it is refused before anything moves',
    async () => {
      const release = world.release('2024.01', {
        edits: [
          {
            file: 'templates/core/reconciler.yaml',
            from: '(list . "reconciler") | nindent 6 }}',
            to: '(list . "reconciler") | nindent 6 }}\n      tier: back',
          },
        ],
      });
      const outcome = await world.upgrade(release);
      expect([outcome.result, codes(outcome)]).toEqual(['refused', ['SHK_UPGRADE_E2011']]);
      expect(outcome.diagnostics[0]?.detail).toMatch(/immutable|selector/);
    },
    120_000,
  );

  seldom(
    'with the webhooks’ way closed, or a quota used up: the doctor’s word is heard first',
    async () => {
      for (const incident of ['webhook-port-closed', 'quota-regional']) {
        await world.begun.inject(incident, 3);
        const outcome = await world.upgrade(world.release('2024.01'));
        await world.begun.control('DELETE', 'incidents');
        expect([incident, outcome.result]).toEqual([incident, 'refused']);
        expect(codes(outcome).some((code) => /E20(06|09|10)$/.test(code))).toBe(true);
      }
    },
    240_000,
  );

  often(
    'because somebody edited a workload after the plan was approved: the plan says that the world has moved',
    async () => {
      const release = world.release('2024.01');
      const planned = await world.upgrade(release, {isPlanOnly: true});
      expect(planned.result).toBe('planned');
      const {kube, target} = await openTarget();
      const [deployment] = (
        await kube.list(target, {apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'hyperplane-core'})
      ).filter(({metadata}) => metadata.name.startsWith('hyperplane-dashboard'));
      const edit = (replicas: number): KubeObject => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {name: deployment?.metadata.name ?? '', namespace: 'hyperplane-core'},
        spec: {replicas},
      });
      await kube.apply(target, edit(3), {isDryRun: false, force: true});
      const moved = await world.upgrade(release, {isPlanOnly: true});
      expect(moved.proposal?.fingerprint).not.toBe(planned.proposal?.fingerprint);
      await kube.apply(target, edit(2), {isDryRun: false, force: true});
      const again = await world.upgrade(release, {isPlanOnly: true});
      expect(again.proposal?.fingerprint).toBe(planned.proposal?.fingerprint);
    },
    240_000,
  );

  often(
    'by a full disk, as the chart is under way: it halts, says what stands, and the same command ends it',
    async ({skip}) => {
      const {state} = world.begun.workspace.subject.places;
      const disk = mountSmall(state, '1500m');
      if (disk === undefined) {
        process.stderr.write('upgrade-failures.test: no file system can be mounted here\n');
        return skip();
      }
      try {
        const release = world.release('2024.01');
        const fullAt = (moment: 'StepStarted' | 'StepProgressed') =>
          world.upgrade(release, {
            screen: {
              ...silentScreen,
              renderer: {
                onEvent(event) {
                  if (event.code === moment && event.data.step === 'platform/install-release')
                    disk.fill(moment === 'StepStarted' ? undefined : join(state, 'journal.jsonl'));
                },
                async stop() {},
              },
            },
          });
        // Before helm is called something of its own does not fit, or the journal takes no more: what is met first depends on
        // how much of a block was left. While helm waits, it is the journal.
        for (const [moment, told] of [
          ['StepStarted', /^SHK_RUN_E0(704|115|707)$/],
          ['StepProgressed', /^SHK_RUN_E0704$/],
        ] as const) {
          disk.empty();
          const halted = await fullAt(moment);
          expect([moment, halted.result, halted.exitCode]).toEqual([moment, 'halted', 5]);
          expect(codes(halted)).not.toEqual([]);
          for (const code of codes(halted)) expect([moment, code]).toEqual([moment, expect.stringMatching(told)]);
          const remains = halted.remains.join('\n');
          expect(remains).toMatch(/helm has revision \d+ of shakudo-platform-2023\.12\.0 deployed/);
          expect(remains).toMatch(/The platform answers|^\S+\/\S+ /m);
        }
        // A disk that is still full begins nothing.
        await expect(world.upgrade(release)).rejects.toThrow(/ENOSPC|no space/);
        disk.empty();
        const done = await world.upgrade(release);
        expect([done.result, codes(done)]).toEqual(['done', []]);
        await expectStanding('2024.01');
        const back = await runRollback(await world.open(), {
          revision: undefined,
          acceptsLoss: false,
          approve: async () => true,
          concurrency: 64,
          screen: silentScreen,
        });
        expect(back.result).toBe('done');
        await expectStanding('2023.12');
      } finally {
        disk.close();
      }
    },
    400_000,
  );

  seldom(
    'for a while, as a token ends: it waits, and is done',
    async () => {
      await world.begun.control('POST', 'incidents', {incident: 'deployer-token-expired', afterSeconds: 60});
      const done = await world.upgrade(world.release('2024.01'));
      await world.begun.control('DELETE', 'incidents');
      expect([done.result, codes(done)]).toEqual(['done', []]);
      await expectStanding('2024.01');
    },
    240_000,
  );

  seldom(
    'as a node is lost on the way, or a registry answers 429: it ends in a release that serves, and says which',
    async () => {
      let stands = '2024.01';
      for (const incident of ['node-not-ready', 'registry-too-many-requests']) {
        await world.begun.control('POST', 'incidents', {incident, afterSeconds: 60});
        const outcome = await world.upgrade(world.release('2024.02'));
        await world.begun.control('DELETE', 'incidents');
        expect([incident, outcome.result]).toEqual([
          incident,
          expect.stringMatching(stands === '2024.02' ? /^unchanged$/ : /^(done|rolled-back|refused)$/),
        ]);
        if (outcome.result === 'done') stands = '2024.02';
        else if (outcome.result !== 'unchanged') expect(outcome.diagnostics.length).toBeGreaterThan(0);
        await expectStanding(stands);
      }
    },
    400_000,
  );
});

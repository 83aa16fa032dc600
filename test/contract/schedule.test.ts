import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {doctorChecks} from '../../src/checks/doctor-checks.js';
import {collectFactSet, selectLookSubject, selectSubjectTarget} from '../../src/cli/collect-fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import {createSchedule} from '../../src/cli/schedule/create-schedule.js';
import {doctorRules} from '../../src/cli/schedule/doctor-rules.data.js';
import {publishReport} from '../../src/cli/schedule/publish-report.js';
import {serveMetrics} from '../../src/cli/schedule/serve-metrics.js';
import type {KubeRef, KubeSelection} from '../../src/model/ports/kube.js';
import {type BegunWorld, type InstalledWorld, installWorld} from '../worlds/installed-world.js';
import {type PortCall, recordPortCalls} from './record-port-calls.js';

const schedule = createSchedule({
  image: 'registry.example.com/shakinstall:1',
  every: '*/10 * * * *',
  namespace: 'shakinstall',
  googleServiceAccount: 'doctor@acme.iam.gserviceaccount.com',
  config: undefined,
  hasMetrics: true,
});

const verbs: Readonly<Record<string, string>> = {list: 'list', scan: 'list', get: 'get'};
const plural = (kind: string) =>
  kind
    .replace(/([^aeiou])y$/, '$1ie')
    .replace(/s$/, 'se')
    .toLowerCase()
    .concat('s');

/** `get /configmaps`, `list apps/deployments`: what a call needs of RBAC; undefined where everybody may. */
function selectNeed({port, method, args}: PortCall): string | undefined {
  if (port !== 'kube') return undefined;
  if (method === 'fetchLog') return 'get /pods/log';
  const verb = verbs[method];
  if (verb === undefined) return undefined;
  const {apiVersion, kind} = args[1] as KubeSelection;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  // Of ConfigMaps just these by name: others may hold what is nobody's business.
  const name = kind === 'ConfigMap' ? ` ${(args[1] as KubeRef).name}` : '';
  return `${verb} ${group}/${plural(kind)}${name}`;
}

describe('the schedule of the doctor', () => {
  let installed: InstalledWorld;
  let world: BegunWorld;

  beforeAll(async () => {
    installed = await installWorld();
    world = await installed.begin();
  }, 120_000);

  afterAll(async () => {
    await world?.end();
    installed?.remove();
  });

  it('is allowed what the probes of a cluster ask for, except Secrets, and nothing else', async () => {
    // Logs and events of pods are asked for where something is wrong.
    await world.inject('crash-loop', 6);
    const {ports, ...subject} = selectLookSubject(world.workspace);
    const target = await selectSubjectTarget({...subject, ports});
    const calls: PortCall[] = [];
    await collectFactSet({ports: recordPortCalls(ports, calls), target}, doctorChecks);
    const asked = new Set(calls.flatMap((call) => selectNeed(call) ?? []));
    const granted = doctorRules.flatMap((rule) => {
      const names = 'resourceNames' in rule ? rule.resourceNames.map((name) => ` ${name}`) : [''];
      return rule.apiGroups.flatMap((group) =>
        rule.resources.flatMap((resource) =>
          rule.verbs.flatMap((verb) => names.map((name) => `${verb} ${group}/${resource}${name}`)),
        ),
      );
    });
    expect(asked).toContain('list /secrets');
    asked.delete('list /secrets');
    expect([...asked].sort()).toEqual(granted.sort());
  }, 60_000);

  it('is admitted, runs restricted, and keeps what it finds as a series of Events and as metrics', async () => {
    const subject = selectLookSubject(world.workspace);
    const {kube} = subject.ports;
    const target = await selectSubjectTarget(subject);
    for (const object of schedule) await kube.apply(target, object, {isDryRun: false, force: false});
    const cronJob = schedule.find(({kind}) => kind === 'CronJob') as unknown as {
      spec: {jobTemplate: {spec: {template: {spec: object}}}};
    };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {name: 'once', namespace: 'shakinstall'},
      spec: cronJob.spec.jobTemplate.spec.template.spec,
    };
    await kube.apply(target, pod, {isDryRun: true, force: false});
    const loose = {...pod, spec: {containers: [{name: 'c', image: 'i'}]}};
    await expect(kube.apply(target, loose, {isDryRun: true, force: false})).rejects.toThrow(/PodSecurity/);

    const server = await serveMetrics({kube, target}, {namespace: 'shakinstall', port: 0});
    const url = `http://127.0.0.1:${(server.address() as {port: number}).port}`;
    try {
      expect((await fetch(`${url}/metrics`)).status).toBe(503);
      const set = await collectFactSet({ports: subject.ports, target}, doctorChecks);
      const report = judgeFactSet(doctorChecks, set);
      const lookedAtMs = Date.parse(set.collectedAt);
      for (const turn of [0, 1])
        await publishReport({kube, target}, report, {
          namespace: 'shakinstall',
          lookedAtMs: lookedAtMs + turn * 600_000,
        });
      const metrics = await fetch(`${url}/metrics`);
      expect(metrics.status).toBe(200);
      const text = await metrics.text();
      expect(text).toContain(`shakinstall_last_look_timestamp_seconds ${Math.floor(lookedAtMs / 1000) + 600}`);
      expect(text).toMatch(/shakinstall_finding\{id="pods\/[^"]+",verdict="fail"/);
      const events = (
        await kube.list(target, {apiVersion: 'events.k8s.io/v1', kind: 'Event', namespace: 'shakinstall'})
      ).filter(({reportingController}) => reportingController === 'shakinstall.dev/doctor');
      const open = report.findings.filter(
        ({verdict, because}) => ['fail', 'warn', 'unknown'].includes(verdict) && because === undefined,
      );
      expect(events).toHaveLength(Math.min(open.length, 50));
      expect(events.map(({series}) => (series as {count: number}).count)).toEqual(events.map(() => 2));
    } finally {
      server.close();
    }
  }, 60_000);
});

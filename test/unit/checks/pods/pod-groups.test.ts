import {describe, expect, it} from 'vitest';
import {containersStart} from '../../../../src/checks/pods/containers-start.js';
import {containersStayUp} from '../../../../src/checks/pods/containers-stay-up.js';
import {imagesPulled} from '../../../../src/checks/pods/images-pulled.js';
import {memorySuffices} from '../../../../src/checks/pods/memory-suffices.js';
import {podsReady} from '../../../../src/checks/pods/ready.js';
import {scheduled} from '../../../../src/checks/pods/scheduled.js';
import type {ClusterInputs} from '../../../../src/model/finding.js';
import type {PodTroubleKind} from '../../../../src/model/select-pod-trouble.js';
import {createGroup, createPodInputs, createWorkload, nowMs} from './create-pod-facts.js';

const checks = [scheduled, imagesPulled, containersStart, memorySuffices, containersStayUp, podsReady];
const judge = (check: (typeof checks)[number], inputs: ClusterInputs) =>
  check.scope === 'cluster' ? check.evaluate(inputs) : [];
const verdicts = (inputs: ClusterInputs) =>
  Object.fromEntries(checks.map((check) => [check.id, judge(check, inputs).map(({verdict}) => verdict)]));

describe('the checks of pods', () => {
  it('pass together where nothing is in trouble, and say how much they saw', () => {
    const inputs = createPodInputs([]);
    expect(Object.values(verdicts(inputs)).flat()).toEqual(checks.map(() => 'pass'));
    expect(judge(podsReady, inputs)[0]?.observed).toBe('9 pods in 1 namespaces, 2 of them completed');
  });

  it.each<[PodTroubleKind, string]>([
    ['unscheduled', 'pods/scheduled'],
    ['image', 'pods/images-pulled'],
    ['start', 'pods/containers-start'],
    ['memory', 'pods/memory-suffices'],
    ['crash', 'pods/containers-stay-up'],
    ['evicted', 'pods/containers-stay-up'],
    ['unready', 'pods/ready'],
    ['waiting', 'pods/ready'],
    ['terminating', 'pods/ready'],
  ])('have %s judged by %s alone', (kind, id) => {
    const found = verdicts(createPodInputs([createGroup({kind})]));
    expect(
      Object.entries(found)
        .filter(([, own]) => own.includes('fail'))
        .map(([name]) => name),
    ).toEqual([id]);
  });

  it('show the last words, the count and since when', () => {
    const group = createGroup({
      container: 'api-server',
      count: 3,
      exitCode: 1,
      restarts: 7,
      hasPrevious: true,
      sinceMs: nowMs - 600_000,
      log: ['fatal: cannot read configuration'],
      events: ['BackOff: restarting'],
      unheard: 'RBAC list of events',
    });
    expect(judge(containersStayUp, createPodInputs([group]))).toMatchSnapshot();
  });

  it('leave Jobs to the check of jobs', () => {
    const group = createGroup({owner: {kind: 'Job', name: 'init-prisma-install-1'}});
    expect(verdicts(createPodInputs([group]))['pods/containers-stay-up']).toEqual(['pass']);
  });

  it('leave pods on a lost node to the check of nodes, and not those on others', () => {
    const nodes = {
      troubles: [{name: 'node-1', pool: 'p', zone: 'z', condition: 'Ready', reason: 'NodeStatusUnknown', message: ''}],
    };
    const here = createGroup({kind: 'unready'});
    expect(judge(podsReady, createPodInputs([here], {nodes}))[0]?.verdict).toBe('skipped');
    const both = createGroup({kind: 'unready', nodes: ['node-1', 'node-2']});
    expect(judge(podsReady, createPodInputs([both], {nodes}))[0]?.verdict).toBe('fail');
  });

  it('name the root of a chain, and what waits for it as waiting', () => {
    const keycloak = createGroup({
      kind: 'unready',
      namespace: 'hyperplane-keycloak',
      owner: {kind: 'Deployment', name: 'keycloak-4ef6686b'},
      events: ['Unhealthy: HTTP probe failed with statuscode: 503'],
    });
    const proxy = createGroup({
      kind: 'crash',
      namespace: 'hyperplane-istio',
      owner: {kind: 'Deployment', name: 'oauth2-proxy'},
      log: [
        'ERROR: error while discovery OIDC configuration: unexpected status "404": {"error":"Realm does not exist"}',
      ],
    });
    const inputs = createPodInputs([keycloak, proxy]);
    expect(judge(podsReady, inputs).map(({resource, verdict}) => [resource, verdict])).toEqual([
      ['Deployment hyperplane-keycloak/keycloak-4ef6686b', 'fail'],
    ]);
    expect(judge(containersStayUp, inputs).map(({verdict, observed}) => [verdict, observed])).toEqual([
      ['skipped', 'it waits for hyperplane-keycloak/keycloak-4ef6686b, which has a trouble of its own'],
    ]);
  });

  it('find the root in a workload that has no pods at all', () => {
    const waiting = createGroup({kind: 'waiting', awaits: ['pgbouncer.hyperplane-pgbouncer.svc.cluster.local']});
    const workloads = [createWorkload({namespace: 'hyperplane-pgbouncer', name: 'pgbouncer', wanted: 0, ready: 0})];
    expect(judge(podsReady, createPodInputs([waiting], {workloads}))[0]?.verdict).toBe('skipped');
  });

  it('judge both of two that speak of each other', () => {
    const a = createGroup({namespace: 'x', owner: {kind: 'Deployment', name: 'a'}, log: ['dial b.y: refused']});
    const b = createGroup({namespace: 'y', owner: {kind: 'Deployment', name: 'b'}, log: ['dial a.x: refused']});
    expect(judge(containersStayUp, createPodInputs([a, b])).map(({verdict}) => verdict)).toEqual(['fail', 'fail']);
  });

  it('are never green about a namespace that could not be looked into', () => {
    const refused = [
      {
        namespace: 'hyperplane-redis',
        kind: 'permission' as const,
        missing: 'container.pods.list',
        message: 'forbidden',
      },
    ];
    for (const check of checks) {
      const found = judge(check, createPodInputs([], {pods: {refused}}));
      expect(found.map(({verdict}) => verdict)).toEqual(['pass', 'unknown']);
      expect(found[1]?.obstacle?.missing).toBe('container.pods.list');
    }
  });

  it('follow from nodes that are missing, and from what a container is to be given', () => {
    const homeless = createGroup({
      kind: 'unscheduled',
      message: "2 node(s) didn't match Pod's node affinity/selector.",
    });
    expect(judge(scheduled, createPodInputs([homeless]))[0]?.follows).toEqual(['nodes that pods select']);
    const poor = createGroup({kind: 'start', message: 'CreateContainerConfigError: secret "login" not found'});
    expect(judge(containersStart, createPodInputs([poor]))[0]?.follows).toEqual(['Secret hyperplane-core/login']);
  });

  it('leave pods on what a lost node was tainted with to the check of nodes', () => {
    const message = '3 node(s) had untolerated taint {node.kubernetes.io/unreachable: }.';
    const troubles = [{name: 'node-1', condition: 'Ready'}];
    const kept = createGroup({kind: 'unscheduled', message});
    expect(judge(scheduled, createPodInputs([kept], {nodes: {groups: [], troubles} as object}))[0]?.observed).toContain(
      'nodes/nodes-ready judges that',
    );
    expect(judge(scheduled, createPodInputs([kept]))[0]?.verdict).toBe('fail');
  });

  it('leave a disk that no node reaches to the check of disks', () => {
    const message = '0/6 nodes are available: 6 node(s) had volume node affinity conflict.';
    const far = {name: 'pv', disk: 'd', claim: 'hyperplane-core/data', zones: ['us-east4-b']};
    const nodes = {groups: [{pool: 'p', strangeTaints: [], zones: ['us-east4-a']}]} as object;
    const look = (volume: object) => {
      const claims = {bound: 1, troubles: [], ending: [], volumes: [volume]};
      return judge(scheduled, createPodInputs([createGroup({kind: 'unscheduled', message})], {nodes, claims}))[0];
    };
    expect(look(far)?.observed).toContain('storage-health/volumes-in-reach judges that');
    const own = look({...far, claim: 'elsewhere/data'});
    expect([own?.verdict, own?.tries?.map(({text}) => text)]).toEqual(['fail', [expect.stringContaining('its disk')]]);
  });

  it.each([
    [
      'FailedScaleUp: Node scale up in zones us-east4-c associated with this pod failed: GCE out of resources.',
      'us-east4-c',
    ],
    [
      'FailedScaleUp: Node scale up in zones us-east4-c associated with this pod failed: GCE quota exceeded.',
      'us-east4 ',
    ],
    ["NotTriggerScaleUp: pod didn't trigger scale-up: 1 max node group size reached", 'node-pools list'],
  ])('say first what kept the autoscaler from it: %s', (event, command) => {
    const message = '0/6 nodes are available: 6 Insufficient cpu.';
    const [judgement] = judge(
      scheduled,
      createPodInputs([createGroup({kind: 'unscheduled', message, events: [event]})]),
    );
    expect(judgement?.tries?.[0]?.command).toContain(command);
    expect(judgement?.tries).toHaveLength(2);
  });

  it('leave a taint and a missing class to those who judge them', () => {
    const tainted = createGroup({kind: 'unscheduled', message: '6 node(s) had untolerated taint {dedicated: batch}.'});
    const groups = [{pool: 'p', strangeTaints: [{taint: 'dedicated=batch:NoSchedule', count: 6}]}];
    expect(judge(scheduled, createPodInputs([tainted], {nodes: {groups} as object}))[0]?.observed).toContain(
      'nodes/taints-bearable judges that',
    );
    const doomed = createGroup({kind: 'unscheduled', message: 'persistentvolumeclaim "data" is being deleted.'});
    const ending = [{namespace: 'hyperplane-core', name: 'data', sinceMs: 0, finalizers: [], volume: null}];
    const going = {bound: 1, troubles: [], volumes: [], ending};
    expect(judge(scheduled, createPodInputs([doomed], {claims: going}))[0]?.observed).toContain(
      'storage-health/claims-stay judges that',
    );
    const unbound = createGroup({kind: 'unscheduled', message: 'pod has unbound immediate PersistentVolumeClaims'});
    const claims = {bound: 0, troubles: [{namespace: 'hyperplane-core', name: 'data'}], volumes: []};
    expect(judge(scheduled, createPodInputs([unbound], {claims}))[0]?.observed).toContain(
      'storage-health/claims-bound judges that',
    );
  });
});

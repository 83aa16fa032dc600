import {type Deferred, selectKnown} from '../../model/deferred.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';
import {selectNamespace} from './select-namespace.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly namespace: string;
  readonly service: string;
  readonly address: Deferred<string>;
}

interface ServiceStatus {
  readonly loadBalancer?: {readonly ingress?: ReadonlyArray<{readonly ip?: string}>};
}

export const awaitLoadBalancer = defineStep<Desired, {readonly address: string}>({
  id: 'platform/await-load-balancer',
  runbook: '20',
  phase: 'network',
  title: 'Wait for the load balancer',
  why: 'A load balancer that stays pending hides its reason in the Service’s events; the address it gets has to be the one that the records name.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer',
  actor: 'deployer',
  needs: ['platform/install-release', 'network/reserve-address'],
  within: 'cluster/create-cluster',
  permissions: [{permission: 'container.services.get', on: 'project'}],
  services: [],
  usualSeconds: [30, 120],
  timeoutMinutes: 12,
  desire(inputs) {
    const {ingress} = inputs.release;
    return {
      target: selectDeferredTarget(inputs),
      namespace: selectNamespace(inputs.config, ingress),
      service: ingress.service,
      address: inputs.output('network/reserve-address', 'address'),
    };
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    if (target === undefined) return {state: 'absent'};
    const service = await ports.kube.get(target, {
      apiVersion: 'v1',
      kind: 'Service',
      name: desired.service,
      namespace: desired.namespace,
    });
    const address = (service?.status as ServiceStatus | undefined)?.loadBalancer?.ingress?.[0]?.ip;
    return address === undefined ? {state: 'absent'} : {state: 'present', actual: {address}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation, {kind: 'await', reason: 'until the load balancer has its address'});
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const wanted = selectKnown(desired.address);
    const {address} = observation.actual;
    if (wanted === undefined || wanted === address) return noChange;
    const command = `kubectl describe service ${desired.service} --namespace ${desired.namespace}`;
    return foreign(
      'SHK_PLATFORM_E1104',
      'The load balancer has another address than the reserved one.',
      `${address} instead of ${wanted}`,
      [{text: 'See whether the values name loadBalancerIP.', command}],
    );
  },
  async apply(ports, desired, _change, io) {
    io.reportProgress(`waiting for ${desired.namespace}/${desired.service}`);
    for (;;) {
      const seen = await awaitLoadBalancer.observe(ports, desired);
      if (seen.state === 'present') return;
      await ports.clock.sleep(3000, io.signal);
    }
  },
  outputNames: ['address'],
  outputs: (_desired, actual) => ({address: actual.address}),
  equivalent: ({namespace, service}) => [
    [
      'kubectl',
      'get',
      'service',
      service,
      `--namespace=${namespace}`,
      '-o',
      'jsonpath={.status.loadBalancer.ingress[0].ip}',
    ],
  ],
});

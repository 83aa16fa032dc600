import type {Json} from '../../../../src/rehearsal/cloud/json.js';
import type {IncidentState} from '../../../../src/rehearsal/incidents/incident-state.js';
import {service} from '../controllers/platform-objects.js';
import {drawName, listVictims, type Observation, splitName, takeTime} from './observation.js';
import type {IncidentWorldUnderTest} from './start-incident-world.js';

const list = async (world: IncidentWorldUnderTest, path: string): Promise<Json[]> =>
  (await world.kube('GET', path)).body.items ?? [];

/** A container of the victim’s pods says so. */
const containerSays = (pattern: RegExp): Observation => ({
  isSeen: async (world, incident) =>
    (await listVictims(world, incident)).some(({status}) => {
      const statuses: Json[] = status.containerStatuses ?? [];
      return statuses.some(({ready, state, lastState}) => !ready && pattern.test(JSON.stringify([state, lastState])));
    }),
});

const notReady: Observation = {
  isSeen: async (world, incident) => {
    const pods = await listVictims(world, incident);
    const isUnready = ({status}: Json) =>
      status.phase === 'Running' && status.containerStatuses.some(({ready, state}: Json) => !ready && state.running);
    const {namespace} = splitName(incident, 'workload');
    const events = JSON.stringify(await list(world, `/api/v1/namespaces/${namespace}/events`));
    return pods.some(isUnready) && events.includes('Readiness probe failed: HTTP probe failed with statuscode: 503');
  },
};

const unscheduled = (pattern: RegExp): Observation => ({
  isSeen: async (world, incident) =>
    (await listVictims(world, incident)).some(({status}) => {
      const condition = (status.conditions ?? []).find(({type}: Json) => type === 'PodScheduled');
      return condition?.status === 'False' && pattern.test(condition.message);
    }),
});

const conditionOf = (object: Json | undefined, type: string): Json | undefined =>
  object?.status?.conditions?.find((condition: Json) => condition.type === type);

/** The certificate is not ready, and an object of its chain says why. */
const chainSays = (pattern: RegExp): Observation => ({
  async isSeen(world) {
    const [certificate] = await list(world, '/apis/cert-manager.io/v1/certificates');
    if (conditionOf(certificate, 'Ready')?.status === 'True') return false;
    const chain = await Promise.all([
      list(world, '/apis/cert-manager.io/v1/certificaterequests'),
      list(world, '/apis/acme.cert-manager.io/v1/orders'),
      list(world, '/apis/acme.cert-manager.io/v1/challenges'),
    ]);
    return pattern.test(JSON.stringify([certificate, chain]));
  },
});

const refusedAdmission = (path: string, body: () => object, pattern: RegExp): Observation => ({
  async isSeen(world) {
    const {value} = await takeTime(world, world.kube('POST', `${path}?dryRun=All`, body()));
    return value.status >= 400 && pattern.test(value.body.message);
  },
});

const pod = () => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name: drawName('pod')},
  spec: {containers: [{name: 'main', image: 'docker.io/library/busybox:1.36'}]},
});
const webhookTimesOut = refusedAdmission(
  '/api/v1/namespaces/core/pods',
  pod,
  /failed calling webhook .*context deadline exceeded/,
);

const ingressHas = (pattern: RegExp) => async (world: IncidentWorldUnderTest) =>
  pattern.test(
    JSON.stringify((await world.kube('GET', '/api/v1/namespaces/istio-system/services/istio-ingressgateway')).body),
  );

const restart = async (world: IncidentWorldUnderTest, incident: IncidentState) => {
  for (const {metadata} of await listVictims(world, incident))
    await world.kube('DELETE', `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`);
};

/** What is seen in the cluster’s plane. */
export const clusterObservations: Readonly<Record<string, Observation>> = {
  'webhook-port-closed': webhookTimesOut,
  'firewall-disabled': webhookTimesOut,
  'quota-addresses': {
    async isSeen(world) {
      const name = drawName('entry');
      const {path, body} = service('default', name, 'none', [{port: 80}], {type: 'LoadBalancer'});
      await world.kube('POST', path, body);
      await world.pass(90);
      const text = JSON.stringify(await list(world, '/api/v1/namespaces/default/events'));
      const {body: made} = await world.kube('GET', `${path}/${name}`);
      await world.kube('DELETE', `${path}/${name}`);
      await world.pass(60);
      return made.status.loadBalancer?.ingress === undefined && text.includes('SyncLoadBalancerFailed');
    },
  },
  'certificate-account': {
    isSeen: async (world) =>
      (await list(world, '/apis/cert-manager.io/v1/clusterissuers')).some(
        (issuer) => conditionOf(issuer, 'Ready')?.reason === 'ErrRegisterACMEAccount',
      ),
  },
  'certificate-order': chainSays(/rateLimited/),
  'certificate-present': chainSays(/Error 403: Forbidden/),
  'certificate-propagation': chainSays(/not yet propagated/),
  'certificate-finalize': chainSays(/CAA record prevents issuance/),
  'webhook-bundle-missing': refusedAdmission(
    '/apis/cert-manager.io/v1/clusterissuers',
    () => ({
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: {name: drawName('issuer')},
      spec: {selfSigned: {}},
    }),
    /certificate signed by unknown authority/,
  ),
  'image-pull': containerSays(/ErrImagePull|ImagePullBackOff/),
  'crash-loop': containerSays(/CrashLoopBackOff/),
  'out-of-memory': containerSays(/OOMKilled/),
  'start-error': containerSays(/"exitCode":128/),
  'readiness-failing': notReady,
  'keycloak-unready': notReady,
  'job-failed': {
    isSeen: async (world) =>
      (await list(world, '/apis/batch/v1/jobs')).some((job) => conditionOf(job, 'Failed')?.status === 'True'),
    async cure(world, incident) {
      const {namespace, name} = splitName(incident, 'job');
      const path = `/apis/batch/v1/namespaces/${namespace}/jobs`;
      const {body: job} = await world.kube('GET', `${path}/${name}`);
      await world.kube('DELETE', `${path}/${name}?propagationPolicy=Background`);
      const {metadata: _metadata, ...template} = job.spec.template;
      const spec = {backoffLimit: 1, template: {...template, metadata: {}}};
      await world.kube('POST', path, {...job, metadata: {name}, spec, status: undefined});
    },
  },
  'sidecar-missing': {
    isSeen: async (world, incident) =>
      (await listVictims(world, incident)).some(
        ({spec, metadata}) =>
          metadata.deletionTimestamp === undefined &&
          !spec.containers.some(({name}: {name: string}) => name === 'istio-proxy'),
      ),
    cure: restart,
  },
  'unschedulable-cpu': unscheduled(/Insufficient cpu/),
  'unschedulable-gpu': unscheduled(/Insufficient nvidia\.com\/gpu/),
  'unschedulable-taint': unscheduled(/untolerated taint \{dedicated: batch\}/),
  'claim-unbound': {
    isSeen: async (world) =>
      (await list(world, '/api/v1/persistentvolumeclaims')).some(({status}) => status.phase === 'Pending') &&
      JSON.stringify(await list(world, '/api/v1/namespaces/default/events')).includes('oci-bv\\" not found'),
  },
  'quota-of-pods': {
    isSeen: async (world, incident) =>
      (await listVictims(world, incident)).length === 0 &&
      JSON.stringify(
        await list(world, `/api/v1/namespaces/${splitName(incident, 'workload').namespace}/events`),
      ).includes('exceeded quota: team-limit'),
  },
  'node-not-ready': {
    async isSeen(world, incident) {
      const {body} = await world.kube('GET', `/api/v1/nodes/${incident.parameters.node}`);
      return conditionOf(body, 'Ready')?.reason === 'NodeStatusUnknown';
    },
  },
  drift: {
    async isSeen(world, incident) {
      const {namespace, name} = splitName(incident, 'workload');
      const {body} = await world.kube('GET', `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`);
      return body.spec.replicas === 0 && JSON.stringify(body.metadata.managedFields).includes('legacy-autoscaler');
    },
  },
  'namespace-stuck': {
    async isSeen(world) {
      const {body} = await world.kube('GET', '/api/v1/namespaces/hyperplane-retired');
      return (
        body.status?.phase === 'Terminating' &&
        /finalizers remaining/.test(JSON.stringify(body.status.conditions ?? []))
      );
    },
  },
  'helm-killed': {
    isSeen: async (world) =>
      (await list(world, '/api/v1/namespaces/core/secrets?labelSelector=owner%3Dhelm')).some(
        ({metadata}) => metadata.labels.status === 'pending-upgrade',
      ),
  },
  'scaled-to-zero': {
    isSeen: async (world, incident) => (await listVictims(world, incident)).length === 0,
  },
  'ingress-selector': {
    async isSeen(world) {
      const slices = await list(world, '/apis/discovery.k8s.io/v1/namespaces/istio-system/endpointslices');
      const own = slices.filter(
        ({metadata}) => metadata.labels['kubernetes.io/service-name'] === 'istio-ingressgateway',
      );
      return own.every(({endpoints}) => (endpoints ?? []).length === 0);
    },
  },
  'ingress-internal': {isSeen: ingressHas(/"networking.gke.io\/load-balancer-type":"Internal"/)},
  'source-ranges': {isSeen: ingressHas(/"loadBalancerSourceRanges":\["198.51.100.0\/24"\]/)},
  'injector-removed': {
    isSeen: async (world) =>
      (await list(world, '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations')).every(
        ({metadata}) => metadata.name !== 'istio-sidecar-injector',
      ),
  },
  'nodes-cordoned': unscheduled(/were unschedulable/),
  'service-removed': {
    async isSeen(world, incident) {
      const {namespace, name} = splitName(incident, 'service');
      return (await world.kube('GET', `/api/v1/namespaces/${namespace}/services/${name}`)).status === 404;
    },
  },
};

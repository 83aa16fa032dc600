import type {KubeObject, Open} from '../object/kube-object.js';

const compact = (record: Record<string, Open>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Open;

function toCoreEvent({
  apiVersion: _,
  regarding,
  note,
  reportingController,
  deprecatedSource,
  deprecatedFirstTimestamp,
  deprecatedLastTimestamp,
  deprecatedCount,
  ...rest
}: KubeObject): KubeObject {
  return compact({
    apiVersion: 'v1',
    ...rest,
    involvedObject: regarding ?? {},
    message: note,
    reportingComponent: reportingController ?? '',
    reportingInstance: rest.reportingInstance ?? '',
    source: deprecatedSource ?? {},
    firstTimestamp: deprecatedFirstTimestamp ?? null,
    lastTimestamp: deprecatedLastTimestamp ?? null,
    count: deprecatedCount,
  });
}

function toEventsEvent({
  apiVersion: _,
  involvedObject,
  message,
  reportingComponent,
  source,
  firstTimestamp,
  lastTimestamp,
  count,
  ...rest
}: KubeObject): KubeObject {
  return compact({
    apiVersion: 'events.k8s.io/v1',
    ...rest,
    regarding: involvedObject,
    note: message,
    reportingController: reportingComponent || undefined,
    deprecatedSource: source ?? {},
    deprecatedFirstTimestamp: firstTimestamp ?? null,
    deprecatedLastTimestamp: lastTimestamp ?? null,
    deprecatedCount: count,
  });
}

const isCpuUtilization = ({type, resource}: Open) =>
  type === 'Resource' && resource?.name === 'cpu' && resource?.target?.type === 'Utilization';

function toAutoscalerV2(object: KubeObject): KubeObject {
  const {targetCPUUtilizationPercentage: target, ...spec} = object.spec ?? {};
  const {currentCPUUtilizationPercentage: current, ...status} = object.status ?? {};
  const metrics =
    target === undefined
      ? undefined
      : [{type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: target}}}];
  const currentMetrics =
    current === undefined
      ? undefined
      : [{type: 'Resource', resource: {name: 'cpu', current: {averageUtilization: current}}}];
  return {
    ...object,
    apiVersion: 'autoscaling/v2',
    spec: compact({...spec, metrics}),
    status: compact({...status, currentMetrics}),
  };
}

function toAutoscalerV1(object: KubeObject): KubeObject {
  const {metrics = [], behavior: _, ...spec} = object.spec ?? {};
  const {currentMetrics: __, conditions: ___, ...status} = object.status ?? {};
  const cpu = metrics.find(isCpuUtilization);
  return {
    ...object,
    apiVersion: 'autoscaling/v1',
    spec: compact({...spec, targetCPUUtilizationPercentage: cpu?.resource.target.averageUtilization}),
    status: {currentReplicas: 0, ...status},
  };
}

/** Fields that flowcontrol renamed between its beta versions. */
function renameLimits(object: KubeObject, apiVersion: string): KubeObject {
  const limited = object.spec?.limited;
  if (!limited) return {...object, apiVersion};
  const {assuredConcurrencyShares, nominalConcurrencyShares, ...rest} = limited;
  const shares = assuredConcurrencyShares ?? nominalConcurrencyShares;
  const named = /v1beta[12]$/.test(apiVersion)
    ? {assuredConcurrencyShares: shares}
    : {nominalConcurrencyShares: shares};
  return {...object, apiVersion, spec: {...object.spec, limited: {...rest, ...named}}};
}

/** Converts between the versions of the built-in kinds that have two: events, autoscalers, priority levels. */
export function convertBuiltIn(object: KubeObject, apiVersion: string): KubeObject {
  switch (apiVersion) {
    case 'v1':
      return object.kind === 'Event' ? toCoreEvent(object) : {...object, apiVersion};
    case 'events.k8s.io/v1':
    case 'events.k8s.io/v1beta1':
      return {...toEventsEvent(object), apiVersion};
    case 'autoscaling/v2':
      return object.apiVersion === 'autoscaling/v1' ? toAutoscalerV2(object) : {...object, apiVersion};
    case 'autoscaling/v1':
      return toAutoscalerV1(object);
    default:
      // The betas of other kinds that are still served have the form of their first stable version.
      return renameLimits(object, apiVersion);
  }
}

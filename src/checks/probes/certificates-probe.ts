import {CloudFailure} from '../../model/cloud-failure.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {listWarnings} from './list-warnings.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** What is said of an issuer that a Certificate names and nobody made. */
export const noneOfThatName = 'there is none of that name';

/** One object on the way from a Certificate to its Secret. */
export interface ChainLink {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Whether it has done its part. */
  readonly isDone: boolean;
  /** Whether it will not go on by itself. */
  readonly isFailed: boolean;
  /** Its own words. */
  readonly message: string;
}

/** A Certificate with everything that is under way for it. Times are milliseconds since the epoch. */
export interface CertificateFact {
  readonly namespace: string;
  readonly name: string;
  readonly secret: string;
  readonly names: readonly string[];
  readonly isReady: boolean;
  readonly message: string;
  readonly notAfter: number | null;
  readonly renewalTime: number | null;
  /** Issuer, newest CertificateRequest, its Order, the Order's Challenges: what exists of them. */
  readonly chain: readonly ChainLink[];
  /** When the newest request for it was made; null where there is none. */
  readonly requestedMs?: number | null;
  /** Requests for the same names within the last 168 hours. */
  readonly recentRequests: number;
  /** Warnings about it and its Challenges, newest first. */
  readonly warnings: readonly string[];
}

export interface CertificatesFact {
  readonly certificates: readonly CertificateFact[];
  readonly issuers: readonly ChainLink[];
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

interface AcmeStatus {
  readonly conditions?: readonly Condition[];
  readonly state?: string;
  readonly reason?: string;
  readonly presented?: boolean;
  readonly notAfter?: string;
  readonly renewalTime?: string;
}

interface CertificateSpec {
  readonly secretName?: string;
  readonly dnsNames?: readonly string[];
  readonly issuerRef?: {readonly kind?: string; readonly name?: string};
}

const weekMs = 168 * 3_600_000;
const statusOf = ({status}: KubeObject) => (status ?? {}) as AcmeStatus;
const readyOf = (object: KubeObject) => statusOf(object).conditions?.find(({type}) => type === 'Ready');
const toTime = (text: string | undefined) => (text === undefined ? null : Date.parse(text));
const createdAt = ({metadata}: KubeObject) => Date.parse(metadata.creationTimestamp ?? '') || 0;

const belongsTo = (owner: KubeObject) => (object: KubeObject) =>
  object.metadata.namespace === owner.metadata.namespace &&
  ((object.metadata.ownerReferences ?? []) as ReadonlyArray<{kind: string; name: string}>).some(
    ({kind, name}) => kind === owner.kind && name === owner.metadata.name,
  );

/** Words of an object whose Ready condition tells how it is. */
function toConditionLink(object: KubeObject): ChainLink {
  const ready = readyOf(object);
  const message = [ready?.reason, ready?.message].filter((part) => part !== undefined && part !== '').join(': ');
  return {
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    isDone: ready?.status === 'True',
    isFailed: /^(Failed|Denied|ErrRegisterACMEAccount|InvalidRequest)/.test(ready?.reason ?? ''),
    message: message === '' ? 'it has said nothing yet' : message,
  };
}

/** Words of an Order or a Challenge, which have a state in place of conditions. */
function toStateLink(object: KubeObject): ChainLink {
  const {state = 'pending', reason, presented} = statusOf(object);
  const spec = object.spec as {readonly type?: string; readonly dnsName?: string} | undefined;
  const what = object.kind === 'Challenge' ? `${spec?.type ?? ''} for ${spec?.dnsName ?? ''}, ` : '';
  const stage = object.kind === 'Challenge' ? `, ${presented === true ? 'presented' : 'not presented'}` : '';
  return {
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    isDone: state === 'valid',
    isFailed: ['invalid', 'errored', 'expired'].includes(state),
    message: `${what}${state}${stage}${reason === undefined ? '' : `: ${reason}`}`,
  };
}

/** The newest of those that belong to an owner. */
const newestOf = (objects: readonly KubeObject[], owner: KubeObject | undefined) =>
  owner === undefined ? undefined : objects.filter(belongsTo(owner)).sort((a, b) => createdAt(b) - createdAt(a))[0];

/** Certificates of the platform's namespaces, followed to where they are held up. https://cert-manager.io/docs/troubleshooting/acme/ */
export const certificatesProbe: ClusterProbe<CertificatesFact> = {
  id: 'certificates',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const target = await inputs.cluster();
    const listKind = (apiVersion: string, kind: string) =>
      ports.kube.list(target, {apiVersion, kind}).catch((error: unknown) => {
        if (!(error instanceof CloudFailure) || error.kind !== 'not-found') throw error;
        throw new NotApplicable(`the cluster knows no ${kind} of cert-manager’s`);
      });
    const own = 'cert-manager.io/v1';
    const acme = 'acme.cert-manager.io/v1';
    const [platform, all, requests, clusterIssuers, issuers, orders, challenges] = await Promise.all([
      platformProbe.collect(inputs),
      listKind(own, 'Certificate'),
      listKind(own, 'CertificateRequest'),
      listKind(own, 'ClusterIssuer'),
      listKind(own, 'Issuer'),
      listKind(acme, 'Order'),
      listKind(acme, 'Challenge'),
    ]);
    const certificates = all.filter(({metadata}) => platform.namespaces.includes(metadata.namespace ?? ''));
    const used = new Map<string, ChainLink>();
    const look = async (certificate: KubeObject): Promise<CertificateFact> => {
      const {namespace = '', name} = certificate.metadata;
      const {secretName = '', dnsNames = [], issuerRef} = certificate.spec as CertificateSpec;
      const isClusterWide = issuerRef?.kind === 'ClusterIssuer';
      const issuer = (isClusterWide ? clusterIssuers : issuers).find(
        ({metadata}) => metadata.name === issuerRef?.name && (isClusterWide || metadata.namespace === namespace),
      );
      const issuerLink: ChainLink =
        issuer === undefined
          ? {
              kind: issuerRef?.kind ?? 'Issuer',
              namespace: isClusterWide ? '' : namespace,
              name: issuerRef?.name ?? '',
              isDone: false,
              isFailed: true,
              message: noneOfThatName,
            }
          : toConditionLink(issuer);
      used.set(`${issuerLink.kind}/${issuerLink.namespace}/${issuerLink.name}`, issuerLink);
      const request = newestOf(requests, certificate);
      const order = newestOf(orders, request);
      const pending = order === undefined ? [] : challenges.filter(belongsTo(order));
      const ready = readyOf(certificate);
      const isReady = ready?.status === 'True';
      const {notAfter, renewalTime, conditions = []} = statusOf(certificate);
      const issuing = conditions.find(({type}) => type === 'Issuing');
      const events = isReady
        ? []
        : await Promise.all(
            [certificate, ...pending].map(({kind, metadata}) =>
              listWarnings(ports, target, {kind, namespace, name: metadata.name}),
            ),
          );
      return {
        namespace,
        name,
        secret: secretName,
        names: dnsNames,
        isReady,
        message: issuing?.reason === 'Failed' ? (issuing.message ?? '') : (ready?.message ?? 'it has said nothing yet'),
        notAfter: toTime(notAfter),
        renewalTime: toTime(renewalTime),
        chain: [
          issuerLink,
          ...(request === undefined ? [] : [toConditionLink(request)]),
          ...(order === undefined ? [] : [toStateLink(order)]),
          ...pending.map(toStateLink),
        ],
        requestedMs: request === undefined ? null : createdAt(request),
        recentRequests: requests
          .filter(belongsTo(certificate))
          .filter((each) => ports.clock.now() - createdAt(each) < weekMs).length,
        warnings: events.flat().map(({reason, message}) => `${reason}: ${message}`),
      };
    };
    const looked = await Promise.all(certificates.map(look));
    return {certificates: looked, issuers: [...used.values()]};
  },
};

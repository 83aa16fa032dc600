import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {namespaceName} from '../../release/select-namespaces.js';
import type {Probe} from './probe.js';

export interface IssuanceFact {
  /** Moments at which this cluster asked for a certificate of the domain's names, in milliseconds since the epoch, newest first. */
  readonly askedAtMs: readonly number[];
  /** Of the Secrets that the release keeps certificates in, those that hold one. */
  readonly held: readonly string[];
}

const mostRequests = 100;

function isMissing(error: unknown): boolean {
  return error instanceof CloudFailure && error.kind === 'not-found';
}

/** How often the cluster asked for certificates of the domain, and which it has. */
export const issuanceProbe: Probe<IssuanceFact> = {
  id: 'issuance',
  async collect({ports, cluster, config, release}) {
    const target = await cluster();
    const askedAtMs: number[] = [];
    const names = new Map(
      release.certificates.map(({namespace, isPrefixed, name, secretName}) => [
        `${namespaceName({namespace, isPrefixed}, config.namespaces.prefix)}/${name}`,
        secretName,
      ]),
    );
    const visitRequest = ({metadata}: KubeObject) => {
      const certificate = metadata.annotations?.['cert-manager.io/certificate-name'];
      if (names.has(`${metadata.namespace}/${certificate}`) && metadata.creationTimestamp !== undefined)
        askedAtMs.push(Date.parse(metadata.creationTimestamp));
    };
    const held: string[] = [];
    const visitCertificate = ({metadata, status}: KubeObject) => {
      const key = `${metadata.namespace}/${metadata.name}`;
      const {conditions = []} = (status ?? {}) as {conditions?: ReadonlyArray<{type?: string; status?: string}>};
      if (names.has(key) && conditions.some(({type, status: is}) => type === 'Ready' && is === 'True')) held.push(key);
    };
    try {
      await Promise.all([
        ports.kube.scan(target, {apiVersion: 'cert-manager.io/v1', kind: 'CertificateRequest'}, visitRequest),
        ports.kube.scan(target, {apiVersion: 'cert-manager.io/v1', kind: 'Certificate'}, visitCertificate),
      ]);
    } catch (error) {
      // Without cert-manager nobody has asked for anything yet.
      if (!isMissing(error)) throw error;
    }
    return {askedAtMs: askedAtMs.sort((a, b) => b - a).slice(0, mostRequests), held: held.sort()};
  },
};

import type {PodNetwork} from '../../net/pod-network.js';
import type {ControllerContext} from '../core/controller-context.js';
import {runCainjector} from './cert-manager/run-cainjector.js';
import {runCertificateRequests} from './cert-manager/run-certificate-requests.js';
import {runCertificates} from './cert-manager/run-certificates.js';
import {runChallenges} from './cert-manager/run-challenges.js';
import {runIssuers} from './cert-manager/run-issuers.js';
import {runOrders} from './cert-manager/run-orders.js';
import {runWebhookAuthority} from './cert-manager/run-webhook-authority.js';
import {runIstioOperator} from './istio/run-istio-operator.js';
import {runIstiod} from './istio/run-istiod.js';
import {runPrometheusOperator} from './prometheus/run-prometheus-operator.js';

/** Runs the operators that workloads of the cluster bring; each acts only while its workload is ready. */
export function runOperators(context: ControllerContext, network: PodNetwork): void {
  runWebhookAuthority(context, network.publicCa);
  runCainjector(context);
  runIssuers(context);
  runCertificates(context);
  runCertificateRequests(context, network.publicCa);
  runOrders(context, network.publicCa);
  runChallenges(context, network);
  runIstiod(context, network.publicCa);
  runIstioOperator(context);
  runPrometheusOperator(context);
}

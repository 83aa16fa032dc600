import type {KubeObject} from '../../model/ports/kube.js';
import {doctorName} from './schedule-names.js';

/**
 * Alerts over the doctor's metrics, for Prometheus' operator. A doctor that has said nothing for `silentSeconds` is
 * an alert as well: nothing is known then. https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 */
export function createAlertRules({
  namespace,
  silentSeconds,
}: {
  readonly namespace: string;
  readonly silentSeconds: number;
}): KubeObject {
  const last = 'shakinstall_last_look_timestamp_seconds';
  const about = '{{ if $labels.resource }} ({{ $labels.resource }}){{ end }}';
  const rules = [
    {
      alert: 'ShakudoCheckFails',
      // What another finding explains is no reason of its own to wake anybody.
      expr: 'shakinstall_finding{verdict="fail",because=""} == 1',
      for: '15m',
      labels: {severity: 'critical'},
      annotations: {
        summary: `{{ $labels.id }} fails${about}.`,
        description: 'shakinstall doctor --only {{ $labels.id }} shows the proof and what mends it.',
      },
    },
    {
      alert: 'ShakudoCheckWarns',
      expr: 'shakinstall_finding{verdict="warn",because=""} == 1',
      for: '1h',
      labels: {severity: 'warning'},
      annotations: {summary: `{{ $labels.id }} warns${about}.`},
    },
    {
      alert: 'ShakudoDoctorSilent',
      expr: `time() - ${last} > ${silentSeconds} or absent(${last})`,
      for: '5m',
      labels: {severity: 'critical'},
      annotations: {
        summary: 'The doctor has not looked for a while: nothing is known of the platform.',
        description: `kubectl get jobs,pods -n ${namespace} shows why.`,
      },
    },
    {
      alert: 'ShakudoDoctorBlind',
      expr: 'shakinstall_coverage_looked_at < 0.5 * shakinstall_coverage_applicable',
      for: '1h',
      labels: {severity: 'warning'},
      annotations: {summary: 'The doctor can look at less than half of what it should.'},
    },
  ];
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {name: doctorName, namespace},
    spec: {groups: [{name: doctorName, rules}]},
  };
}

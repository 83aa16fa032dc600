/** A release.yaml with the least that is allowed. */
export const SAMPLE_RELEASE = `apiVersion: shakinstall.dev/v1
kind: Release
name: sample
version: "1"
kubernetes: ">=1.25 <1.28"
chart: {path: chart, releaseName: sample, namespace: core}
manifests:
  - {path: static/crds, waitsFor: established, phase: before-chart}
values: {template: template.yaml}
namespaces:
  prefixed: [{name: core, createdBy: installer}]
  fixed: [{name: istio-system, createdBy: chart}]
images: [b:1, a:1, b:1]
criticalWorkloads: [{kind: Deployment, namespace: core, namePrefix: api}]
ingress: {namespace: istio-system, service: gateway, ports: [443]}
login: {realm: R, realmPath: /auth/realms/R, brokerPath: /auth/realms/R/broker}
`;

/** The files that it names. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  'release.yaml': SAMPLE_RELEASE,
  'chart/Chart.yaml': 'apiVersion: v2\nname: sample-chart\nversion: 0.1.0\n',
  'static/crds/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  'template.yaml': 'domain: TOREPLACEDEPLOYMENTNAME.example.com\n',
};
